"""However the server dies and whoever asks at once: one row for each letter, on either engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from uuid_utils.compat import uuid7

from flu import clock
from tests.caller import Caller
from tests.offline.storm import WHO, Storm, killed_after_saving
from tests.offline.tries import once

WRITES, SEED = 20, 7  # `python -m benchmarks.chaos` does it at full length


def test_twenty_writes_in_a_storm_are_twenty_rows(pick_up, server):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    account = Storm(pick_up(WHO), server, SEED, tomorrow).run(WRITES)
    assert account.is_whole, f"{account} lost {account.lost} doubled {account.doubled}"
    assert len(account.valid) + len(account.refused) == WRITES


def test_killed_after_it_saved_and_before_it_answered(anne, server):
    assert killed_after_saving(anne, server, times=3) == [1] * 3
    assert sum(it["replayed"] for it in server.asked) == 3


def test_forty_at_once_with_one_key_are_one(server):
    anne, key, words = Caller(server.url, "p01"), uuid7(), "Fyrre på én gang"
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda _: anne.wonder(words, key, timeout=30), range(40)))
    assert {status for status, _, _ in answers} == {204}
    assert sum("X-Flu-Replayed" in headers for _, headers, _ in answers) == 39
    assert once(server, words)
