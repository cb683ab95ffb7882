"""A læringsgruppe: 4–7 leaders from different departments, who sits there and who may know."""

from peewee import BooleanField, CharField, ForeignKeyField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.composition import Composition
from flu.models.event import Event, once
from flu.models.programme import Enrolment, Programme
from flu.models.refusal import Refused

STAFF = ("facilitator",)


class Group(Born):
    programme = ForeignKeyField(Programme, backref="groups", on_delete="CASCADE")
    name = CharField(max_length=60)
    archived_at = UTCDateTimeField(null=True)
    script = CharField(max_length=16, default="plain")
    keeps_staff = BooleanField(default=False)

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
                group.agreements.model.propose(group, by=by)
                for person in members:
                    group._seat(person, "host" if person == host else "member", by)
                for person in staff:
                    group._seat(person, "facilitator", by)
        return group

    @classmethod
    def draft(cls, members, *, staff=()):
        """What speaks for and against a group that is not made yet."""
        return Composition.of(members, staff=staff, past=cls.memberships.rel_model.past_of(members))

    @classmethod
    def visible_to(cls, viewer):
        """Those one may know by name (M01): sits or sat in, or manages the programme of."""
        left = cls.id.in_(cls.memberships.rel_model.left_by(viewer))
        return cls._with_programme().where(cls._shown_to(viewer) | left).order_by(cls.name)

    @classmethod
    def look_into(cls, uid, viewer):
        """One whose people and log the viewer may see (M02, M41). Raises DoesNotExist."""
        return cls._with_programme().where(cls._shown_to(viewer), cls.uid == uid).get()

    @classmethod
    def of(cls, viewer):
        """The groups the person sits in, staff roles last."""
        Seat = cls.memberships.rel_model
        return (
            cls.select(cls, Programme)
            .join(Programme)
            .switch(cls)
            .join(Seat)
            .where(cls.id.in_(Seat.groups_of(viewer)), Seat.user == viewer)
            .where(Seat.open(), cls.archived_at.is_null())
            .order_by(Seat.role == "facilitator", cls.name)
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

    def open_with(self, script, *, by):
        """How new threads begin here unless their author chooses otherwise (N8)."""
        if script != self.script:
            with transaction():
                self.script = script
                self.save(only=["script"])
                Event.record("group.opening", by=by, on=self, group=self, script=script)

    def admit(self, person, *, by, role="member", uid=None):
        """One more at the table; reads from now on (I4). Raises Refused by the hard rules."""
        with transaction():
            self.queue()
            known = self.memberships.model.get_or_none(uid=uid) if uid else None
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
            self.memberships.model.end_all(self)
            Event.record("group.archived", by=by, on=self, group=self)

    def keep_staff(self, stays, *, by):
        """The group asks its facilitator to stay on after the programme, or no longer (S33)."""
        with transaction():
            self.queue()
            self.refuse_if_archived()
            if Group.get_by_id(self.id).keeps_staff != stays:
                self.keeps_staff = stays
                self.save(only=["keeps_staff"])
                verb = "group.staff_asked" if stays else "group.staff_released"
                Event.record(verb, by=by, on=self, group=self)

    def queue(self):
        """Of two who change the group at the same moment, the second sees what the first did."""
        Group.update(name=Group.name).where(Group.id == self.id).execute()

    def refuse_if_archived(self):
        if self.archived_at:
            raise Refused("group.archived")

    def seats(self):
        """The open memberships with their people and departments: hosts, members, facilitators."""
        Seat = self.memberships.model
        return Seat.at([self]).where(Seat.open())

    def seat_of(self, user):
        """This person's seat, or None."""
        return next((seat for seat in self.seats() if seat.user_id == user.id), None)

    def seats_left_by(self, user):
        """Their former seats here, the latest first."""
        return [seat for seat in self.memberships.model.former(user) if seat.group_id == self.id]

    @property
    def agreement(self):
        """The promise in force."""
        return self.agreements.model.in_force(self).get()

    def promise_to(self, user):
        """The promise in force, knowing whether this person `has_accepted` it."""
        return self.agreements.model.asked_of(user, self)

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

    def guided_by(self, user):
        """May choose how its threads begin: host and facilitator."""
        return user.hosts(self.id) or user.facilitates(self.id)

    def owned_by(self, user):
        """Its members decide who stays: not its staff, and nobody outside."""
        return user.roles.get(self.id) in ("member", "host")

    @property
    def is_on_its_own(self):
        """The programme is over, and the group goes on (S33)."""
        return self.programme.is_over and self.archived_at is None

    @classmethod
    def _with_programme(cls):
        return cls.select(cls, Programme).join(Programme)

    @classmethod
    def _shown_to(cls, viewer):
        """SQL: the viewer sits there, or manages the programme."""
        sits = cls.id.in_(cls.memberships.rel_model.groups_of(viewer))
        return sits | cls.programme.in_(_managed(viewer))

    def _weigh(self, person, role, seats, by):
        members = [s.user for s in seats if s.role not in STAFF]
        staff = [s.user for s in seats if s.role in STAFF]
        (staff if role in STAFF else members).append(person)
        composition = Composition.of(members, staff=staff)
        composition.enforce(joining=person, discreet=not self.managed_by(by))

    def _seat(self, person, role, by, uid=None):
        self.programme.enrol(person, "facilitator" if role in STAFF else "participant", by=by)
        born = {"uid": uid} if uid else {}
        return self.memberships.model.create(group=self, user=person, role=role, **born)


def refuse_self(by, *people):
    """Nobody gives themselves a seat or a role (I3)."""
    if any(person.id == by.id for person in people):
        raise Refused("group.self_appointed")


def _managed(viewer):
    return Enrolment.select(Enrolment.programme).where(
        Enrolment.user == viewer, Enrolment.role == "programme_manager"
    )
