"""The browser dies without a word; what was typed is there when it comes back (2.7, 2.10)."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.offline.phone import until
from tests.offline.tries import once

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
TASK = "Hvilken opgave på dit bord undrer du dig over lige nu?"
WONDER = "Hvad er det, du undrer dig over?"
# A slow phone: what it puts off comes twenty times later than on others.
LATE = """
const soon = setTimeout
window.setTimeout = (work, ms = 0) => soon(work, 20 * ms)
"""
TYPE = """
const field = document.querySelector("[name=desk_task]")
field.value = words
field.dispatchEvent(new Event("input", { bubbles: true }))
"""
TYPE_AND_LEAVE = f"""([words, way]) => {{
  {LATE}{TYPE}
  if (way === "walk") return document.querySelector(".tabs a[href='/group']").click()
  if (way === "reload") return location.reload()
  if (way === "send") field.form.requestSubmit()
  location.assign(way === "send" ? "/me" : way)
}}"""
TYPE_AND_HIDE = f"""words => {{
  window.setTimeout = () => {{}}
  {TYPE}
  Object.defineProperty(document, "hidden", {{ value: true }})
  document.dispatchEvent(new Event("visibilitychange"))
}}"""
# Another tab that has the drafts in hand and does not let go: a store as slow as can be.
HOLD = """async () => {
  const db = await new Promise(yes => {
    const request = indexedDB.open("flu")
    request.onsuccess = () => yes(request.result)
  })
  const store = db.transaction("drafts", "readwrite").objectStore("drafts")
  const again = () => { if (!window.free) store.count().onsuccess = again }
  again()
  addEventListener("free", () => { window.free = true; setTimeout(() => db.close()) })
}"""


def leave(phone, words, way):
    """Typed and gone; before the next page is there nothing else has had its turn."""
    with phone.page.expect_navigation():
        phone.page.evaluate(TYPE_AND_LEAVE, [words, way])
    if way != "reload":
        phone.page.goto("/capture")


@contextmanager
def a_slow_store(phone):
    """Nobody else comes to the drafts until the block ends."""
    other = phone.page.context.new_page()
    other.goto("/me")
    other.evaluate(HOLD)
    yield
    other.evaluate("dispatchEvent(new Event('free'))")


def die(profile):
    """As when the phone takes the memory of all that runs in this profile away at once."""
    for pid in living(profile):
        os.kill(pid, signal.SIGKILL)
    until(lambda: not living(profile))


def living(profile):
    return [
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if f"--user-data-dir={profile}".encode() in command(folder).split(b"\0")
    ]


def command(folder):
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""


def test_a_draft_comes_back_field_by_field(launch, profile):
    phone = launch("p01").sign_in().pack("/capture")
    phone.write(TASK, "Kladden i det første felt")
    phone.write(WONDER, "Kladden i det andet felt")
    phone.pick("Op og ned")
    phone.page.wait_for_timeout(600)
    die(profile)

    phone = launch("p01").sign_in(at="/capture")
    expect(phone.field(TASK)).to_have_value("Kladden i det første felt")
    expect(phone.field(WONDER)).to_have_value("Kladden i det andet felt")
    expect(phone.choice("Op og ned").locator("input")).to_be_checked()
    expect(phone.page.locator(".draft-note")).to_contain_text("Din kladde")


def test_a_draft_follows_the_keys_within_a_fifth_of_a_second(launch, profile):
    phone = launch("p01").sign_in().pack("/capture")
    page = phone.page
    page.clock.install()
    page.goto("/capture")
    phone.is_restored()
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    phone.field(TASK).press_sequentially("Skrevet til det sidste tegn")
    page.clock.run_for(200)
    until(phone.drafts)
    die(profile)
    phone = launch("p01").sign_in(at="/capture")
    expect(phone.field(TASK)).to_have_value("Skrevet til det sidste tegn")


def test_a_letter_survives_without_net_and_goes_afterwards(launch, profile, server):
    phone = launch("p01").sign_in().pack("/capture")
    server.kill()
    phone.wonder("Skrevet lige før telefonen døde")
    die(profile)

    phone = launch("p01")
    assert [words for _, words in phone.outbox()] == ["Skrevet lige før telefonen døde"]
    server.start()
    phone.sign_in()
    phone.sends_all()
    assert server.places_of("Skrevet lige før telefonen døde") == ["experiment.desk_task"]


def test_leaving_a_half_written_page_asks_nothing_and_loses_nothing(anne):
    asked = []
    anne.page.on("dialog", lambda dialog: asked.append(dialog) or dialog.dismiss())
    anne.write(TASK, "Halvt skrevet, så kom der nogen")
    anne.page.goto("/group")
    anne.page.go_back()
    expect(anne.field(TASK)).to_have_value("Halvt skrevet, så kom der nogen")
    anne.open("Gruppen", within=anne.page.get_by_role("navigation", name="Hovedmenu"))
    anne.page.goto("/capture")
    expect(anne.field(TASK)).to_have_value("Halvt skrevet, så kom der nogen")
    assert asked == []


@pytest.mark.parametrize("way", ["/me", "reload", "walk", "about:blank"])
def test_a_word_typed_in_the_moment_of_leaving_is_kept(anne, way):
    leave(anne, f"I døren, på vej til {way}", way)
    expect(anne.field(TASK)).to_have_value(f"I døren, på vej til {way}")


def test_sent_and_left_before_the_store_had_it_it_is_there_again(anne, server):
    with a_slow_store(anne):
        leave(anne, "Sendt i døren", "send")
    expect(anne.field(TASK)).to_have_value("Sendt i døren")
    anne.keep("Gem bare")
    anne.sends_all()
    assert once(server, "Sendt i døren")


def test_sent_before_its_words_were_back_it_is_the_next_edition_all_the_same(anne, server):
    server.arm("exit")
    anne.wonder("Nåede frem, og ingen hørte det")
    server.wait_until_dead()
    anne.page.goto("/outbox")
    anne.tap("Ret")
    expect(anne.field(TASK)).to_have_value("Nåede frem, og ingen hørte det")
    with a_slow_store(anne):
        anne.page.reload()
        anne.write(TASK, "Rettet, før ordene var der")
        anne.tap("Gem bare")
    server.start()
    anne.wake()
    anne.rests("needs-you")
    assert server.places_of("Nåede frem, og ingen hørte det") == ["experiment.desk_task"]
    assert server.places_of("Rettet, før ordene var der") == []


def test_a_page_put_into_the_pocket_need_not_come_back(anne):
    anne.page.evaluate(TYPE_AND_HIDE, "Skrevet, og telefonen i lommen")
    until(anne.drafts)
    anne.lay_down()
    anne.page.goto("/capture")
    expect(anne.field(TASK)).to_have_value("Skrevet, og telefonen i lommen")


def test_a_word_the_store_was_too_slow_for_is_kept(anne):
    with a_slow_store(anne):
        anne.write(TASK, "Længe undervejs til lageret")
        anne.page.wait_for_timeout(400)  # far more than a keystroke is behind
        anne.page.goto("/me")
    anne.page.goto("/capture")
    expect(anne.field(TASK)).to_have_value("Længe undervejs til lageret")


def test_a_sent_text_leaves_no_draft_behind(anne):
    anne.wonder("Sendt, og kladden er væk")
    anne.sends_all()
    anne.page.goto("/capture")
    anne.is_restored()
    expect(anne.field(TASK)).to_have_value("")
    assert anne.drafts() == []


def test_a_form_that_arrived_is_written_anew_next_time(pick_up):
    """Not only letters: a plain form's draft goes when it was saved, and stays when refused."""
    phone = pick_up("l1").pack("/frames/new")
    page = phone.page
    page.locator("[name=title]").fill("Et møde mere")
    until(phone.drafts)
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("#errors")).to_be_visible()
    page.goto("/frames/new")
    expect(page.locator("[name=title]")).to_have_value("Et møde mere")
    page.locator("[name=week]").fill("10")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url("**/frames?**")
    page.goto("/frames/new")
    phone.is_restored()
    expect(page.locator("[name=title]")).to_have_value("")
    expect(page.locator(".draft-note")).to_have_count(0)
