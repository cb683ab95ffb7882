// A switch under a password that shows what is typed; without script it stays hidden.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("button")) return

    const button = document.createElement("button")
    button.type = "button"
    button.className = "button button--quiet"
    button.textContent = this.dataset.label
    button.setAttribute("aria-pressed", "false")
    button.addEventListener("click", () => this.toggle(button))
    this.append(button)
  }

  toggle(button) {
    const field = this.querySelector("input")
    const hidden = field.type === "password"
    field.type = hidden ? "text" : "password"
    button.setAttribute("aria-pressed", String(hidden))
  }
}

customElements.define("show-password", ShowPassword)
