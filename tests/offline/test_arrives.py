"""However the answer gets lost, what was written arrives once (offline.md 2.10)."""

from concurrent.futures import ThreadPoolExecutor

from uuid_utils.compat import uuid7

from tests.caller import Caller
from tests.offline.phone import until
from tests.offline.storm import killed_after_saving

THREE = ("Den første undring", "Den anden undring", "Den tredje undring")
UNSENT = {"local", "waiting"}


def tries(server, like):
    rows = server.rows("select desk_task from experiment where desk_task like ? order by id", like)
    return [row["desk_task"] for row in rows]


def once(server, words):
    return tries(server, words) == [words]


def write_three(phone, tag):
    words = [f"{each} {tag}" for each in THREE]
    for each in words:
        phone.wonder(each)
    return words


def test_three_written_without_net_survive_a_reload_and_arrive_in_order(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    phone.lose_net()
    words = write_three(phone, "uden net")
    phone.page.reload()
    assert [text for _, text in phone.outbox()] == words
    assert set(phone.states()) <= UNSENT
    phone.find_net()
    phone.sends_all()
    assert tries(server, "%uden net") == words


def test_a_dead_server_is_no_other_than_a_dead_net(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    server.kill()
    words = write_three(phone, "uden server")
    assert phone.page.evaluate("navigator.onLine")
    phone.page.reload()
    assert [text for _, text in phone.outbox()] == words
    server.start()
    phone.wake()
    phone.sends_all()
    assert tries(server, "%uden server") == words


def test_a_net_that_takes_and_does_not_answer_keeps_nobody_waiting(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    server.freeze()
    phone.wonder("Skrevet i elevatoren")
    assert [text for _, text in phone.outbox()] == ["Skrevet i elevatoren"]
    server.thaw()
    phone.sends_all()
    assert once(server, "Skrevet i elevatoren")


def test_killed_after_it_saved_and_before_it_answered(pick_up, server):
    assert killed_after_saving(pick_up("p01"), server, times=5) == [1] * 5
    assert sum(it["replayed"] for it in server.asked) == 5


def test_a_bare_500_after_it_saved_is_no_answer(pick_up, server):
    phone = pick_up("p01")
    server.arm("500")
    phone.wonder("Fejl efter det var gemt")
    phone.sends_all()
    assert once(server, "Fejl efter det var gemt")
    assert [it["fault"] for it in server.asked] == ["500", "-"]


def test_a_connection_cut_after_it_saved(pick_up, server):
    phone = pick_up("p01")
    server.arm("drop", times=3)
    phone.wonder("Forbindelsen røg")
    phone.sends_all()
    assert once(server, "Forbindelsen røg")
    assert len(server.asked) == 4


def test_a_tab_closed_while_the_answer_hangs_is_finished_by_another(pick_up, server):
    phone = pick_up("p01")
    server.arm("hang")
    phone.wonder("Lukket midt i det")
    until(lambda: once(server, "Lukket midt i det"))
    other = phone.page.context.new_page()
    phone.page.close()
    phone.page = other
    other.goto("/now")
    phone.sends_all()
    assert once(server, "Lukket midt i det")
    assert server.asked[-1]["replayed"]


def test_forty_at_once_with_one_key_are_one(server):
    anne, key, words = Caller(server.url, "p01"), uuid7(), "Fyrre på én gang"
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda _: anne.wonder(words, key, timeout=30), range(40)))
    assert {status for status, _, _ in answers} == {204}
    assert sum("X-Flu-Replayed" in headers for _, headers, _ in answers) == 39
    assert once(server, words)


def test_two_tabs_send_ten_letters_once_each_and_in_order(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    phone.lose_net()
    words = [f"To faner, undring {number}" for number in range(10)]
    for each in words:
        phone.wonder(each)
    other = phone.page.context.new_page()
    other.goto("/now")
    phone.find_net()
    other.evaluate("dispatchEvent(new Event('focus'))")
    phone.sends_all()
    assert tries(server, "To faner, undring%") == words
    assert len([it for it in server.asked if not it["replayed"]]) == 10


def test_walking_about_in_the_middle_of_it_stops_nothing(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    phone.lose_net()
    words = [f"På farten, undring {number}" for number in range(6)]
    for each in words:
        phone.wonder(each)
    phone.find_net()
    for way in ("/now", "/group", "/me", "/now", "/capture", "/group"):
        phone.page.goto(way, wait_until="commit")
    phone.page.goto("/now")
    phone.sends_all()
    assert tries(server, "På farten%") == words


def test_a_captive_portal_is_not_taken_for_the_server(pick_up, server):
    phone = pick_up("p01").pack("/capture", "/outbox")
    server.weather("portal")
    phone.wonder("På hotellets net")
    phone.rests("waiting")
    phone.page.wait_for_timeout(3_000)  # the page has gone on to where the try will be
    phone.shows("På hotellets net", "waiting")
    assert phone.outbox() == [("waiting", "På hotellets net")]
    assert tries(server, "På hotellets net") == []
    server.weather()
    phone.wake()
    phone.sends_all()
    assert once(server, "På hotellets net")


def test_asked_to_come_back_later_it_comes_back_later(pick_up, server):
    phone = pick_up("p01")
    server.arm("503", times=2)
    phone.wonder("Kort pause på serveren")
    phone.sends_all()
    assert once(server, "Kort pause på serveren")
    assert [it["status"] for it in server.asked] == [None, None, 204]


def test_with_no_page_open_the_worker_sends_it(pick_up, server):
    phone = pick_up("p01").pack("/capture")
    phone.lose_net()
    phone.wonder("Sendt fra lommen")
    context = phone.page.context
    away = context.new_page()
    devtools = context.new_cdp_session(away)
    versions = []
    devtools.on("ServiceWorker.workerVersionUpdated", lambda it: versions.extend(it["versions"]))
    devtools.send("ServiceWorker.enable")
    until(lambda: away.wait_for_timeout(50) or versions)
    phone.page.close()
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
