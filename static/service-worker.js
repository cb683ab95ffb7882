// Pages: network first, a sealed copy when it does not answer. Static files: from here first. Writes are
// the pages' own; only text shared from another app is taken in here, and sealed as a draft.
// Before this stand the build's lists (flu/web/worker.py).
import { channel, drain } from "flu/lib/drain.js"
import { keyOfDraft, lay } from "flu/lib/letters.js"
import { asked, inside } from "flu/lib/store.js"
import { forgetHeld, goodbye, isShut, keyOf, lock, pagesOf, seal, tellWho, unseal, who } from "flu/lib/vault.js"

const WAIT = 2_500
const LONG = 8_000
const OWN = { "/capture": "/offline/capture", "/outbox": "/offline/outbox" }
const QUICK = 60
const BACK = 500
const STICKY = 30_000
const STILL = 800
const FRESH_ENOUGH = 600_000
const TOLD = /<!--told-->.*?<!--\/told-->/gs  // thanks are said once
const SAID = /^(content-(type|security-policy)|x-(content-type-options|frame-options|robots-tag)|referrer-policy|cross-origin-|permissions-policy)/
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g
const PAGES = 150
const BIG = 512 * 1024
const HOME = `static-${BUILD}`
let slow = 0, walked = 0, home

self.addEventListener("install", event => event.waitUntil(furnish().then(() => skipWaiting())))
self.addEventListener("activate", event => event.waitUntil(tidy().then(() => clients.claim())))

async function furnish() {
  const cache = await caches.open(HOME)
  await Promise.all(STATIC.map(async name => {
    const kept = await caches.match(name)
    return kept ? cache.put(name, kept) : cache.add(name)
  }))
  await shells()
}

const shells = async () => (await caches.open(HOME)).addAll(SHELLS.map(way => new Request(way, { cache: "reload" })))

async function tidy() {
  const houses = (await caches.keys()).filter(name => name.startsWith("static-") && name !== HOME)
  await Promise.all(houses.slice(0, -1).map(name => caches.delete(name)))
}

self.addEventListener("message", event => {
  const { kind, ways, part, place, drafts } = event.data
  if (kind === "home") { home = null; forgetHeld() }
  if (kind === "online") slow = 0
  if (kind === "claim") { home = null; clients.claim() }
  if (kind === "take") event.waitUntil(take(ways))
  if (kind === "arrived") event.waitUntil(keyOfDraft(part, place).then(key => inside("flu", ["drafts"], "readwrite", drafts => asked(drafts.delete(key)))))
  if (kind === "drafts") event.waitUntil(layAll(part, drafts).catch(() => {}))
})

// The last words of a page that went. The one in its place may have looked for them already.
async function layAll(part, drafts) {
  part ??= (await atHome()).part
  await Promise.all(drafts.map(draft => lay(part, draft)))
  channel.postMessage({ kind: "laid" })
}

self.addEventListener("sync", event => {
  if (event.tag === "flu-drain") event.waitUntil(sync())
})

async function sync() {
  const [page] = await clients.matchAll({ type: "window" })
  if (page) return page.postMessage({ kind: "drain" })
  const { stop } = await drain(() => {})
  if (stop === "later") throw new Error("later")
}

self.addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === "POST" && url.pathname === "/reflections/shared") return event.respondWith(sharedText(request))
  if (request.method !== "GET") return
  if (url.pathname.startsWith("/static/")) return event.respondWith(fixed(request))
  if (request.mode === "navigate" || (request.headers.has("HX-Request") && !url.pathname.endsWith("/live"))) event.respondWith(page(event, request, url))
})

async function fixed(request) {
  const kept = await caches.match(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) (await caches.open(HOME)).put(request.url, answer.clone())
  return answer
}

const keyed = url => url.pathname + url.search.replace(/([?&])src=[^&]*&?/, "$1").replace(/[?&]$/, "")

async function page(event, request, url) {
  const way = keyed(url)
  walked = Date.now()
  const { part, leaving } = await atHome()
  if (leaving && !await sayGoodbye()) return shell(url)
  const copy = await kept(way, part)
  const asked = ask(request, url, way, copy, part)
  const patience = !copy ? (OWN[url.pathname] ? WAIT : LONG) : Date.now() - slow < STICKY ? QUICK : request.headers.has("HX-History-Restore-Request") ? BACK : WAIT
  event.waitUntil(asked.catch(() => {}))
  try {
    const answer = await soon(asked, patience)
    if (answer) return answer
    asked.then(late => late?.ours && late.changed && tell({ kind: "fresh", way })).catch(() => {})
  } catch { /* no network */ }
  slow = Date.now()
  return copy ? html(copy.text.replace('<div id="page"', `<div id="page" data-kept="${copy.seen}"`), copy.headers) : shell(url)
}

