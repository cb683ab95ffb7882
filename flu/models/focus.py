"""Mit ledelsesfokus: one sentence at the start, said anew midway and at the end (S1)."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, queue, transaction
from flu.models import moment
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.user import User


class Focus(Born):
    """Always its author's alone; corrected until the next moment begins, then it stays."""

    author = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    programme = ForeignKeyField(Programme, backref="+", on_delete="CASCADE")
    moment = CharField(max_length=16)
    body = TextField()
    edited_at = UTCDateTimeField(null=True)
    version = IntegerField(default=1)

    class Meta:
        indexes = ((("author", "programme", "moment"), True),)

    @classmethod
    def of(cls, user, programme):
        """Those this person has written in this programme, the eldest first."""
        return cls.select().where(cls.author == user, cls.programme == programme).order_by(cls.id)

    @classmethod
    def newest(cls, user):
        """The latest this person has written anywhere, or None."""
        return cls.select().where(cls.author == user).order_by(cls.id.desc()).first()

    @classmethod
    def latest(cls, user):
        """SQL: the moment of the newest one in each programme of a list."""
        newest = cls.select(cls.moment).where(cls.author == user, cls.programme == Programme.id)
        return newest.order_by(cls.id.desc()).limit(1)

    @classmethod
    def say(cls, body, *, by, programme, seen=None, uid=None):
        """The sentence of the moment it is; once more is a correction of the version `seen`.

        Raises Refused `item.moved_on` if it is not as it was seen.
        """
        now = moment.current(programme)
        with transaction():
            queue("focus", by.id)
            focus = cls.of(by, programme).where(cls.moment == now).first()
            if focus is None:
                born = {"uid": uid} if uid else {}
                return cls.create(author=by, programme=programme, moment=now, body=body, **born)
            if focus.body != body:
                focus._correct(body, seen)
        return focus

    @staticmethod
    def asks(programme, newest):
        """Is it time, and is the moment of the newest another one?"""
        now = moment.current(programme)
        due = programme.week == 0 or moment.just_begun(programme) == now
        return due and newest != now

    @property
    def said_at(self):
        return self.edited_at or self.created_at

    def _correct(self, body, seen):
        if seen != self.version:
            raise Refused("item.moved_on")
        self.body, self.edited_at, self.version = body, clock.now(), self.version + 1
        self.save(only=["body", "edited_at", "version"])
