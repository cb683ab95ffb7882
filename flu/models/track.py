"""A spor: one of the programme's 1–8 strands (S40). Used ones are archived, never deleted."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from flu import clock
from flu.db import UTCDateTimeField, transaction
from flu.models.event import Event, once
from flu.models.ordered import Ordered
from flu.models.programme import Programme
from flu.models.refusal import Refused

HUES = ("heather", "clay", "fjord", "moss", "dusk", "rye", "kelp", "rosehip")
MOST = 8


class Track(Ordered):
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
    def add(cls, programme, *, by=None, uid=None, **fields):
        """One more strand, the last in the order. Raises Refused `track.full` past eight."""
        with transaction():
            used = cls.select().where(cls.programme == programme).count()
            fields = {"code": f"track-{used + 1}", "position": used, **fields}
            track, fresh = once(cls, uid, by=by, programme=programme, **fields)
            if fresh and cls.within(programme).count() > MOST:
                raise Refused("track.full")
            if fresh and by is not None:
                Event.record("track.added", by=by, on=track)
        return track

    def archive(self, *, by=None):
        """Take it out of the choices; what was tried in it keeps its name. One always remains."""
        with transaction():
            if Track.within(self.programme_id).where(Track.id != self.id).count() == 0:
                raise Refused("track.last")
            self.archived_at = clock.now()
            self.save(only=["archived_at"])
            Event.record("track.archived", by=by, on=self)

    def bring_back(self, *, by):
        """Into the choices again. Raises Refused `track.full` past eight."""
        with transaction():
            if Track.within(self.programme_id).count() >= MOST:
                raise Refused("track.full")
            self.archived_at = None
            self.save(only=["archived_at"])
            Event.record("track.brought_back", by=by, on=self)

    def edited_by(self, user):
        return user.manages(self.programme_id)

    archived_by = edited_by
