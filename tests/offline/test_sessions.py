"""Whose words they are, when sessions end and people change on one phone (2.4, 2.6, 4.2)."""

import pytest
from playwright.sync_api import expect

from tests.offline.deeds import Other
from tests.offline.phone import until

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
FOUR_DAYS_AGO = """async () => {
  const cache = await caches.open("flu-who"), who = await (await cache.match("/who")).json()
  const contact = Date.now() - 4 * 86400000
  await cache.put("/who", new Response(JSON.stringify({ ...who, contact })))
}"""
IDLE = """async () => {
  const { held, pending } = await navigator.locks.query()
  return ![...held, ...pending].some(lock => lock.name === "flu-drain")
}"""
TASK = "Hvilken opgave på dit bord undrer du dig over lige nu?"


def test_a_session_that_ended_meanwhile_asks_for_sign_in_and_then_it_goes(anne, server):
    anne.lose_net()
    anne.wonder("Skrevet før sessionen løb ud")
    anne.page.goto("/outbox")
    server.end_sessions_of("p01")
    anne.find_net()
    expect(anne.page.locator(".top__sync")).to_have_text("Log ind for at sende")
    assert anne.states() == ["waiting"]
    assert server.places_of("Skrevet før sessionen løb ud") == []
    anne.sign_in_by_hand()
    anne.sends_all()
    assert server.places_of("Skrevet før sessionen løb ud") == ["experiment.desk_task"]


