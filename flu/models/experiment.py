"""A prøvehandling, from a wonder to a practice (domain section 3)."""

from peewee import JOIN, CharField, DateField, ForeignKeyField, IntegerField, TextField

from flu import clock
from flu.db import Model, UTCDateTimeField, transaction
from flu.models.event import Event
from flu.models.habit import Habit
from flu.models.item import Item
from flu.models.refusal import Refused
from flu.models.track import Track
from flu.models.user import User

STATES = (
    "idea", "hypothesis", "planned", "tried", "observed", "reflected",
    "shared", "adopted", "dropped", "unlearned", "paused",
)  # fmt: skip
STEPS = {
    "idea": 0, "hypothesis": 1, "planned": 1, "tried": 2, "observed": 2, "reflected": 3,
    "adopted": 3, "dropped": 3, "unlearned": 3, "shared": 4,
}  # fmt: skip
OPEN = ("idea", "hypothesis", "planned", "tried", "observed", "reflected", "shared")
CONCLUDED = ("adopted", "dropped", "unlearned")
NEXT = {
    "hypothesis": ("idea", "hypothesis", "planned"),
    "planned": ("hypothesis", "planned"),
    "tried": ("planned",),
    "observed": ("tried", "observed"),
    "reflected": ("observed", "reflected"),
    "shared": ("reflected",),
    "adopted": ("reflected", "shared"),
    "unlearned": ("reflected", "shared"),
    "dropped": OPEN,
    "paused": OPEN,
}
PLANS_AT_MOST = 2
POSTPONED_OFTEN = 3


