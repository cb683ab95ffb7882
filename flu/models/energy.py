"""Overskud: how full the tank is, one tap a week (S7). Only whoever tapped can ever fetch it."""

from datetime import timedelta

from peewee import DateField, ForeignKeyField, IntegerField

from flu import clock, workdays
from flu.db import Model, transaction
from flu.models.user import User

LATE = timedelta(weeks=26)  # how long a tap may have waited on a phone
SHOWN = timedelta(weeks=26)


class EnergyCheck(Model):
    """One a week and person; `monday` is the week's first day. The last tap counts."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    monday = DateField()
    level = IntegerField()

    class Meta:
        indexes = ((("user", "monday"), True),)

    @classmethod
    def tap(cls, level, *, by, monday=None):
        """For this week, or for the week in which the phone was tapped."""
        week = _week(monday)
        with transaction():
            check, fresh = cls.get_or_create(user=by, monday=week, defaults={"level": level})
            if not fresh:
                check.level = level
                check.save(only=["level"])
        return check

    @classmethod
    def of(cls, user):
        """One's own, the eldest first."""
        return cls.select().where(cls.user == user).order_by(cls.monday)

    @classmethod
    def this_week(cls, user):
        return cls.of(user).where(cls.monday == this_monday())

    @classmethod
    def curve(cls, user):
        """(monday, level) of every week since the first of the last half-year; None: not tapped."""
        now = this_monday()
        taps = {it.monday: it.level for it in cls.of(user).where(cls.monday > now - SHOWN)}
        weeks = (now - min(taps)).days // 7 + 1 if taps else 0
        mondays = [now - timedelta(weeks=ago) for ago in reversed(range(weeks))]
        return [(monday, taps.get(monday)) for monday in mondays]


def this_monday():
    return workdays.monday_of(clock.today())


def _week(monday):
    """The week told, unless it lies ahead, too far back, or is no week's first day."""
    now = this_monday()
    told = monday is not None and monday.weekday() == 0 and now - LATE <= monday <= now
    return monday if told else now
