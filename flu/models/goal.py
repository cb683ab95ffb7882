"""A pejlemærke: a strategic goal of the programme's vision, and what carries it (S10)."""

from peewee import CharField, ForeignKeyField, IntegerField, fn

from flu import clock
from flu.db import Model, UTCDateTimeField, transaction
from flu.models.action import Action, Carrier
from flu.models.event import Event, once
from flu.models.experiment import Experiment
from flu.models.group import STAFF
from flu.models.membership import Membership
from flu.models.ordered import Ordered
from flu.models.programme import Enrolment, Programme

NONE = (0, 0, 0)


class Goal(Ordered):
    """Archived, never deleted; what carries it keeps it."""

    programme = ForeignKeyField(Programme, backref="goals", on_delete="CASCADE")
    name = CharField(max_length=120)
    name_en = CharField(max_length=120, default="")
    position = IntegerField(default=0)
    archived_at = UTCDateTimeField(null=True)

    @classmethod
    def add(cls, programme, *, by, uid=None, **fields):
        """One more, the last in the order."""
        with transaction():
            fields |= {"position": cls.select().where(cls.programme == programme).count()}
            goal, fresh = once(cls, uid, by=by, programme=programme, **fields)
            if fresh:
                Event.record("goal.added", by=by, on=goal)
        return goal

    @classmethod
    def open_to(cls, user):
        """Those a leader may aim at: in use in a programme they are in."""
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == user)
        return (
            cls.select()
            .where(cls.programme.in_(mine), cls.archived_at.is_null())
            .order_by(cls.position, cls.id)
        )

    def archive(self, *, by):
        """Take it out of the choices; what carries it keeps it."""
        self._set_aside(clock.now(), "goal.archived", by)

    def bring_back(self, *, by):
        self._set_aside(None, "goal.brought_back", by)

    def edited_by(self, user):
        return user.manages(self.programme_id)

    archived_by = edited_by

    def _set_aside(self, moment, verb, by):
        with transaction():
            self.archived_at = moment
            self.save(only=["archived_at"])
            Event.record(verb, by=by, on=self)


class Aim(Model):
    """That a try, or a shared action, carries a goal."""

    goal = ForeignKeyField(Goal, backref="aims", on_delete="CASCADE")
    experiment = ForeignKeyField(Experiment, null=True, backref="aims", on_delete="CASCADE")
    action = ForeignKeyField(Action, null=True, backref="aims", on_delete="CASCADE")

    class Meta:
        indexes = ((("goal", "experiment"), True), (("goal", "action"), True))

    @classmethod
    def of(cls, thing):
        """The goals this try or action carries, in their order."""
        here = cls.select(cls.goal).where(getattr(cls, thing.noun) == thing)
        return Goal.select().where(Goal.id.in_(here)).order_by(Goal.position, Goal.id)

    @classmethod
    def at(cls, thing, goals):
        """From now on it carries these and no others."""
        with transaction():
            cls.delete().where(getattr(cls, thing.noun) == thing).execute()
            for goal in goals:
                cls.create(goal=goal, **{thing.noun: thing})

    @classmethod
    def tallies(cls, programme):
        """Goal id → (tries, leaders, tables) and (actions, carriers, tables) behind it."""
        tries = _counted(cls.experiment, Experiment.author).join(Experiment)
        deeds = _counted(cls.action, Carrier.user).join(Action).join(Carrier)
        tries = tries.where(Experiment.withdrawn_at.is_null())
        deeds = deeds.where(Action.withdrawn_at.is_null())
        told = [{goal: counts for goal, *counts in rows.tuples()} for rows in (tries, deeds)]
        kept = Goal.kept(programme).select(Goal.id).tuples()
        return {goal: tuple(tuple(part.get(goal, NONE)) for part in told) for (goal,) in kept}


def _counted(thing, person):
    """Aims by goal: how many things, people behind them, and tables those people sit at."""
    sits = Membership.open() & (Membership.user == person) & Membership.role.not_in(STAFF)
    tables = Membership.select(Membership.group).where(sits).limit(1)
    counts = (fn.COUNT(it.distinct()) for it in (thing, person))
    counts = (*counts, fn.COUNT(fn.DISTINCT(tables)))
    return Aim.select(Aim.goal, *counts).group_by(Aim.goal)
