// Each keystroke is kept on the phone, sealed, by form and field, and comes back after a crash.
import { part, words } from "flu/app/home.js"
import { asked, inside } from "flu/lib/store.js"
import { keyOf, seal, unseal } from "flu/lib/vault.js"

const BEHIND = 120  // ms after a keystroke
const OURS = new Set(["uid", "version", "next"])
const SHARED = "/reflections/shared"  // filled by the server, where no worker took the words in
const timers = new WeakMap()

const drafts = (mode, work) => inside("flu", ["drafts"], mode, work)

export function keyOfForm(form) {
  const value = name => form.querySelector(`input[type=hidden][name=${name}]`)?.value ?? ""
  const path = form.getAttribute("action").split(/[?#]/)[0]
  return [path, value("format"), value("experiment")].filter(Boolean).join("|")
}

export const forget = key => key ? drafts("readwrite", store => asked(store.delete(key))).catch(() => {}) : undefined

const kept = form => form?.method === "post" && form.closest("#main") && !form.querySelector("[type=password], [type=file]")
const written = form => [...new FormData(form)].filter(([name, value]) => !OURS.has(name) && typeof value === "string")

async function save(form) {
  const mine = await part(), key = mine && await keyOf(mine, "writing")
  if (!key || !form.isConnected) return
  const { instead, replaces } = form.dataset
  const uid = instead || replaces ? form.querySelector("birth-id input")?.value : undefined
  const box = await seal(key, JSON.stringify({ fields: written(form), uid, instead, replaces }))
  if (!timers.has(form) || "underway" in form.dataset) return  // it is a letter by now
  await drafts("readwrite", store => asked(store.put({ key: keyOfForm(form), part: mine, at: Date.now(), box })))
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

export async function restore() {
  const mine = await part()
  if (!mine) return
  for (const form of document.querySelectorAll("#main form")) {
    if (!kept(form) || form.dataset.restored !== undefined) continue
    form.dataset.restored = ""
    const key = location.search === "?shared=1" ? "shared" : keyOfForm(form)
    const draft = await drafts("readonly", store => asked(store.get(key)))
    if (draft?.part === mine) await fill(form, draft).catch(() => {})
    if (draft?.key === "shared") await adopt(form)
  }
}

// What another app shared is this form's own draft from now on.
async function adopt(form) {
  timers.set(form, 0)
  await save(form)
  await forget("shared")
}

async function fill(form, { key, at, part: mine, box }) {
  const { fields, uid, instead, replaces } = JSON.parse(await unseal(await keyOf(mine, "writing"), box))
  if (instead) form.dataset.instead = instead
  if (replaces) form.dataset.replaces = replaces
  if (uid) form.querySelector("birth-id")?.keep(uid)
  const touched = fields.map(([name]) => name).filter((name, n, all) => all.indexOf(name) === n && put(form, name, fields))
  if (!touched.length) return
  const note = document.createElement("p")
  note.className = "draft-note"
  note.append(words("draft").replace("{when}", new Date(at).toLocaleString(document.documentElement.lang, { weekday: "long", hour: "2-digit", minute: "2-digit" })))
  const drop = note.appendChild(Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: words("draftDrop") }))
  drop.addEventListener("click", () => { form.reset(); note.remove(); forget(key) })
  form.prepend(note)
}

// Tells whether the field says something else now.
function put(form, name, fields) {
  const said = fields.filter(([other]) => other === name).map(([, value]) => value)
  let changed = false
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "hidden" || field.localName === "button") continue
    if (["checkbox", "radio"].includes(field.type)) {
      changed ||= field.checked !== said.includes(field.value)
      field.checked = said.includes(field.value)
    } else if (said[0] !== undefined && field.value !== said[0] && field.value === field.defaultValue) {
      field.value = location.pathname === SHARED && field.value ? `${said[0]}\n\n${field.value}` : said[0]
      field.closest("details")?.setAttribute("open", "")
      field.dispatchEvent(new Event("input"))
      changed = true
    }
  }
  return changed
}

document.addEventListener("htmx:after:swap", restore)
restore()
