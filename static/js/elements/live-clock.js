// The time left of a phase, counted here from what the server said last; over it, how far over.
class LiveClock extends HTMLElement {
  static observedAttributes = ["data-left"]

  connectedCallback() {
    this.aim()
    this.timer = setInterval(() => this.tick(), 500)
  }

  disconnectedCallback() { clearInterval(this.timer) }
  attributeChangedCallback() { if (this.timer) this.aim() }

  aim() {
    const end = performance.now() + this.dataset.left * 1_000
    if (this.phase !== this.dataset.phase || Math.abs(end - this.end) > 1_500) this.end = end
    if (this.phase !== this.dataset.phase) this.told = this.dataset.left <= 0
    this.phase = this.dataset.phase
    this.tick()
  }

  tick() {
    const left = Math.round((this.end - performance.now()) / 1_000), over = left < 0
    if (over && !this.told) navigator.vibrate?.([200, 100, 200])
    this.told ||= over
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60]
    const words = `${over ? "+" : ""}${minutes}:${String(seconds).padStart(2, "0")}`
    if (this.textContent !== words) this.textContent = words
    this.toggleAttribute("data-over", over)
  }
}

customElements.define("live-clock", LiveClock)
