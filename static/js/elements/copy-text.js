// A button beside a read-only field, which copies it; without script the field can be selected.
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.querySelector("button")) return

    this.button = document.createElement("button")
    this.button.type = "button"
    this.button.className = "button button--primary"
    this.button.textContent = this.dataset.label
    this.button.addEventListener("click", () => this.copy())
    this.append(this.button)
  }

  async copy() {
    const field = this.querySelector("input, textarea")
    field.select()
    await navigator.clipboard.writeText(field.value)
    this.button.textContent = this.dataset.done
    document.getElementById("status").replaceChildren(this.dataset.done)
  }
}

customElements.define("copy-text", CopyText)
