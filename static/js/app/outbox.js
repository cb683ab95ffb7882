// Every form of the loop goes through the outbox, online, too: kept first, shown at once, then sent.
import { coming, keyOfForm, release } from "flu/app/drafts.js"
import { page, part, words } from "flu/app/home.js"
import { paint, show } from "flu/app/letters.js"
import { announce } from "flu/lib/announce.js"
import { channel, drain } from "flu/lib/drain.js"
import { bearings, keep, withdraw } from "flu/lib/letters.js"
import { seal } from "flu/lib/vault.js"
import { uuid7 } from "flu/lib/uuid.js"

const PATIENCE = 2_500  // ms somebody waits for an answer before the page goes on without it
const STUCK = 3_000
const UNBORN = "00000000-0000-7000-8000-000000000000"
const waiting = new Map()
let again, pause = 1_000

htmx.registerExtension("outbox", {
  htmx_before_request(elt, { ctx }) {
    const form = ctx.request.form ?? elt
    if (ctx.request.method !== "POST" || !form.dataset?.outbox) return
    if ("underway" in form.dataset) { ctx.fetch = nothing; return }
    form.dataset.underway = ""
    ctx.fetch = () => write(form, ctx).finally(() => delete form.dataset.underway)
  },
})

const nothing = async () => new Response(null, { status: 204 })

async function write(form, ctx) {
  const fields = [...ctx.request.body].map(([name, value]) => [name, String(value)])
  const id = form.dataset.underway = uuid7(), stays = "stay" in form.dataset
  const { open, box } = compose(form, ctx, fields, id)
  const shown = show({ ...open, ...box }, stays ? null : form)
  let letter
  try {
    letter = await within(STUCK, keepFor(form, open, box))
  } catch {
    shown.undo()
    return unkept(form, ctx, id)
  }
  shown.kept()
  if (stays) form.reset()
  release(form)
  form.dispatchEvent(new CustomEvent("flu:kept", { bubbles: true }))
  const heard = listen(letter.id)
  navigator.serviceWorker?.ready.then(worker => worker.sync?.register("flu-drain")).catch(() => {})
  send()
  return answer(letter, await heard, ctx, stays)
}

// No room, no key, or a database that hangs: the words stay in the form, and the letter goes straight,
// under the same key until FLU itself has answered it.
async function unkept(form, ctx, id) {
  const key = form.dataset.key ??= id
  const headers = { ...ctx.request.headers, "Idempotency-Key": key, ...(page()?.dataset.user && { "X-Flu-User": page().dataset.user }), ...(form.dataset.instead && { "X-Flu-Instead": form.dataset.instead }) }
  const response = await fetch(ctx.request.action, { method: "POST", body: ctx.request.body, headers, credentials: "same-origin", redirect: "manual" }).catch(() => null)
  if (response?.headers.get("X-Flu-Op") !== key || response.headers.has("X-Flu-Reason") || response.status >= 500) {
    if (response?.headers.get("X-Flu-Reason") === "key-reuse") delete form.dataset.key
    setTimeout(() => {
      document.getElementById("status").textContent = words("full")
      announce(words("full"))
    })
    throw new DOMException("the words stay where they are", "AbortError")
  }
  delete form.dataset.key
  form.dispatchEvent(new CustomEvent("flu:kept", { bubbles: true }))
  const then = response.headers.get("X-Flu-Then")
  return response.status === 204 && then ? visit(then, ctx) : response
}

async function keepFor(form, open, box) {
  const mine = await part()
  if (!mine) throw new Error("nobody is at home")
  const draft = await keyOfForm(form, mine)
  await coming[0]  // the form knows of which letter it is the next edition
  const { instead, replaces } = form.dataset
  return keep({ ...open, part: mine, replaces: +replaces }, { ...box, draft, instead }, draft)
}

