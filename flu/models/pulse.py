"""Kulturpuls: four statements, answered without a sender; only sums of five or more are told.

Why nobody is found behind an answer stands in `pot.py` and, for what is told, `disclosure.py`.
Answering writes no event, no receipt, no time and no row of its own.
"""

from collections import Counter

from peewee import CharField, ForeignKeyField, JSONField, TextField

from flu.db import Model, queue, transaction
from flu.models import moment
from flu.models.disclosure import tellable
from flu.models.group import STAFF, Group
from flu.models.membership import Membership
from flu.models.pot import Pot
from flu.models.programme import Enrolment, Programme
from flu.models.refusal import Refused

TOLD_TO = {"participant", "programme_manager", "sponsor"}


class Pulse(Model):
    """One of the programme's three. `told` are the hold's sums so far; an empty pot is burnt."""

    programme = ForeignKeyField(Programme, backref="pulses", on_delete="CASCADE")
    moment = CharField(max_length=16)
    told = JSONField(default=dict)
    pot = TextField(default="")

    class Meta:
        indexes = ((("programme", "moment"), True),)

    @classmethod
    def answer(cls, programme, answers, *, by):
        """Add to the sums, once each. Raises Refused `pulse.closed` or `pulse.answered`."""
        begun = moment.just_begun(programme)
        if begun is None:
            raise Refused("pulse.closed")
        new = cls(programme=programme, moment=begun)
        with transaction():
            queue("pulse", programme.id)
            pulse, _fresh = cls.get_or_create(
                programme=programme, moment=begun, defaults={"pot": Pot().sealed(new.label)}
            )
            pulse._take(answers, by)

    @classmethod
    def asking(cls, uid, viewer):
        """The programme at this address, for whoever takes part in it (M35)."""
        part = Enrolment.select(Enrolment.programme).where(
            Enrolment.user == viewer, Enrolment.role == "participant"
        )
        return Programme.select().where(Programme.uid == uid, Programme.id.in_(part)).get()

    @classmethod
    def within(cls, programme):
        """The programme's so far, by moment."""
        return {pulse.moment: pulse for pulse in cls.select().where(cls.programme == programme)}

    @classmethod
    def latest(cls, field):
        """SQL: this field of the newest pulse of each programme in a list."""
        newest = cls.select(field).where(cls.programme == Programme.id)
        return newest.order_by(cls.id.desc()).limit(1)

    @classmethod
    def waits_for(cls, user, programme, pulses):
        """Is one open that somebody who takes part has not answered? `pulses` as in within()."""
        begun = moment.just_begun(programme)
        return begun is not None and (begun not in pulses or pulses[begun].open_to(user))

    @classmethod
    def close_due(cls):
        """Those whose weeks are over. How many closed."""
        still_open = cls.select(cls, Programme).join(Programme).where(cls.pot != "")
        due = [it for it in still_open if moment.just_begun(it.programme) != it.moment]
        return sum(pulse.close() for pulse in due)

    @classmethod
    def asks(cls, user, programme, pulses):
        """The same of anybody; who does not take part is not asked."""
        takes_part = "participant" in user.posts.get(programme.id, ())
        return takes_part and cls.waits_for(user, programme, pulses)

    @staticmethod
    def told_to(user, programme):
        """May know what the hold's answers tell (M37); nobody in between the two ends does."""
        return bool(TOLD_TO & user.posts.get(programme.id, set()))

    def close(self):
        """Tell of the groups what may be told, and burn the rest. False if it was closed."""
        with transaction():
            queue("pulse", self.programme_id)
            pulse = Pulse.get_by_id(self.id)
            if not pulse.pot:
                return False
            pot = pulse.opened() or Pot()
            for group in sorted(tellable(pot.batches)):
                self.groups.model.create(pulse=pulse, group=group, told=dict(pot.groups[group]))
            pulse.pot = ""
            pulse.save(only=["pot"])
        return True

    def opened(self):
        """The pot; None once it is burnt, or if it was sealed with another key."""
        return Pot.opened(self.pot, self.label)

    def open_to(self, user):
        pot = self.opened()
        return pot is not None and user.id not in pot.answered

    @property
    def label(self):
        return f"pulse {self.programme_id} {self.moment}"

    def _take(self, answers, by):
        pot = self.opened()
        if pot is None:
            raise Refused("pulse.closed")
        if by.id in pot.answered:
            raise Refused("pulse.answered")
        more = pot.put(answers, by=by.id, group=_group_of(by, self.programme_id))
        self.told, self.pot = dict(Counter(self.told) + more), pot.sealed(self.label)
        self.save(only=["told", "pot"])


def _group_of(user, programme_id):
    """The key of the group one sits in; of several the eldest seat, so that groups share nobody."""
    seat = (
        Membership.select(Membership.group)
        .join(Group)
        .where(Group.programme == programme_id, Membership.user == user, Membership.open())
        .where(Membership.role.not_in(STAFF))
        .order_by(Membership.id)
        .first()
    )
    return seat and seat.group_id
