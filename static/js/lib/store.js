// Two small databases on the phone. A transaction left open when a page is hidden blocks its store for
// every other page on WebKit, so all that is open is broken off then; each is whole or has not happened.
const STORES = {
  "flu-keys": db => db.createObjectStore("keys"),
  flu: db => {
    db.createObjectStore("letters", { keyPath: "n", autoIncrement: true })
    db.createObjectStore("drafts", { keyPath: "key" })
  },
}
const houses = {}
const under = new Set()
let gate = Promise.resolve(), lift

export const asked = request => new Promise((yes, no) => {
  request.onsuccess = () => yes(request.result)
  request.onerror = request.onblocked = () => no(request.error)
})

function unlocked(name) {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => STORES[name](request.result)
  return asked(request).then(db => {
    db.onversionchange = () => { db.close(); delete houses[name] }
    db.onclose = () => delete houses[name]
    return db
  })
}

// `work` gets the named stores, and may wait for nothing but them.
export async function inside(name, stores, mode, work) {
  await gate
  const db = await (houses[name] ??= unlocked(name).catch(fault => { delete houses[name]; throw fault }))
  const transaction = db.transaction(stores, mode, { durability: "strict" })
  under.add(transaction)
  const done = new Promise((yes, no) => {
    transaction.oncomplete = yes
    transaction.onabort = transaction.onerror = () => no(transaction.error ?? new DOMException("left", "AbortError"))
  })
  try {
    const [result] = await Promise.all([work(...stores.map(store => transaction.objectStore(store))), done])
    return result
  } finally {
    under.delete(transaction)
  }
}

export function shut() {
  gate = new Promise(open => { lift = open })
  for (const transaction of under) try { transaction.abort() } catch { /* it was just done */ }
  for (const name of Object.keys(houses)) {
    houses[name].then(db => db.close(), () => {})
    delete houses[name]
  }
}

export const reopen = () => lift?.()
