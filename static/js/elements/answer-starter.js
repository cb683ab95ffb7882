// <answer-starter> around a thread's chips and its field: a tap on a chip begins the sentence.
class AnswerStarter extends HTMLElement {
  connectedCallback() {
    const chips = this.querySelector(".chips")
    const chosen = this.querySelector(":checked")?.closest(".chip")
    if (chosen) chips.scrollLeft = chosen.offsetLeft - chips.offsetLeft - chips.clientWidth / 4
    this.field = this.querySelector("textarea")
    this.addEventListener("pointerdown", () => { this.tapped = true })
    this.addEventListener("change", ({ target }) => {
      if (target.dataset.starter) this.start(target.dataset.starter)
    })
  }

  start(words) {
    const { field, tapped } = this
    const own = field.value.trim() && field.value !== this.begun
    field.placeholder = words
    this.tapped = false
    if (!own) field.value = this.begun = words
    if (!tapped) return  // arrow keys walk on among the chips

    field.focus({ preventScroll: true })
    const gap = own ? -1 : words.indexOf("…")
    if (gap >= 0) field.setSelectionRange(gap, gap + 1)
  }
}

customElements.define("answer-starter", AnswerStarter)
