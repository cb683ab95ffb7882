"""The core of a phone between two doors on an iPhone's engine (offline.md 2.10, pitfall 1)."""

import random
import time

import pytest

from tests import faults, webkit
from tests.webkit import Phone, until

DESK = "Hvilken opgave på dit bord undrer du dig over lige nu?"
KEPT = """async way => {
  for (const name of await caches.keys())
    if (name.startsWith("pages-") && await (await caches.open(name)).match(way)) return true
  return false
}"""
STYLED = "return [...document.styleSheets].some(sheet => sheet.cssRules.length)"
LETTERS = """return [...document.querySelectorAll(".letter[data-sync]")].map(
  it => [it.dataset.sync, it.querySelector(".letter__words").innerText])"""
WAITS = ("local", "waiting", "sending")
LEFT = """async () => {
  const asked = request => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result)
    request.onerror = () => no(request.error)
  })
  const db = await asked(indexedDB.open("flu"))
  const left = await asked(db.transaction("letters").objectStore("letters").count())
  db.close()
  return left
}"""
LOOK = "dispatchEvent(new Event('focus'))"
# In one breath, with nothing that waits getting a turn in between.
TYPE_AND_LEAVE = """
const [words, way] = arguments, field = document.querySelector("[name=desk_task]")
window.setTimeout = () => {}
field.value = words
field.dispatchEvent(new Event("input", { bubbles: true }))
location.assign(way)
"""
LOADED = "return document.readyState === 'complete'"
TYPED = "return document.querySelector('[name=desk_task]').value"
WALK = ("/now", "/group", "/me", "/capture", "/outbox")


@pytest.fixture(scope="module")
def display():
    with webkit.screen() as display:
        yield display


@pytest.fixture(scope="module")
def server(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("webkit")
    with faults.serving(f"sqlite:///{demo}/flu.db", folder) as running:
        yield running


@pytest.fixture
def phone(display, server, tmp_path):
    """One that knows nobody, on a server that is well."""
    server.clear()
    server.start()
    with webkit.browser(display, tmp_path) as driver:
        yield Phone(driver, server.url)


@pytest.fixture
def bo(phone):
    """Bo's phone, which has along what Nu leads to."""
    phone.sign_in("p02")
    for way in ("/now", "/group", "/capture", "/outbox"):
        until(lambda way=way: phone.ask(KEPT, way), 30, f"{way} kept")
    return phone


def test_the_pages_open_as_on_any_phone(phone):
    phone.sign_in("p02")
    assert "Bo" in phone.read("h1")
    phone.go("Gruppen")
    phone.open("Læs og svar")
    phone.arrives("/reflections/")
    assert phone.driver.execute_script(STYLED)


def test_what_was_read_opens_again_when_the_server_is_dead(bo, server):
    thread, words = thread_of(bo)
    server.kill()
    for way, said in {"/now": "Bo", "/group": words, thread: words}.items():
        bo.goto(way)
        bo.reload()
        bo.sees(said)
        bo.sees("Vist, som den var")
        assert bo.driver.execute_script(STYLED)


def test_a_word_typed_in_the_moment_of_leaving_is_kept(bo):
    for number, way in enumerate(("/me", "/capture", "about:blank")):
        bo.goto("/capture")
        until(lambda: bo.driver.execute_script(LOADED))
        bo.driver.execute_script(TYPE_AND_LEAVE, words := f"I døren, gang {number}", way)
        until(lambda way=way: way in bo.driver.current_url)
        bo.goto("/capture")
        until(lambda words=words: bo.driver.execute_script(TYPED) == words, told=words)


def test_three_written_to_a_dead_server_wait_in_sight_and_arrive_in_order(bo, server):
    thread, _ = thread_of(bo)
    server.kill()
    written = ["Først en undring", "Så et svar", "Sidst en undring"]
    wonder(bo, written[0])
    answer(bo, thread, written[1])
    wonder(bo, written[2])
    bo.goto(thread)
    bo.reload()
    until(lambda: waiting(bo) == written[1:2], told="the answer in its thread")
    bo.sees("Venter på net")
    bo.goto("/outbox")
    bo.reload()
    until(lambda: waiting(bo) == written, told="all three in the outbox")
    server.start()
    sends_all(bo)
    arrived = [it["path"].split("/")[-1] for it in server.asked if not it["replayed"]]
    assert arrived == ["experiments", "comments", "experiments"]
    assert wonders(server, "%en undring") == [written[0], written[2]]
    assert answers(server, "Så et%") == [written[1]]


def test_killed_after_it_saved_and_before_it_answered(bo, server):
    server.arm("exit")
    wonder(bo, words := "Strømmen gik")
    server.wait_until_dead()
    assert wonders(server, words) == [words]
    server.start()
    sends_all(bo)
    assert wonders(server, words) == [words]
    assert server.asked[-1]["replayed"]


def test_fifteen_walks_in_the_middle_of_sending_stop_nothing(bo, server):
    server.kill()
    written = [f"På farten {number}" for number in range(4)]
    for words in written:
        wonder(bo, words)
    server.arm_at_random({"hang": 0.8}, seed=15)
    server.start()
    wander(bo, steps=15)
    assert "hang" in [it["fault"] for it in server.asked]
    server.arm("-", times=0)
    sends_all(bo)
    wonder(bo, "På farten, bagefter")
    sends_all(bo)
    assert wonders(server, "%farten%") == [*written, "På farten, bagefter"]


# What Bo does -----------------------------------------------------------------------------------


def thread_of(phone):
    """The address and the words of somebody's reflection, once it was read."""
    phone.goto("/group")
    phone.open("Læs og svar")
    phone.arrives("/reflections/")
    return phone.way, phone.read("#main article .human")


def wonder(phone, words):
    """Written and kept; where it leads is not waited for."""
    phone.goto("/capture")
    phone.write(DESK, words)
    phone.tap("Gem bare")
    until(lambda: words in kept(phone), told=f"{words} kept")


def answer(phone, thread, words):
    phone.goto(thread)
    phone.write("Dit svar", words)
    phone.tap("Svar")
    until(lambda: waiting(phone) == [words], told="the answer in its thread")


def wander(phone, steps):
    """From page to page, and never to the end of a breath."""
    dice = random.Random(15)
    for _ in range(steps):
        phone.driver.execute_script("location.assign(arguments[0])", dice.choice(WALK))
        time.sleep(dice.uniform(0.05, 0.8))


def kept(phone):
    """The words of all that this page shows as kept or sent."""
    sent = [it.text for it in phone.driver.find_elements("css selector", "article")]
    return "\n".join([words for _, words in phone.driver.execute_script(LETTERS)] + sent)


def waiting(phone):
    """The words that wait on this page."""
    return [words for state, words in phone.driver.execute_script(LETTERS) if state in WAITS]


def sends_all(phone):
    """Looked at, the phone has nothing left to send in a while."""
    phone.goto("/outbox")
    phone.driver.execute_script(LOOK)
    until(lambda: phone.ask(LEFT) == 0, 40, "nothing left on the phone")
    until(lambda: not phone.driver.execute_script(LETTERS), told="nothing left in the outbox")


def wonders(server, like):
    rows = server.rows("select desk_task from experiment where desk_task like ? order by id", like)
    return [row["desk_task"] for row in rows]


def answers(server, like):
    return [row["body"] for row in server.rows("select body from comment where body like ?", like)]
