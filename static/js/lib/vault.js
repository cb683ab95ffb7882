// What the phone keeps is sealed with keys that never leave this browser and belong to one person:
// `reading` opens the pages, `writing` the letters and drafts.
import { asked, inside } from "flu/lib/store.js"

const WHO = "/who"
const IV = 12
const held = new Map()

export const pagesOf = part => `pages-${part}`

// {part, contact, leaving}: who is at home here, and when the server was last met.
export async function who() {
  const kept = await (await caches.open("flu-who")).match(WHO)
  return kept ? kept.json() : {}
}

// Page and worker both tell; one after the other, so that neither takes the other's word back.
export const tellWho = facts => navigator.locks ? navigator.locks.request("flu-who", () => noted(facts)) : noted(facts)

async function noted(facts) {
  const known = { ...await who(), ...facts }
  await (await caches.open("flu-who")).put(WHO, new Response(JSON.stringify(known)))
  return known
}

const keys = (mode, work) => inside("flu-keys", ["keys"], mode, work)
const drawn = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])

export async function keyOf(part, use) {
  const name = `${part}/${use}`
  if (!held.has(name)) {
    const key = await keys("readonly", store => asked(store.get(name)))
    if (key) held.set(name, key)
  }
  return held.get(name)
}

// Tells whether any was missing.
export async function drawKeys(part) {
  let fresh = false
  for (const use of ["reading", "writing"]) {
    if (await keyOf(part, use)) continue
    fresh = true
    const key = await drawn()
    await keys("readwrite", store => asked(store.add(key, `${part}/${use}`))).catch(() => {})  // another tab was first
  }
  return fresh
}

export const forgetHeld = () => held.clear()

// The pages can never be opened again.
export async function forgetPages(part) {
  forgetHeld()
  await caches.delete(pagesOf(part))
  await keys("readwrite", store => asked(store.delete(`${part}/reading`)))
}

// The session ended, or nobody heard of it for too long: what is here stays shut until its writer is back.
export async function lock(part) {
  await forgetPages(part)
  if ((await who()).part === part) await tellWho({ locked: true })
}

const LOCKED = 72 * 3_600_000
export const isShut = ({ locked, contact }) => Boolean(locked) || Math.abs(Date.now() - (contact ?? 0)) > LOCKED

// Only FLU's own word counts as a goodbye, not a portal's.
export const goodbye = body => fetch("/sign-out", { method: "POST", body, headers: { "HX-Request": "true" } })
  .then(answer => answer.headers.get("X-Flu-User") === "-", () => false)

export async function forgetOthers(part) {
  const names = await keys("readonly", store => asked(store.getAllKeys()))
  for (const name of names) if (name.endsWith("/reading") && !name.startsWith(part)) await forgetPages(name.split("/")[0])
}

// All that this person kept here; what somebody else left unsent stays sealed until they return.
export async function forgetAll(part) {
  await forgetPages(part)
  await keys("readwrite", store => asked(store.delete(`${part}/writing`)))
  await inside("flu", ["letters", "drafts"], "readwrite", (...stores) => Promise.all(stores.map(async store => {
    const rows = await asked(store.getAll())
    return Promise.all(rows.filter(row => row.part === part).map(row => asked(store.delete(row[store.keyPath]))))
  })))
}

export const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")

export async function seal(part, use, facts) {
  const key = await keyOf(part, use), iv = crypto.getRandomValues(new Uint8Array(IV))
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(facts)))
  const whole = new Uint8Array(IV + box.byteLength)
  whole.set(iv)
  whole.set(new Uint8Array(box), IV)
  return whole
}

export async function unseal(part, use, whole) {
  const key = await keyOf(part, use), bytes = new Uint8Array(whole)
  const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.subarray(0, IV) }, key, bytes.subarray(IV))
  return JSON.parse(new TextDecoder().decode(words))
}