function compose(form, ctx, fields, id) {
  const url = ctx.request.action
  const steps = ways(form, ctx.request.submitter, fields)
  const open = { id, ...bearings(url, fields) }
  const box = {
    url, fields, label: label(form), words: told(form, ctx.request.submitter), from: location.pathname + location.search,
    then: steps[0], places: steps.map(step => step.split(/[?#]/)[0]),
  }
  return { open, box }
}

const within = (ms, promise) => Promise.race([promise, new Promise((yes, no) => setTimeout(no, ms, new Error("stuck")))])

// Where it leads, the first one now; and wherever else it is to be seen meanwhile.
function ways(form, button, fields) {
  const born = fields.find(([name]) => name === "uid")?.[1]
  const [, noun, id] = form.getAttribute("action").split(/[/?#]/)
  const own = `/${noun}/${id ?? born ?? ""}`
  const asked = [button?.dataset.then, form.dataset.then].filter(Boolean)
  const list = born && !id ? [`/${noun}`] : []
  return [...new Set([...asked, own, ...list, ...("stay" in form.dataset ? [location.pathname] : [])])].map(way => way.replace(UNBORN, born))
}

function label(form) {
  const kind = form.querySelector("[name=kind]:checked")?.closest("label")?.innerText
  return kind ? `${form.dataset.outbox} · ${kind.trim()}` : form.dataset.outbox
}

// What was written and chosen, as its writer reads it; with the questions where there are several.
function told(form, button) {
  const fields = [...form.elements].filter(field => field.name && field.name !== "kind" && !["hidden", "submit", "button"].includes(field.type))
  const asks = fields.filter(field => field.localName === "textarea" && field.value.trim()).length > 1
  const said = fields.filter(field => !["checkbox", "radio"].includes(field.type) || field.checked).map(field => {
    const asked = field.labels?.[0]?.firstChild?.textContent.trim() ?? ""
    if (["checkbox", "radio"].includes(field.type)) return field.labels?.[0]?.innerText.trim().replace(/\s+/g, " ")
    const value = (field.selectedOptions?.[0]?.textContent ?? field.value).trim()
    return value && (asks || field.localName !== "textarea") && asked ? `${asked} ${value}` : value
  })
  if (button?.name && button.name !== "next") said.push(button.textContent.trim())
  return said.filter(Boolean).join("\n")
}

function listen(id) {
  return new Promise(hear => {
    const timer = setTimeout(() => hear({ state: "waiting" }), PATIENCE)
    waiting.set(id, news => { clearTimeout(timer); waiting.delete(id); hear(news) })
  }).finally(() => waiting.delete(id))
}

async function answer(letter, news, ctx, stays) {
  if (news.state === "sent") return stays ? nothing() : visit(news.then, ctx)
  if (news.state === "needs-you") return news.html ? refused(letter, news) : stays ? nothing() : visit("/outbox", ctx)
  if (news.stop === "sign-in") return new Response("", { status: 401, headers: { "HX-Redirect": "/sign-in?next=/outbox" } })
  announce(words("done"))
  return stays ? nothing() : ahead(letter.then, ctx).catch(nothing)
}

// The server has not met it yet, but the page it leads to can be made here.
async function ahead(way, ctx) {
  const answer = await visit(way, ctx)
  if (answer.ok) return answer
  const shell = await visit("/offline", ctx)
  ctx.push = way
  return shell
}

// The page a write leads to, fetched as a boosted walk, so that htmx lays it in and tells the address.
async function visit(way, ctx) {
  const [path, anchor] = way.split("#")
  ctx.request.anchor = anchor
  ctx.push = way
  const headers = { ...ctx.request.headers, "HX-Request-Type": "full" }
  const answer = await fetch(path, { headers, credentials: "same-origin" })
  if (!navigator.serviceWorker?.controller && !answer.headers.has("X-Flu-User")) throw new Error("a portal")
  return answer
}

// Refused while its writer looks on: the form comes back with the words in it, as ever.
async function refused(letter, { status, headers, html }) {
  const box = await seal(letter.part, "writing", { fields: letter.fields, uid: letter.fields.find(([name]) => name === "uid")?.[1], instead: letter.instead })
  const back = await withdraw(letter.n, { key: letter.draft, part: letter.part, at: Date.now(), box })
  await paint()
  if (!back) return nothing()
  const kept = Object.entries(headers).filter(([name]) => name.startsWith("hx-"))
  return new Response(html, { status, headers: Object.fromEntries(kept) })
}

function hear(news) {
  if (news.state === "sending") return paint({ news })
  waiting.get(news.id)?.(news)
  if (news.state === "sent") document.dispatchEvent(new CustomEvent("flu:sent", { detail: { label: news.label } }))
  return paint({ news })
}

// Several may wait for the lock at once; the last to come back decides whether it is tried again.
export async function send() {
  if (!await part()) return
  const { stop, wait } = await drain(hear)
  clearTimeout(again)
  for (const told of waiting.values()) told({ state: "waiting", stop })
  if (stop !== "later") return stop
  again = setTimeout(send, wait ? wait * 1_000 : pause * (.75 + Math.random() / 2))
  pause = Math.min(pause * 2, 30_000)
  return stop
}

function now() {
  pause = 1_000
  return send()
}

export const resend = now
channel.addEventListener("message", ({ data }) => data.id ? hear(data) : paint())
addEventListener("online", now)
addEventListener("focus", now)
document.addEventListener("visibilitychange", () => { if (!document.hidden) now() })
addEventListener("pageshow", now)
document.addEventListener("htmx:after:swap", () => paint())
