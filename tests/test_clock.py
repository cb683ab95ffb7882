from datetime import UTC, date, datetime, time, timedelta

import pytest

from flu import clock

LATE = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_running_clock(monkeypatch):
    """Afterwards it runs as it did before, also where the whole run is on another day."""
    monkeypatch.setattr(clock, "_ahead", timedelta(0))
    yield
    clock.go()
    clock.live_in("Europe/Copenhagen")


def test_it_tells_the_moment_in_utc():
    assert clock.now().tzinfo is UTC
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(seconds=5)


def test_it_runs_on_from_where_it_was_set():
    clock.run_from(LATE)
    assert timedelta(0) <= clock.now() - LATE < timedelta(seconds=5)


def test_it_stops_and_goes_on():
    clock.stop(LATE)
    assert clock.now() == LATE
    clock.go()
    assert clock.now() != LATE


def test_a_block_leaves_the_clock_as_it_was():
    clock.stop(LATE)
    with clock.stopped(LATE + timedelta(days=1)):
        assert clock.today() == date(2026, 11, 25)
    assert clock.now() == LATE


def test_the_day_is_the_one_on_the_wall():
    clock.stop(LATE)
    assert clock.today() == date(2026, 11, 24)
    clock.live_in("America/New_York")
    assert clock.today() == date(2026, 11, 23)


@pytest.mark.parametrize("day, hour", [(date(2026, 7, 1), 5), (date(2026, 12, 1), 6)])
def test_the_time_on_the_wall_becomes_a_moment(day, hour):
    moment = clock.at(day, time(7, 40))
    assert moment == datetime(day.year, day.month, day.day, hour, 40, tzinfo=UTC)
    assert clock.local(moment).time() == time(7, 40)
    assert moment.tzinfo is UTC
