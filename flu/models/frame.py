"""A ramme of the half-year: what frames a week's learning, and the task until the next (S34)."""

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, TextField

from flu.db import Born, transaction
from flu.models.event import Event, once
from flu.models.programme import Enrolment, Programme
from flu.models.refusal import Refused
from flu.models.track import Track

KINDS = ("opening", "seance", "meeting")


class Frame(Born):
    """A `seance` is for the whole hold, a `meeting` for each group, an `opening` for nobody."""

    programme = ForeignKeyField(Programme, backref="frames", on_delete="CASCADE")
    week = IntegerField()
    kind = CharField(max_length=16)
    title = CharField(max_length=120)
    title_en = CharField(max_length=120, default="")
    purpose = TextField(default="")
    purpose_en = TextField(default="")
    task = TextField(default="")
    task_en = TextField(default="")
    track = ForeignKeyField(Track, null=True, backref="frames", on_delete="SET NULL")

    class Meta:
        indexes = ((("programme", "week"), False),)

    @classmethod
    def plan(cls, programme):
        """The programme's frames in the order of its weeks."""
        return (
            cls.select(cls, Track)
            .join(Track, JOIN.LEFT_OUTER)
            .where(cls.programme == programme)
            .order_by(cls.week, cls.id)
        )

    @classmethod
    def visible_to(cls, viewer):
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return (
            cls.select(cls, Programme, Track)
            .join(Programme)
            .switch(cls)
            .join(Track, JOIN.LEFT_OUTER)
            .where(cls.programme.in_(mine))
        )

    @classmethod
    def add(cls, programme, *, by, uid=None, **fields):
        with transaction():
            frame, fresh = once(cls, uid, by=by, programme=programme, **fields)
            if fresh:
                Event.record("frame.added", by=by, on=frame)
        return frame

    def change(self, *, by, **fields):
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(only=list(fields))
            Event.record("frame.changed", by=by, on=self)

    def remove(self, *, by):
        """Take it out of the plan. Raises Refused `frame.used` once a time has been set for it."""
        with transaction():
            if self.seances.exists():
                raise Refused("frame.used")
            Event.record("frame.removed", by=by, on=self)
            self.delete_instance()

    @property
    def monday(self):
        return self.programme.monday(self.week)

    def edited_by(self, user):
        return user.manages(self.programme_id)
