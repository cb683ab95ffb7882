"""A seance, or one group's meeting: a frame of the plan with a time and a place (S34)."""

from datetime import timedelta

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, IntegrityError, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, queue, transaction
from flu.models.event import Event, once
from flu.models.frame import Frame
from flu.models.group import Group
from flu.models.live import Live
from flu.models.membership import Membership
from flu.models.programme import Enrolment, Programme
from flu.models.reading import ReadingSeat
from flu.models.refusal import Refused
from flu.models.track import Track
from flu.models.user import User

COMES = ("participant", "facilitator", "programme_manager")
HOURS = {"seance": 180, "meeting": 60}
DAY = timedelta(days=1)


class Seance(Live, Born):
    """`group` is None for the whole hold's. `length` is in minutes, `revision` counts changes."""

    frame = ForeignKeyField(Frame, backref="seances", on_delete="CASCADE")
    group = ForeignKeyField(Group, null=True, backref="seances", on_delete="CASCADE")
    starts_at = UTCDateTimeField(index=True)
    length = IntegerField()
    place = CharField(max_length=120, default="")
    note = TextField(default="")
    host = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    revision = IntegerField(default=0)
    protocol = CharField(max_length=8, default="")
    phase = IntegerField(null=True)
    phase_since = UTCDateTimeField(null=True)
    turn = IntegerField(default=0)
    focus = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    held_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("frame", "group"), True),)

    @classmethod
    def arrange(cls, frame, *, group=None, by, uid=None, **fields):
        """Set time and place, once. Raises Refused `seance.arranged` if somebody else just did."""
        try:
            with transaction():
                queue("seance", frame.id)
                seance, fresh = once(cls, uid, by=by, frame=frame, group=group, **fields)
                if fresh and cls.of(frame, group).where(cls.id != seance.id).exists():
                    raise Refused("seance.arranged")
                if fresh:
                    Event.record("seance.arranged", by=by, on=seance, group=group)
        except IntegrityError:
            raise Refused("seance.arranged") from None
        return seance

    @classmethod
    def of(cls, frame, group):
        """The one time a frame has for a group, or for all."""
        here = cls.group.is_null() if group is None else cls.group == group
        return cls.select().where(cls.frame == frame, here)

    @classmethod
    def shown_to(cls, viewer):
        """SQL: the hold's to whoever comes to them, a group's to whoever has a seat there."""
        comes = Enrolment.select(Enrolment.programme).where(
            Enrolment.user == viewer, Enrolment.role.in_(COMES)
        )
        hold = cls.group.is_null() & Frame.programme.in_(comes)
        return hold | cls.group.in_(Membership.groups_of(viewer))

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, Frame, Programme, Track, Group, User)
            .join(Frame)
            .join(Programme)
            .switch(Frame)
            .join(Track, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Group, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(User, JOIN.LEFT_OUTER, on=cls.host)
            .where(cls.shown_to(viewer))
            .order_by(cls.starts_at, cls.id)
        )

    @classmethod
    def within(cls, programme, viewer):
        return cls.visible_to(viewer).where(Frame.programme == programme)

    @classmethod
    def ahead(cls, viewer):
        """Those not over yet, the next first."""
        return cls.visible_to(viewer).where(
            cls.held_at.is_null(), cls.starts_at > clock.now() - DAY
        )

    @classmethod
    def follow(cls, programme, before):
        """Move those to come as far as their weeks moved; `before` is week → Monday as it was.

        How many were moved."""
        weeks = {frame.id: frame.week for frame in Frame.plan(programme)}
        ahead = cls.select().where(cls.frame.in_(list(weeks)), cls.starts_at > clock.now())
        moved = 0
        for seance in ahead:
            week = weeks[seance.frame_id]
            if distance := programme.monday(week) - before[week]:
                wall = clock.local(seance.starts_at)
                seance.starts_at = clock.at(wall.date() + distance, wall.time())
                seance.revision += 1
                seance.save(only=["starts_at", "revision"])
                moved += 1
        return moved

    def rearrange(self, *, by, **fields):
        """Another time, place or host; calendars learn of it by the revision."""
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.revision += 1
            self.save(only=[*fields, "revision"])
            Event.record("seance.rearranged", by=by, on=self, group=self.group)

    def members(self):
        """Those who sit at the table, by name; for the hold, nobody is called up by name."""
        if self.group_id is None:
            return []
        seats = Membership.at([self.group]).where(Membership.open())
        return [seat.user for seat in seats if seat.role != "facilitator"]

    def is_read_by(self, viewer):
        """Reads what was said there: the agreement is accepted (I10); the hold's, who comes."""
        if self.group_id is None:
            return True
        seat = (ReadingSeat.user_id == viewer.id) & (ReadingSeat.group_id == self.group_id)
        return ReadingSeat.select(ReadingSeat.user_id).where(seat).exists()

    @property
    def programme(self):
        return self.frame.programme

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.length)

    @property
    def is_over(self):
        return self.held_at is not None or self.ends_at < clock.now()

    def arranged_by(self, user):
        """For the hold, whoever makes groups; for a group, whoever sits there."""
        if self.group_id is None:
            return self.programme.composed_by(user)
        return user.belongs_to(self.group_id)
