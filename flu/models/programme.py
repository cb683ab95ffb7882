"""A forløb: half a year with a start, weeks and people in roles around it."""

from datetime import date, timedelta

from peewee import JOIN, CharField, DateField, ForeignKeyField, IntegerField, JSONField

from flu import clock, workdays
from flu.db import Born, Model, UTCDateTimeField
from flu.models.department import Department
from flu.models.organisation import Organisation
from flu.models.user import User

WARNED = timedelta(days=30)
STAFF_STAYS = timedelta(weeks=2)
ROLES = ("participant", "programme_manager", "facilitator", "nearest_manager", "sponsor", "guest")


class Programme(Born):
    organisation = ForeignKeyField(Organisation, backref="programmes", on_delete="CASCADE")
    name = CharField(max_length=120)
    starts_on = DateField()
    weeks = IntegerField(default=26)
    breaks = JSONField(default=list)
    retain_months = IntegerField(default=6)

    @classmethod
    def visible_to(cls, viewer):
        """Those the person is enrolled in, the latest first."""
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return cls.select().where(cls.id.in_(mine)).order_by(cls.starts_on.desc())

    @classmethod
    def of(cls, viewer):
        """The one the person is in now, or None."""
        return cls.visible_to(viewer).first()

    @classmethod
    def run_by(cls, viewer):
        """Those the person manages, the latest first."""
        runs = Enrolment.select(Enrolment.programme).where(
            Enrolment.user == viewer, Enrolment.role == "programme_manager"
        )
        return cls.select().where(cls.id.in_(runs)).order_by(cls.starts_on.desc())

    @classmethod
    def chosen(cls, viewer, uid=None):
        """The one with this address, else the one the person is in now, or None."""
        return cls.find(uid, viewer) if uid else cls.of(viewer)

    def change(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(only=list(fields))

    @property
    def mondays(self):
        """The Monday of each of its weeks; holiday weeks shift those that follow (S32)."""
        off, monday, mondays = self.breaks_on, self.starts_on, []
        while len(mondays) < self.weeks:
            if monday not in off:
                mondays.append(monday)
            monday += workdays.WEEK
        return mondays

    @property
    def breaks_on(self):
        """The Mondays of the weeks that do not count."""
        return {date.fromisoformat(day) for day in self.breaks}

    def monday(self, week):
        """When a week begins: the one before the start is 0, those after the end go on."""
        if week < 1:
            return self.starts_on + (week - 1) * workdays.WEEK
        if week > self.weeks:
            return self.ends_on + (week - self.weeks - 1) * workdays.WEEK
        return self.mondays[week - 1]

    @property
    def week(self):
        """1 … weeks, holiday weeks not counted; 0 before the start, weeks + 1 afterwards."""
        today = clock.today()
        if today >= self.ends_on:
            return self.weeks + 1
        return sum(monday <= today for monday in self.mondays)

    @property
    def is_on_break(self):
        return workdays.monday_of(clock.today()) in self.breaks_on

    @property
    def ends_on(self):
        return self.mondays[-1] + workdays.WEEK

    @property
    def last_day(self):
        return self.ends_on - timedelta(days=1)

    @property
    def retained_until(self):
        """The day from which what was shared in it is gone (P21)."""
        return workdays.months_after(self.ends_on, self.retain_months)

    @property
    def is_over(self):
        return clock.today() >= self.ends_on

    @property
    def is_parting(self):
        """From the last week until the words go, each chooses what becomes of their own (N18)."""
        return self.week >= self.weeks and clock.today() < self.retained_until

    @property
    def parts_from(self):
        """The first day of the last week."""
        return self.mondays[-1]

    @property
    def staff_leaves_on(self):
        """The groups are their own from then on, unless they asked their facilitator to stay."""
        return self.ends_on + STAFF_STAYS

    @property
    def has_staff(self):
        return clock.today() < self.staff_leaves_on

    def enrol(self, user, role, *, by=None):
        return Enrolment.get_or_create(
            programme=self, user=user, role=role, defaults={"granted_by": by}
        )[0]

    def people(self, role):
        return (
            User.select()
            .join(Enrolment, on=Enrolment.user == User.id)
            .where(Enrolment.programme == self, Enrolment.role == role)
            .order_by(User.name)
        )

    def roster(self, *roles):
        """The people in these roles with unit, department and nearest manager, by name."""
        Unit, Manager = Department.alias(), User.alias()
        here = Enrolment.select(Enrolment.user).where(
            Enrolment.programme == self, Enrolment.role.in_(roles)
        )
        return (
            User.select(User, Department, Unit, Manager)
            .join_from(User, Department, JOIN.LEFT_OUTER, on=User.department)
            .join_from(User, Unit, JOIN.LEFT_OUTER, on=(User.unit == Unit.id), attr="unit")
            .join_from(
                User, Manager, JOIN.LEFT_OUTER, on=(User.manager == Manager.id), attr="manager"
            )
            .where(User.id.in_(here), User.deactivated_at.is_null())
            .order_by(User.name)
        )

    def managed_by(self, user):
        return user.manages(self.id)

    def overseen_by(self, user):
        """May see its totals (M37): programme manager and sponsor."""
        return bool({"programme_manager", "sponsor"} & user.posts.get(self.id, set()))

    def composed_by(self, user):
        """May make groups (M03): programme manager and facilitators."""
        return bool({"programme_manager", "facilitator"} & user.posts.get(self.id, set()))


class Enrolment(Model):
    """A role in a programme. Nobody grants one to themselves (I3)."""

    programme = ForeignKeyField(Programme, backref="enrolments", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="enrolments", on_delete="CASCADE")
    role = CharField(max_length=20)
    granted_by = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    created_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("programme", "user", "role"), True),)
