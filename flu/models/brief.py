"""Tre linjer til min chef: a brief a leader writes and sends, and the two of them answer (S14)."""

from peewee import ForeignKeyField, TextField, Value, fn

from flu.db import transaction
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.item import Item
from flu.models.refusal import Refused
from flu.models.sending import Sending, among
from flu.models.user import User

To = User.alias()


class Brief(Item):
    """It stays with whom it was sent to; a new manager sees nothing of it (I1)."""

    to = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    working_on = TextField()
    learned = TextField(default="")
    needed = TextField(default="")
    experiment = ForeignKeyField(Experiment, null=True, backref="briefs", on_delete="SET NULL")

    class Meta:
        indexes = ((("to", "id"), False),)

    @classmethod
    def send(cls, *, by, experiment=None, uid=None, **lines):
        """Send it once, to the nearest manager. Raises Refused `sending.nobody` without one."""
        sending = Sending.upward(by)
        with transaction():
            sending.refuse_if_nobody()
            brief, fresh = cls.once(uid, by=by, to=sending.to[0], experiment=experiment, **lines)
            if fresh:
                Event.record("brief.sent", by=by, on=brief)
        return brief

    @classmethod
    def readable(cls, reader):
        """Its author and the one it was sent to, until it is withdrawn."""
        return cls.withdrawn_at.is_null() & among(reader, cls.author, [cls.to])

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, To)
            .join(User, on=cls.author)
            .switch(cls)
            .join(To, on=(cls.to == To.id), attr="to")
            .where(cls.readable(viewer))
            .order_by(cls.id.desc())
        )

    @classmethod
    def waiting_for(cls, user):
        """Sent to this person and not answered by them yet, the eldest first."""
        own = Remark.select(Value(1)).where(
            Remark.brief == cls.id, Remark.author == user, Remark.withdrawn_at.is_null()
        )
        return cls.visible_to(user).where(cls.to == user, ~fn.EXISTS(own)).order_by(cls.id)

    @property
    def title(self):
        return self.working_on

    def answered_by(self, user):
        """Only the two of them answer."""
        return user.id in (self.author_id, self.to_id)


class Remark(Item):
    """A short answer on a brief; read by the same two."""

    brief = ForeignKeyField(Brief, backref="remarks", on_delete="CASCADE")
    body = TextField()

    @classmethod
    def make(cls, body, *, on, by, uid=None):
        """Say it once."""
        with transaction():
            if not on.answered_by(by):
                raise Refused("brief.two")
            remark, fresh = cls.once(uid, by=by, brief=on, body=body)
            if fresh:
                Event.record("brief.answered", by=by, on=remark)
        return remark

    @classmethod
    def readable(cls, reader):
        """Whoever reads the brief, while both are there."""
        brief = Brief.select(Value(1)).where(Brief.id == cls.brief, Brief.readable(reader))
        return cls.withdrawn_at.is_null() & fn.EXISTS(brief)

    @classmethod
    def visible_to(cls, viewer):
        return super().visible_to(viewer).select_extend(Brief).join_from(cls, Brief)

    @classmethod
    def under(cls, brief, viewer):
        """The answers on a brief, eldest first."""
        return cls.visible_to(viewer).where(cls.brief == brief).order_by(cls.id)

    @property
    def title(self):
        return self.body
