// <offline-page> on a shell: the page asked for, made of what the phone holds. A step of a try gets its
// form from the kit, a thing the server has not met shows its letters and the way on.
import { part, reader } from "flu/app/home.js"
import { coming, restore } from "flu/app/drafts.js"
import { all } from "flu/lib/letters.js"

const UNBORN = "00000000-0000-7000-8000-000000000000"
const UUID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
const NAMED = new RegExp(`^${UUID}$`)
const STEPS = ["hypotheses", "plans", "trials", "observations", "reflections", "shares"]
const PLACES = [
  [/^\/(?:capture|experiments\/new)$/, () => ["wonder"]],
  [new RegExp(`^/experiments/${UUID}/(${STEPS.join("|")})/new$`), ([, uid, step], query) => [query.get("outcome") ?? step, uid]],
  [new RegExp(`^/reflections/${UUID}/visibility/edit$`), ([, uid]) => ["visibilities", uid]],
  [/^\/reflections\/new$/, (found, query) => NAMED.test(query.get("experiment")) ? ["reflections", query.get("experiment")] : ["weekly"]],
  [new RegExp(`^/experiments/${UUID}$`), ([, uid]) => ["try", uid]],
  [new RegExp(`^/reflections/${UUID}$`), ([, uid]) => ["thread", uid]],
]

class OfflinePage extends HTMLElement {
  async connectedCallback() {
    this.words = this.querySelector("[data-next]").dataset
    const [step, uid] = asked()
    const mine = await reader()
    if (!mine) return (step === "wonder" && await part()) || this.only("locked")
    if (step === "try" || step === "thread") return this.story(mine, step, uid)
    if (!step || await this.form(step, uid)) this.only("blank")
  }

  only(name) {
    for (const child of this.children) if (child.localName !== "template") child.hidden = !(name in child.dataset)
  }

  // Tells whether there was nothing to make it of.
  async form(step, uid) {
    const kit = await fetch("/kit", { headers: { "HX-Request": "true" } }).then(answer => answer.text()).catch(() => "")
    const found = new DOMParser().parseFromString(kit, "text/html").querySelector(`[data-step="${CSS.escape(step)}"]`)
    if (!found) return true
    if ([...this.querySelectorAll("textarea")].some(field => field.value)) return false
    this.title(found.dataset.title)
    this.replaceChildren(named(document.importNode(found.content, true), uid))
    htmx.process(this)
    coming[0] = restore()
    return false
  }

  async story(mine, kind, uid) {
    const letters = (await all(mine)).filter(one => one.lane === uid || one.refs.includes(uid))
    if (!letters.length) return this.only("blank")
    const last = Math.max(...letters.map(one => STEPS.findIndex(step => one.url.includes(`/${step}`))))
    const next = kind === "thread" ? "visibilities" : STEPS[last + 1]
    this.title(this.words[kind])
    this.replaceChildren(...(next ? [this.way(next, uid)] : []))
    htmx.process(this)
  }

  way(step, uid) {
    const href = step === "visibilities" ? `/reflections/${uid}/visibility/edit`
      : step === "reflections" ? `/reflections/new?experiment=${uid}` : `/experiments/${uid}/${step}/new`
    return Object.assign(document.createElement("a"), { href, className: "button button--primary button--wide", textContent: this.words[step] })
  }

  title(words) {
    document.querySelector(".top__title").textContent = words
    document.title = `${words} · FLU`
  }
}

// An address is written into attributes alone, never into text that becomes HTML.
function named(form, uid) {
  for (const part of uid ? form.querySelectorAll("*") : [])
    for (const { name, value } of [...part.attributes]) if (value.includes(UNBORN) && !(name === "data-then" && part.localName === "button")) part.setAttribute(name, value.replace(UNBORN, () => uid))
  return form
}

function asked() {
  const query = new URLSearchParams(location.search)
  for (const [place, read] of PLACES) {
    const found = location.pathname.match(place)
    if (found) return read(found, query)
  }
  return []
}

customElements.define("offline-page", OfflinePage)
