"""A spor: one of the programme's 1–8 strands (S40). Used ones are archived, never deleted."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.programme import Enrolment, Programme
from flu.models.refusal import Refused

HUES = ("heather", "clay", "fjord", "moss", "dusk", "rye", "kelp", "rosehip")
MOST = 8


class Track(Born):
    programme = ForeignKeyField(Programme, backref="tracks", on_delete="CASCADE")
    code = CharField(max_length=40)
    name = CharField(max_length=80)
    short_name = CharField(max_length=24)
    name_en = CharField(max_length=80, default="")
    short_name_en = CharField(max_length=24, default="")
    description = TextField(default="")
    description_en = TextField(default="")
    position = IntegerField(default=0)
    hue = CharField(max_length=16, default="heather")
    icon = CharField(max_length=24, default="")
    first_week = IntegerField(null=True)
    last_week = IntegerField(null=True)
    archived_at = UTCDateTimeField(null=True)

    @classmethod
    def within(cls, programme):
        """Those in use, in the programme's order."""
        return (
            cls.select()
            .where(cls.programme == programme, cls.archived_at.is_null())
            .order_by(cls.position, cls.id)
        )

    @classmethod
    def visible_to(cls, viewer):
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return cls.select(cls, Programme).join(Programme).where(cls.programme.in_(mine))

    @classmethod
    def add(cls, programme, **fields):
        """One more strand. Raises Refused `track.full` past eight."""
        with transaction():
            count = cls.within(programme).count()
            if count >= MOST:
                raise Refused("track.full")
            fields.setdefault("code", f"track-{count + 1}")
            return cls.create(programme=programme, position=count, **fields)

    def archive(self):
        """Take it out of the choices; what was tried in it keeps its name. One always remains."""
        with transaction():
            if Track.within(self.programme_id).count() == 1:
                raise Refused("track.last")
            self.archived_at = clock.now()
            self.save(only=["archived_at"])
