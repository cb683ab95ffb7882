// <birth-id> around the hidden uid: drawn anew whenever the form is, so that a second text is never
// taken for a replay of the first. While a letter is under way its uid stays: a double tap is one.
import { uuid7 } from "flu/lib/uuid.js"

class BirthId extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form")
    this.shown = event => { if (event.persisted || !this.sent) this.draw() }
    form?.addEventListener("submit", () => { this.sent = true })
    form?.addEventListener("reset", () => { this.kept = null; this.draw() })
    addEventListener("pageshow", this.shown)
    this.draw()
  }

  disconnectedCallback() { removeEventListener("pageshow", this.shown) }

  draw() {
    this.sent = false
    this.querySelector("input").value = this.kept ?? uuid7()
  }

  // A letter taken back to be edited is still the same thing.
  keep(uid) {
    this.kept = uid
    this.draw()
  }
}

customElements.define("birth-id", BirthId)
