from flu import clock
from tests import dates


def test_the_clock_stands_where_no_database_asked_for_it():
    assert clock.is_stopped()
    assert clock.now() == dates.noon(dates.chosen())
