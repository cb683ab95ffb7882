"""No net, no server, or somebody else's: what was written waits, and then arrives (2.4, 2.10)."""

import pytest
from playwright.sync_api import expect

from tests.offline.phone import until
from tests.offline.tries import once, tries, write_three

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")


def test_a_dead_server_is_no_other_than_a_dead_net(anne, server):
    server.kill()
    words = write_three(anne, "uden server")
    assert anne.page.evaluate("navigator.onLine")
    anne.page.reload()
    assert [text for _, text in anne.outbox()] == words
    server.start()
    anne.wake()
    anne.sends_all()
    assert tries(server, "%uden server") == words


def test_a_net_that_takes_and_does_not_answer_keeps_nobody_waiting(anne, server):
    anne.pack("/outbox")
    server.freeze()
    anne.wonder("Skrevet i elevatoren")
    assert [text for _, text in anne.outbox()] == ["Skrevet i elevatoren"]
    server.thaw()
    anne.sends_all()
    assert once(server, "Skrevet i elevatoren")


def test_walking_about_in_the_middle_of_it_stops_nothing(anne, server):
    anne.lose_net()
    words = [f"På farten, undring {number}" for number in range(4)]
    for each in words:
        anne.wonder(each)
    anne.find_net()
    for way in ("/now", "/group", "/me", "/now", "/capture", "/group"):
        anne.page.goto(way, wait_until="commit")
    anne.page.goto("/now")
    anne.sends_all()
    assert tries(server, "På farten%") == words


def test_a_captive_portal_is_not_taken_for_the_server(anne, server):
    anne.pack("/outbox")
    server.weather("portal")
    anne.wonder("På hotellets net")
    anne.rests("waiting")
    anne.page.wait_for_url("**/experiments/*")  # the page has gone on to where the try will be
    expect(anne.page.locator(".letter", has_text="På hotellets net")).to_be_visible()
    assert [text for _, text in anne.outbox()] == ["På hotellets net"]
    assert tries(server, "På hotellets net") == []
    server.weather()
    anne.wake()
    anne.sends_all()
    assert once(server, "På hotellets net")


def test_asked_to_come_back_later_it_comes_back_later(anne, server):
    server.arm("503")
    anne.wonder("Kort pause på serveren")
    anne.sends_all()
    assert once(server, "Kort pause på serveren")
    assert [it["status"] for it in server.asked] == [None, 204]


def test_with_no_page_open_the_worker_sends_it(anne, server):
    anne.lose_net()
    anne.wonder("Sendt fra lommen")
    context = anne.page.context
    away = context.new_page()
    devtools = context.new_cdp_session(away)
    versions = []
    devtools.on("ServiceWorker.workerVersionUpdated", lambda it: versions.extend(it["versions"]))
    devtools.send("ServiceWorker.enable")
    until(lambda: away.wait_for_timeout(50) or versions)
    anne.page.close()
    context.set_offline(False)
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": server.url, "registrationId": versions[-1]["registrationId"],
         "tag": "flu-drain", "lastChance": False},
    )  # fmt: skip
    until(lambda: away.wait_for_timeout(50) or once(server, "Sendt fra lommen"))
    assert away.url == "about:blank"


def test_without_background_sync_the_next_look_sends_it(pick_up, server):
    phone = pick_up("p01", script="delete ServiceWorkerRegistration.prototype.sync").pack()
    phone.lose_net()
    phone.wonder("Fra en telefon, der ikke sender i lommen")
    phone.page.reload()
    phone.find_net()
    phone.sends_all()
    assert once(server, "Fra en telefon, der ikke sender i lommen")
