// After every swap the reader stands in or next to what changed, never on the empty body.
import { announce } from "flu/lib/announce.js"

const seen = new WeakSet()
let walked, behind, inside

document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  walked = ctx?.target?.id === "page"
  behind = ctx?.target?.previousElementSibling
  inside = ctx?.target?.parentElement
})

document.addEventListener("htmx:after:swap", () => {
  const page = document.getElementById("page")
  if (walked) arrive(page)
  if (stoodByFault(page)) return
  if (walked ? !document.activeElement.autofocus : lost()) stand(walked ? title(page) : changed() ?? title(page))
})

function arrive(page) {
  page.dataset.walked = ""
  document.getElementById("status").textContent = ""
  const news = [...page.querySelectorAll(".notice[role=status]")].map(notice => notice.textContent.trim())
  if (news.length) announce(news.join(" "))
}

function stoodByFault(page) {
  const fault = page.querySelector("[data-focus]")
  if (!fault || seen.has(fault)) return false

  seen.add(fault)
  stand(fault)
  return true
}

const title = page => page.querySelector("h1")
const changed = () => behind?.isConnected ? behind.nextElementSibling : inside?.isConnected && inside.firstElementChild
const lost = () => !document.activeElement || document.activeElement === document.body

function stand(place) {
  if (!place.matches("a, button, input, select, textarea, summary, [tabindex]")) place.tabIndex = -1
  place.focus({ preventScroll: !place.matches("[data-focus]") })
}
