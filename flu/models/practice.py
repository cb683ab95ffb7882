"""Eget kort: what I have practised, and whether I try, reflect and learn by turns (S19, S37).

Mine alone: it is drawn from my own rows, and nothing of it is kept or counted for anybody else.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from flu import clock, defaults
from flu.models import discipline
from flu.models.comment import Comment
from flu.models.course import UNTRIED
from flu.models.experiment import Experiment
from flu.models.inspiration_card import CardReading
from flu.models.reflection import Reflection
from flu.models.trial import Trial

WEEKS = 4


@dataclass
class Ground:
    """One discipline on the map: what I tried in it, and what I only think of so far."""

    discipline: defaults.Discipline
    tried: list = field(default_factory=list)
    ahead: list = field(default_factory=list)


def grounds(experiments):
    """Kind → the map's grounds, three and three, with these tries on them."""
    chart = {d.code: Ground(d) for d in defaults.disciplines()}
    for it in sorted(experiments, key=lambda it: it.id):
        for code in set(it.disciplines) & chart.keys():
            place = chart[code].ahead if it.stage in UNTRIED else chart[code].tried
            place.append(it)
    return {kind: [chart[d.code] for d in members] for kind, members in discipline.groups().items()}


def trials_of(user, since):
    """When I tried something out."""
    rows = Trial.select(Trial.created_at).join(Experiment)
    tried = (Experiment.author == user, Trial.outcome.in_(("yes", "partly")))
    return rows.where(Trial.created_at >= since, *tried)


def reflections_of(user, since):
    return _written(Reflection, user, since).where(~Reflection.is_excerpt)


def comments_of(user, since):
    return _written(Comment, user, since)


def taken_up_by(user, since):
    """When I took up what somebody else had learned."""
    Elder = Experiment.alias()
    return (
        Experiment.select(Experiment.created_at)
        .join(Elder, on=Experiment.previous == Elder.id)
        .where(Experiment.author == user, Elder.author != user, Experiment.created_at >= since)
    )


def cards_read_by(user, since):
    read = (CardReading.user == user) & (CardReading.created_at >= since)
    return CardReading.select(CardReading.created_at).where(read)


SOURCES = {
    "trying": [trials_of],
    "reflecting": [reflections_of, comments_of],
    "knowing": [cards_read_by, taken_up_by],
}


@dataclass
class Balance:
    """Kind → how often in each of the last four weeks, the eldest week first."""

    counts: dict

    @classmethod
    def of(cls, user):
        since = clock.now() - timedelta(weeks=WEEKS)
        return cls({kind: _by_week(kind, user, since) for kind in SOURCES})

    @property
    def missing(self):
        """The kinds the last four weeks did not hold."""
        return [kind for kind, weeks in self.counts.items() if not sum(weeks)]

    @property
    def is_empty(self):
        return len(self.missing) == len(self.counts)


def _by_week(kind, user, since):
    weeks = [0] * WEEKS
    for source in SOURCES[kind]:
        for row in source(user, since):
            weeks[min((row.created_at - since).days // 7, WEEKS - 1)] += 1
    return weeks


def _written(noun, user, since):
    rows = noun.select(noun.created_at).where(noun.author == user, noun.created_at >= since)
    return rows.where(noun.withdrawn_at.is_null())
