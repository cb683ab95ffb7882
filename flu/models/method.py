"""How we learn, looked at every month: keep, change or stop, and what came of it (S39)."""

from collections import Counter

from peewee import CharField, DateField, ForeignKeyField, TextField

from flu import clock
from flu.db import Born, Model, transaction
from flu.models.event import Event, once
from flu.models.programme import Programme
from flu.models.user import User

METHODS = ("weekly", "experiments", "responses", "focus", "actions", "seances", "agreement")
CHOICES = ("keep", "change", "stop")
FEWEST = 5  # people, before a tendency is told (I11)


class MethodVote(Model):
    """One person's word on one method in one month; it may be changed while the month lasts."""

    programme = ForeignKeyField(Programme, backref="+", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    month = DateField()
    method = CharField(max_length=24)
    choice = CharField(max_length=8)

    class Meta:
        indexes = ((("user", "programme", "month", "method"), True),)

    @classmethod
    def cast(cls, programme, choices, *, by):
        """`choices` is method → choice; what was said before this month is said anew."""
        month = this_month()
        mine = (cls.programme == programme) & (cls.user == by) & (cls.month == month)
        with transaction():
            cls.delete().where(mine, cls.method.in_(list(choices))).execute()
            for method, choice in choices.items():
                row = {"method": method, "choice": choice, "month": month}
                cls.create(programme=programme, user=by, **row)

    @classmethod
    def of(cls, programme, person):
        """Method → what this person says this month."""
        rows = cls.select(cls.method, cls.choice).where(
            cls.programme == programme, cls.user == person, cls.month == this_month()
        )
        return dict(rows.tuples())

    @classmethod
    def tendencies(cls, programme, month):
        """Method → the choice of more than half; None if there is none. No counts leave here, and
        nothing is said before five have voted (I11)."""
        rows = cls.select(cls.method, cls.choice).where(
            cls.programme == programme, cls.month == month
        )
        votes = {method: Counter() for method in METHODS}
        for method, choice in rows.tuples():
            votes[method][choice] += 1
        return {m: _most(counted) for m, counted in votes.items() if counted.total() >= FEWEST}


class MethodChange(Born):
    """What was changed because of it, and why; everybody in the programme reads it."""

    programme = ForeignKeyField(Programme, backref="changes", on_delete="CASCADE")
    method = CharField(max_length=24)
    what = TextField()
    why = TextField()

    @classmethod
    def log(cls, programme, *, method, what, why, by, uid=None):
        with transaction():
            fields = {"method": method, "what": what, "why": why}
            change, fresh = once(cls, uid, by=by, programme=programme, **fields)
            if fresh:
                Event.record("method.changed", by=by, on=change)
        return change

    @classmethod
    def within(cls, programme):
        return cls.select().where(cls.programme == programme).order_by(cls.id.desc())


def this_month():
    return clock.today().replace(day=1)


def last_month():
    """The month before; its tendencies are final."""
    first = this_month()
    return first.replace(year=first.year - (first.month == 1), month=(first.month - 2) % 12 + 1)


def _most(counted):
    [(choice, votes)] = counted.most_common(1)
    return choice if votes * 2 > counted.total() else None
