// Text fields grow with their words where the style sheet cannot make them.
const BORDERS = 2

if (!CSS.supports("field-sizing", "content")) {
  document.addEventListener("input", ({ target }) => {
    if (target.localName !== "textarea") return

    target.style.blockSize = "auto"
    target.style.blockSize = `${target.scrollHeight + BORDERS}px`
  })
}
