// <install-hint> tells, once in the life of this browser and after its second letter arrived, how
// FLU comes to the home screen. Where it would be in the way, the style sheet hides it, and it waits.
import { announce } from "flu/lib/announce.js"

const KEY = "flu-sent"  // a number: letters that arrived, or that it was told
const ENOUGH = 2, TOLD = 3

class InstallHint extends HTMLElement {
  connectedCallback() {
    addEventListener("beforeinstallprompt", event => this.keep(event))
    addEventListener("appinstalled", () => this.end())
    document.addEventListener("flu:sent", () => this.count())
    document.addEventListener("htmx:after:swap", () => this.look())
    this.addEventListener("click", ({ target }) => target.closest("button") && this.choose(target))
    this.look()
  }

  keep(event) {
    event.preventDefault()
    this.offer = event
    this.look()
  }

  count() {
    if (this.sent < ENOUGH) this.sent++
    this.look()
  }

  look() {
    const way = this.offer ? "prompt" : "standalone" in navigator && "share"
    if (this.sent !== ENOUGH || !way) return

    this.hidden = this.querySelector(`[data-way=${way}]`).hidden = false
    if (!this.getClientRects().length) return

    this.sent = TOLD
    announce(this.querySelector("p").textContent)
  }

  choose(button) {
    if (!button.closest("[data-no]")) this.offer.prompt()
    this.end()
    document.querySelector("h1").focus({ preventScroll: true })
  }

  end() {
    this.sent = TOLD
    this.hidden = true
  }

  get sent() { return Number(localStorage[KEY] ?? 0) }
  set sent(number) { localStorage[KEY] = number }
}

customElements.define("install-hint", InstallHint)
