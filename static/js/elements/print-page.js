// A button that prints the page; without script the browser's own menu does.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.firstElementChild.onclick = () => print()
  }
}

customElements.define("print-page", PrintPage)
