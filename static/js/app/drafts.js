// Each keystroke is kept on the phone, sealed, by form and field, and comes back after a crash.
import { part, reader, words } from "flu/app/home.js"
import { all } from "flu/lib/letters.js"
import { asked, inside } from "flu/lib/store.js"
import { keyOf, seal, unseal } from "flu/lib/vault.js"

const BEHIND = 120  // ms after a keystroke
const OURS = new Set(["uid", "version", "next"])
const SHARED = "/reflections/shared"  // filled by the server, where no worker took the words in
const timers = new WeakMap()

const drafts = (mode, work) => inside("flu", ["drafts"], mode, work)

// It neither meets another person's nor tells what somebody writes about.
export async function keyOfForm(form, mine) {
  const value = name => form.querySelector(`input[type=hidden][name=${name}]`)?.value ?? ""
  const path = form.getAttribute("action").split(/[?#]/)[0]
  const named = new TextEncoder().encode([mine, path, value("format"), value("experiment")].join("|"))
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", named))].map(byte => byte.toString(16).padStart(2, "0")).join("")
}

export const forget = key => key ? drafts("readwrite", store => asked(store.delete(key))).catch(() => {}) : undefined

const kept = form => form?.method === "post" && form.closest("#main") && !("fleeting" in form.dataset) && !form.querySelector("[type=password], [type=file]")
const written = form => [...new FormData(form)].filter(([name, value]) => !OURS.has(name) && typeof value === "string")

async function save(form) {
  const mine = await part(), key = mine && await keyOf(mine, "writing")
  if (!key || !form.isConnected) return
  const { instead, replaces } = form.dataset
  const uid = instead || replaces ? form.querySelector("birth-id input")?.value : undefined
  const seen = form.querySelector("input[type=hidden][name=version]")?.value
  const box = await seal(key, JSON.stringify({ fields: written(form), uid, seen, instead, replaces }))
  const name = await keyOfForm(form, mine)
  if (!timers.has(form) || "underway" in form.dataset) return  // it is a letter by now
  await drafts("readwrite", store => asked(store.put({ key: name, part: mine, at: Date.now(), box })))
}

document.addEventListener("input", ({ target }) => {
  const form = target.form
  if (!kept(form)) return
  clearTimeout(timers.get(form))
  timers.set(form, setTimeout(() => save(form).catch(() => {}), BEHIND))
})

document.addEventListener("flu:kept", ({ target }) => {
  clearTimeout(timers.get(target))
  timers.delete(target)
  target.querySelector(".draft-note")?.remove()
})

// What a form of no letter sent has arrived, and comes back no more. What was refused is still being written.
document.addEventListener("htmx:after:request", async ({ target, detail: { ctx } }) => {
  const form = ctx.request.form ?? target
  if (ctx.request.method !== "POST" || ctx.response.status >= 400 || !kept(form) || form.dataset.outbox) return
  clearTimeout(timers.get(form))
  timers.delete(form)
  const mine = await part()
  if (mine) forget(await keyOfForm(form, mine))
})

export async function restore() {
  const mine = await reader()
  if (!mine) return
  for (const form of document.querySelectorAll("#main form")) {
    if (!kept(form) || form.dataset.restored !== undefined) continue
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
  timers.set(form, 0)
  await save(form)
  await forget(key)
}

async function fill(form, { key, at, part: mine, box }, joins) {
  const { fields, uid, seen, instead, replaces } = JSON.parse(await unseal(await keyOf(mine, "writing"), box))
  if (instead) form.dataset.instead = instead
  if (replaces) form.dataset.replaces = replaces
  if (uid) form.querySelector("birth-id")?.keep(uid)
  form.querySelector(".draft-note")?.remove()
  const touched = fields.map(([name]) => name).filter((name, n, all) => all.indexOf(name) === n && put(form, name, fields, joins))
  if (!touched.length) return
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
    } else if ((joins ? said[0] : said[0] !== undefined) && field.value !== said[0] && (joins || field.value === field.defaultValue)) {
      field.value = joins && field.value ? `${field.value}\n\n${said[0]}` : said[0]
      field.closest("details")?.setAttribute("open", "")
      field.dispatchEvent(new Event("input"))
      changed = true
    }
  }
  return changed
}

document.addEventListener("htmx:after:swap", restore)
restore()
