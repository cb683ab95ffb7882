// Letters: what was written here and has not arrived. In the open stand only uids, states and the order;
// the words, and where they go, are in the sealed `box`.
import { asked, inside } from "flu/lib/store.js"
import { hex, keyOf, seal, unseal } from "flu/lib/vault.js"

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const SEALED = ["url", "fields", "draft", "label", "words", "from", "then", "places", "instead", "answer"]

const letters = (mode, work) => inside("flu", ["letters"], mode, work)

// What a letter follows on: the thing it changes or becomes (`lane`), and whatever it names (`refs`).
export function bearings(url, fields) {
  const path = url.split(/[?#]/)[0]
  const born = fields.find(([name]) => name === "uid")?.[1]
  const [place] = path.match(UUID) ?? []
  const lane = place && !path.endsWith("/comments") ? place : born ?? place
  const named = fields.filter(([name]) => name !== "uid").flatMap(([, value]) => value.length === 36 ? value.match(UUID) ?? [] : [])
  return { lane, refs: [...new Set([...path.match(UUID) ?? [], ...named])] }
}

// One that `replaces` another takes its place in the line, before whatever follows on it.
export async function keep({ replaces, ...letter }, box, draft) {
  const row = { ...letter, state: "local", attempts: 0, at: Date.now(), box: await seal(letter.part, "writing", box) }
  row.n = await inside("flu", ["letters", "drafts"], "readwrite", async (store, drafts) => {
    if (draft) drafts.delete(draft)
    const there = replaces && await asked(store.get(replaces))
    return asked(store.put(there?.state === "needs-you" ? { ...row, n: replaces } : row))
  })
  return { ...row, ...box }
}

export const rows = part => letters("readonly", store => asked(store.getAll())).then(all => all.filter(row => row.part === part))

export async function opened(row) {
  if (!await keyOf(row.part, "writing")) return null
  try {
    return { ...row, ...await unseal(row.part, "writing", row.box) }
  } catch (fault) {
    if (fault.name !== "OperationError") throw fault  // the store stumbled: the words are still there
    return null  // sealed with a key that is gone
  }
}

export const all = async part => (await Promise.all((await rows(part)).map(opened))).filter(Boolean)

// Change the open facts of a letter. One that is gone or replaced stays so, and one that its writer
// discarded, or has in hand to edit, is theirs alone (`was`).
export const change = ({ n, id }, facts) => letters("readwrite", async store => {
  const row = await asked(store.get(n))
  const theirs = row?.state === "discarded" || row?.reason === "editing"
  if (row?.id === id && (!theirs || facts.was !== undefined)) await asked(store.put({ ...row, ...facts }))
})

// The same for a letter's sealed side.
export async function reseal(letter, facts, news) {
  const box = Object.fromEntries(SEALED.map(name => [name, { ...letter, ...news }[name]]))
  return change(letter, { ...facts, box: await seal(letter.part, "writing", box) })
}

// It neither meets another person's nor tells what somebody writes about.
export async function keyOfDraft(part, place) {
  const named = new TextEncoder().encode([part, ...place].join("|"))
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", named)))
}

// The draft for the form of this place, unless it is a `letter` by now.
export async function lay(part, { place, letter, ...told }, still = () => true) {
  const row = { key: await keyOfDraft(part, place), part, at: Date.now(), box: await seal(part, "writing", told) }
  return still() && inside("flu", ["letters", "drafts"], "readwrite", async (letters, drafts) =>
    letter && (await asked(letters.getAll())).some(({ id }) => id === letter) || asked(drafts.put(row)))
}

const MONTH = 30 * 86_400_000

// What somebody else left here waits for them, but not for ever.
export const sweep = part => inside("flu", ["letters", "drafts"], "readwrite", (...stores) => Promise.all(stores.map(async store => {
  const old = (await asked(store.getAll())).filter(row => row.part !== part && Date.now() - row.at > MONTH)
  return Promise.all(old.map(row => asked(store.delete(row[store.keyPath]))))
})))

export const drop = ({ n, id }) => letters("readwrite", async store => {
  const row = await asked(store.get(n))
  if (row?.id === id) await asked(store.delete(n))
})

// Both bring a letter's words back into its form, in one step, so that they are always in one of the
// two; false where something else is being written there. To be edited, it holds its place in the line.
export const edit = (n, draft) => back(draft, async store => {
  const row = await asked(store.get(n))
  return row && asked(store.put({ ...row, state: "needs-you", reason: "editing" }))
})

export const withdraw = (n, draft) => back(draft, store => asked(store.delete(n)))

const back = (draft, work) => inside("flu", ["letters", "drafts"], "readwrite", async (store, drafts) => {
  if (await asked(drafts.get(draft.key))) return false
  await work(store)
  await asked(drafts.put(draft))
  return true
})

// The eldest that may go: nothing it follows on is held up before it.
export function next(queue) {
  const held = new Set()
  for (const row of queue) {
    if (row.state === "discarded") continue
    if (row.state === "needs-you" || held.has(row.lane) || row.refs.some(ref => held.has(ref))) held.add(row.lane)
    else return row
  }
  return undefined
}
