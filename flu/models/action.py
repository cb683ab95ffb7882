"""A fælles handling: carriers from two departments, a first step, a follow-up, a gain (N11)."""

from datetime import timedelta
from functools import cached_property

from peewee import JOIN, CharField, DateField, ForeignKeyField, IntegerField, TextField, Value, fn

from flu import clock, text
from flu.db import Model, UTCDateTimeField, transaction
from flu.models.comment import Comment
from flu.models.department import Department
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.group import Group
from flu.models.item import Item, may_read
from flu.models.line import Line
from flu.models.membership import Membership
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.round import LIVE, ROUND, Round
from flu.models.terms import Terms
from flu.models.track import Track
from flu.models.user import User

STATES = ("proposed", *LIVE, "done", "stopped")
OVER = ("done", "stopped")
STARTING = ("consented", "adjusted")
ORIGINS = {"comment": Comment, "reflection": Reflection, "experiment": Experiment}
OVERDUE_TWICE = timedelta(days=14)
TITLE = 80
PAGE = 20

__all__ = ["LIVE", "OVER", "ROUND", "STATES", "Action", "Carrier"]


class Action(Round, Item):
    """Born of a comment, a reflection or an experiment, or with a stated reason without one."""

    state = CharField(max_length=16, default="proposed", index=True)
    track = ForeignKeyField(Track, null=True, backref="actions", on_delete="SET NULL")
    title = CharField(max_length=120)
    why = TextField()
    first_step = TextField()
    first_step_on = DateField()
    first_step_done_at = UTCDateTimeField(null=True)
    due_on = DateField()
    follow_up_on = DateField()
    late_follow_ups = IntegerField(default=0)
    expected_gain = TextField(default="")
    realised_gain = TextField(default="")
    sign = TextField(default="")
    backing = TextField(default="")
    takeaway = TextField(default="")
    experiment = ForeignKeyField(Experiment, null=True, backref="actions", on_delete="SET NULL")
    reflection = ForeignKeyField(Reflection, null=True, backref="actions", on_delete="SET NULL")
    comment = ForeignKeyField(Comment, null=True, backref="actions", on_delete="SET NULL")
    origin_kind = CharField(max_length=16, default="")
    origin_reason = TextField(default="")
    round_step = CharField(max_length=16, default="proposal")
    round_number = IntegerField(default=1)
    round_ends_on = DateField(null=True)

    class Meta:
        indexes = ((("group", "state", "id"), False),)

    @classmethod
    def propose(cls, *, group, lead, helpers, origin=None, origin_reason="", by, uid=None, **words):
        """Put it to the group, once. Raises Refused with the first rule it breaks."""
        kind = origin.noun if origin is not None else ""
        with transaction():
            action, fresh = cls.once(
                uid, by=by, group=group, visibility="group", shared_at=clock.now(),
                origin_reason=origin_reason, origin_kind=kind, **{kind: origin} if kind else {},
                **words,
            )  # fmt: skip
            if fresh:
                action.terms([lead, *helpers]).enforce()
                action.carry(lead, helpers)
                Event.record("action.proposed", by=by, on=action, group=group)
        return action

    @staticmethod
    def seed(origin):
        """The words and the track an action can take over from where it is born."""
        thread = getattr(origin, "reflection", origin)
        it = getattr(thread, "experiment", thread)
        said = {"comment": "body", "reflection": "text", "experiment": "takeaway"}
        words = getattr(origin, said[origin.noun])
        return {
            "title": text.excerpt(words or origin.title, TITLE),
            "why": (it.core_task if it is origin else "") or words,
            "track": it.track if it is not None else None,
        }

    @classmethod
    def readable(cls, reader):
        """Those who read in its group, and those who carry it from elsewhere (M27)."""
        person = reader.id if hasattr(reader.id, "is_null") else Value(reader.id)
        sits = _exists(
            Membership, Membership.group == cls.group, Membership.user == person, Membership.open()
        )
        carries = _exists(Carrier, Carrier.action == cls.id, Carrier.user == person)
        above = _exists(Line, Line.above == person, Line.below == cls.author)
        there = cls.withdrawn_at.is_null() & cls.paused_at.is_null()
        return (sits & may_read(cls, reader)) | (~sits & carries & there & ~above)

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, Group, Track)
            .join(User, on=cls.author)
            .switch(cls)
            .join(Group, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Track, JOIN.LEFT_OUTER)
            .where(cls.readable(viewer))
            .select_extend(cls.audience_size().alias("readers_now"))
        )

    @classmethod
    def within(cls, group, viewer):
        """The group's, those still open first."""
        return (
            cls.visible_to(viewer)
            .where(cls.group == group)
            .order_by(cls.state.in_(OVER), cls.follow_up_on, cls.id)
        )

    @classmethod
    def open_for(cls, viewer):
        """Proposed or live and read by this person, the nearest follow-up first."""
        return (
            cls.visible_to(viewer).where(cls.state.not_in(OVER)).order_by(cls.follow_up_on, cls.id)
        )

    @classmethod
    def over_for(cls, viewer, *, before=None):
        """Done or stopped, the latest first, by key; one more than a page tells of more."""
        over = cls.visible_to(viewer).where(cls.state.in_(OVER))
        if before is not None:
            Last = cls.alias()
            over = over.where(cls.id < Last.select(Last.id).where(Last.uid == before))
        return over.order_by(cls.id.desc()).limit(PAGE + 1)

    @classmethod
    def carried_by(cls, user):
        """What this person carries and is not over, the nearest date first."""
        mine = Carrier.select(Carrier.action).where(Carrier.user == user)
        return cls.open_for(user).where(cls.id.in_(mine))

    @classmethod
    def born_of(cls, reflection, viewer):
        """The actions that came out of a thread: of it, or of an answer in it."""
        return cls.out_of(viewer, reflections=[reflection])

    @classmethod
    def out_of(cls, viewer, *, reflections=(), experiment=None):
        """Those born of these threads, of answers in them, or of this try itself."""
        ids = [getattr(reflection, "id", reflection) for reflection in reflections]
        answers = Comment.select(Comment.id).where(Comment.reflection.in_(ids))
        born = cls.reflection.in_(ids) | cls.comment.in_(answers)
        if experiment is not None:
            born |= cls.experiment == experiment
        return cls.visible_to(viewer).where(born).order_by(cls.id)

    @classmethod
    def live_in(cls, group):
        """The group's live ones, whoever reads them."""
        return cls.select().where(
            cls.group == group, cls.state.in_(LIVE), cls.withdrawn_at.is_null()
        )

    @classmethod
    def crews(cls, actions):
        """Action id → its carriers, the tovholder first; one query for all."""
        crews = {action.id: [] for action in actions}
        for carrier in Carrier.of(list(crews)):
            crews[carrier.action_id].append(carrier)
        for action in actions:
            action.team = crews[action.id]
        return crews

    def crew(self):
        """The carriers with their units and departments, the tovholder first."""
        return Carrier.of([self.id])

    def edit(self, *, by, lead=None, helpers=(), seen=None, **fields):
        """Change the plan. What changes while the group is asked, is asked anew of everybody."""
        with transaction():
            self.line_up()
            if self.is_over:
                raise Refused("action.order", state=self.state, wanted="edited")
            if seen not in (None, self.version):
                raise Refused("item.moved_on")
            changed = {name for name, value in fields.items() if getattr(self, name) != value}
            for name in changed:
                setattr(self, name, fields[name])
            people = [lead, *helpers] if lead else [carrier.user for carrier in self.team]
            self.terms(people, first_step_moved="first_step_on" in changed).enforce()
            if self.carry(*people[:1], people[1:]) or changed:
                self._rewritten(changed, by=by)

    def start(self, *, by):
        """The first step is taken."""
        with transaction():
            self.line_up()
            if self.state == "started":
                return
            if self.state not in STARTING:
                raise Refused("action.order", state=self.state, wanted="started")
            self.first_step_done_at = self.first_step_done_at or clock.now()
            self.save(only=["first_step_done_at"])
            self.become("started", by=by)

    def carry(self, lead, helpers):
        """Let these carry it from now on; tells whether that changed anything."""
        wanted = {person.id: "helper" for person in helpers} | {lead.id: "lead"}
        if wanted == {carrier.user_id: carrier.role for carrier in self.team}:
            return False
        Carrier.delete().where(Carrier.action == self).execute()
        Carrier.insert_many([(self, *pair) for pair in wanted.items()], CARRYING).execute()
        del self.team
        return True

    def terms(self, carriers, **more):
        """The hard rules it stands under when these carry it."""
        dates = (self.first_step_on, self.follow_up_on, self.due_on)
        origin = bool(self.origin_kind or self.origin_reason)
        return Terms(self.group, carriers, *dates, has_origin=origin, **more)

    @cached_property
    def team(self):
        """The carriers, loaded once."""
        return list(self.crew())

    @property
    def is_starting(self):
        """Decided, or changed after a follow-up: the next thing is a first step."""
        return self.state in STARTING

    @property
    def is_live(self):
        return self.state in LIVE

    @property
    def is_over(self):
        return self.state in OVER

    @property
    def late_in_a_row(self):
        """Follow-ups held late since the last timely one; long overdue counts as two."""
        overdue = clock.today() - self.follow_up_on if self.is_live else timedelta()
        return self.late_follow_ups + (overdue > timedelta()) + (overdue > OVERDUE_TWICE)

    @property
    def asks_group(self):
        """Twice late: now the group is asked what the action needs, and nobody else."""
        return self.is_live and self.late_in_a_row >= 2

    def edited_by(self, user):
        """The group edits (domain section 3), and the tovholder; facilitators read and remind."""
        return user.roles.get(self.group_id) in ("member", "host") or self.steered_by(user)

    def steered_by(self, user):
        """The tovholder sets the status."""
        return any(c.user_id == user.id and c.role == "lead" for c in self.team)

    def lifted_by(self, user):
        """Whoever of the group, once the group has decided on it (M28)."""
        decided = self.state != "proposed"
        return decided and user.roles.get(self.group_id) in ("member", "host")

    def carried_for(self, user):
        return any(c.user_id == user.id for c in self.team)

    def _rewritten(self, changed, *, by):
        self.touch()
        if self.state == "proposed" and self.round_step == "consent":
            self.ask(anew=True)
        self.save(only=[*changed, "edited_at", "version", "round_number", "round_ends_on"])
        Event.record("action.edited", by=by, on=self, group=self.group)


class Carrier(Model):
    action = ForeignKeyField(Action, backref="carriers", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="carried", on_delete="CASCADE")
    role = CharField(max_length=8, default="helper")

    class Meta:
        indexes = ((("action", "user"), True), (("user", "action"), False))

    @classmethod
    def of(cls, actions):
        """Who carries these, with units and departments, the tovholder first."""
        Unit = Department.alias()
        return (
            cls.select(cls, User, Department, Unit)
            .join(User)
            .join(Department, JOIN.LEFT_OUTER, on=User.department)
            .switch(User)
            .join(Unit, JOIN.LEFT_OUTER, on=(User.unit == Unit.id), attr="unit")
            .where(cls.action.in_(actions))
            .order_by(cls.role.desc(), cls.id)
        )


CARRYING = (Carrier.action, Carrier.user, Carrier.role)


def _exists(noun, *where):
    return fn.EXISTS(noun.select(Value(1)).where(*where))
