"""However the answer gets lost, what was written arrives once (offline.md 2.10)."""

import pytest

from tests.offline.phone import until
from tests.offline.tries import UNSENT, once, tries, write_three

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")


def test_three_written_without_net_survive_a_reload_and_arrive_in_order(anne, server):
    anne.lose_net()
    words = write_three(anne, "uden net")
    anne.page.reload()
    assert [text for _, text in anne.outbox()] == words
    assert set(anne.states()) <= UNSENT
    anne.find_net()
    anne.sends_all()
    assert tries(server, "%uden net") == words


def test_a_bare_500_after_it_saved_is_no_answer(anne, server):
    server.arm("500")
    anne.wonder("Fejl efter det var gemt")
    anne.sends_all()
    assert once(server, "Fejl efter det var gemt")
    assert [it["fault"] for it in server.asked] == ["500", "-"]


def test_a_connection_cut_after_it_saved(anne, server):
    server.arm("drop", times=3)
    anne.wonder("Forbindelsen røg")
    anne.sends_all(looked_at=True)
    assert once(server, "Forbindelsen røg")
    assert len(server.asked) == 4


def test_a_tab_closed_while_the_answer_hangs_is_finished_by_another(anne, server):
    server.arm("hang")
    anne.wonder("Lukket midt i det")
    until(lambda: once(server, "Lukket midt i det"))
    other = anne.page.context.new_page()
    anne.page.close()
    anne.page = other
    other.goto("/now")
    anne.sends_all()
    assert once(server, "Lukket midt i det")
    assert server.asked[-1]["replayed"]


def test_two_tabs_send_six_letters_once_each_and_in_order(anne, server):
    anne.lose_net()
    words = [f"To faner, undring {number}" for number in range(6)]
    for each in words:
        anne.wonder(each)
    other = anne.page.context.new_page()
    other.goto("/now")
    anne.find_net()
    other.evaluate("dispatchEvent(new Event('focus'))")
    anne.sends_all()
    assert tries(server, "To faner, undring%") == words
    assert len([it for it in server.asked if not it["replayed"]]) == 6
