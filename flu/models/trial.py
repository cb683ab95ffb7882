"""An afprøvning, and what is left of it weeks later."""

from datetime import timedelta

from peewee import CharField, ForeignKeyField, IntegerField, TextField, Value, fn

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, queue, transaction
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.refusal import Refused

CHECKED_AFTER = (4, 12)  # weeks
CHECKED = ("adopted", "unlearned")
LEADS_TO = {"yes": "tried", "partly": "tried", "given_up": "dropped"}


class Trial(Born):
    """One actual try, or the news that it was put off."""

    experiment = ForeignKeyField(Experiment, backref="trials", on_delete="CASCADE")
    outcome = CharField(max_length=16)
    note = TextField(default="")

    OUTCOMES = ("yes", "partly", "postponed", "given_up")

    @classmethod
    def report(
        cls, experiment, outcome, *, by, note="", planned_at=None, whole_day=False, uid=None
    ):
        """What became of the plan, told once. `postponed` asks a new moment; `given_up` drops
        with a sentence."""
        with transaction():
            queue("trials", experiment.id)
            told = cls.told(experiment, outcome, uid)
            if told is not None:
                return told
            if experiment.state != "planned":
                raise Refused("experiment.order")
            trial = cls.create(
                experiment=experiment, outcome=outcome, note=note, **({"uid": uid} if uid else {})
            )
            if outcome == "postponed":
                experiment.postpone(planned_at, whole_day)
            elif outcome == "given_up":
                experiment.move("given_up", by=by, dropped_why=note)
            else:
                experiment.seal()
                experiment.move("tried", by=by)
        return trial

    @classmethod
    def told(cls, experiment, outcome, uid):
        """The same news come twice: by its birth id, or as a second tap on the same answer."""
        if uid is not None and (known := cls.get_or_none(cls.uid == uid)):
            if known.experiment_id != experiment.id:
                raise Refused("uid.taken")
            return known
        last = cls.of(experiment).order_by(cls.id.desc()).first()
        again = last is not None and last.outcome == outcome
        return last if again and experiment.state == LEADS_TO.get(outcome) else None

    @classmethod
    def of(cls, experiment):
        """Every try and postponement, in order."""
        return cls.select().where(cls.experiment == experiment).order_by(cls.id)


class Check(Model):
    """Gør du det stadig? Asked 4 and 12 weeks after a practice was adopted or a habit let go."""

    experiment = ForeignKeyField(Experiment, backref="checks", on_delete="CASCADE")
    week = IntegerField()
    answer = CharField(max_length=16)
    created_at = UTCDateTimeField(default=clock.now)

    ANSWERS = ("yes", "sometimes", "no")

    class Meta:
        indexes = ((("experiment", "week"), True),)

    @classmethod
    def answered(cls, experiment, answer, *, by):
        """Answer what is asked now; each week is answered once. Raises Refused when none is."""
        with transaction():
            queue("checks", experiment.id)
            week = cls.week_due(experiment)
            if week is None:
                raise Refused("check.not_asked")
            cls.create(experiment=experiment, week=week, answer=answer)
            Event.record("experiment.checked", by=by, on=experiment, week=week)

    @classmethod
    def week_due(cls, experiment):
        """The week whose answer is missing, 4 or 12, else None."""
        passed = [week for week in CHECKED_AFTER if _is_over(experiment, week)]
        if not passed or cls.of(experiment).where(cls.week == passed[-1]).exists():
            return None
        return passed[-1]

    @classmethod
    def of(cls, experiment):
        return cls.select().where(cls.experiment == experiment).order_by(cls.week)

    @classmethod
    def due_for(cls, user):
        """The practices this person is to be asked about now, the eldest first."""
        asked = [_missing(week) for week in CHECKED_AFTER]
        return (
            Experiment.mine(user, "concluded")
            .where(Experiment.state.in_(CHECKED), asked[0] | asked[1])
            .order_by(Experiment.concluded_at, Experiment.id)
        )


def _is_over(experiment, week):
    ended = experiment.concluded_at if experiment.state in CHECKED else None
    return ended is not None and ended + timedelta(weeks=week) <= clock.now()


def _missing(week):
    """SQL: that many weeks are over, the next check is not yet due, and nobody answered."""
    later = next((w for w in CHECKED_AFTER if w > week), None)
    answered = Check.select(Value(1)).where(Check.experiment == Experiment.id, Check.week == week)
    due = Experiment.concluded_at <= clock.now() - timedelta(weeks=week)
    if later is not None:
        due &= Experiment.concluded_at > clock.now() - timedelta(weeks=later)
    return due & ~fn.EXISTS(answered)
