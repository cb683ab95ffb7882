"""A forløb: half a year with a start, weeks and people in roles around it."""

from datetime import timedelta

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from flu import clock
from flu.db import Born, Model, UTCDateTimeField
from flu.models.organisation import Organisation
from flu.models.user import User

ROLES = ("participant", "programme_manager", "facilitator", "nearest_manager", "sponsor", "guest")


class Programme(Born):
    organisation = ForeignKeyField(Organisation, backref="programmes", on_delete="CASCADE")
    name = CharField(max_length=120)
    starts_on = DateField()
    weeks = IntegerField(default=26)

    @classmethod
    def visible_to(cls, viewer):
        """Those the person is enrolled in, the latest first."""
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return cls.select().where(cls.id.in_(mine)).order_by(cls.starts_on.desc())

    @classmethod
    def of(cls, viewer):
        """The one the person is in now, or None."""
        return cls.visible_to(viewer).first()

    @property
    def week(self):
        """1 … weeks; 0 before the start, weeks + 1 afterwards."""
        passed = (clock.today() - self.starts_on).days // 7 + 1
        return max(0, min(passed, self.weeks + 1))

    @property
    def ends_on(self):
        return self.starts_on + timedelta(weeks=self.weeks)

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

    def managed_by(self, user):
        return user.manages(self.id)


class Enrolment(Model):
    """A role in a programme. Nobody grants one to themselves (I3)."""

    programme = ForeignKeyField(Programme, backref="enrolments", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="enrolments", on_delete="CASCADE")
    role = CharField(max_length=20)
    granted_by = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    created_at = UTCDateTimeField(default=lambda: clock.now())

    class Meta:
        indexes = ((("programme", "user", "role"), True),)
