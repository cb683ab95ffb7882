"""A prøvehandling, from a wonder to a practice (domain section 3)."""

from peewee import (
    JOIN,
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
    fn,
)

from flu.db import UTCDateTimeField, transaction
from flu.models.course import CONCLUDED, LEARNED, UNTRIED, Course
from flu.models.department import Department
from flu.models.discipline import holds
from flu.models.event import Event
from flu.models.group import Group
from flu.models.habit import Habit
from flu.models.inspiration_card import InspirationCard
from flu.models.item import Item
from flu.models.refusal import Refused
from flu.models.track import Track
from flu.models.user import User

PAGE = 20
SHARED_WORDS = (
    "wondering", "if_i", "then", "because", "core_task", "first_move", "expectation",
    "seen_heard", "practice_when", "practice_stops", "dropped_why", "dropped_along",
    "unlearned_trigger", "unlearned_old", "unlearned_new", "differs",
)  # fmt: skip


class Experiment(Course, Item):
    state = CharField(max_length=16, default="idea", index=True)
    track = ForeignKeyField(Track, null=True, backref="experiments", on_delete="SET NULL")
    previous = ForeignKeyField("self", null=True, backref="editions", on_delete="SET NULL")
    card = ForeignKeyField(InspirationCard, null=True, backref="tries", on_delete="SET NULL")
    habit = ForeignKeyField(Habit, null=True, backref="experiments", on_delete="SET NULL")
    disciplines = JSONField(default=list)
    felt_by = JSONField(default=list)
    changes = TextField(default="")
    differs = TextField(default="")
    unit = ForeignKeyField(Department, null=True, backref="+", on_delete="SET NULL")
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
    def wonder(cls, *, desk_task, wondering, by, uid=None, **more):
        """Write a wonder down once, however often a phone on a bad line sends it; `more` is its
        track, the try it follows, the card it came of, and its tags."""
        with transaction():
            experiment, fresh = cls.once(
                uid, by=by, desk_task=desk_task, wondering=wondering, unit=by.unit_id, **more
            )
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
    def citing(cls, card, viewer):
        """What was tried because of a card, as far as this viewer may read it."""
        return cls.visible_to(viewer).where(cls.card == card).order_by(cls.id.desc())

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
        return cls.tried(viewer).where(cls.track.in_(list(tracks)))

    @classmethod
    def practising(cls, discipline, viewer):
        """The same of what practises this discipline, whichever its track (S8)."""
        return cls.tried(viewer).where(holds(cls.disciplines, discipline.code))

    @classmethod
    def tried(cls, viewer):
        """What the viewer may read of what was tried, the latest first."""
        began = fn.COALESCE(fn.NULLIF(cls.paused_from, ""), cls.state)
        untried = began.in_((*UNTRIED, "paused"))
        return cls.visible_to(viewer).where(~untried).order_by(cls.id.desc())

    @classmethod
    def newest_in(cls, tracks, viewer, *, each):
        """Track id → the newest few tried in it that the viewer may read; one query for all."""
        newest = {track.id: [] for track in tracks}
        place = fn.ROW_NUMBER().over(partition_by=[cls.track], order_by=[cls.id.desc()])
        ranked = cls.tried_in(newest, viewer).select(cls.id, place.alias("place")).order_by()
        first = ranked.select_from(ranked.c.id).where(ranked.c.place <= each)
        if newest:
            rows = cls.visible_to(viewer).where(cls.id.in_(first))
            for experiment in rows.order_by(cls.id.desc()):
                newest[experiment.track_id].append(experiment)
        return newest

    @classmethod
    def planned_by(cls, user):
        """Active plans, the nearest first."""
        return cls.mine(user).where(cls.state == "planned").order_by(cls.planned_at, cls.id)

    @classmethod
    def older(cls, experiments, before=None):
        """A page of a list that has the latest first, by key; one more tells of more."""
        if before is not None:
            Last = cls.alias()
            experiments = experiments.where(cls.id < Last.select(Last.id).where(Last.uid == before))
        return experiments.limit(PAGE + 1)

    def next_edition(self, *, changes, by, uid=None):
        """The same hypothesis, changed on purpose: "Hvad ændrer du i næste udgave?" """
        if self.state not in LEARNED:
            raise Refused("experiment.order")
        with transaction():
            edition = Experiment.wonder(
                desk_task=self.desk_task, wondering=self.wondering, track=self.track_id,
                disciplines=self.disciplines, felt_by=self.felt_by, previous=self, by=by, uid=uid,
            )  # fmt: skip
            if edition.state == "idea":
                edition.write(
                    changes=changes, if_i=self.if_i, then=self.then, because=self.because,
                    core_task=self.core_task, state="hypothesis" if self.core_task else "idea",
                )  # fmt: skip
        return edition

    def take_up(self, *, desk_task, by, uid=None, **words):
        """Det prøver jeg også: a try of one's own, at one's own place, that keeps its origin. It
        stays its owner's, whatever becomes of the origin."""
        with transaction():
            child = Experiment.wonder(
                desk_task=desk_task, wondering="", track=self.track_id, previous=self, by=by,
                disciplines=self.disciplines, uid=uid,
            )  # fmt: skip
            if child.state == "idea":
                child.write(state="hypothesis", **words)
        return child

    def share(self, visibility, group, *, takeaway):
        """Widen or narrow it, with the one sentence; narrowed to oneself it is no longer shared."""
        if visibility != "private" and not self.is_learned:
            raise Refused("experiment.order")
        turns = {"shared": "reflected"} if visibility == "private" else {"reflected": "shared"}
        held = "paused_from" if self.state == "paused" else "state"
        self.widen_or_narrow(visibility, group)
        self.write(
            visibility=self.visibility, group=self.group, shared_at=self.shared_at,
            takeaway=takeaway, **{held: turns.get(self.stage, self.stage)},
        )  # fmt: skip

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
    def text(self):
        """All that others read of it once it is shared, as one text."""
        return "\n\n".join(filter(None, (getattr(self, name) for name in SHARED_WORDS)))

    @property
    def title(self):
        """The shortest honest name for it."""
        return self.if_i or self.wondering or self.desk_task

    @property
    def lesson(self):
        """The sentence worth meeting again: the takeaway, or what a dropped try left behind."""
        return self.takeaway or self.dropped_along

    @property
    def learned_at(self):
        """When that was said, as far as is known."""
        return self.shared_at or self.concluded_at or self.edited_at or self.created_at

    @property
    def is_shared(self):
        return self.visibility != "private"

    def taken_up_by(self, user):
        """May try it, too: what another one did, that one reads (N13)."""
        return self.author_id != user.id and bool(self.if_i)
