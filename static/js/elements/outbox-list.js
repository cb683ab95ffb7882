// <outbox-list>: what waits on this phone, what needs its writer and why; edit, send, copy, discard.
import { page, reader } from "flu/app/home.js"
import { node, paint } from "flu/app/letters.js"
import { resend } from "flu/app/outbox.js"
import { announce } from "flu/lib/announce.js"
import { all, change, drop, edit } from "flu/lib/letters.js"
import { seal } from "flu/lib/vault.js"

const DAY = 86_400_000
const UNDOABLE = DAY

class OutboxList extends HTMLElement {
  connectedCallback() {
    this.why = this.querySelector("[data-why]").dataset
    this.redraw = () => this.draw()
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]")
      if (button) this[button.dataset.do](button.closest(".letter")?.letter)
    })
    document.addEventListener("flu:letters", this.redraw)
    this.draw()
  }

  disconnectedCallback() { document.removeEventListener("flu:letters", this.redraw) }

  // One drawing at a time, so that the last one told is the last one seen.
  draw() {
    this.drawn = (this.drawn ?? Promise.resolve()).then(() => this.lists()).catch(() => {})
  }

  async lists() {
    const mine = await reader()
    const letters = mine ? await all(mine) : []
    for (const old of letters) if (old.state === "discarded" && Date.now() - old.since > UNDOABLE) await drop(old)
    const open = this.querySelector(".letter__open:not([hidden])")
    if (open && letters.some(one => open.closest(".letter").id === `l-${one.id}`)) return  // not under a typing thumb
    const kept = { "needs-you": [], waiting: [], discarded: [] }
    for (const letter of letters) (kept[letter.state] ?? kept.waiting).push(letter)
    for (const [name, some] of Object.entries(kept)) this.list(name, some)
    const live = kept.waiting.length + kept["needs-you"].length
    this.querySelector("[data-none]").hidden = live > 0 || !mine
    this.querySelector("[data-nobody]").hidden = Boolean(mine)
    this.querySelector("[data-all]").hidden = !live
    if (location.hash) document.getElementById(`l-${location.hash.slice(1)}`)?.scrollIntoView()
  }

  list(name, letters) {
    const section = this.querySelector(`[data-list="${name}"]`)
    section.hidden = !letters.length
    section.querySelector("ol").replaceChildren(...letters.map(letter => this.row(letter)))
  }

  row(letter) {
    const item = node(letter)
    item.letter = letter
    item.append(this.querySelector("[data-row]").content.cloneNode(true))
    const why = item.querySelector(".letter__why")
    why.textContent = this.reason(letter)
    why.hidden = !why.textContent
    const show = (name, shown) => { item.querySelector(`[data-do="${name}"]`).hidden = !shown }
    const gone = letter.state === "discarded"
    const answer = letter.state === "needs-you" && letter.answer?.includes("data-outbox") && ["conflict", "invalid"].includes(letter.reason)
    show("open", answer)
    show("edit", !gone && !answer && !["gone", "forbidden"].includes(letter.reason))
    show("discard", !gone)
    show("undo", gone)
    return item
  }

  reason({ state, reason, answer, at }) {
    if (state === "discarded") return ""
    if (state !== "needs-you") return Date.now() - at > DAY ? this.why.old : ""
    const said = answer && new DOMParser().parseFromString(answer, "text/html").querySelector(".error-page__text, .refusal, .errors__list")?.textContent.trim()
    const ours = this.why[reason] ?? this.why.refused
    return reason === "refused" && said ? said : reason === "invalid" && said ? `${ours} ${said.replace(/\s+/g, " ")}` : ours
  }

  async send() {
    if (await resend() === "later") this.say(this.why.nonet)
  }

  // The form as the server sent it back, with both texts or the fault in it.
  open(letter) {
    const place = document.getElementById(`l-${letter.id}`).querySelector(".letter__open")
    const main = new DOMParser().parseFromString(letter.answer, "text/html").getElementById("main")
    main.querySelectorAll("[id]").forEach(part => { if (document.getElementById(part.id)) part.id = `in-${part.id}` })
    main.querySelectorAll("form[data-outbox]").forEach(form => { form.dataset.replaces = letter.n })
    main.querySelectorAll("[data-letters]").forEach(list => list.remove())
    place.replaceChildren(...[...main.childNodes].map(child => document.importNode(child, true)))
    place.hidden = false
    htmx.process(place)
    const uid = letter.fields.find(([name]) => name === "uid")?.[1]
    if (uid) place.querySelectorAll("birth-id").forEach(born => born.keep(uid))
    place.querySelector("textarea, input:not([type=hidden])")?.focus()
  }

  // Back to the page it was written on, with the words in their fields.
  async edit(letter) {
    const uid = letter.fields.find(([name]) => name === "uid")?.[1]
    const seen = letter.fields.find(([name]) => name === "version")?.[1]
    const instead = letter.instead ?? letter.id  // of all its editions the first to arrive counts
    const box = await seal(letter.part, "writing", { fields: letter.fields, uid, seen, instead, replaces: letter.n })
    const free = await edit(letter.n, { key: letter.draft, part: letter.part, at: letter.at, box }) || letter.reason === "editing"
    if (free) location.assign(letter.from)
    else this.say(this.why.busy)
  }

  async copy(letter) {
    const letters = letter ? [letter] : await all(await reader())
    await navigator.clipboard.writeText(letters.filter(one => letter || one.state !== "discarded").map(one => `${one.label}\n${one.words}`).join("\n\n"))
    this.say(this.why.copied)
  }

  async discard(letter) {
    await change(letter, { state: "discarded", reason: null, was: letter.state, since: Date.now() })
    this.say(this.why.discarded)
    await paint()
  }

  async undo(letter) {
    await change(letter, { state: letter.was === "needs-you" ? "needs-you" : "waiting", was: null })
    await paint()
    resend()
  }

  say(words) {
    announce(words)
    document.getElementById("status").textContent = words
    page().querySelector("h1").focus({ preventScroll: true })
  }
}

customElements.define("outbox-list", OutboxList)
