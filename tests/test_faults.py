"""The bad weather itself: each fault does what it is ordered to, and no more."""

import json
import socket
import time

import pytest
from uuid_utils.compat import uuid7

from tests import faults
from tests.caller import NO_ANSWER, Caller

EACH_ONCE = ["exit", "drop", "500"]


@pytest.fixture(scope="module")
def server(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    with faults.serving(f"sqlite:///{demo}/flu.db", folder) as running:
        yield running


@pytest.fixture
def anne(server):
    """Signed in, on a server where all is well."""
    server.clear()
    server.thaw()
    server.start()
    return Caller(server.url, "p01")


def tries(server, words):
    return len(server.rows("select uid from experiment where desk_task = ?", words))


def test_without_a_fault_it_is_the_app(anne, server):
    status, headers, _ = anne.wonder("I klart vejr", key := uuid7())
    assert (status, headers["X-Flu-Op"]) == (204, str(key))
    assert tries(server, "I klart vejr") == 1
    assert [(it["key"], it["fault"], it["status"]) for it in server.asked] == [(str(key), "-", 204)]


@pytest.mark.parametrize("fault", EACH_ONCE)
def test_a_lost_answer_leaves_one_row_and_the_next_try_is_told_so(anne, server, fault):
    key, words = uuid7(), f"Svaret gik tabt: {fault}"
    server.arm(fault)
    if fault == "500":
        status, headers, _ = anne.wonder(words, key)
        assert (status, headers["X-Flu-Op"], headers["X-Flu-User"]) == (500, None, None)
    else:
        with pytest.raises(NO_ANSWER):
            anne.wonder(words, key)
    assert tries(server, words) == 1
    server.start()
    status, headers, _ = anne.wonder(words, key)
    assert (status, headers["X-Flu-Replayed"]) == (204, "1")
    assert tries(server, words) == 1
    assert [it["fault"] for it in server.asked] == [fault, "-"]


def test_an_answer_that_hangs_has_been_saved(anne, server):
    server.arm("hang")
    with pytest.raises(NO_ANSWER):
        anne.wonder("Svaret hænger", uuid7(), timeout=1)
    assert tries(server, "Svaret hænger") == 1
    assert server.is_alive


@pytest.mark.parametrize(("fault", "told"), [("portal", 200), ("503", 503)])
def test_somebody_else_answers_and_the_app_is_not_asked(anne, server, fault, told):
    server.arm(fault)
    status, headers, _ = anne.wonder("Ikke hertil", uuid7())
    assert (status, headers["X-Flu-Op"]) == (told, None)
    assert headers["Retry-After"] == ("1" if fault == "503" else None)
    assert tries(server, "Ikke hertil") == 0
    assert server.asked[0]["status"] is None


def test_a_portal_stands_before_every_page_until_one_is_through(anne, server):
    server.weather("portal")
    assert "Velkommen" in anne.ask("/now")[2]
    server.weather()
    assert "Velkommen" not in anne.ask("/now")[2]


def test_an_order_outlives_the_server_and_counts_on(anne, server):
    server.arm("exit", times=2)
    for number in range(2):
        with pytest.raises(NO_ANSWER):
            anne.wonder(f"Nummer {number}", uuid7())
        server.wait_until_dead()
        server.start()
    assert anne.wonder("Nummer 2", uuid7())[0] == 204
    assert [tries(server, f"Nummer {number}") for number in range(3)] == [1, 1, 1]


def test_the_same_seed_gives_the_same_weather(server):
    def script():
        server.arm_at_random({"exit": 0.2, "drop": 0.3}, seed=7)
        return (server.folder / "script").read_text()

    first = script()
    assert first == script()
    assert 300 < first.count("exit") < 500 < first.count("drop") < 700
    server.clear()


def test_killed_it_is_gone_and_started_it_is_back(anne, server):
    server.kill()
    with (
        pytest.raises(ConnectionRefusedError),
        socket.create_connection(("127.0.0.1", server.port)),
    ):
        pass
    server.start()
    assert anne.ask("/now")[0] == 200


def test_frozen_it_takes_the_call_and_says_nothing(anne, server):
    server.freeze()
    began = time.monotonic()
    with pytest.raises(NO_ANSWER):
        anne.ask("/now", timeout=0.5)
    assert time.monotonic() - began >= 0.5
    server.thaw()
    assert anne.ask("/now")[0] == 200


def test_words_are_found_wherever_they_stand(anne, server):
    anne.wonder("Et sjældent ord: zurqvik", uuid7())
    assert server.places_of("zurqvik") == ["experiment.desk_task"]
    answers = server.rows("select answers from reflection limit 1")[0]["answers"]
    assert isinstance(json.loads(answers), list)


def test_a_session_is_ended_from_outside(anne, server):
    server.end_sessions_of("p01")
    assert anne.ask("/now")[0] == 303
