"""Everything at once, in small; `python -m benchmarks.chaos` does it at full length."""

from datetime import timedelta

from flu import clock
from tests.offline.storm import WHO, Storm

WRITES, SEED = 30, 7


def test_thirty_writes_in_a_storm_are_thirty_rows(pick_up, server):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    account = Storm(pick_up(WHO), server, SEED, tomorrow).run(WRITES)
    assert account.is_whole, f"{account} lost {account.lost} doubled {account.doubled}"
    assert len(account.valid) + len(account.refused) == WRITES