def test_nobody_knocks_on_while_it_waits_for_sign_in(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    phone.page.clock.install()
    phone.lose_net()
    phone.wonder("Banker ikke på")
    phone.put_away()
    server.end_sessions_of("p01")
    phone.find_net()
    expect(phone.page.locator(".top__sync")).to_have_text("Log ind for at sende")
    until(lambda: phone.page.evaluate(IDLE))
    knocks = len(server.asked)
    phone.page.clock.fast_forward("01:00:00")
    phone.page.wait_for_timeout(500)
    assert len(server.asked) == knocks > 0


def test_written_online_after_the_session_ended_it_goes_after_sign_in(anne, server):
    anne.page.goto("/capture")
    server.end_sessions_of("p01")
    anne.write(TASK, "Skrevet, da sessionen var slut")
    anne.page.get_by_role("button", name="Gem bare").click()
    anne.page.wait_for_url("**/sign-in?**")
    anne.sign_in_by_hand()
    anne.sends_all()
    assert server.places_of("Skrevet, da sessionen var slut") == ["experiment.desk_task"]


def test_somebody_else_on_the_phone_sees_nothing_and_sends_nothing(anne, server):
    anne.lose_net()
    anne.wonder("Kun Annes egne ord")
    server.end_sessions_of("p01")
    anne.find_net()
    anne.sign_in_by_hand("p02", at="/now")
    expect(anne.page.locator(".top__sync")).to_be_hidden()
    assert anne.outbox_words() == []
    anne.page.goto("/experiments")
    assert "Kun Annes egne ord" not in anne.page.content()
    anne.wonder("Bos egne ord")
    until(lambda: len(anne.letters()) == 1)
    assert server.places_of("Bos egne ord") == ["experiment.desk_task"]
    assert server.places_of("Kun Annes egne ord") == []
    server.end_sessions_of("p02")
    anne.sign_in_by_hand("p01")
    anne.sends_all()
    author = server.rows(
        'select email from "user" join experiment on author_id = "user".id where desk_task = ?',
        "Kun Annes egne ord",
    )
    assert author == [{"email": "p01@fjordslette.example"}]


def test_somebody_else_signs_out_and_takes_nothing_of_the_first_along(anne, server):
    anne.lose_net()
    anne.wonder("Bliver liggende for Anne")
    server.end_sessions_of("p01")
    anne.find_net()
    anne.sign_in_by_hand("p02")
    sign_out(anne)
    anne.sign_in_by_hand("p01")
    anne.sends_all()
    assert server.places_of("Bliver liggende for Anne") == ["experiment.desk_task"]


def test_somebody_else_reads_no_page_of_the_first(anne, server):
    anne.pack("/group")
    server.end_sessions_of("p01")
    anne.sign_in_by_hand("p02")
    anne.pack("/now")
    anne.lose_net()
    anne.page.goto("/group")
    assert "Anne Prøvlund" not in anne.page.content()
    expect(anne.page.get_by_text("Den side har telefonen ikke med")).to_be_visible()


def test_leaving_something_behind_is_asked_about_first(anne, server):
    anne.pack("/me")
    anne.lose_net()
    anne.wonder("Ikke sendt endnu")
    anne.page.goto("/me")
    anne.page.get_by_role("button", name="Log ud", exact=True).click()
    dialog = anne.page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 er ikke sendt endnu")
    dialog.get_by_role("button", name="Bliv her").click()
    assert len(anne.letters()) == 1
    anne.find_net()
    anne.sends_all()
    assert server.places_of("Ikke sendt endnu") == ["experiment.desk_task"]


def test_signed_out_no_page_opens_and_nothing_is_left(anne, server):
    anne.pack("/me", "/now")
    anne.page.goto("/capture")
    anne.write(TASK, "En kladde, der skal væk")
    until(anne.drafts)
    sign_out(anne)
    assert (anne.letters(), anne.drafts()) == ([], [])
    anne.lose_net()
    for way in ("/me", "/now", "/capture"):
        anne.page.goto(way)
        assert "Anne Prøvlund" not in anne.page.content()
        expect(anne.page.get_by_text("Du er logget ud på denne telefon").first).to_be_visible()


def test_signed_out_without_net_the_server_is_told_at_the_next_contact(anne, server):
    anne.pack("/me")
    anne.lose_net()
    anne.page.goto("/me")
    sign_out(anne)
    before = open_sessions(server, "p01")
    anne.find_net()
    anne.page.goto("/now")
    until(lambda: len(open_sessions(server, "p01")) == len(before) - 1)
    expect(anne.page.get_by_role("button", name="Log ind").first).to_be_visible()


def test_a_session_ended_elsewhere_shuts_the_pages_at_the_next_contact(anne, server):
    anne.pack("/me")
    server.end_sessions_of("p01")
    anne.page.goto("/now")
    anne.lose_net()
    anne.page.goto("/me")
    expect(anne.page.get_by_text("Du er logget ud på denne telefon").first).to_be_visible()
    assert "Anne Prøvlund" not in anne.page.content()


def test_after_three_days_without_contact_the_pages_are_shut_and_the_letters_kept(anne, server):
    anne.pack("/me")
    anne.lose_net()
    anne.wonder("Skrevet i sommerhuset")
    anne.page.evaluate(FOUR_DAYS_AGO)
    restart_worker(anne)
    anne.page.goto("/me")
    assert "Anne Prøvlund" not in anne.page.content()
    anne.find_net()
    anne.page.goto("/me")
    expect(anne.page.get_by_text("Anne Prøvlund").locator("visible=true").first).to_be_visible()
    anne.sends_all()
    assert server.places_of("Skrevet i sommerhuset") == ["experiment.desk_task"]


def test_other_words_under_a_used_key_are_refused(server):
    anne, bo = Other(server.url, "p01"), Other(server.url, "p02")
    key = "01a21984-5f4b-7f05-9d2d-ec3c8a8b3d01"
    assert anne.ask("/experiments", key, desk_task="Ordene", uid=key)[0] == 204
    for caller, words in ((anne, "Andre ord"), (bo, "Ordene")):
        status, headers, _ = caller.ask("/experiments", key, desk_task=words, uid=key)
        assert (status, headers["X-Flu-Reason"]) == (422, "key-reuse")
    assert server.places_of("Andre ord") == []


def sign_out(phone):
    if not phone.page.url.endswith("/me"):
        phone.page.goto("/me")
    phone.page.get_by_role("button", name="Log ud", exact=True).click()
    phone.page.wait_for_url("**/sign-in")


def open_sessions(server, who):
    return server.rows(
        'select s.id from sign_in s join "user" u on u.id = s.user_id '
        "where s.ended_at is null and u.email = ?",
        f"{who}@fjordslette.example",
    )


def restart_worker(phone):
    devtools = phone.page.context.new_cdp_session(phone.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
