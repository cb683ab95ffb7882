"""A læringsgruppe: 4–7 leaders from different departments, and what they promised each other."""

import hashlib

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, JSONField, TextField, fn

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, transaction
from flu.models.composition import Composition
from flu.models.department import Department
from flu.models.event import Event
from flu.models.programme import Enrolment, Programme
from flu.models.refusal import Refused
from flu.models.user import Line, User

STAFF = ("facilitator",)


class Group(Born):
    programme = ForeignKeyField(Programme, backref="groups", on_delete="CASCADE")
    name = CharField(max_length=60)
    archived_at = UTCDateTimeField(null=True)

    @classmethod
    def form(cls, programme, name, *, members, host=None, facilitator=None, by, uid=None):
        """Make a group at once or not at all. Raises Refused with the broken hard rule (N6, I13)."""
        with transaction():
            Composition.of(members, staff=[p for p in (facilitator,) if p]).enforce()
            if facilitator is not None and facilitator == by:
                raise Refused("group.self_appointed")
            group = cls.create(programme=programme, name=name, **({"uid": uid} if uid else {}))
            Agreement.propose(group, by=by)
            for person in members:
                group._seat(person, "host" if person == host else "member", by)
            if facilitator:
                group._seat(facilitator, "facilitator", by)
            Event.record("group.formed", by=by, on=group, group=group)
        return group

    @classmethod
    def visible_to(cls, viewer):
        """Those one sits in, and those of a programme one manages (M01)."""
        return (
            cls.select(cls, Programme)
            .join(Programme)
            .where(cls.id.in_(Membership.groups_of(viewer)) | cls.programme.in_(_managed(viewer)))
            .order_by(cls.name)
        )

    @classmethod
    def of(cls, viewer):
        """The groups the person sits in, staff roles last."""
        return (
            cls.select(cls, Programme)
            .join(Programme)
            .switch(cls)
            .join(Membership)
            .where(Membership.user == viewer, Membership.open(), cls.archived_at.is_null())
            .order_by(Membership.role == "facilitator", cls.name)
        )

    @classmethod
    def within(cls, programme):
        return cls.select().where(cls.programme == programme).order_by(cls.name)

    def rename(self, name, *, by):
        with transaction():
            self.name = name
            self.save(only=["name"])
            Event.record("group.renamed", by=by, on=self, group=self)

    def admit(self, person, *, by, role="member"):
        """One more at the table; reads from now on (I4). Raises Refused by the hard rules."""
        with transaction():
            seats = list(self.seats())
            if any(seat.user_id == person.id for seat in seats):
                raise Refused("group.already_in")
            if role != "member" and person == by:
                raise Refused("group.self_appointed")
            members = [s.user for s in seats if s.role not in STAFF]
            staff = [s.user for s in seats if s.role in STAFF]
            (staff if role in STAFF else members).append(person)
            Composition.of(members, staff=staff).enforce(growing=True)
            seat = self._seat(person, role, by)
            Event.record("group.admitted", by=by, on=person, group=self, role=role)
        return seat

    def archive(self, *, by):
        with transaction():
            self.archived_at = clock.now()
            self.save(only=["archived_at"])
            Event.record("group.archived", by=by, on=self, group=self)

    def seats(self):
        """The open memberships with their people and departments: hosts, members, facilitators."""
        return (
            Membership.select(Membership, User, Department)
            .join(User)
            .join(Department, JOIN.LEFT_OUTER, on=User.department)
            .where(Membership.group == self, Membership.open())
            .order_by(Membership.role == "facilitator", User.name)
        )

    def composition(self):
        seats = list(self.seats())
        return Composition.of(
            [s.user for s in seats if s.role not in STAFF],
            staff=[s.user for s in seats if s.role in STAFF],
        )

    @property
    def agreement(self):
        """The promise in force."""
        return self.agreements.where(Agreement.superseded_at.is_null()).get()

    def _seat(self, person, role, by):
        self.programme.enrol(person, "facilitator" if role in STAFF else "participant", by=by)
        return Membership.create(group=self, user=person, role=role)

    def managed_by(self, user):
        return user.manages(self.programme_id)

    def tended_by(self, user):
        """May invite (M04): host, facilitator, programme manager."""
        return user.facilitates(self.id) or user.hosts(self.id) or self.managed_by(user)