const atHome = async () => home?.part ? home : home = await who()
const soon = (promise, ms) => Promise.race([promise, new Promise(yes => setTimeout(yes, ms))])
const html = (text, headers) => new Response(text, { headers })
const said = ({ headers }) => [...headers].filter(([name]) => SAID.test(name))
const tell = async news => { for (const client of await clients.matchAll({ type: "window" })) client.postMessage(news) }

// The network's answer. Throws when there is none that is FLU's own.
async function ask(request, url, way, copy, part) {
  const headers = new Headers(request.headers)
  headers.set("Accept", "text/html")
  if (copy?.tag) headers.set("If-None-Match", copy.tag)
  const navigates = request.mode === "navigate"
  const answer = await fetch(url.pathname + url.search, { headers, credentials: "same-origin", cache: "no-store", redirect: navigates ? "manual" : "follow" })
  if (answer.type === "opaqueredirect") return answer
  const whose = answer.headers.get("X-Flu-User")
  if (!whose) {
    if (!navigates || copy || answer.status >= 500) throw new Error("not ours")
    return answer
  }
  slow = 0
  if (answer.status === 304) {
    await store(way, copy, part)
    return html(copy.text, copy.headers)
  }
  if (whose === "-") await outside(answer, url, part)
  else if (whose === part) await met()
  if (answer.status !== 200 || whose !== part || answer.redirected || url.searchParams.has("q")) return answer
  const text = await answer.clone().text()
  answer.ours = true
  answer.changed = !copy || copy.text !== text
  if (text.length < BIG) await store(way, { text: text.replace(TOLD, ""), tag: answer.headers.get("ETag"), headers: said(answer) }, part)
  return answer
}

async function met() {
  if (Date.now() - ((await atHome()).contact ?? 0) > 60_000) home = await tellWho({ contact: Date.now() })
}

// No session any more: what was read here is not to be read again before the next sign-in.
async function outside(answer, url, part) {
  if (part && (answer.status === 401 || url.pathname === "/sign-in")) await lock(part)
}

async function kept(way, part) {
  if (!part) return null
  if (isShut(await atHome())) { await lock(part); return null }
  try {
    const found = await (await caches.open(pagesOf(part))).match(way, { ignoreVary: true })
    return await unseal(part, "reading", await found.arrayBuffer())
  } catch {
    return null
  }
}

async function store(way, copy, part) {
  if (!part || !await keyOf(part, "reading")) return
  const box = await seal(part, "reading", { ...copy, seen: Date.now() })
  const cache = await caches.open(pagesOf(part))
  try {
    await cache.delete(way)
    await cache.put(way, new Response(box))
  } catch {
    await thin(cache, PAGES / 2)
  }
  await thin(cache, PAGES)
}

async function thin(cache, most) {
  const ways = await cache.keys()
  await Promise.all(ways.slice(0, Math.max(0, ways.length - most)).map(way => cache.delete(way)))
}

async function shell({ pathname }) {
  const way = OWN[pathname] ?? "/offline"
  const found = await (await caches.open(HOME)).match(way)
  return found ? html(await found.text(), said(found)) : Response.error()
}

// Signed out without network: first the server is told, then a page is asked for.
async function sayGoodbye() {
  if (!await goodbye()) return false
  home = await tellWho({ leaving: false })
  return true
}

// One page after the other, and never while somebody waits for one.
async function take(ways) {
  const { part } = await atHome()
  for (const way of ways) {
    while (Date.now() - walked < STILL) await new Promise(yes => setTimeout(yes, STILL / 2))
    const url = new URL(way, location.origin), copy = await kept(keyed(url), part)
    if (copy && Date.now() - copy.seen < FRESH_ENOUGH) continue
    await ask(new Request(url, { headers: { "HX-Request": "true", "X-Flu-Ahead": "1" } }), url, keyed(url), copy, part).catch(() => {})
  }
}

// Text from another app goes straight among the sealed drafts; no address ever holds it.
async function sharedText(request) {
  const copy = request.clone()
  try {
    const { part } = await atHome()
    const form = await request.formData()
    const before = await inside("flu", ["drafts"], "readonly", drafts => asked(drafts.get(`shared-${part}`)))
    const unread = before?.part === part ? (await unseal(part, "writing", before.box)).fields[0][1] : ""
    const said = ["title", "text", "url"].map(name => (form.get(name) ?? "").replace(CONTROL, "").trim())
    const words = said.filter((one, n) => one && !said.some((other, m) => m !== n && other.includes(one) && (other !== one || m < n)))
    const fields = [["answer_1", [unread, words.join("\n")].filter(Boolean).join("\n\n")]]
    const box = await seal(part, "writing", { fields })
    await inside("flu", ["drafts"], "readwrite", drafts => asked(drafts.put({ key: `shared-${part}`, part, at: Date.now(), box })))
    return Response.redirect("/reflections/new?shared=1", 303)
  } catch {
    return fetch(copy)
  }
}
