// Each keystroke is kept on the phone, sealed, by form and field, and comes back after a crash. What is not
// kept yet when the page is left goes to the worker, which outlives it.
import { page, part, reader, words } from "flu/app/home.js"
import { channel } from "flu/lib/drain.js"
import { all, keyOfDraft, lay } from "flu/lib/letters.js"
import { asked, inside } from "flu/lib/store.js"
import { unseal } from "flu/lib/vault.js"

const BEHIND = 120  // ms after a keystroke
const OURS = new Set(["uid", "version", "next"])
const SHARED = "/reflections/shared"  // filled by the server, where no worker took the words in
const fresh = new Map()  // form → a sign of its last keystroke, until that is kept
let saving

const drafts = (mode, work) => inside("flu", ["drafts"], mode, work)

function place(form) {
  const value = name => form.querySelector(`input[type=hidden][name=${name}]`)?.value ?? ""
  return [form.getAttribute("action").split(/[?#]/)[0], value("format"), value("experiment")]
}

export const keyOfForm = (form, mine) => keyOfDraft(mine, place(form))

export const forget = key => key ? drafts("readwrite", store => asked(store.delete(key))).catch(() => {}) : undefined

const kept = form => form?.method === "post" && form.closest("#main") && !("fleeting" in form.dataset) && !form.querySelector("[type=password], [type=file]")
const written = form => [...new FormData(form)].filter(([name]) => !OURS.has(name))

function draft(form) {
  const { instead, replaces, underway } = form.dataset
  const uid = instead || replaces || underway ? form.querySelector("birth-id input")?.value : undefined
  const seen = form.querySelector("input[type=hidden][name=version]")?.value
  return { place: place(form), letter: underway, fields: written(form), uid, seen, instead: instead || underway, replaces }
}

async function save(form) {
  const sign = fresh.get(form)
  const laid = await lay(await part(), draft(form), () => fresh.has(form) && !("underway" in form.dataset))
  if (laid && fresh.get(form) === sign) fresh.delete(form)
}

async function saveAll() {
  while (fresh.size) {
    await new Promise(done => setTimeout(done, BEHIND))
    for (const form of fresh.keys()) await save(form)
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.form
  if (!kept(form)) return
  fresh.set(form, {})
  saving ??= saveAll().catch(() => {}).finally(() => { saving = null })
})

// A page that goes may wait for nothing, and one that is hidden may never come back.
function leave({ type }) {
  if (fresh.size && tell({ kind: "drafts", drafts: [...fresh.keys()].map(draft) }) && type === "pagehide") fresh.clear()
}

function tell(what) {
  const worker = navigator.serviceWorker?.controller
  worker?.postMessage({ part: page()?.dataset.user, ...what })
  return worker
}

addEventListener("pagehide", leave)
document.addEventListener("visibilitychange", event => { if (document.hidden) leave(event) })
channel.addEventListener("message", ({ data }) => { if (data.kind === "laid") coming[0] = restore(true) })

document.addEventListener("flu:kept", ({ target }) => {
  fresh.delete(target)
  target.querySelector(".draft-note")?.remove()
})

// What a form of no letter sent has arrived, and comes back no more. What was refused is still being written.
// The worker is told, too: the page may be gone before it has forgotten.
document.addEventListener("htmx:after:request", async ({ target, detail: { ctx } }) => {
  const form = ctx.request.form ?? target
  if (ctx.request.method !== "POST" || ctx.response.status >= 400 || !kept(form) || form.dataset.outbox) return
  fresh.delete(form)
  tell({ kind: "arrived", place: place(form) })
  const mine = await part()
  if (mine) forget(await keyOfForm(form, mine))
})

// Once for each form, and `again` when the worker has laid something down since.
export async function restore(again) {
  await saving
  const mine = await reader()
  if (!mine) return
  for (const form of document.querySelectorAll("#main form")) {
    if (!kept(form) || !again && "restored" in form.dataset) continue
    form.dataset.restored = ""
    await bring(form, await keyOfForm(form, mine), location.pathname === SHARED)
    if (location.search === "?shared=1") await adopt(form, `shared-${mine}`)
  }
}

async function bring(form, key, joins) {
  const draft = await drafts("readonly", store => asked(store.get(key)))
  if (draft) return fill(form, draft, joins).catch(() => {})
  if (!form.querySelector("input[type=hidden][name=version]")) return
  const waits = (await all(await reader())).filter(letter => letter.draft === key && letter.state !== "discarded").at(-1)
  for (const [name] of waits?.fields ?? []) put(form, name, waits.fields)  // an edit that waits is what one edits
}

// What another app shared stands behind what was there, and is this form's own draft from now on.
async function adopt(form, key) {
  await bring(form, key, true)
  fresh.set(form, {})
  await save(form)
  await forget(key)
}

async function fill(form, { key, at, part: mine, box }, joins) {
  const { fields, uid, seen, instead, replaces } = await unseal(mine, "writing", box)
  if (instead) form.dataset.instead = instead
  if (replaces) form.dataset.replaces = replaces
  if (uid) form.querySelector("birth-id")?.keep(uid)
  const touched = [...new Set(fields.map(([name]) => name))].filter(name => put(form, name, fields, joins))
  if (!touched.length) return
  form.querySelector(".draft-note")?.remove()
  const version = seen && form.querySelector("input[type=hidden][name=version]")
  if (version) version.value = seen  // what was read when it was written: a newer text is not overwritten
  const note = document.createElement("p")
  note.className = "draft-note"
  note.append(words("draft").replace("{when}", new Date(at).toLocaleString(document.documentElement.lang, { weekday: "long", hour: "2-digit", minute: "2-digit" })))
  const drop = note.appendChild(Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words("draftDrop") }))
  drop.addEventListener("click", () => {
    form.reset()
    release(form)
    note.remove()
    forget(key)
  })
  form.prepend(note)
}

// It is a form like any other again, not the next edition of some letter.
export function release(form) {
  for (const name of ["instead", "replaces", "key"]) delete form.dataset[name]
}

// Tells whether the field says something else now.
function put(form, name, fields, joins) {
  const said = fields.filter(([other]) => other === name).map(([, value]) => value)
  let changed = false
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "hidden" || field.localName === "button") continue
    if (["checkbox", "radio"].includes(field.type)) {
      changed ||= field.checked !== said.includes(field.value)
      field.checked = said.includes(field.value)
    } else if (said[0] !== undefined && (joins ? !field.value.includes(said[0]) : field.value !== said[0] && field.value === field.defaultValue)) {
      field.value = joins && field.value ? `${field.value}\n\n${said[0]}` : said[0]
      field.closest("details")?.setAttribute("open", "")
      field.dispatchEvent(new Event("input"))
      changed = true
    }
  }
  return changed
}

export const coming = [restore()]
document.addEventListener("htmx:after:swap", () => { coming[0] = restore() })
