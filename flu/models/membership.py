"""A seat in a group: taken, on pause, left; who sits above another there stops reading (I13)."""

from peewee import JOIN, CharField, ForeignKeyField, Value, fn

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.department import Department
from flu.models.event import Event
from flu.models.group import STAFF, Group, refuse_self
from flu.models.line import Line
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.user import User


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
            .join(Department, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Group)
            .where(cls.group.in_([group.id for group in groups]))
            .where(cls.open() | (cls.left_at == Group.archived_at))
            .order_by(cls.role == "facilitator", User.name)
        )

    @classmethod
    def end_all(cls, group):
        """The group closes, and everybody's seat with it."""
        cls.update(left_at=group.archived_at).where(cls.group == group, cls.open()).execute()

    @classmethod
    def end_staff(cls):
        """Two weeks after the programme the group is its members' own (S33), unless they asked
        their facilitator to stay. How many seats ended."""
        seats = cls.select(cls, Group, Programme, User).join_from(cls, Group).join(Programme)
        seats = seats.join_from(cls, User).where(cls.open(), cls.role.in_(STAFF))
        over = [
            seat
            for seat in seats.where(~Group.keeps_staff)
            if seat.group.programme.staff_leaves_on <= clock.today()
        ]
        return sum(seat._make_room() for seat in over)

    @classmethod
    def begin_reading(cls, user):
        """Whoever joins now reads from now on (I4)."""
        cls.update(reads_from=clock.now()).where(cls.user == user, cls.open()).execute()

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

    def _make_room(self):
        with transaction():
            still = (Membership.id == self.id) & Membership.left_at.is_null()
            ended = Membership.update(left_at=clock.now()).where(still).execute()
            if ended:
                Event.record("group.staff_left", by=None, on=self.user, group=self.group)
        return ended

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
