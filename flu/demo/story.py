"""A story told in weeks: who and what it holds, and its steps, taken in the order of time."""

import tomllib
from datetime import time, timedelta
from functools import cache
from pathlib import Path

from flu import clock

HERE = Path(__file__).resolve().parent
MIDWAY = timedelta(weeks=13)


class Story:
    """Begins on the Monday 13 weeks before its day; `story["E2"]` is the row as it is now."""

    def __init__(self, day):
        self.day = day
        self.starts_on = day - timedelta(days=day.weekday()) - MIDWAY
        self._steps = []
        self._kept = {}

    def then(self, at, verb, /, **words):
        """Let this happen at the moment told."""
        self._steps.append((self.moment(at), verb, words))

    def play(self):
        """All steps, each with the clock stopped at its moment."""
        for moment, verb, words in sorted(self._steps, key=lambda step: step[0]):
            with clock.stopped(moment):
                verb(self, **words)

    def date(self, told):
        """The day that stands in the script as week and weekday, or as days ago."""
        if "days_ago" in told:
            return self.day - timedelta(days=told["days_ago"])
        return self.starts_on + timedelta(weeks=told["week"] - 1, days=told["weekday"] - 1)

    def moment(self, told):
        return clock.at(self.date(told), time.fromisoformat(told["time"]))

    def keep(self, name, row):
        self._kept[name] = (type(row), row.id)

    def __getitem__(self, name):
        noun, key = self._kept[name]
        return noun.get_by_id(key)


@cache
def script(name):
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
