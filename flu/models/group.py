"""A læringsgruppe: 4–7 leaders from different departments, and what they promised each other."""

import hashlib

from peewee import (
    JOIN,
    CharField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
    Value,
    fn,
)

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, transaction
from flu.models.composition import Composition
from flu.models.department import Department
from flu.models.event import Event, once
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
        """Make a group at once or not at all. Raises Refused by the hard rules (N6, I13)."""
        with transaction():
            group, fresh = once(cls, uid, by=by, programme=programme, name=name)
            if fresh:
                staff = [facilitator] if facilitator else []
                refuse_self(by, *members, *staff)
                Composition.of(members, staff=staff).enforce()
                Event.record("group.formed", by=by, on=group, group=group)
                Agreement.propose(group, by=by)
                for person in members:
                    group._seat(person, "host" if person == host else "member", by)
                for person in staff:
                    group._seat(person, "facilitator", by)
        return group

    @classmethod
    def draft(cls, members, *, staff=()):
        """What speaks for and against a group that is not made yet."""
        return Composition.of(members, staff=staff, past=Membership.past_of(members))

    @classmethod
    def visible_to(cls, viewer):
        """Those one may know by name (M01): sits or sat in, or manages the programme of."""
        left = cls.id.in_(Membership.left_by(viewer))
        return cls._with_programme().where(cls._shown_to(viewer) | left).order_by(cls.name)

    @classmethod
    def look_into(cls, uid, viewer):
        """One whose people and log the viewer may see (M02, M41). Raises DoesNotExist."""
        return cls._with_programme().where(cls._shown_to(viewer), cls.uid == uid).get()

    @classmethod
    def of(cls, viewer):
        """The groups the person sits in, staff roles last."""
        return (
            cls.select(cls, Programme)
            .join(Programme)
            .switch(cls)
            .join(Membership)
            .where(cls.id.in_(Membership.groups_of(viewer)), Membership.user == viewer)
            .where(Membership.open(), cls.archived_at.is_null())
            .order_by(Membership.role == "facilitator", cls.name)
        )

    @classmethod
    def within(cls, programme):
        """All of a programme's, the closed ones last."""
        return (
            cls.select()
            .where(cls.programme == programme)
            .order_by(cls.archived_at.is_null(False), cls.name)
        )

    def rename(self, name, *, by):
        with transaction():
            self.name = name
            self.save(only=["name"])
            Event.record("group.renamed", by=by, on=self, group=self)

    def admit(self, person, *, by, role="member", uid=None):
        """One more at the table; reads from now on (I4). Raises Refused by the hard rules."""
        with transaction():
            self.queue()
            known = Membership.get_or_none(Membership.uid == uid) if uid else None
            if known is not None:
                return known.again(self, person)
            self.refuse_if_archived()
            refuse_self(by, person)
            seats = list(self.seats())
            if any(seat.user_id == person.id for seat in seats):
                raise Refused("group.already_in")
            self._weigh(person, role, seats, by)
            seat = self._seat(person, role, by, uid)
            Event.record("group.admitted", by=by, on=person, group=self, role=role)
        return seat

    def archive(self, *, by):
        """Close it for good: every seat ends, each keeps their own (M07)."""
        with transaction():
            self.queue()
            self.refuse_if_archived()
            self.archived_at = clock.now()
            self.save(only=["archived_at"])
            Membership.update(left_at=self.archived_at).where(
                Membership.group == self, Membership.open()
            ).execute()
            Event.record("group.archived", by=by, on=self, group=self)

    def queue(self):
        """Of two who change the group at the same moment, the second sees what the first did."""
        Group.update(name=Group.name).where(Group.id == self.id).execute()

    def refuse_if_archived(self):
        if self.archived_at:
            raise Refused("group.archived")

    def seats(self):
        """The open memberships with their people and departments: hosts, members, facilitators."""
        return Membership.at([self]).where(Membership.open())

    def seat_of(self, user):
        """This person's seat, or None."""
        return self.seats().where(Membership.user == user).first()

    def seats_left_by(self, user):
        """Their former seats here, the latest first."""
        return list(Membership.former(user).where(Membership.group == self))

    @property
    def agreement(self):
        """The promise in force."""
        return self.agreements.where(Agreement.superseded_at.is_null()).get()

    def promise_to(self, user):
        """The promise in force, knowing whether this person `has_accepted` it."""
        signed = Acceptance.select(Value(1)).where(
            Acceptance.agreement == Agreement.id, Acceptance.user == user
        )
        return (
            Agreement.select(Agreement, fn.EXISTS(signed).alias("has_accepted"))
            .where(Agreement.group == self, Agreement.superseded_at.is_null())
            .get()
        )

    def read_by(self, user):
        """Sits here and has accepted what is promised now (I10)."""
        return user.belongs_to(self.id) and self.agreement.accepted_by(user)

    def shown_to(self, user):
        """Its people and its promise (M02, M09)."""
        return user.belongs_to(self.id) or self.managed_by(user)

    def managed_by(self, user):
        return user.manages(self.programme_id)

    def edited_by(self, user):
        """May rename and close it (M07): facilitator and programme manager."""
        return user.facilitates(self.id) or self.managed_by(user)

    archived_by = edited_by

    def tended_by(self, user):
        """May invite (M04): host, facilitator, programme manager."""
        return user.hosts(self.id) or self.edited_by(user)

    @classmethod
    def _with_programme(cls):
        return cls.select(cls, Programme).join(Programme)

    @classmethod
    def _shown_to(cls, viewer):
        """SQL: the viewer sits there, or manages the programme."""
        return cls.id.in_(Membership.groups_of(viewer)) | cls.programme.in_(_managed(viewer))

    def _weigh(self, person, role, seats, by):
        members = [s.user for s in seats if s.role not in STAFF]
        staff = [s.user for s in seats if s.role in STAFF]
        (staff if role in STAFF else members).append(person)
        composition = Composition.of(members, staff=staff)
        composition.enforce(joining=person, discreet=not self.managed_by(by))

    def _seat(self, person, role, by, uid=None):
        self.programme.enrol(person, "facilitator" if role in STAFF else "participant", by=by)
        born = {"uid": uid} if uid else {}
        return Membership.create(group=self, user=person, role=role, **born)


