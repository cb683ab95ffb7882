"""A læringspointe comes back to whoever wrote it, after 1, 4 and 12 weeks (F13, S26)."""

from datetime import time, timedelta
from functools import reduce
from operator import or_

from peewee import CharField, ForeignKeyField, IntegerField, Value, fn

from flu import clock
from flu.db import Model, UTCDateTimeField, queue, transaction
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.refusal import Refused

MOMENTS = (1, 4, 12)  # weeks


class Recall(Model):
    """How its author met a takeaway again. Nobody else is asked, or told."""

    experiment = ForeignKeyField(Experiment, backref="recalls", on_delete="CASCADE")
    week = IntegerField()
    answer = CharField(max_length=16)
    created_at = UTCDateTimeField(default=clock.now)

    ANSWERS = ("true", "use", "later")

    class Meta:
        indexes = ((("experiment", "week"), True),)

    @classmethod
    def answered(cls, experiment, answer, *, by):
        """Answer the moment that has come, once. Raises Refused when none has."""
        with transaction():
            queue("recalls", experiment.id)
            week = cls.week_due(experiment)
            if week is None:
                raise Refused("recall.not_asked")
            cls.create(experiment=experiment, week=week, answer=answer)
            Event.record("experiment.recalled", by=by, on=experiment, week=week)

    @classmethod
    def week_due(cls, experiment):
        """The moment whose answer is missing, 1, 4 or 12, else None; what was missed is past."""
        passed = [week for week, moment in returns(experiment) if moment <= clock.now()]
        if not experiment.lesson or not passed:
            return None
        here = (cls.experiment == experiment) & (cls.week == passed[-1])
        return None if cls.select().where(here).exists() else passed[-1]

    @classmethod
    def of(cls, user):
        """All the answers this person has given, in order."""
        mine = Experiment.select(Experiment.id).where(Experiment.author == user)
        return cls.select().where(cls.experiment.in_(mine)).order_by(cls.id)

    @classmethod
    def taught(cls, user):
        """The person's own tries that left a sentence behind, the latest sentence first."""
        said = Experiment.mine(user).where(_said())
        return said.order_by(_learned_at().desc(), Experiment.id.desc())

    @classmethod
    def due_for(cls, user):
        """Those whose moment has come and is not answered, the eldest sentence first."""
        due = Experiment.mine(user).where(_said(), _due())
        return due.order_by(_learned_at(), Experiment.id)

    @classmethod
    def of_the_day(cls, user):
        """SQL: the id of the one to meet today; none once one was met, so it is one a day."""
        Mine = Experiment.alias()
        mine = Mine.select(Mine.id).where(Mine.author == user)
        midnight = clock.at(clock.today(), time())
        met = cls.select(Value(1)).where(cls.experiment.in_(mine), cls.created_at >= midnight)
        there = (Experiment.author == user) & Experiment.withdrawn_at.is_null()
        first = Experiment.select(fn.MIN(Experiment.id))
        return first.where(there, _said(), _due(), ~fn.EXISTS(met))


def returns(experiment):
    """(week, moment) of the three times its sentence comes back."""
    return [(week, experiment.learned_at + timedelta(weeks=week)) for week in MOMENTS]


def _said():
    return (Experiment.takeaway != "") | (Experiment.dropped_along != "")


def _learned_at():
    """SQL: as Experiment.learned_at."""
    it = Experiment
    return fn.COALESCE(it.shared_at, it.concluded_at, it.edited_at, it.created_at)


def _due():
    """SQL: the latest moment that has passed has no answer."""
    return reduce(or_, (_unanswered(week) for week in MOMENTS))


def _unanswered(week):
    later = next((w for w in MOMENTS if w > week), None)
    answered = Recall.select(Value(1)).where(
        Recall.experiment == Experiment.id, Recall.week == week
    )
    passed = _learned_at() <= _ago(week)
    if later is not None:
        passed &= _learned_at() > _ago(later)
    return passed & ~fn.EXISTS(answered)


def _ago(weeks):
    moment = clock.now() - timedelta(weeks=weeks)
    return Value(moment, converter=UTCDateTimeField().db_value)
