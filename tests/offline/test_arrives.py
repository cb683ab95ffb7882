"""However the answer gets lost, what was written arrives once (offline.md 2.10)."""

from concurrent.futures import ThreadPoolExecutor

from uuid_utils.compat import uuid7

from tests.caller import Caller
from tests.offline.phone import until
from tests.offline.storm import killed_after_saving
from tests.offline.tries import UNSENT, once, tries, write_three


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
