// What waits is seen where it belongs, at once, with its state in words; and the top of every page
// tells how many there are.
import { page, reader, words } from "flu/app/home.js"
import { all } from "flu/lib/letters.js"

const LINGER = 1_500
let pending

// One painting at a time; `news` is what just changed.
export function paint(about = {}) {
  pending = (pending ?? Promise.resolve()).then(() => draw(about)).catch(fault => console.warn(fault))
  return pending
}

async function draw({ news }) {
  const mine = await reader()
  const letters = mine ? (await all(mine)).filter(one => one.state !== "discarded") : []
  chip(letters, news)
  if (news) tell(news)
  lay(letters.filter(one => one.places.includes(location.pathname)))
  document.dispatchEvent(new CustomEvent("flu:letters"))
  badge(letters)
}

function chip(letters, news) {
  const chip = document.querySelector(".top__sync")
  if (!chip) return
  const needs = letters.filter(one => one.state === "needs-you").length
  if (news?.stop === "sign-in") chip.dataset.signIn = ""
  if (news?.state === "sent") delete chip.dataset.signIn
  chip.hidden = !letters.length
  chip.dataset.sync = needs ? "needs-you" : "waiting"
  const said = needs ? words("needs").replace("{n}", needs) : words("waits").replace("{n}", letters.length)
  chip.textContent = "signIn" in chip.dataset ? words("signIn") : said
}

export function node(letter) {
  const item = document.getElementById("letter").content.firstElementChild.cloneNode(true)
  item.id = `l-${letter.id}`
  item.querySelector(".letter__label").textContent = letter.label
  item.querySelector(".letter__words").textContent = letter.words
  const time = item.querySelector("time")
  time.dateTime = new Date(letter.at).toISOString()
  time.textContent = new Date(letter.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })
  return state(item, letter.state)
}

export function state(item, name) {
  const shown = item.querySelector(".state")
  if (name === "saving") delete item.dataset.sync
  else item.dataset.sync = name
  shown.textContent = shown.getAttribute(`data-${name}`)
  shown.className = `state state--${{ sent: "done", "needs-you": "danger" }[name] ?? "wait"}`
  item.querySelector(".letter__way").hidden = name === "sent" || location.pathname === "/outbox"
  return item
}

// Answers stand behind the answers, all else at the top, beside what it is about.
const place = letter => [...document.querySelectorAll("[data-letters]")].at(letter?.url.endsWith("/comments") ? -1 : 0)

// At once, in its form's stead or where the answers stand; it says «Gemt her» when it is. What was
// shown can be taken back.
export function show(letter, form) {
  const list = form ? Object.assign(document.createElement("ol"), { className: "letters" }) : place(letter)
  const item = list.appendChild(node({ ...letter, at: Date.now(), state: "saving" }))
  list.hidden = false
  form?.before(list)
  if (form) form.hidden = true
  item.scrollIntoView({ block: "nearest" })
  return {
    kept: () => state(item, "local"),
    undo: () => {
      item.remove()
      list.hidden = !list.children.length
      if (form) form.hidden = false
    },
  }
}

function lay(letters) {
  for (const letter of letters) {
    const there = document.getElementById(`l-${letter.id}`)
    if (there) { if (there.dataset.sync !== "sending") state(there, letter.state) }
    else place(letter)?.append(node(letter))
  }
  for (const list of document.querySelectorAll("[data-letters]")) {
    for (const item of [...list.children]) if (!letters.some(one => item.id === `l-${one.id}`) && item.dataset.sync !== "sent") item.remove()
    list.hidden = !list.children.length
  }
}

function tell(news) {
  const item = document.getElementById(`l-${news.id}`)
  if (!item) return
  state(item, news.state)
  if (news.state === "sent") arrive(item, news)
}

// The real thing takes its place: from the answer if it is in it, else by asking for the page again.
function arrive(item, { html }) {
  const answer = html ? new DOMParser().parseFromString(html, "text/html") : null
  const real = answer?.querySelector("[data-sync=sent][id]")
  const thread = document.getElementById("comments")
  if (real && thread && !document.getElementById(real.id)) {
    thread.append(document.adoptNode(real))
    htmx.process(real)
    const list = item.parentElement
    item.remove()
    list.hidden = !list.children.length
  } else if (item.closest("[data-letters]")) {
    setTimeout(renew, LINGER)
  }
}

const busy = () => document.hidden || document.activeElement?.matches("textarea, input, select")
  || [...document.querySelectorAll("#main textarea")].some(field => field.value !== field.defaultValue)

export function renew() {
  const swap = { target: "#page", select: "#page", swap: "outerHTML show:none", push: "false" }
  if (!busy()) return htmx.ajax("GET", location.pathname + location.search, swap)
  return offer()
}

// Never under a typing thumb.
export function offer() {
  if (document.querySelector(".fresh")) return
  const link = Object.assign(document.createElement("a"), { className: "fresh link", href: location.href, textContent: words("fresh") })
  document.getElementById("main").prepend(link)
  htmx.process(link)
}

function badge(letters) {
  const asks = Number(page()?.dataset.asks ?? localStorage.getItem("flu-asks") ?? 0)
  if (page()?.dataset.asks) localStorage.setItem("flu-asks", asks)
  const count = asks + letters.filter(one => one.state === "needs-you").length
  const done = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.()
  done?.catch(() => {})
}
