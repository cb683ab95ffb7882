"""A prøvehandling, from a wonder to a practice (domain section 3)."""

from peewee import (
    JOIN,
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
    fn,
)

from flu import clock
from flu.db import UTCDateTimeField, transaction
from flu.models.event import Event
from flu.models.group import Group
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
LEARNED = ("reflected", "shared", *CONCLUDED)
UNTRIED = ("idea", "hypothesis", "planned")
NEXT = {
    "hypothesis": ("idea", "hypothesis"),
    "planned": ("hypothesis", "planned"),
    "tried": ("planned",),
    "observed": ("tried", "observed"),
    "reflected": ("observed",),
    "shared": ("reflected",),
    "adopted": ("reflected", "shared"),
    "unlearned": ("reflected", "shared"),
    "dropped": ("reflected", "shared"),
    "given_up": ("planned",),
    "paused": OPEN,
}
NEEDS = {
    "idea": ("desk_task", "wondering"),
    "hypothesis": ("if_i", "then", "core_task"),
    "planned": ("core_task", "planned_at", "situation", "first_move"),
    "observed": ("seen_heard",),
    "shared": ("takeaway",),
    "adopted": ("practice_when",),
    "dropped": ("dropped_why", "dropped_along"),
    "given_up": ("dropped_why",),
    "unlearned": ("unlearned_trigger", "unlearned_old", "unlearned_new"),
}
EXPECTED = {"expectation", "if_i", "then", "because", "sign", "situation", "first_move"}
PLANS_AT_MOST = 2
POSTPONED_OFTEN = 3
PAGE = 20


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
    planned_whole_day = BooleanField(default=False)
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
    unlearned_trigger = TextField(default="")
    unlearned_old = TextField(default="")
    unlearned_new = TextField(default="")
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
            cls.select(cls, User, Track, Group)
            .join(User, on=cls.author)
            .switch(cls)
            .join(Track, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Group, JOIN.LEFT_OUTER, on=cls.group)
            .where(cls.readable(viewer))
        )

    @classmethod
    def mine(cls, user, phase="all"):
        """The person's own – `running`, `concluded` or `all` – the latest first."""
        own = cls.visible_to(user).where(cls.author == user).order_by(cls.id.desc())
        if phase == "all":
            return own
        over = cls.state.in_(CONCLUDED)
        return own.where(over if phase == "concluded" else ~over)

    @classmethod
    def tried_in(cls, tracks, viewer):
        """What the viewer may read of what was tried in these tracks, the latest first."""
        began = fn.COALESCE(fn.NULLIF(cls.paused_from, ""), cls.state)
        return (
            cls.visible_to(viewer)
            .where(cls.track.in_(list(tracks)), began.not_in((*UNTRIED, "paused")))
            .order_by(cls.id.desc())
        )

    @classmethod
    def newest_in(cls, tracks, viewer, *, each):
        """Track id → the newest few tried in it that the viewer may read; one query for all."""
        newest = {track.id: [] for track in tracks}
        place = fn.ROW_NUMBER().over(partition_by=[cls.track], order_by=[cls.id.desc()])
        ranked = cls.tried_in(newest, viewer).select(cls.id, place.alias("place")).order_by()
        first = ranked.select_from(ranked.c.id).where(ranked.c.place <= each)
        if newest:
            for experiment in cls.visible_to(viewer).where(cls.id.in_(first)).order_by(cls.id.desc()):
                newest[experiment.track_id].append(experiment)
        return newest

    @classmethod
    def planned_by(cls, user):
        """Active plans, the nearest first."""
        return cls.mine(user).where(cls.state == "planned").order_by(cls.planned_at, cls.id)

    @classmethod
    def older(cls, experiments, before=None):
        """A page of a list that has the latest first, by key; one more than a page tells of more."""
        if before is not None:
            Last = cls.alias()
            experiments = experiments.where(cls.id < Last.select(Last.id).where(Last.uid == before))
        return experiments.limit(PAGE + 1)

    def lineage(self, viewer):
        """The edition before and those after it, as far as the viewer may read them."""
        kin = Experiment.visible_to(viewer).where(
            (Experiment.id == self.previous_id) | (Experiment.previous == self)
        )
        return list(kin.order_by(Experiment.id))

    def other_plans(self):
        """The owner's active plans besides this one."""
        return Experiment.planned_by(self.author).where(Experiment.id != self.id)

    def next_edition(self, *, changes, by, uid=None):
        """The same hypothesis, changed on purpose: "Hvad ændrer du i næste udgave?" """
        if self.state not in LEARNED:
            raise Refused("experiment.order", state=self.state, wanted="edition")
        with transaction():
            edition = Experiment.wonder(
                desk_task=self.desk_task, wondering=self.wondering, track=self.track_id,
                previous=self, by=by, uid=uid,
            )  # fmt: skip
            if edition.state == "idea":
                edition.write(
                    changes=changes, if_i=self.if_i, then=self.then, because=self.because,
                    core_task=self.core_task, state="hypothesis" if self.core_task else "idea",
                )  # fmt: skip
        return edition

    def write(self, **fields):
        """Save these fields alone. Raises Refused `experiment.sealed` for what was expected."""
        changed = {name for name, value in fields.items() if getattr(self, name) != value}
        if self.is_sealed and changed & EXPECTED:
            raise Refused("experiment.sealed")
        self.write_over(**fields)

    def share(self, visibility, group, *, takeaway):
        """Widen or narrow it, with the one sentence; narrowed to oneself it is no longer shared."""
        if visibility != "private" and not self.is_learned:
            raise Refused("experiment.order", state=self.state, wanted="shared")
        turns = {"shared": "reflected"} if visibility == "private" else {"reflected": "shared"}
        held = "paused_from" if self.state == "paused" else "state"
        self.widen_or_narrow(visibility, group)
        self.write(
            visibility=self.visibility, group=self.group, shared_at=self.shared_at,
            takeaway=takeaway, **{held: turns.get(self.stage, self.stage)},
        )  # fmt: skip

    def move(self, step, *, by, **fields):
        """One step on, with what it asks for; done twice it is done once. Raises Refused
        from a wrong place or with something missing."""
        if self._is_done(step, fields):
            return
        if self.state not in NEXT[step]:
            raise Refused("experiment.order", state=self.state, wanted=step)
        if any(not fields.get(name, getattr(self, name)) for name in NEEDS.get(step, ())):
            raise Refused("experiment.incomplete")
        state = "dropped" if step == "given_up" else step
        ended = {"concluded_at": clock.now()} if state in CONCLUDED else {}
        with transaction():
            self.write(state=state, **fields, **ended)
            Event.record(f"experiment.{state}", by=by, on=self)

    def hypothesise(self, *, by, **fields):
        """if_i, then, because, core_task, habit; a plan that exists stays a plan."""
        if self.state == "planned":
            return self.write(**fields)
        return self.move("hypothesis", by=by, **fields)

    def plan(self, *, by, **fields):
        """planned_at, situation, first_move, sign, who_knows, expectation; two at most (F2)."""
        with transaction():
            if self.is_due and not self._is_done("planned", fields):
                raise Refused("plan.due")
            self.refuse_third_plan()
            self.move("planned", by=by, **fields)

    def refuse_third_plan(self):
        if not self.has_room:
            raise Refused("plan.too_many")

    def postpone(self, planned_at, whole_day):
        """A new moment; what is expected may be thought over until then."""
        self.write_over(
            planned_at=planned_at, planned_whole_day=whole_day, postponed=self.postponed + 1
        )

    def observe(self, *, by, **fields):
        self.move("observed", by=by, **fields)

    def reflected(self, *, by):
        if self.state == "observed":
            self.move("reflected", by=by)

    def conclude(self, outcome, *, by, **fields):
        """`adopted`, `dropped` or `unlearned`, with its words."""
        if outcome == "unlearned":
            self.unlearn(by=by, **fields)
        else:
            self.move(outcome, by=by, **fields)

    def unlearn(self, *, unlearned_trigger, unlearned_old, unlearned_new, by):
        """The habit is let go; it is written down if it was not yet."""
        words = dict(
            unlearned_trigger=unlearned_trigger, unlearned_old=unlearned_old,
            unlearned_new=unlearned_new,
        )  # fmt: skip
        if self._is_done("unlearned", words):
            return
        with transaction():
            habit = self.habit or Habit.notice(
                trigger=unlearned_trigger, old_response=unlearned_old, replacement=unlearned_new,
                by=by,
            )  # fmt: skip
            self.move("unlearned", by=by, habit=habit, **words)
            habit.let_go()

    def pause(self, until, *, by):
        """Step back without explanation."""
        if self.state == "paused":
            return self.write(paused_until=until)
        return self.move("paused", by=by, paused_from=self.state, paused_until=until)

    def resume(self, *, by):
        """Back to where it was; a plan only if there is room for it."""
        if self.state != "paused":
            return
        with transaction():
            if self.paused_from == "planned":
                self.refuse_third_plan()
            self.write(state=self.paused_from, paused_from="", paused_until=None)
            Event.record("experiment.resumed", by=by, on=self)

    def seal(self):
        """From now on the expectation is what was expected (N1)."""
        if self.sealed_at is None:
            sealed_at = min(clock.now(), self.planned_at)
            self.write_over(expectation=self.expectation or self.then, sealed_at=sealed_at)

    def withdraw(self):
        """The try goes, and the threads it was shared by go with it."""
        with transaction():
            super().withdraw()
            for thread in self.reflections:
                if thread.visibility != "private" and thread.withdrawn_at is None:
                    thread.withdrawn_at = self.withdrawn_at
                    thread.save(only=["withdrawn_at"])

    def restore(self):
        """It comes back with the threads that went with it."""
        with transaction():
            gone_at = self.withdrawn_at
            super().restore()
            for thread in self.reflections:
                if gone_at is not None and thread.withdrawn_at == gone_at:
                    thread.restore()

    @property
    def has_room(self):
        """May it be planned beside what the owner has planned already?"""
        return self.other_plans().count() < PLANS_AT_MOST

    @property
    def is_sealed(self):
        """What was expected stands fast from the moment of the try."""
        return self.sealed_at is not None or self.is_due

    @property
    def stage(self):
        """The state it has, or had when it was paused; a reader is not told of a pause."""
        return self.paused_from if self.state == "paused" else self.state

    @property
    def step(self):
        """0 Undring · 1 Plan · 2 Prøvet · 3 Lært · 4 Delt."""
        return 4 if self.is_shared and STEPS[self.stage] == 3 else STEPS[self.stage]

    @property
    def title(self):
        """The shortest honest name for it."""
        return self.if_i or self.wondering or self.desk_task

    @property
    def is_shared(self):
        return self.visibility != "private"

    @property
    def is_due(self):
        return self.state == "planned" and self.planned_at <= clock.now()

    @property
    def is_concluded(self):
        return self.state in CONCLUDED

    @property
    def is_learned(self):
        return self.stage in LEARNED

    @property
    def postponed_often(self):
        return self.postponed >= POSTPONED_OFTEN

    @property
    def reached(self):
        """The states it has come through, in order."""
        if self.stage in OPEN:
            return OPEN[: OPEN.index(self.stage) + 1]
        return (*OPEN[: 6 if self.seen_heard else 3], self.stage)

    def needed(self):
        """The fields that may be said anew but no longer be emptied."""
        names = {name for state in self.reached for name in NEEDS.get(state, ())}
        return {name for name in names if getattr(self, name)}

    def _is_done(self, step, fields):
        return self.state == step and all(
            getattr(self, name) == value for name, value in fields.items()
        )
