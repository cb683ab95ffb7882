// Whose phone this is, as far as this page knows: the page says it, or on a shell the phone itself.
import { sweep } from "flu/lib/letters.js"
import { drawKeys, forgetOthers, keyOf, tellWho, who } from "flu/lib/vault.js"

export const page = () => document.getElementById("page")
export const words = name => document.getElementById("sync-words")?.dataset[name] ?? ""
export const can = Boolean(globalThis.indexedDB && globalThis.caches && crypto.subtle && globalThis.BroadcastChannel)

let settled
export const part = () => can ? settled ??= settle().catch(() => null) : Promise.resolve(null)
export const forgetPart = () => { settled = null }

async function settle() {
  const named = page()?.dataset.user
  if (!named) {
    const { part: kept, leaving } = await who()
    return kept && !leaving && await keyOf(kept, "writing") ? kept : null
  }
  const known = await who()
  if (known.leaving) return null  // signed out without network: the worker says so to the server first
  const fresh = await drawKeys(named)
  await tellWho({ part: named, contact: page().dataset.kept ? known.contact ?? 0 : Date.now() })
  if (known.part !== named) {
    await forgetOthers(named)
    await sweep(named)
  }
  if (fresh || known.part !== named) navigator.serviceWorker?.controller?.postMessage({ kind: "home" })
  return named
}
