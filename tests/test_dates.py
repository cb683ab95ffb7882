"""The tests' people and weeks stand on one stopped clock, whatever day it is outside."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flu import clock
from tests import dates
from tests.cast import Cast

ROOT = Path(__file__).resolve().parent.parent
REAL = re.compile(r"\b(datetime\.(now|utcnow)|date\.today|time\.time|clock\.go)\(")


def test_with_a_database_comes_a_stopped_clock(db, day):
    assert clock.is_stopped()
    assert clock.now() == dates.noon(day)


def test_the_cast_is_not_built_while_the_clock_runs(db, still):
    still.go()
    with pytest.raises(RuntimeError, match="stands on a stopped clock"):
        Cast()
    still.stop(datetime(2026, 11, 23, 11, tzinfo=UTC))


def test_no_test_of_models_and_views_looks_at_the_real_clock():
    tests = [*(ROOT / "tests/models").glob("*.py"), *(ROOT / "tests/views").glob("*.py")]
    assert len(tests) > 80
    looking = [path.name for path in tests if REAL.search(path.read_text())]
    assert looking == ["test_sessions.py"]  # Flask dates its cookies by the real clock


def test_only_the_clock_looks_at_the_real_clock():
    looking = [path for path in (ROOT / "flu").rglob("*.py") if REAL.search(path.read_text())]
    assert looking == [ROOT / "flu/clock.py"]


@pytest.mark.parametrize("day", dates.NASTY)
def test_each_nasty_day_begins_at_noon_on_the_wall(still, day):
    assert (clock.today().isoformat(), clock.local(clock.now()).hour) == (day, 12)
