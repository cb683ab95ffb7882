// The phone's own chores: the worker, the pages to take along, old lines, and signing out.
import { can, page, part, words } from "flu/app/home.js"
import { paint, renew } from "flu/app/letters.js"
import { send } from "flu/app/outbox.js"
import { channel } from "flu/lib/drain.js"
import { all } from "flu/lib/letters.js"
import { reopen, shut } from "flu/lib/store.js"
import { forgetAll, goodbye, tellWho, who } from "flu/lib/vault.js"

const HOUR = 3_600_000
const WORKER = navigator.serviceWorker
let asked = 0

async function enlist() {
  const worker = await WORKER.register("/service-worker.js", { updateViaCache: "none" })
  await WORKER.ready
  if (!WORKER.controller) {
    const claimed = new Promise(done => WORKER.addEventListener("controllerchange", done, { once: true }))
    ;(await WORKER.ready).active.postMessage({ kind: "claim" })
    await claimed
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < HOUR) return
    asked = Date.now()
    worker.update().catch(() => {})
  })
}

// What Nu leads to, the kit, and elsewhere the forms one tap away, while nothing else is going on; the
// worker seals what comes by.
async function takeAlong() {
  if (!await part() || !WORKER?.controller || navigator.connection?.saveData) return
  const nu = location.pathname === "/now"
  const links = [...page().querySelectorAll(nu ? "a[href^='/']" : "#main a[data-action]")].map(link => link.getAttribute("href").split("#")[0])
  const ways = nu ? ["/kit", "/reflections/new?format=RF3", "/outbox", ...links] : links.filter(way => /\/(new|edit)\b/.test(way))
  const here = location.pathname + location.search  // one that a form led to, as Nu after signing in, came past the worker
  WORKER.controller.postMessage({ kind: "take", ways: [...new Set([here, ...ways])].filter(way => !way.startsWith("/sign-")) })
}

function tellAge() {
  const kept = Number(page()?.dataset.kept)
  if (!kept || document.querySelector(".kept-line")) return
  const line = document.createElement("p")
  line.className = "kept-line meta"
  const day = { weekday: "long", hour: "2-digit", minute: "2-digit" }, hour = { hour: "2-digit", minute: "2-digit" }
  const today = new Date(kept).toDateString() === new Date().toDateString()
  line.textContent = words("kept").replace("{when}", new Date(kept).toLocaleString(document.documentElement.lang, today ? hour : day))
  document.getElementById("main").prepend(line)
}

const leaving = form => form.getAttribute("action") === "/sign-out"

// Nobody leaves words behind unasked; then all that was kept here goes, with network or without.
document.addEventListener("submit", event => {
  if (!can || !leaving(event.target) || event.target.dataset.sure !== undefined) return
  event.preventDefault()
  event.stopImmediatePropagation()
  leave(event.target, event.submitter)
}, true)

async function leave(form, button) {
  const mine = await part()
  const letters = mine ? await all(mine).catch(() => []) : []
  const left = letters.filter(one => one.state !== "discarded")
  const dialog = document.getElementById("leaving")
  if (left.length && dialog) {
    dialog.querySelector("[data-count]").textContent = words("leave").replace("{n}", left.length)
    dialog.returnValue = ""
    dialog.showModal()
    await new Promise(done => dialog.addEventListener("close", done, { once: true }))
    if (dialog.returnValue === "send") { location.assign("/outbox"); return }
    if (dialog.returnValue !== "leave") return
  }
  if (mine) await forgetAll(mine).catch(() => {})
  await tellWho({ part: null, leaving: true })
  ;(await WORKER?.getRegistration())?.active?.postMessage({ kind: "home" })
  localStorage.removeItem("flu-asks")
  await navigator.clearAppBadge?.().catch(() => {})
  channel.postMessage({ kind: "left" })
  form.dataset.sure = ""
  // If it was not heard, the worker says it to the server before it shows any page again.
  if (await goodbye(new URLSearchParams(new FormData(form, button)))) await tellWho({ leaving: false })
  location.replace("/sign-in")
}

channel.addEventListener("message", ({ data }) => { if (data.kind === "left") location.replace("/sign-in") })
WORKER?.addEventListener("message", ({ data }) => {
  if (data.kind === "fresh" && data.way === location.pathname + location.search) renew()
  if (data.kind === "drain") send()
})

addEventListener("online", () => {
  WORKER?.controller?.postMessage({ kind: "online" })
  if (page()?.dataset.kept) renew()
})
addEventListener("pagehide", () => shut())
addEventListener("pageshow", async ({ persisted }) => {
  reopen()
  if (!persisted || !can) return
  const mine = page()?.dataset.user, now = await who()
  if (mine && now.part !== mine) location.replace("/sign-in")  // signed out since, on this phone
  paint()
})
document.addEventListener("flu:sent", () => navigator.storage?.persist?.(), { once: true })
document.addEventListener("htmx:after:swap", () => { tellAge(); later(takeAlong) })

const later = work => globalThis.requestIdleCallback ? requestIdleCallback(() => work(), { timeout: 4_000 }) : setTimeout(work, 1_500)

tellAge()
if (can) paint().then(send)
const begin = () => later(() => enlist().then(takeAlong).catch(() => {}))
if (can && WORKER) document.readyState === "complete" ? begin() : addEventListener("load", begin)
