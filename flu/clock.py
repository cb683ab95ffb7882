"""The only clock: moments are aware and UTC, days are those of the configured zone."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

zone = ZoneInfo("Europe/Copenhagen")
_stopped: datetime | None = None
_ahead = timedelta(0)


def now():
    return _stopped or datetime.now(UTC) + _ahead


def today():
    return local(now()).date()


def local(moment):
    """The same moment as the clock on the wall shows it."""
    return moment.astimezone(zone)


def at(day, time):
    """The moment when the clock on the wall shows this time on this day."""
    return datetime.combine(day, time, tzinfo=zone).astimezone(UTC)


def live_in(name):
    """From now on the wall hangs in this time zone."""
    global zone  # noqa: PLW0603 - one wall per process
    zone = ZoneInfo(name)


def stop(at):
    """Let it be this aware moment until `go()`."""
    global _stopped  # noqa: PLW0603 - the tests' hand on the one clock
    _stopped = at.astimezone(UTC) if at else None


def go():
    stop(None)


def run_from(moment):
    """Let it be this aware moment now, and run on from there."""
    global _ahead  # noqa: PLW0603 - the tests' hand on the one clock
    _ahead = moment - datetime.now(UTC)


def is_stopped():
    return _stopped is not None


@contextmanager
def stopped(at):
    """As `stop()`, for the length of a block; afterwards as it was before."""
    before = _stopped
    stop(at)
    try:
        yield
    finally:
        stop(before)