class Membership(Born):
    """A seat: member, host or facilitator. It reads once the agreement is accepted (I10)."""

    group = ForeignKeyField(Group, backref="memberships", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="memberships", on_delete="CASCADE")
    role = CharField(max_length=16, default="member")
    reads_from = UTCDateTimeField(default=clock.now)
    left_at = UTCDateTimeField(null=True)
    paused_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("user", "group"), False), (("group", "user"), False))

    @classmethod
    def open(cls):
        return cls.left_at.is_null()

    @classmethod
    def groups_of(cls, viewer):
        """The groups the person has a working seat in; a paused one is none (I13)."""
        return cls.select(cls.group).where(cls.user == viewer, cls.open(), cls.paused_at.is_null())

    @classmethod
    def visible_to(cls, viewer):
        """Seats in groups one knows, to be told no (M05, M06), and one's own, paused or not."""
        seen = Group.visible_to(viewer).select(Group.id)
        return (
            cls.select(cls, User, Group, Programme)
            .join(User)
            .switch(cls)
            .join(Group)
            .join(Programme)
            .where(cls.open(), cls.group.in_(seen) | (cls.user == viewer))
        )

    @classmethod
    def left_by(cls, user):
        """The groups this person has left, or that closed with them."""
        return cls.select(cls.group).where(cls.user == user, cls.left_at.is_null(False))

    @classmethod
    def at(cls, groups):
        """The seats of these groups with people and departments, facilitators last; of a closed
        group those it closed with."""
        return (
            cls.select(cls, User, Department, Group)
            .join(User)
            .join(Department, JOIN.LEFT_OUTER, on=User.department)
            .switch(cls)
            .join(Group)
            .where(cls.group.in_([group.id for group in groups]))
            .where(cls.open() | (cls.left_at == Group.archived_at))
            .order_by(cls.role == "facilitator", User.name)
        )

    @classmethod
    def past_of(cls, people):
        """(person id, group id, group name, sits there now) of these people's groups, ever."""
        rows = (
            cls.select(cls, Group)
            .join(Group)
            .where(cls.user.in_([person.id for person in people]), cls.role.not_in(STAFF))
            .order_by(Group.name, cls.id)
        )
        return list(dict.fromkeys((s.user_id, s.group_id, s.group.name, s.is_open) for s in rows))

    @classmethod
    def now_of(cls, people):
        """Person id → the name of the group they sit in now."""
        return {person_id: name for person_id, _, name, now in cls.past_of(people) if now}

    @classmethod
    def former(cls, user):
        """Seats in groups one has left or that have closed, the latest first (M01)."""
        now = cls.groups_of(user)
        return (
            cls.select(cls, Group)
            .join(Group)
            .where(cls.user == user, cls.left_at.is_null(False), cls.group.not_in(now))
            .order_by(cls.left_at.desc())
        )

    @classmethod
    def paused_of(cls, user):
        """Seats on pause because somebody in the group came to sit above or below (I13)."""
        return (
            cls.select(cls, Group)
            .join(Group)
            .where(cls.user == user, cls.open(), cls.paused_at.is_null(False))
        )

    @classmethod
    def pause_clashes(cls, person, *, by):
        """After somebody moved: who now sits above another at the table stops reading, and who
        no longer does reads again; the group's log tells (I13)."""
        seats = cls.select(cls, Group, User).join(Group).switch(cls).join(User).where(cls.open())
        for seat in seats.where(cls.paused_at.is_null(), cls._sits_above()):
            seat._pause(clock.now(), "group.clash", by)
        for seat in seats.where(cls.paused_at.is_null(False), ~cls._sits_above()):
            seat._pause(None, "group.resumed", by)

    def appoint(self, role, *, by):
        """Host or member (M06); one host at a time. Nobody appoints themselves (I3)."""
        with transaction():
            refuse_self(by, self.user)
            if self.role in STAFF:
                raise Refused("group.facilitator_stays")
            if role == "host":
                for host in self.group.seats().where(Membership.role == "host"):
                    host._take("member", by)
            self._take(role, by)

    def end(self, *, by, reason=""):
        """Leave, or be removed with a reason; takes effect at the next request (I5)."""
        with transaction():
            if self.user_id != by.id and not reason:
                raise Refused("group.reason_missing")
            self.left_at = clock.now()
            self.save(only=["left_at"])
            verb = "group.left" if self.user_id == by.id else "group.removed"
            Event.record(verb, by=by, on=self.user, group=self.group, reason=reason)
            Membership.pause_clashes(self.user, by=by)

    def again(self, group, person):
        """The same letter once more: this very seat, or Refused if it asks for another."""
        if (self.group_id, self.user_id) != (group.id, person.id):
            raise Refused("uid.taken")
        return self

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

    def appointed_by(self, user):
        """May make a member host, or a host member (M06)."""
        return user.manages(self.group.programme_id) and self.role not in STAFF

    def _take(self, role, by):
        if role != self.role:
            self.role = role
            self.save(only=["role"])
            Event.record("group.appointed", by=by, on=self.user, group=self.group, role=role)

    def _pause(self, since, verb, by):
        self.paused_at = since
        self.save(only=["paused_at"])
        Event.record(verb, by=by, on=self.user, group=self.group)

    @classmethod
    def _sits_above(cls):
        """SQL: somebody at the same table is below this person in the line."""
        Other = cls.alias()
        return fn.EXISTS(
            Other.select(Value(1))
            .join(Line, on=Line.below == Other.user)
            .where(Other.group == cls.group, Other.left_at.is_null(), Line.above == cls.user)
        )


