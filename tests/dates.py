"""The moment at which a test's clock stands: the same on whatever day it runs.

`python -m tests.dates WORDS` is `flu WORDS` on the day of this run.
"""

import os
from datetime import date, datetime, time, timedelta

from flu import clock

PLAIN = "2026-11-23"  # a Monday like others
NASTY = (
    "2026-10-24", "2026-10-25",  # around the night of 25 hours
    "2026-12-31", "2027-01-01",  # week 53, and the year that turns within it
    "2027-03-25", "2027-03-27", "2027-03-28",  # Maundy Thursday; Easter, the night of 23 hours
    "2028-02-28", "2028-02-29", "2028-12-30",
)  # fmt: skip
TWO = ("2027-01-01", "2027-03-28")  # `make test` runs what hangs on dates on these, too


def chosen():
    """The day of this run, `FLU_TEST_DATE` or the plain one."""
    return os.environ.get("FLU_TEST_DATE", PLAIN)


def set_out():
    """Where a day was asked for, the clock runs on from its noon, in servers, too."""
    if "FLU_TEST_DATE" in os.environ:
        clock.run_from(noon(chosen()))


def more():
    """The days on which a run that was not sent to a day repeats what hangs on dates."""
    return () if "FLU_TEST_DATE" in os.environ else TWO


def noon(day):
    """Midday of this day (YYYY-MM-DD) on the wall in Copenhagen."""
    return datetime.combine(date.fromisoformat(day), time(12), tzinfo=clock.zone)


def written(days):
    """The day so many days from the clock's, as a date field sends it."""
    return (clock.today() + timedelta(days=days)).isoformat()


def posted(data):
    """What a form sends, its whole numbers written as days from the clock's."""
    return {name: written(value) if type(value) is int else value for name, value in data.items()}


if __name__ == "__main__":
    from flu.cli import main

    set_out()
    main()
