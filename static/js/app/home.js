// Whose phone this is, as far as this page knows: the page says it, or on a shell the phone itself.
import { channel } from "flu/lib/drain.js"
import { sweep } from "flu/lib/letters.js"
import { drawKeys, forgetOthers, isShut, keyOf, tellWho, who } from "flu/lib/vault.js"

export const page = () => document.getElementById("page")
export const words = name => document.getElementById("sync-words")?.dataset[name] ?? ""
export const can = Boolean(globalThis.indexedDB && globalThis.caches && crypto.subtle && globalThis.BroadcastChannel)

let settled, whose

// Who may write here. A walk may lead onto somebody else's page: another tab signed in meanwhile.
export function part() {
  if (!can) return Promise.resolve(null)
  const named = page()?.dataset.user
  if (!settled || named !== whose) settled = settle(named).catch(() => null)
  whose = named
  return settled
}

// Who may read what was written: nobody after the session ended, until they are back.
export async function reader() {
  const mine = await part()
  return mine && !isShut(await who()) ? mine : null
}

async function settle(named) {
  const known = await who()
  if (known.leaving) return null  // signed out without network: the worker says so to the server first
  if (!named) return known.part && await keyOf(known.part, "writing") ? known.part : null

  const fresh = await drawKeys(named)
  const kept = Boolean(page().dataset.kept)
  await tellWho({ part: named, locked: kept && known.locked, contact: kept ? known.contact ?? 0 : Date.now() })
  if (known.part !== named) {
    await forgetOthers(named)
    sweep(named).catch(() => {})  // a store that hangs keeps nobody from writing
    if (known.part) channel.postMessage({ kind: "left" })
  }
  if (fresh || known.part !== named) navigator.serviceWorker?.controller?.postMessage({ kind: "home" })
  return named
}
