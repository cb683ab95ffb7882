// <privacy-hint> around a text field asks, while one writes, about what might tell who somebody is.
// It stops nothing, and nothing leaves the phone. The words are the server's (data-…), the patterns too.
import { announce } from "flu/lib/announce.js"

const PAUSE = 700  // ms without a keystroke
const AROUND = 30
let patterns

class PrivacyHint extends HTMLElement {
  connectedCallback() { this.addEventListener("input", () => this.wait()) }

  disconnectedCallback() { clearTimeout(this.timer) }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.look(), PAUSE)
  }

  async look() {
    patterns ??= (await import("flu/lib/patterns.js").catch(() => ({ default: [] }))).default.map(compiled)
    this.tell(findings(this.querySelector("textarea, input").value))
  }

  tell(found) {
    const seen = found.map(([kind, text]) => `${this.dataset[kind]}: ${text}`)
    const told = seen.length ? `${this.dataset.seen} ${seen.join(" · ")}. ${this.dataset.ask}` : ""
    if (told && !this.told) announce(told)
    this.told ||= told
    this.note ??= this.appendChild(Object.assign(document.createElement("p"), { className: "field__privacy" }))
    this.note.textContent = told
    this.note.hidden = !told
  }
}

const pattern = (source, flags) => source && new RegExp(source, flags)

function compiled({ kind, find, before, after, whole }) {
  return { kind, find: pattern(find, "gu"), before: pattern(before, "iu"), after: pattern(after, "iu"), whole: pattern(whole, "iu") }
}

export function findings(text) {
  return patterns.flatMap(({ kind, find, before, after, whole }) =>
    [...text.matchAll(find)]
      .filter(({ 0: hit, index }) => {
        const end = index + hit.length
        return !before?.test(text.slice(Math.max(0, index - AROUND), index))
          && !after?.test(text.slice(end, end + AROUND)) && !whole?.test(hit)
      })
      .map(([hit]) => [kind, hit]))
}

customElements.define("privacy-hint", PrivacyHint)
