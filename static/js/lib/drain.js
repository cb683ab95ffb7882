// One lock, one loop, one verdict for each answer. Whoever holds the lock, a page or the worker, sends
// the letters in their order; what is not plainly answered by FLU itself is sent again later.
import { change, drop, next, opened, reseal, rows } from "flu/lib/letters.js"
import { keyOf, lock, tellWho, who } from "flu/lib/vault.js"

const PATIENCE = 20_000
const FRESH = 5_000
const REASONS = { 403: "forbidden", 404: "gone", 409: "refused", 410: "gone", 422: "invalid" }

export const channel = new BroadcastChannel("flu")

// Resolves to why it stopped: "empty", "later", "sign-in" or "nobody"; with `wait`, seconds asked for.
export function drain(tell) {
  const told = news => { tell(news); channel.postMessage(news) }
  const run = () => loop(told).catch(() => ({ stop: "later" }))
  return navigator.locks ? navigator.locks.request("flu-drain", run) : run()
}

async function loop(told) {
  const { part, leaving } = await who()
  if (!part || leaving || !await keyOf(part, "writing")) return { stop: "nobody" }
  for (;;) {
    const row = next(await rows(part))
    if (!row) return { stop: "empty" }
    const letter = await opened(row)
    if (!letter) { await drop(row); continue }

    await change(letter, { attempts: letter.attempts + 1 })
    told({ id: letter.id, state: "sending" })
    const answer = await send(letter)
    const verdict = await settle(letter, answer)
    told({ id: letter.id, label: letter.label, ...verdict })
    if (verdict.stop) return verdict
  }
}

async function send(letter) {
  const late = letter.attempts > 0 || Math.abs(Date.now() - letter.at) > FRESH
  const headers = {
    Accept: "text/html", "HX-Request": "true", "Idempotency-Key": letter.id, "X-Flu-User": letter.part,
    ...(late && { "X-Flu-Late": "1" }), ...(letter.instead && { "X-Flu-Instead": letter.instead }),
  }
  const request = { method: "POST", headers, body: new URLSearchParams(letter.fields), credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }
  try {
    const answer = await fetch(letter.url, request)
    return { status: answer.status, headers: Object.fromEntries(answer.headers), html: await answer.text() }
  } catch {
    return { status: 0, headers: {} }
  }
}

async function settle(letter, { status, headers, html }) {
  if (status === 401 && headers["x-flu-op"] === letter.id) {
    await lock(letter.part)
    return later(letter, "sign-in")
  }
  if (status === 403 && headers["x-flu-reason"] === "other-user") return later(letter, "sign-in")
  if (headers["x-flu-op"] !== letter.id || status >= 500 || status === 429) return later(letter, "later", Number(headers["retry-after"]))

  await tellWho({ contact: Date.now() })
  if (status >= 200 && status < 300) return sent(letter, headers, html)
  return needsYou(letter, status, headers, html)
}

async function later(letter, stop, wait) {
  for (const row of await rows(letter.part)) if (row.state === "local" || row.n === letter.n) await change(row, { state: "waiting" })
  return { state: "waiting", stop, wait }
}

async function sent(letter, headers, html) {
  await drop(letter)
  await carryVersion(letter, headers["x-flu-version"])
  return { state: "sent", then: headers["x-flu-then"], html }
}

async function needsYou(letter, status, headers, html) {
  const both = status === 409 && html.includes("data-outbox")
  const reason = both ? "conflict" : headers["x-flu-reason"] ?? REASONS[status] ?? "refused"
  await reseal(letter, { state: "needs-you", reason }, { answer: html })
  return { state: "needs-you", reason, status, html, headers }
}

// The next edit of the same thing was made from what this one has become.
async function carryVersion({ part, lane, fields }, version) {
  const seen = fields.find(([name]) => name === "version")?.[1]
  if (!seen || !version) return
  for (const row of await rows(part)) {
    const letter = row.lane === lane && await opened(row)
    if (!letter || !letter.fields.some(([name, value]) => name === "version" && value === seen)) continue
    await reseal(letter, {}, { fields: letter.fields.map(([name, value]) => [name, name === "version" ? version : value]) })
  }
}
