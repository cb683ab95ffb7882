"""Phones that refuse, forget, lie about the time, or are two (2.3.7, 2.10)."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from flu import clock
from tests.offline.phone import until

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
TASK = "Hvilken opgave på dit bord undrer du dig over lige nu?"
NO_DATABASE = """
IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError") }
"""
FULL = """
IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError") }
IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") }
"""
STUCK = """
const real = IDBFactory.prototype.open
IDBFactory.prototype.open = function (name, ...rest) {
  return name === "flu" ? new EventTarget() : real.call(this, name, ...rest)
}
"""
A_YEAR = """
const real = Date, off = {days} * 86400000
globalThis.Date = class extends real {{
  constructor(...told) {{ if (told.length) super(...told); else super(real.now() + off) }}
  static now() {{ return real.now() + off }}
}}
"""


@pytest.mark.parametrize("refusal", [NO_DATABASE, FULL, STUCK], ids=["shut", "full", "stuck"])
def test_a_phone_that_keeps_nothing_sends_at_once_and_keeps_the_text_till_then(
    pick_up, server, refusal, request
):
    words = f"På en telefon, der er {request.node.callspec.id}"
    phone = pick_up("p01", script=refusal)
    page = phone.page
    page.clock.install()
    page.goto("/capture")
    phone.lose_net()
    phone.write(TASK, words)
    page.get_by_role("button", name="Gem bare").click()
    status = page.locator("#status")
    until(lambda: page.clock.fast_forward(1_000) or "Telefonen er fuld" in status.inner_text())
    expect(phone.field(TASK)).to_have_value(words)
    page.context.set_offline(False)
    page.get_by_role("button", name="Gem bare").click()
    until(lambda: page.clock.fast_forward(1_000) or "/experiments/" in page.url)
    assert server.places_of(words) == ["experiment.desk_task"]


def test_a_lost_answer_to_a_phone_that_keeps_nothing_is_one_row_however_often_she_taps(
    pick_up, server
):
    phone = pick_up("p01", script=NO_DATABASE)
    phone.page.goto("/capture")
    phone.write(TASK, "Trykket igen og igen")
    server.arm("500")
    phone.page.get_by_role("button", name="Gem bare").click()
    until(lambda: server.asked)
    phone.settle()
    expect(phone.field(TASK)).to_have_value("Trykket igen og igen")
    phone.page.get_by_role("button", name="Gem bare").click()
    phone.page.wait_for_url("**/experiments/*")
    assert server.places_of("Trykket igen og igen") == ["experiment.desk_task"]


@pytest.mark.parametrize("days", [365, -365], ids=["ahead", "behind"])
def test_a_clock_that_is_wrong_by_a_year_loses_nothing_and_decides_nothing(pick_up, server, days):
    words = f"Uret går {days} dage forkert"
    phone = pick_up("p01", script=A_YEAR.format(days=days))
    phone.page.goto("/capture")
    phone.lose_net()
    phone.write(TASK, words)
    phone.keep("Gem bare")
    phone.find_net()
    phone.sends_all()
    [row] = server.rows("select created_at from experiment where desk_task = ?", words)
    born = datetime.fromisoformat(str(row["created_at"])).replace(tzinfo=UTC)
    assert abs((clock.now() - born).total_seconds()) < 120


def test_two_phones_of_one_person_both_arrive(pick_up, server):
    phones = [pick_up("p01").pack("/capture") for _ in range(2)]
    for number, phone in enumerate(phones):
        phone.lose_net()
        phone.wonder(f"Fra telefon nummer {number}")
    for phone in phones:
        phone.find_net()
    for number, phone in enumerate(phones):
        phone.sends_all()
        assert server.places_of(f"Fra telefon nummer {number}") == ["experiment.desk_task"]


def test_without_a_worker_it_is_simply_online_and_still_kept(pick_up, server):
    phone = pick_up("p01", service_workers="block")
    phone.page.goto("/capture")
    phone.lose_net()
    phone.write(TASK, "Uden en hjælper på telefonen")
    phone.keep("Gem bare")
    phone.find_net()
    phone.sends_all()
    assert server.places_of("Uden en hjælper på telefonen") == ["experiment.desk_task"]


def test_without_a_script_it_is_simply_online(pick_up, server):
    phone = pick_up("p01", java_script_enabled=False)
    phone.page.goto("/capture")
    phone.write(TASK, "Uden script på telefonen")
    phone.page.get_by_role("button", name="Gem bare").click()
    phone.page.wait_for_url("**/experiments/*")
    assert server.places_of("Uden script på telefonen") == ["experiment.desk_task"]
