// After every swap the reader stands in or next to what changed, never on the empty body.
import { announce } from "flu/lib/announce.js"

let page = document.getElementById("page")
let gap

document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  const target = ctx?.target
  gap = target?.parentElement && { inside: target.parentElement, behind: target.previousElementSibling }
})

document.addEventListener("htmx:after:swap", () => {
  const walked = page !== document.getElementById("page")
  page = document.getElementById("page")
  if (walked) arrive()
  else if (!wrong(page) && lost()) stand(gap && (gap.behind ?? gap.inside)?.nextElementSibling || page.querySelector("h1"))
})

function arrive() {
  document.getElementById("status").textContent = ""
  const news = [...page.querySelectorAll(".notice[role=status]")].map(notice => notice.textContent.trim())
  if (news.length) announce(news.join(" "))
  if (!wrong(page) && (lost() || !document.activeElement.autofocus)) stand(page.querySelector("h1"))
}

function wrong(place) {
  const summary = place.querySelector("[data-focus]")
  if (summary) stand(summary)
  return summary
}

const lost = () => !document.activeElement || document.activeElement === document.body

function stand(place) {
  if (!place) return
  if (!place.matches("a, button, input, select, textarea, summary, [tabindex]")) place.tabIndex = -1
  place.focus({ preventScroll: !place.matches("[data-focus]") })
}
