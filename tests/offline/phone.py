"""A phone that comes and goes: what waits on it, and how long one waits for it."""

import time
from functools import partial

from playwright.sync_api import Error, expect

from tests.browser import PASSWORD
from tests.walks.hands import Thumb

# The page's policy forbids eval, so nothing here hands it a string to wait for.
COUNT = """
document.addEventListener("flu:kept", () =>
  sessionStorage.setItem("kept", 1 + Number(sessionStorage.getItem("kept"))))
"""
KEPT = "() => Number(sessionStorage.getItem('kept'))"
ROWS = """async name => {
  const asked = request => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result)
    request.onerror = () => no(request.error)
  })
  if (!(await indexedDB.databases()).some(({ name }) => name === "flu")) return []
  const db = await asked(indexedDB.open("flu"))
  const rows = await asked(db.transaction(name).objectStore(name).getAll())
  db.close()
  return rows.map(row => ({ ...row, box: undefined }))
}"""
AT_HOME = """async () => {
  const who = await caches.match("/who")
  return Boolean(navigator.serviceWorker.controller && who && (await who.json()).part)
}"""
WHO = """async () => {
  const who = await caches.match("/who")
  const { part, locked, leaving } = who ? await who.json() : {}
  return locked || leaving ? null : part
}"""
FORGET = """async () => {
  localStorage.clear()
  navigator.serviceWorker.controller.postMessage({ kind: "online" })
  const pages = (await caches.keys()).filter(name => name.startsWith("pages-"))
  await Promise.all(pages.map(name => caches.delete(name)))
  const db = await new Promise((yes, no) => {
    const request = indexedDB.open("flu")
    request.onsuccess = () => yes(request.result)
    request.onerror = () => no(request.error)
  })
  const transaction = db.transaction(["letters", "drafts"], "readwrite")
  for (const name of transaction.objectStoreNames) transaction.objectStore(name).clear()
  await new Promise(yes => { transaction.oncomplete = yes })
  db.close()
}"""
PACKED = """async way => {
  if (!navigator.serviceWorker?.controller) return false
  for (const name of await caches.keys())
    if (name.startsWith("pages-") && await (await caches.open(name)).match(way)) return true
  return false
}"""


def until(check, seconds=15, told=""):
    """What `check` gives once it is true. Raises AssertionError when it never is."""
    end = time.monotonic() + seconds
    value = None
    while time.monotonic() < end:
        try:
            if value := check():
                return value
        except Error:  # the page was on its way to another
            value = None
        time.sleep(0.05)
    raise AssertionError(f"Not within {seconds} seconds: {told() if callable(told) else told}")


class Phone(Thumb):
    """One person's phone, on one server."""

    def __init__(self, page, server, who=None):
        super().__init__(page)
        self.server = server
        self.who = self.owner = who
        self.part = None
        self.faults = getattr(page, "faults", [])

    # At the door --------------------------------------------------------------------------------

    def sign_in(self, at="/me"):
        """With a cookie from the door, to spare the time."""
        told = {"email": f"{self.who}@fjordslette.example", "password": PASSWORD}
        door = self.page.context.request
        knock = partial(
            door.post, "/sign-in", form=told, headers={"Origin": self.server.url}, max_redirects=0
        )
        try:
            knock()
        except Error:  # over a line that a killed server left behind
            knock()
        assert self.to(at).ok
        return self

    def sign_in_by_hand(self, who=None, at="/me"):
        self.who = who or self.who
        self.to(f"/sign-in?next={at}")
        self.page.locator("[name=email]").fill(f"{self.who}@fjordslette.example")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(f"**{at}")
        return self

    def pack(self, *ways):
        """Open what the phone shall have along."""
        until(lambda: self.page.evaluate(AT_HOME), told="a worker that knows who is at home")
        self.part = self.part or self.page.evaluate(WHO)
        for way in ways:
            self.page.goto(way)
            until(lambda way=way: self.page.evaluate(PACKED, way), told=f"packed {way}")
        return self

    def to(self, way):
        """Even if the page was about to go somewhere by itself."""
        try:
            return self.page.goto(way)
        except Error:
            return self.page.goto(way)

    # Between two tests ---------------------------------------------------------------------------

    def lay_down(self):
        """Nothing of it is open any more."""
        context = self.page.context
        context.set_offline(False)
        blank = context.new_page()
        for page in context.pages:
            if page is not blank:
                page.close()
        self.page = blank

    def take_up(self):
        """Its owner's again, and wiped of all that was written and read on it."""
        self.page.goto("/manifest.webmanifest")  # ours, and without a script
        self.page.evaluate(FORGET)
        signed_in = self.page.context.request.get("/me", max_redirects=0).ok
        if not signed_in or self.page.evaluate(WHO) != self.part:
            self.page.context.clear_cookies()
            self.who = self.owner
            self.sign_in()
            until(lambda: self.page.evaluate(WHO) == self.part, told="its owner at home")
        self.faults.clear()
        return self

    # The net ------------------------------------------------------------------------------------

    def lose_net(self):
        self.page.context.set_offline(True)

    def put_away(self):
        """Nobody looks at the page any more on which the words were written."""
        self.to("/outbox")
        return self

    def find_net(self):
        self.page.context.set_offline(False)
        self.wake()

    def wake(self):
        """Picked up and looked at."""
        self.page.evaluate("dispatchEvent(new Event('focus'))")

    # Writing ------------------------------------------------------------------------------------

    def wonder(self, words):
        self.page.goto("/capture")
        self.write("Hvilken opgave på dit bord undrer du dig over lige nu?", words)
        self.keep("Gem bare")

    def keep(self, name, within=None):
        """Tap the button, and see to it that the phone has it."""
        before = self.page.evaluate(KEPT)
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()
        until(lambda: self.page.evaluate(KEPT) > before, told=f"kept after {name}")

    def is_restored(self):
        """The forms here have got back what was once written in them, if anything was."""
        expect(self.page.locator("#main form[data-restored]").first).to_be_attached()

    # What waits ---------------------------------------------------------------------------------

    def letters(self):
        """The open facts of all letters on this phone, in their order."""
        return self.page.evaluate(ROWS, "letters")

    def drafts(self):
        return self.page.evaluate(ROWS, "drafts")

    def states(self):
        return [letter["state"] for letter in self.letters()]

    def sends_all(self, seconds=30, looked_at=False):
        """Nothing is left, and nothing needs its writer; `looked_at`, it does not wait its turn."""

        def is_empty():
            if looked_at:
                self.wake()
            return not self.letters()

        until(is_empty, seconds, lambda: f"all sent: {self.letters()}")

    def rests(self, *states, seconds=30):
        """The letters come to stand like this, in their order."""
        until(lambda: self.states() == list(states), seconds, lambda: f"{states}: {self.letters()}")

    def outbox(self):
        """(state, words) of each letter as its writer reads them."""
        self.page.goto("/outbox")
        expect(self.page.locator("outbox-list")).to_be_visible()
        until(lambda: self.page.locator("outbox-list .letter").count() == len(self.letters()))
        return [
            (item.get_attribute("data-sync"), item.locator(".letter__words").inner_text())
            for item in self.page.locator("outbox-list .letter").all()
        ]

    def outbox_words(self):
        """Of all who ever wrote on this phone, what the outbox shows to whoever looks now."""
        self.page.goto("/outbox")
        expect(self.page.locator("outbox-list")).to_be_visible()
        self.page.wait_for_timeout(500)
        return self.page.locator("outbox-list .letter__words").all_inner_texts()