class Experiment(Item):
    state = CharField(max_length=16, default="idea", index=True)
    track = ForeignKeyField(Track, null=True, backref="experiments", on_delete="SET NULL")
    previous = ForeignKeyField("self", null=True, backref="editions", on_delete="SET NULL")
    habit = ForeignKeyField(Habit, null=True, backref="experiments", on_delete="SET NULL")
    changes = TextField(default="")
    desk_task = TextField(default="")
    wondering = TextField(default="")
    if_i = TextField(default="")
    then = TextField(default="")
    because = TextField(default="")
    core_task = TextField(default="")
    planned_at = UTCDateTimeField(null=True)
    situation = TextField(default="")
    first_move = TextField(default="")
    sign = TextField(default="")
    who_knows = TextField(default="")
    expectation = TextField(default="")
    sealed_at = UTCDateTimeField(null=True)
    postponed = IntegerField(default=0)
    seen_heard = TextField(default="")
    sign_seen = CharField(max_length=16, default="")
    employee_voice = TextField(default="")
    takeaway = TextField(default="")
    practice_when = TextField(default="")
    practice_stops = TextField(default="")
    dropped_why = TextField(default="")
    dropped_along = TextField(default="")
    concluded_at = UTCDateTimeField(null=True)
    paused_from = CharField(max_length=16, default="")
    paused_until = DateField(null=True)

    class Meta:
        indexes = ((("author", "id"), False), (("group", "shared_at", "id"), False))

    @classmethod
    def wonder(cls, *, desk_task, wondering, by, track=None, uid=None, previous=None):
        """Write a wonder down once, however often a phone on a bad line sends it."""
        with transaction():
            fields = dict(desk_task=desk_task, wondering=wondering, track=track, previous=previous)
            experiment, fresh = cls.once(uid, by=by, **fields)
            if fresh:
                Event.record("experiment.wondered", by=by, on=experiment)
        return experiment

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, Track)
            .join(User, on=cls.author)
            .switch(cls)
            .join(Track, JOIN.LEFT_OUTER)
            .where(cls.readable(viewer))
        )

    @classmethod
    def mine(cls, user):
        """The person's own, the latest first."""
        return cls.visible_to(user).where(cls.author == user).order_by(cls.id.desc())

    @classmethod
    def tried_in(cls, tracks, viewer):
        """What the viewer may read of what was tried in these tracks, the latest first."""
        untried = ("idea", "hypothesis", "planned", "paused")
        return (
            cls.visible_to(viewer)
            .where(cls.track.in_(list(tracks)), cls.state.not_in(untried))
            .order_by(cls.id.desc())
        )

    @classmethod
    def planned_by(cls, user):
        """Active plans, the nearest first."""
        return (
            cls.mine(user).where(cls.state == "planned").order_by(cls.planned_at, cls.id)
        )

    def next_edition(self, *, changes, by, uid=None):
        """The same hypothesis, changed on purpose: "Hvad ændrer du i næste udgave?" """
        with transaction():
            edition = Experiment.wonder(
                desk_task=self.desk_task, wondering=self.wondering, track=self.track_id,
                previous=self, by=by, uid=uid,
            )  # fmt: skip
            if edition.state == "idea":
                edition.write(
                    changes=changes, if_i=self.if_i, then=self.then, because=self.because,
                    core_task=self.core_task, state="hypothesis",
                )  # fmt: skip
        return edition

    def write(self, **fields):
        """Save these fields alone. Raises Refused `experiment.sealed` for a sealed expectation."""
        if self.sealed_at and SEALED & {n for n, v in fields.items() if v != getattr(self, n)}:
            raise Refused("experiment.sealed")
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.touch()
            self.save(only=[*fields, "edited_at", "version"])

    def move(self, state, *, by, **fields):
        """To the next state, with the fields it asks for. Raises Refused from a wrong place."""
        if self.state not in NEXT[state]:
            raise Refused("experiment.order", state=self.state, wanted=state)
        with transaction():
            self.write(state=state, **fields)
            Event.record(f"experiment.{state}", by=by, on=self)

    def hypothesise(self, *, by, **fields):
        """if_i, then, because, core_task, habit; a plan that exists stays a plan."""
        if self.state == "planned":
            return self.write(**fields)
        return self.move("hypothesis", by=by, **fields)

    def plan(self, *, by, **fields):
        """planned_at, situation, first_move, sign, who_knows, expectation; two plans at most (F2)."""
        with transaction():
            others = Experiment.planned_by(by).where(Experiment.id != self.id)
            if others.count() >= PLANS_AT_MOST:
                raise Refused("plan.too_many")
            self.move("planned", by=by, **fields)

    def observe(self, *, by, **fields):
        self.move("observed", by=by, **fields)

    def reflected(self, *, by):
        if self.state == "observed":
            self.move("reflected", by=by)

    def adopt(self, *, practice_when, practice_stops, by):
        self.move(
            "adopted", by=by, practice_when=practice_when, practice_stops=practice_stops,
            concluded_at=clock.now(),
        )  # fmt: skip

    def drop(self, *, dropped_why, dropped_along, by):
        self.move(
            "dropped", by=by, dropped_why=dropped_why, dropped_along=dropped_along,
            concluded_at=clock.now(),
        )  # fmt: skip

    def unlearn(self, *, trigger, old_response, replacement, by):
        """The habit is let go; it is written down if it was not yet."""
        with transaction():
            habit = self.habit or Habit.notice(
                trigger=trigger, old_response=old_response, replacement=replacement, by=by
            )
            habit.let_go()
            self.move("unlearned", by=by, habit=habit, concluded_at=clock.now())

    def pause(self, until, *, by):
        """Step back without explanation."""
        self.move("paused", by=by, paused_from=self.state, paused_until=until)

    def resume(self, *, by):
        if self.state != "paused":
            raise Refused("experiment.order", state=self.state, wanted="resumed")
        with transaction():
            self.write(state=self.paused_from, paused_until=None)
            Event.record("experiment.resumed", by=by, on=self)

    def seal(self):
        """From now on the expectation is what was expected (N1)."""
        if self.sealed_at is None:
            self.write(expectation=self.expectation or self.then, sealed_at=clock.now())

    @property
    def step(self):
        """0 Undring · 1 Plan · 2 Prøvet · 3 Lært · 4 Delt."""
        state = self.paused_from if self.state == "paused" else self.state
        return 4 if self.visibility != "private" and STEPS[state] == 3 else STEPS[state]

    @property
    def title(self):
        """The shortest honest name for it."""
        return self.if_i or self.wondering or self.desk_task

    @property
    def is_due(self):
        return self.state == "planned" and self.planned_at <= clock.now()

    @property
    def is_concluded(self):
        return self.state in CONCLUDED

    @property
    def postponed_often(self):
        return self.postponed >= POSTPONED_OFTEN


SEALED = frozenset({"expectation", "if_i", "then", "because", "sign", "situation", "first_move"})


class Trial(Model):
    """An afprøvning: one actual try, or the news that it was put off."""

    experiment = ForeignKeyField(Experiment, backref="trials", on_delete="CASCADE")
    outcome = CharField(max_length=16)
    note = TextField(default="")
    created_at = UTCDateTimeField(default=lambda: clock.now())

    OUTCOMES = ("yes", "partly", "postponed", "given_up")

    @classmethod
    def report(cls, experiment, outcome, *, note, by, planned_at=None):
        """What became of the plan. `postponed` asks a new moment; `given_up` drops with a sentence."""
        with transaction():
            if experiment.state != "planned":
                raise Refused("experiment.order", state=experiment.state, wanted="tried")
            cls.create(experiment=experiment, outcome=outcome, note=note)
            if outcome == "postponed":
                experiment.write(planned_at=planned_at, postponed=experiment.postponed + 1)
            elif outcome == "given_up":
                experiment.drop(dropped_why=note, dropped_along="", by=by)
            else:
                experiment.seal()
                experiment.move("tried", by=by)
