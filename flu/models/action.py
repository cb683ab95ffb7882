"""A fælles handling: carriers from two departments, a first step, a follow-up, a gain (N11)."""

from datetime import timedelta

from peewee import JOIN, CharField, DateField, ForeignKeyField, IntegerField, TextField, Value, fn

from flu import clock
from flu.db import Model, UTCDateTimeField, transaction
from flu.models.comment import Comment
from flu.models.department import Department
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.group import STAFF, Group, Membership
from flu.models.item import Item, may_read
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.user import User

STATES = ("proposed", "consented", "started", "followed_up", "adjusted", "done", "stopped")
LIVE = ("consented", "started", "followed_up", "adjusted")
OVER = ("done", "stopped")
ROUND = ("proposal", "questions", "reactions", "consent", "adjust")
LIVE_AT_MOST = 3
FIRST_STEP_WITHIN = timedelta(days=14)
ANSWER_WITHIN = timedelta(days=5)  # three working days and the weekend between
WORDS = ("title", "why", "first_step", "expected_gain", "sign", "backing")


class Action(Item):
    """Born of a comment, a reflection or an experiment, or with a stated reason without one."""

    state = CharField(max_length=16, default="proposed", index=True)
    title = CharField(max_length=120)
    why = TextField()
    first_step = TextField()
    first_step_on = DateField()
    first_step_done_at = UTCDateTimeField(null=True)
    due_on = DateField()
    follow_up_on = DateField()
    expected_gain = TextField(default="")
    realised_gain = TextField(default="")
    sign = TextField(default="")
    backing = TextField(default="")
    takeaway = TextField(default="")
    experiment = ForeignKeyField(Experiment, null=True, backref="actions", on_delete="SET NULL")
    reflection = ForeignKeyField(Reflection, null=True, backref="actions", on_delete="SET NULL")
    comment = ForeignKeyField(Comment, null=True, backref="actions", on_delete="SET NULL")
    origin_reason = TextField(default="")
    round_step = CharField(max_length=16, default="proposal")
    round_number = IntegerField(default=1)
    round_ends_on = DateField(null=True)

    class Meta:
        indexes = ((("group", "state", "id"), False),)

    @classmethod
    def propose(cls, *, group, lead, helpers, origin=None, origin_reason="", by, uid=None, **words):
        """Put it to the group. Raises Refused without two departments, step, dates or origin."""
        with transaction():
            carriers = {lead.id: (lead, "lead")}
            for person in helpers:
                carriers.setdefault(person.id, (person, "helper"))
            if len({p.department_id for p, _ in carriers.values() if p.department_id}) < 2:
                raise Refused("action.one_department")
            if origin is None and not origin_reason:
                raise Refused("action.no_origin")
            cls.refuse_dates(words["first_step_on"], words["follow_up_on"], words["due_on"])
            born_of = {type(origin).__name__.lower(): origin} if origin is not None else {}
            action, fresh = cls.once(
                uid, by=by, group=group, visibility="group", shared_at=clock.now(),
                round_ends_on=clock.today() + ANSWER_WITHIN, origin_reason=origin_reason,
                **born_of, **words,
            )  # fmt: skip
            if fresh:
                for person, role in carriers.values():
                    Carrier.create(action=action, user=person, role=role)
                Event.record("action.proposed", by=by, on=action, group=group)
        return action

    @staticmethod
    def refuse_dates(first_step_on, follow_up_on, due_on):
        """First step within 14 days, followed up before it is due."""
        if not clock.today() <= first_step_on <= clock.today() + FIRST_STEP_WITHIN:
            raise Refused("action.first_step_late")
        if not first_step_on <= follow_up_on <= due_on:
            raise Refused("action.dates_order")

    @classmethod
    def readable(cls, reader):
        """Its group, and those who carry it from other groups."""
        person = reader.id if hasattr(reader.id, "is_null") else Value(reader.id)
        carries = Carrier.select(Value(1)).where(Carrier.action == cls.id, Carrier.user == person)
        there = cls.withdrawn_at.is_null() & cls.paused_at.is_null()
        return may_read(cls, reader) | (there & fn.EXISTS(carries))

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, Group)
            .join(User, on=cls.author)
            .switch(cls)
            .join(Group, JOIN.LEFT_OUTER)
            .where(cls.readable(viewer))
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
    def carried_by(cls, user):
        """What this person carries and is not over, the nearest date first."""
        mine = Carrier.select(Carrier.action).where(Carrier.user == user)
        return (
            cls.visible_to(user)
            .where(cls.id.in_(mine), cls.state.not_in(OVER))
            .order_by(cls.follow_up_on, cls.id)
        )

    @classmethod
    def awaiting(cls, user):
        """Proposals in the consent step that this person has not answered in this round."""
        groups = Membership.groups_of(user).where(
            Membership.paused_at.is_null(), Membership.role.not_in(STAFF)
        )
        mine = Carrier.select(Carrier.action).where(Carrier.user == user)
        said = Consent.select(Value(1)).where(
            Consent.action == cls.id, Consent.user == user, Consent.round_number == cls.round_number
        )
        return (
            cls.visible_to(user)
            .where(cls.state == "proposed", cls.round_step == "consent", ~fn.EXISTS(said))
            .where(cls.group.in_(groups) | cls.id.in_(mine))
            .order_by(cls.id)
        )

    @classmethod
    def born_of(cls, reflection, viewer):
        """The actions that came out of a thread: of it, or of an answer in it."""
        answers = Comment.select(Comment.id).where(Comment.reflection == reflection)
        return (
            cls.visible_to(viewer)
            .where((cls.reflection == reflection) | cls.comment.in_(answers))
            .order_by(cls.id)
        )

    def crew(self):
        """The carriers with their departments, the tovholder first."""
        return (
            Carrier.select(Carrier, User, Department)
            .join(User)
            .join(Department, JOIN.LEFT_OUTER, on=User.department)
            .where(Carrier.action == self)
            .order_by(Carrier.role.desc(), Carrier.id)
        )

    def electorate(self):
        """Whose answer the consent round waits for: the group's members and the carriers."""
        members = [s.user for s in self.group.seats() if s.role not in STAFF and s.is_open]
        carriers = [carrier.user for carrier in self.crew()]
        return list({person.id: person for person in (*members, *carriers)}.values())

    def edit(self, *, by, **fields):
        """Change the proposal or the plan. While it is proposed, changed words are asked anew."""
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.touch()
            self.save(only=[*fields, "edited_at", "version"])
            Event.record("action.edited", by=by, on=self, group=self.group)

    def turn(self, step, *, by):
        """Move the round on. `consent` opens the answers; `adjust` closes them for a new round."""
        if self.state != "proposed":
            raise Refused("action.order", state=self.state, wanted=step)
        with transaction():
            self.round_step = step
            if step == "consent":
                self.round_ends_on = clock.today() + ANSWER_WITHIN
            self.save(only=["round_step", "round_ends_on"])
            Event.record("action.turned", by=by, on=self, group=self.group, step=step)

    def ask_again(self, *, by):
        """After an adjustment everybody answers anew."""
        with transaction():
            self.round_number += 1
            self.save(only=["round_number"])
            self.turn("consent", by=by)

    def go_live(self, *, by):
        """consented, once nobody is silent and nobody objects. At most three live per group."""
        with transaction():
            live = Action.select().where(
                Action.group == self.group, Action.state.in_(LIVE), Action.withdrawn_at.is_null()
            )
            if live.count() >= LIVE_AT_MOST:
                raise Refused("action.three_live")
            self._become("consented", by=by)

    def start(self, *, by):
        """The first step is taken."""
        if self.state not in ("consented", "adjusted"):
            raise Refused("action.order", state=self.state, wanted="started")
        with transaction():
            self.first_step_done_at = self.first_step_done_at or clock.now()
            self.save(only=["first_step_done_at"])
            self._become("started", by=by)

    def _become(self, state, *, by):
        self.state = state
        self.save(only=["state"])
        Event.record(f"action.{state}", by=by, on=self, group=self.group)

    @property
    def is_live(self):
        return self.state in LIVE

    @property
    def is_over(self):
        return self.state in OVER

    def edited_by(self, user):
        """The group edits (domain section 3); facilitators read and remind."""
        return user.roles.get(self.group_id) in ("member", "host") or self.carried_for(user)

    def steered_by(self, user):
        """The tovholder sets the status."""
        return any(c.user_id == user.id and c.role == "lead" for c in self.carriers)

    def carried_for(self, user):
        return any(c.user_id == user.id for c in self.carriers)