class Agreement(Born):
    """One version of the group's promise: five answers. A new one is accepted anew (P10)."""

    group = ForeignKeyField(Group, backref="agreements", on_delete="CASCADE")
    version = IntegerField(default=1)
    answers = JSONField(default=list)
    text = TextField(default="Historierne bliver her. Læringen må rejse.")
    superseded_at = UTCDateTimeField(null=True)

    @classmethod
    def propose(cls, group, *, by, text=None, answers=(), uid=None):
        """The next version; until each has accepted it, nobody reads (I10)."""
        with transaction():
            group.queue()
            last = cls.select(fn.MAX(cls.version)).where(cls.group == group).scalar() or 0
            fields = {"text": text} if text else {}
            agreement, fresh = once(
                cls, uid, by=by, group=group, version=last + 1, answers=list(answers), **fields
            )
            if fresh:
                cls.update(superseded_at=clock.now()).where(
                    cls.group == group, cls.superseded_at.is_null(), cls.id != agreement.id
                ).execute()
                Event.record(
                    "agreement.proposed", by=by, on=agreement, group=group, version=last + 1
                )
        return agreement

    @classmethod
    def rewrite(cls, group, *, by, text, answers, uid=None):
        """A version by somebody at the table, who says yes by writing it."""
        with transaction():
            agreement = cls.propose(group, by=by, text=text, answers=answers, uid=uid)
            if group.agreement == agreement:
                agreement.accept(by=by)
        return agreement

    @classmethod
    def current(cls, groups):
        """Group id → the promise in force."""
        rows = cls.select().where(
            cls.group.in_([group.id for group in groups]), cls.superseded_at.is_null()
        )
        return {agreement.group_id: agreement for agreement in rows}

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
        """Those of the groups one may know of; the words are for those who sit there (M09)."""
        seen = Group.visible_to(viewer).select(Group.id)
        return cls.select(cls, Group).join(Group).where(cls.group.in_(seen))

    def accept(self, *, by):
        """Once, by each; a second time changes nothing."""
        with transaction():
            self.group.queue()
            if self.group.agreement != self:
                raise Refused("agreement.superseded")
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
        return (
            Acceptance.select()
            .where(Acceptance.agreement == self, Acceptance.user == user)
            .exists()
        )

    @property
    def digest(self):
        return hashlib.sha256(repr((self.text, self.answers)).encode()).hexdigest()


class Acceptance(Model):
    agreement = ForeignKeyField(Agreement, backref="acceptances", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    digest = CharField(max_length=64)
    created_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("agreement", "user"), True),)

    @classmethod
    def to(cls, agreements):
        """Agreement id → the ids of those who have accepted it."""
        rows = cls.select(cls.agreement, cls.user).where(
            cls.agreement.in_([agreement.id for agreement in agreements])
        )
        accepted = {}
        for agreement_id, user_id in rows.tuples():
            accepted.setdefault(agreement_id, set()).add(user_id)
        return accepted


def refuse_self(by, *people):
    """Nobody gives themselves a seat or a role (I3)."""
    if any(person.id == by.id for person in people):
        raise Refused("group.self_appointed")


def _managed(viewer):
    return Enrolment.select(Enrolment.programme).where(
        Enrolment.user == viewer, Enrolment.role == "programme_manager"
    )
