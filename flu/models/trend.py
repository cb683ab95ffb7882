"""What is told of a culture pulse: a mean with one decimal for each statement and moment."""

from dataclasses import dataclass

from flu import defaults
from flu.models import moment


@dataclass(frozen=True)
class Told:
    """One moment of it; `means` is empty while there is nothing to tell."""

    moment: str
    week: int
    state: str  # coming, open, closed
    count: int
    means: dict[str, float]


class Trend:
    """The three moments of a programme, with the hold's sums or a group's (rows by moment)."""

    def __init__(self, programme, rows):
        self.moments = [_told(it, programme, rows.get(it.code)) for it in defaults.moments()]

    @property
    def is_empty(self):
        return not any(told.means for told in self.moments)

    def line(self, statement):
        """The statement's mean at each moment, None where nothing is told."""
        return [told.means.get(statement.code) for told in self.moments]


def _told(it, programme, row):
    sums = row.told if row else {}
    count = sums.get("count", 0)
    means = {code: round(total / count, 1) for code, total in sums.items() if code != "count"}
    week = moment.week_of(it, programme)
    return Told(it.code, week, _state(it, week, programme), count, means)


def _state(it, week, programme):
    if moment.just_begun(programme) == it.code:
        return "open"
    return "coming" if programme.week < week else "closed"
