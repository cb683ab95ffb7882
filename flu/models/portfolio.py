"""Portefølje: my half-year, told from my own rows; a page worth keeping (S1, S26, S27, S41)."""

from collections import defaultdict
from dataclasses import dataclass

from flu.models.action import Action, Carrier
from flu.models.experiment import Experiment
from flu.models.focus import Focus
from flu.models.habit import Habit
from flu.models.programme import Programme
from flu.models.reflection import Reflection
from flu.models.track import Track
from flu.models.trial import Check, Trial


@dataclass
class Story:
    """One try as it was lived: wonder, plan, tried, seen, learned, shared."""

    experiment: Experiment
    trials: list
    reflections: list
    checks: list


class Portfolio:
    """Everything of one person's own, in a few queries however much there is; nobody else's."""

    def __init__(self, user):
        self.user, self.programme = user, Programme.of(user)
        self.focuses = list(Focus.of(user, self.programme)) if self.programme else []
        self.tracks = list(Track.kept(self.programme)) if self.programme else []
        written = list(Reflection.visible_to(user).where(Reflection.author == user))
        self.stories = _stories(user, written)
        self.loose = [it for it in written if it.experiment_id is None and not it.is_excerpt]
        self.habits = list(Habit.mine(user))
        self.actions = list(carried_ever(user))

    @property
    def chapters(self):
        """(track or None, its stories), in the programme's order; what has no track comes last."""
        shelves = defaultdict(list)
        for story in self.stories:
            shelves[story.experiment.track].append(story)
        order = {track.id: place for place, track in enumerate(self.tracks)}
        return sorted(
            shelves.items(),
            key=lambda shelf: (shelf[0] is None, order.get(getattr(shelf[0], "id", None), 99)),
        )

    @property
    def practices(self):
        """What became part of how I lead, with what I answered weeks after."""
        return [story for story in self.stories if story.experiment.stage == "adopted"]

    @property
    def lessons(self):
        """The tries whose sentence I leave with, in the order it was learned."""
        told = [story.experiment for story in self.stories if story.experiment.lesson]
        return sorted(told, key=lambda it: (it.learned_at, it.id))

    @property
    def let_go(self):
        """The habits that are behind me."""
        return [habit for habit in self.habits if habit.let_go_at]

    @property
    def is_empty(self):
        return not (self.stories or self.loose or self.habits or self.actions or self.focuses)


def carried_ever(user):
    """The shared actions this person carries or carried, as far as they may read them."""
    mine = Carrier.select(Carrier.action).where(Carrier.user == user)
    return Action.visible_to(user).where(Action.id.in_(mine)).order_by(Action.id)


def _stories(user, written):
    experiments = list(Experiment.mine(user).order_by(Experiment.id))
    ids = [it.id for it in experiments]
    trials = _by_try(Trial.select().where(Trial.experiment.in_(ids)).order_by(Trial.id))
    checks = _by_try(Check.select().where(Check.experiment.in_(ids)).order_by(Check.week))
    reflections = _by_try(written)
    return [Story(it, trials[it.id], reflections[it.id], checks[it.id]) for it in experiments]


def _by_try(rows):
    shelves = defaultdict(list)
    for row in rows:
        shelves[row.experiment_id].append(row)
    return shelves
