"""A line of the minutes, written in a phase as the meeting goes, by whoever harvests."""

from peewee import JOIN, CharField, ForeignKeyField, TextField

from flu.db import Born, transaction
from flu.models.event import Event, once
from flu.models.seance import Seance
from flu.models.user import User


class Minute(Born):
    seance = ForeignKeyField(Seance, backref="minutes", on_delete="CASCADE")
    author = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    phase = CharField(max_length=24, default="")
    body = TextField()

    @classmethod
    def note(cls, seance, body, *, by, phase="", uid=None):
        """Write it down, once."""
        with transaction():
            minute, fresh = once(cls, uid, by=by, seance=seance, author=by, phase=phase, body=body)
            if fresh:
                Event.record("minute.noted", by=by, on=minute, group=seance.group)
        return minute

    @classmethod
    def of(cls, seance, viewer):
        """All of them in their order; none for whoever does not read there (I10)."""
        lines = cls.select(cls, User).join(User, JOIN.LEFT_OUTER).where(cls.seance == seance)
        return list(lines.order_by(cls.id)) if seance.is_read_by(viewer) else []
