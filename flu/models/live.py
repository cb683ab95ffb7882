"""A meeting as it goes: which phase, since when, whose turn; one row that all phones follow.

Nothing runs anywhere while it is live. Whoever looks gets the phase and when it began, so a phone
that was away sees where the others are, and any member may go on where a host's phone died.
"""

from datetime import timedelta

from flu import clock, defaults
from flu.db import transaction
from flu.models.event import Event
from flu.models.refusal import Refused

OPENS = timedelta(hours=2)  # before its time


class Live:
    """What a Seance knows of its going; the fields are the Seance's."""

    def begin(self, protocol, *, by):
        """Let it go by this protocol, led by whoever begins. Begun twice it goes on."""
        with transaction():
            if self._now().phase is not None:
                return
            if self.held_at is not None:
                raise Refused("seance.over")
            self._become(protocol=protocol, phase=0, host=by)
            Event.record("seance.begun", by=by, on=self, group=self.group)

    def step(self, seen, *, by, back=False):
        """To the next phase, or back; past the last it is over. Raises Refused for who does not
        lead. Two taps on one phase are one step (`seen`)."""
        with transaction():
            self._led(by)
            if self.phase != seen:
                return
            there = self.phase + (-1 if back else 1)
            if there >= len(self.phases):
                self.close(by=by)
            elif there >= 0:
                self._become(phase=there)

    def call(self, turn, *, by):
        """Next name in the round."""
        with transaction():
            self._led(by)
            self.turn = turn
            self.save(only=["turn"])

    def put_in_focus(self, person, *, by):
        with transaction():
            self._led(by)
            self.focus = person
            self.save(only=["focus"])

    def take_over(self, *, by):
        """Whoever sits there leads on: the host's phone died, or hands are full."""
        with transaction():
            if self._now().phase is None:
                raise Refused("seance.not_live")
            self.host = by
            self.save(only=["host"])
            Event.record("seance.led_by", by=by, on=self, group=self.group)

    def close(self, *, by):
        """It is over; the minutes stand as they are."""
        self.held_at, self.phase, self.focus = clock.now(), None, None
        self.save(only=["held_at", "phase", "focus"])
        Event.record("seance.held", by=by, on=self, group=self.group)

    @property
    def phases(self):
        return defaults.protocols().get(self.protocol, ())

    @property
    def is_live(self):
        return self.phase is not None

    @property
    def now(self):
        """The phase it stands in."""
        return self.phases[self.phase]

    @property
    def seconds_left(self):
        """Of the phase; below zero when it has run over."""
        return self.now.minutes * 60 - int((clock.now() - self.phase_since).total_seconds())

    @property
    def may_begin(self):
        return self.held_at is None and clock.now() > self.starts_at - OPENS

    def _led(self, by):
        if self._now().phase is None:
            raise Refused("seance.not_live")
        if self.host_id != by.id:
            raise Refused("seance.led")

    def _now(self):
        """As it stands for everybody this moment, not as this page saw it."""
        fresh = type(self).get_by_id(self.id)
        for name in ("phase", "phase_since", "turn", "protocol", "held_at", "host", "focus"):
            self.__data__[name] = fresh.__data__[name]
            self.__rel__.pop(name, None)
        return self

    def _become(self, **fields):
        fields |= {"phase_since": clock.now(), "turn": 0}
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(only=list(fields))