class Membership(Born):
    """A seat: member, host or facilitator. It reads once the agreement is accepted (I10)."""

    group = ForeignKeyField(Group, backref="memberships", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="memberships", on_delete="CASCADE")
    role = CharField(max_length=16, default="member")
    reads_from = UTCDateTimeField(default=lambda: clock.now())
    left_at = UTCDateTimeField(null=True)
    paused_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("user", "group"), False), (("group", "user"), False))

    @classmethod
    def open(cls):
        return cls.left_at.is_null()

    @classmethod
    def groups_of(cls, viewer):
        return cls.select(cls.group).where(cls.user == viewer, cls.open())

    @classmethod
    def visible_to(cls, viewer):
        """Seats in groups one sees the members of (M02)."""
        seen = Group.visible_to(viewer).select(Group.id)
        return (
            cls.select(cls, User, Group, Programme)
            .join(User)
            .switch(cls)
            .join(Group)
            .join(Programme)
            .where(cls.open(), cls.group.in_(seen))
        )

    def appoint(self, role, *, by):
        """Host, member or facilitator (M06). Nobody appoints themselves (I3)."""
        with transaction():
            if self.user_id == by.id:
                raise Refused("group.self_appointed")
            self.role = role
            self.save(only=["role"])
            Event.record("group.appointed", by=by, on=self.user, group=self.group, role=role)

    def end(self, *, by, reason=""):
        """Leave, or be removed with a reason; takes effect at the next request (I5)."""
        with transaction():
            if self.user_id != by.id and not reason:
                raise Refused("group.reason_missing")
            self.left_at = clock.now()
            self.save(only=["left_at"])
            verb = "group.left" if self.user_id == by.id else "group.removed"
            Event.record(verb, by=by, on=self.user, group=self.group, reason=reason)

    @classmethod
    def pause_clashes(cls, person, *, by):
        """After somebody moved: who now sits above another at the table stops reading (I13)."""
        Other = cls.alias()
        clashes = (
            cls.select(cls, Group, User)
            .join(Group)
            .switch(cls)
            .join(User)
            .switch(cls)
            .join(Other, on=(Other.group == cls.group) & Other.left_at.is_null())
            .join(Line, on=(Line.above == cls.user) & (Line.below == Other.user))
            .where(cls.open(), cls.paused_at.is_null())
            .distinct()
        )
        for seat in clashes:
            seat.paused_at = clock.now()
            seat.save(only=["paused_at"])
            Event.record("group.clash", by=by, on=seat.user, group=seat.group)

    @property
    def is_open(self):
        return self.left_at is None and self.paused_at is None

    def ended_by(self, user):
        """Leave oneself; facilitator and programme manager may remove (M05)."""
        return (
            self.user_id == user.id
            or user.facilitates(self.group_id)
            or user.manages(self.group.programme_id)
        )


class Agreement(Born):
    """One version of the group's promise: five answers. A new one is accepted anew (P10)."""

    group = ForeignKeyField(Group, backref="agreements", on_delete="CASCADE")
    version = IntegerField(default=1)
    answers = JSONField(default=list)
    text = TextField(default="Historierne bliver her. Læringen må rejse.")
    superseded_at = UTCDateTimeField(null=True)

    @classmethod
    def propose(cls, group, *, by, text=None, answers=()):
        """The next version; until each has accepted it, nobody reads (I10)."""
        with transaction():
            last = cls.select(fn.MAX(cls.version)).where(cls.group == group).scalar() or 0
            cls.update(superseded_at=clock.now()).where(
                cls.group == group, cls.superseded_at.is_null()
            ).execute()
            fields = {"text": text} if text else {}
            agreement = cls.create(
                group=group, version=last + 1, answers=list(answers), **fields
            )
            Event.record("agreement.proposed", by=by, on=agreement, group=group)
        return agreement

    @classmethod
    def awaiting(cls, user):
        """Those this person has yet to accept, with their groups."""
        accepted = Acceptance.select(Acceptance.agreement).where(Acceptance.user == user)
        return (
            cls.select(cls, Group)
            .join(Group)
            .join(Membership)
            .where(
                Membership.user == user,
                Membership.open(),
                cls.superseded_at.is_null(),
                Group.archived_at.is_null(),
                cls.id.not_in(accepted),
            )
        )

    @classmethod
    def visible_to(cls, viewer):
        return cls.select(cls, Group).join(Group).where(cls.group.in_(Membership.groups_of(viewer)))

    def accept(self, *, by):
        """Once, by each; a second time changes nothing."""
        with transaction():
            _, fresh = Acceptance.get_or_create(
                agreement=self, user=by, defaults={"digest": self.digest}
            )
            if fresh:
                Event.record("agreement.accepted", by=by, on=self, group=self.group)

    def signers(self):
        return (
            User.select(User, Acceptance.created_at.alias("accepted_at"))
            .join(Acceptance, on=Acceptance.user == User.id)
            .where(Acceptance.agreement == self)
            .order_by(Acceptance.id)
            .objects()
        )

    def accepted_by(self, user):
        return Acceptance.select().where(
            Acceptance.agreement == self, Acceptance.user == user
        ).exists()

    @property
    def digest(self):
        return hashlib.sha256(repr((self.text, self.answers)).encode()).hexdigest()


class Acceptance(Model):
    agreement = ForeignKeyField(Agreement, backref="acceptances", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    digest = CharField(max_length=64)
    created_at = UTCDateTimeField(default=lambda: clock.now())

    class Meta:
        indexes = ((("agreement", "user"), True),)


def _managed(viewer):
    return Enrolment.select(Enrolment.programme).where(
        Enrolment.user == viewer, Enrolment.role == "programme_manager"
    )