class Carrier(Model):
    action = ForeignKeyField(Action, backref="carriers", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="carried", on_delete="CASCADE")
    role = CharField(max_length=8, default="helper")

    class Meta:
        indexes = ((("action", "user"), True), (("user", "action"), False))


class Voice(Model):
    """A clarifying question, its answer, or a reaction, said in a step of the round."""

    action = ForeignKeyField(Action, backref="voices", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    step = CharField(max_length=16)
    body = TextField()
    created_at = UTCDateTimeField(default=lambda: clock.now())

    @classmethod
    def speak(cls, action, body, *, by):
        if action.state != "proposed" or action.round_step not in ("questions", "reactions"):
            raise Refused("action.order", state=action.state, wanted="voice")
        return cls.create(action=action, user=by, step=action.round_step, body=body)

    @classmethod
    def heard(cls, action):
        return cls.select(cls, User).join(User).where(cls.action == action).order_by(cls.id)


class Consent(Model):
    """One answer in one round; silence is no answer. An objection says what would be harmed."""

    action = ForeignKeyField(Action, backref="consents", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    round_number = IntegerField(default=1)
    answer = CharField(max_length=12)
    harms = CharField(max_length=12, default="")
    body = TextField(default="")
    created_at = UTCDateTimeField(default=lambda: clock.now())

    ANSWERS = ("live_with", "remark", "objection")
    HARMS = ("core_task", "citizen", "employee", "law")

    class Meta:
        indexes = ((("action", "round_number", "user"), True),)

    @classmethod
    def give(cls, action, answer, *, by, harms="", body=""):
        """Say it, or change what was said. The last consent makes the action live."""
        with transaction():
            if action.state != "proposed" or action.round_step != "consent":
                raise Refused("action.order", state=action.state, wanted="consent")
            if answer == "objection" and not (harms in cls.HARMS and body):
                raise Refused("consent.objection_without_reason")
            cls.delete().where(
                cls.action == action, cls.round_number == action.round_number, cls.user == by
            ).execute()
            consent = cls.create(
                action=action, user=by, round_number=action.round_number,
                answer=answer, harms=harms if answer == "objection" else "", body=body,
            )  # fmt: skip
            Event.record("action.answered", by=by, on=action, group=action.group, answer=answer)
            if not cls.silent(action) and not cls.objections(action):
                action.go_live(by=by)
        return consent

    @classmethod
    def given(cls, action):
        """This round's answers in the order of arrival."""
        return (
            cls.select(cls, User)
            .join(User)
            .where(cls.action == action, cls.round_number == action.round_number)
            .order_by(cls.id)
        )

    @classmethod
    def silent(cls, action):
        """Who is still to be heard."""
        heard = {consent.user_id for consent in cls.given(action)}
        return [person for person in action.electorate() if person.id not in heard]

    @classmethod
    def objections(cls, action):
        return list(cls.given(action).where(cls.answer == "objection"))


class FollowUp(Model):
    """Hvad skete der? Hvilken gevinst ser vi? Fortsæt, justér eller stop?"""

    action = ForeignKeyField(Action, backref="follow_ups", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    happened = TextField()
    gain = TextField(default="")
    decision = CharField(max_length=10)
    created_at = UTCDateTimeField(default=lambda: clock.now())

    DECISIONS = ("continue", "adjust", "done", "stop")
    LEADS_TO = {"continue": "followed_up", "adjust": "adjusted", "done": "done", "stop": "stopped"}

    @classmethod
    def hold(cls, action, *, happened, gain, decision, by, next_on=None, takeaway=""):
        """Look at it again together. Going on asks a new date, done a gain, stop a takeaway."""
        with transaction():
            if action.state not in LIVE:
                raise Refused("action.order", state=action.state, wanted="followed_up")
            if decision in ("continue", "adjust") and next_on is None:
                raise Refused("follow_up.next_missing")
            if decision == "done" and not gain:
                raise Refused("follow_up.gain_missing")
            if decision == "stop" and not takeaway:
                raise Refused("follow_up.takeaway_missing")
            follow_up = cls.create(
                action=action, user=by, happened=happened, gain=gain, decision=decision
            )
            action.realised_gain = gain or action.realised_gain
            action.takeaway = takeaway or action.takeaway
            if next_on is not None:
                action.follow_up_on = next_on
                action.due_on = max(next_on, action.due_on)
            action.save(only=["realised_gain", "takeaway", "follow_up_on", "due_on"])
            action._become(cls.LEADS_TO[decision], by=by)
        return follow_up

    @classmethod
    def of(cls, action):
        return cls.select(cls, User).join(User).where(cls.action == action).order_by(cls.id)
