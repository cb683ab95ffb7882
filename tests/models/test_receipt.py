"""A receipt is kept for as long as a phone may ask again (N3)."""

from datetime import timedelta

from uuid_utils.compat import uuid7

from flu.models.receipt import Receipt


def test_it_is_swept_after_ninety_days_to_the_second(cast, still, noon):
    Receipt.void(uuid7(), by=cast.ada)
    still.stop(noon + timedelta(days=90))
    assert (Receipt.purge(), Receipt.select().count()) == (0, 1)
    still.stop(noon + timedelta(days=90, seconds=1))
    assert (Receipt.purge(), Receipt.select().count()) == (1, 0)
