// <char-count data-soft="280"> around a text field: how much is written, told aloud near the end.
import { announce } from "flu/lib/announce.js"

const NEAR = 20

class CharCount extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input")
    this.soft = Number(this.dataset.soft)
    if (!this.field || this.words) return

    const foot = document.createElement("p")
    foot.className = "field__foot"
    foot.ariaHidden = "true"
    this.words = foot.appendChild(document.createElement("span"))
    this.words.className = "field__count"
    this.append(foot)
    this.addEventListener("input", () => this.count())
    this.count()
    this.told = this.stage
  }

  count() {
    const told = this.dataset.label.replace("{count}", this.field.value.length)
    this.words.textContent = this.field.value ? told : ""
    if (this.stage > this.told) announce(told)
    this.told = this.stage
  }

  get stage() { return [this.soft - NEAR, this.soft].filter(end => this.field.value.length > end).length }
}

customElements.define("char-count", CharCount)
