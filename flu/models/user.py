"""A person: identity, place and nearest manager; what they may do follows from seats and posts."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_login import UserMixin
from peewee import BooleanField, CharField, ForeignKeyField, IntegrityError, Value

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.department import Department
from flu.models.organisation import Organisation
from flu.models.refusal import Refused

NAMELESS = "@nobody.invalid"  # the address of whoever stands in for those who left no name
hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)
NOBODY = hasher.hash("a password nobody has, so that unknown addresses take as long")


class User(Born, UserMixin):
    organisation = ForeignKeyField(Organisation, backref="people", on_delete="CASCADE")
    name = CharField(max_length=120)
    email = CharField(max_length=254, unique=True)
    title = CharField(max_length=120, default="")
    unit = ForeignKeyField(Department, null=True, backref="people", on_delete="SET NULL")
    department = ForeignKeyField(Department, null=True, backref="+", on_delete="SET NULL")
    manager = ForeignKeyField("self", null=True, backref="staff", on_delete="SET NULL")
    password_hash = CharField(null=True)
    locale = CharField(max_length=5, default="da")
    visiting = BooleanField(default=False)
    calendar_key = CharField(max_length=64, default="", index=True)
    joined_at = UTCDateTimeField(null=True)
    deactivated_at = UTCDateTimeField(null=True)

    token = None  # the open sign-in's secret, known only to the request that made it
    sign_in = None  # the sign-in this request came with

    @classmethod
    def add(cls, *, organisation, name, email, unit=None, title=""):
        """A person known by name who has not joined yet. Raises Refused if the e-mail is in use."""
        try:
            with transaction():
                return cls.create(
                    organisation=organisation,
                    name=name,
                    email=email.lower(),
                    unit=unit,
                    department=unit and unit.department,
                    title=title,
                )
        except IntegrityError:
            raise Refused("user.email_taken") from None

    @classmethod
    def stand_in(cls, organisation):
        """Whom a house's words without a name are told to be from; nobody who could sign in."""
        return cls.get_or_create(
            email=f"{organisation.uid}{NAMELESS}",
            defaults={
                "organisation": organisation, "name": "En leder", "deactivated_at": clock.now()
            },
        )[0]  # fmt: skip

    @classmethod
    def within(cls, organisation):
        """Everybody in the directory (M33), by name."""
        return (
            cls.select(cls, Department)
            .join(Department, "left outer join")
            .where(cls.organisation == organisation, cls.deactivated_at.is_null(), ~cls.visiting)
            .order_by(cls.name)
        )

    @classmethod
    def visible_to(cls, viewer):
        return cls.within(viewer.organisation_id)

    @classmethod
    def names(cls, uids):
        """uid → name of these people."""
        return dict(cls.select(cls.uid, cls.name).where(cls.uid.in_(list(uids))).tuples())

    @classmethod
    def named(cls, person):
        """SQL: the name of whoever this column holds."""
        Person = cls.alias()
        return Person.select(Person.name).where(Person.id == person)

    @classmethod
    def by_email(cls, email):
        return cls.get_or_none(cls.email == email.strip().lower())

    @classmethod
    def by_credentials(cls, email, password):
        """Whoever these open the door for, else None, after the same time for all (S12)."""
        user = cls.by_email(email)
        known = user.password_hash if user and user.password_hash else NOBODY
        try:
            hasher.verify(known, password)
        except (VerificationError, InvalidHashError):
            return None
        return user if known is not NOBODY and user.is_active else None

    def set_password(self, password):
        self.password_hash = hasher.hash(password)
        self.joined_at = self.joined_at or clock.now()
        self.save(only=["password_hash", "joined_at"])

    def describe(self, **words):
        """Name, title, locale: whichever are given."""
        for what, value in words.items():
            setattr(self, what, value)
        self.save(only=list(words))

    def move_to(self, unit):
        self.unit, self.department = unit, unit.department
        self.save(only=["unit", "department"])

    def speak(self, locale):
        self.locale = locale
        self.save(only=["locale"])

    def opens_with(self, password):
        try:
            return bool(self.password_hash) and hasher.verify(self.password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    def report_to(self, manager):
        """Put this person, and everybody below, under another manager. Raises Refused on a ring."""
        with transaction():
            if manager == self or self.is_above(manager):
                raise Refused("line.ring", person=self.name, manager=manager.name)
            self.manager = manager
            self.save(only=["manager"])
            self.beneath.model.redraw(self)

    def deactivate(self):
        self.deactivated_at = clock.now()
        self.save(only=["deactivated_at"])

    def reactivate(self):
        self.deactivated_at = None
        self.save(only=["deactivated_at"])

    def is_above(self, other):
        return self.beneath.where(self.beneath.model.below == other).exists()

    @property
    def is_active(self):
        return self.deactivated_at is None

    def get_id(self):
        return self.token

    @cached_property
    def roles(self):
        """Group id → `member`, `host` or `facilitator`, of the groups this person is in now."""
        return {place: role for kind, place, role in self._standing if kind == "seat"}

    @cached_property
    def posts(self):
        """Programme id → the set of roles held in that programme."""
        posts = {}
        for kind, place, role in self._standing:
            if kind == "post":
                posts.setdefault(place, set()).add(role)
        return posts

    @cached_property
    def _standing(self):
        """Seats and posts as (kind, where, role), in one question."""
        seat, post = self.memberships.model, self.enrolments.model
        seats = seat.select(Value("seat"), seat.group, seat.role).where(
            seat.user == self, seat.left_at.is_null(), seat.paused_at.is_null()
        )
        posts = post.select(Value("post"), post.programme, post.role).where(post.user == self)
        return list(seats.union_all(posts).tuples())

    def belongs_to(self, group_id):
        return group_id in self.roles

    def facilitates(self, group_id):
        return self.roles.get(group_id) == "facilitator"

    def hosts(self, group_id):
        return self.roles.get(group_id) == "host"

    def manages(self, programme_id):
        return "programme_manager" in self.posts.get(programme_id, ())

    @property
    def runs_a_programme(self):
        return any("programme_manager" in roles for roles in self.posts.values())

    def administered_by(self, user):
        """May shut this person out (M43): who runs a programme in the house, never themselves."""
        here = self.organisation_id == user.organisation_id
        return here and user.runs_a_programme and self.id != user.id

    @property
    def looks_on(self):
        """Around the groups and in none: a nearest manager, a sponsor, a guest (S13)."""
        held = set().union(*self.posts.values())
        return not self.roles and not held & {"participant", "facilitator", "programme_manager"}

    @property
    def tends_a_group(self):
        return any(role in ("host", "facilitator") for role in self.roles.values())

    @property
    def is_nameless(self):
        return self.email.endswith(NAMELESS)

    @property
    def first_name(self):
        return self.name if self.is_nameless else self.name.split()[0]
