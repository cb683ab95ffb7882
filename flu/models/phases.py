"""How a thread unfolds: its phases in order, as its script says (N8, PR7). Scripts are data.

A phase passes on by hand or by the clock alone; where a thread stands is reckoned, no job moves it.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from flu import clock
from flu.db import queue, transaction
from flu.models.event import Event

QUESTIONS = ("hears", "recognises", "wonders", "impressed")
ADVICE = ("offers", "challenges")
KINDS = QUESTIONS + ADVICE
THOUGHTS = ("moved",)
DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Phase:
    """Who may answer how: `open` to all, `waits` for the next, `asks` the interviewer alone."""

    name: str
    open: tuple = ()
    waits: tuple = ()
    asks: tuple = ()
    author: tuple = ()
    lasts: timedelta | None = None


OVER = Phase("over")
SCRIPTS = {
    "plain": (Phase("open", open=KINDS, author=("reply",)),),
    "questions": (
        Phase("questions", open=QUESTIONS, waits=ADVICE, author=("reply",), lasts=DAY),
        Phase("offers", open=KINDS, author=("reply",), lasts=DAY),
        Phase("conclusion", open=KINDS, author=("concludes", "reply")),
        OVER,
    ),
    "team": (
        Phase("interview", waits=THOUGHTS, asks=("wonders",), author=("reply",), lasts=DAY),
        Phase("team", open=THOUGHTS, lasts=DAY),
        Phase("conclusion", open=THOUGHTS, author=("concludes",)),
        OVER,
    ),
}
DEFAULTS = ("plain", "questions")  # what a group may choose for all its threads


def is_ripe(thread):
    """SQL: it stands, by hand or by the clock, where its author gathers what they take along."""
    ways = []
    for script, (*steps, _end) in SCRIPTS.items():
        for at, step in enumerate(steps):
            left = sum((later.lasts for later in steps[at:-1]), timedelta())
            here = (thread.script == script) & (thread.stage == step.name)
            ways.append(here & (thread.staged_at <= clock.now() - left))
    return reduce(or_, ways)


class Phased:
    """What a reflection knows of its phases. The rows and the fields are the Reflection's."""

    def begin(self, script, *, by, interviewer=None):
        """Its author chooses how answers come; chosen anew it begins anew. What waited for a phase
        there no longer is, is read at once."""
        with transaction():
            self.line_up()
            if script != self.script or self.staged_at is None:
                self.script = script
                self._stand_at(self.steps[0])
                Event.record("thread.begun", by=by, on=self, group=self.group, script=script)
            self.interviewer = interviewer if script == "team" else None
            self.save(only=["interviewer"])

    def interview(self, *, by):
        """A volunteer asks; the day of the interview begins with that."""
        with transaction():
            self.line_up()
            if self.phase.asks and self.interviewer_id is None:
                self.interviewer = by
                self.save(only=["interviewer"])
                self._stand_at(self.phase)

    def turn(self, leaving, *, by):
        """On from the phase of this name to the next; sent twice, it is done once."""
        with transaction():
            self.line_up()
            if self.phase.name == leaving and self.turned_by(by):
                self._stand_at(self.steps[self._standing[0] + 1])
                Event.record(
                    "thread.turned", by=by, on=self, group=self.group, phase=self.phase.name
                )

    def conclude(self, *, by):
        """Its author has said what they take along; no more answers."""
        self._stand_at(OVER)
        Event.record("thread.concluded", by=by, on=self, group=self.group)

    def reopen(self, *, by):
        """There was more to say: back to the phase in which its author gathers it."""
        with transaction():
            self.line_up()
            if self.phase is OVER:
                self._stand_at(self.steps[-2])
                Event.record("thread.reopened", by=by, on=self, group=self.group)

    def line_up(self):
        """See where it stands now; who changes it or answers at the same moment comes after."""
        queue("thread", self.id)
        columns = ("script", "stage", "staged_at", "interviewer")
        fields = [getattr(type(self), name) for name in columns]
        now = type(self).select(*fields).where(type(self).id == self.id).dicts().get()
        for name, value in now.items():
            setattr(self, name, value)

    @property
    def steps(self):
        return SCRIPTS[self.script]

    @property
    def phase(self):
        """The one it is in now."""
        return self.steps[self._standing[0]]

    @property
    def phase_ends_at(self):
        """When the next begins by itself; None if it waits for its author."""
        at, since = self._standing
        return since + self.steps[at].lasts if self.steps[at].lasts else None

    def opens_at(self, kind):
        """When an answer of this kind, written now, will be read by all; None for at once."""
        return self.phase_ends_at if kind in self.phase.waits else None

    @property
    def unfolds(self):
        """Does it have more than one phase?"""
        return len(self.steps) > 1

    @property
    def is_over(self):
        return self.phase is OVER

    def steered_by(self, user):
        """The author moves it on; out of the interview the interviewer may, too."""
        return user.id in {self.author_id, self.interviewer_id}

    def turned_by(self, user):
        """May they move it on now?"""
        asks = bool(self.phase.asks) or self.author_id == user.id
        return self.phase.lasts is not None and asks and self.steered_by(user)

    def askers(self):
        """Those at the table who read it and could ask: its author and the facilitator do not."""
        seats = self.seats()
        at_table = [p for p in self.readers() if seats.get(p.id) in TABLE]
        return [person for person in at_table if person.id != self.author_id]

    def interviewed_by(self, user):
        """May come forward to ask: anybody at the table but its author and the facilitator."""
        free = bool(self.phase.asks) and self.interviewer_id is None
        return free and self.author_id != user.id and user.roles.get(self.group_id) in TABLE

    @property
    def _standing(self):
        """Which step it is at, and since when: by hand, and from there by the clock."""
        names = [step.name for step in self.steps]
        at = names.index(self.stage) if self.stage in names else 0
        since = self.staged_at or self.created_at
        while self.steps[at].lasts and since + self.steps[at].lasts <= clock.now():
            since += self.steps[at].lasts
            at += 1
        return at, since

    def _stand_at(self, phase):
        self.stage, self.staged_at = phase.name, clock.now()
        self.save(only=["script", "stage", "staged_at"])
        answers = self.comments.model
        for kind in (*ADVICE, *THOUGHTS):
            waiting = (answers.reflection == self) & (answers.kind == kind)
            answers.update(opens_at=self.opens_at(kind) or clock.now()).where(
                waiting, answers.opens_at > clock.now()
            ).execute()


TABLE = ("member", "host")
