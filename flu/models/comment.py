"""A respons: a peer's answer, always of a kind (PR1–PR6), in the order of arrival."""

from peewee import BooleanField, CharField, ForeignKeyField, TextField, Value, fn

from flu import clock, text
from flu.db import UTCDateTimeField, transaction
from flu.models.event import Event
from flu.models.item import Item, may_read
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.user import User

KINDS = ("hears", "recognises", "wonders", "impressed", "offers", "challenges")
OWN_KINDS = ("reply", "facilitates", "tells")
PAGE = 20


class Comment(Item):
    """Carries the reach its author agreed to; when the thread widens, it stays behind (N5)."""

    reflection = ForeignKeyField(Reflection, backref="comments", on_delete="CASCADE")
    kind = CharField(max_length=16)
    body = TextField()
    hinted = BooleanField(default=False)
    welcomed_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("reflection", "id"), False),)

    @classmethod
    def post(cls, body, *, kind, on, by, uid=None):
        """Answer once. Raises Refused when locked, not shared, or challenging uninvited (PR5)."""
        with transaction():
            hinted = cls.advises_too_soon(body, kind=kind, on=on)
            comment, fresh = cls.once(
                uid, by=by, reflection=on, kind=kind, body=body, hinted=hinted,
                group=on.group_id, visibility=on.visibility, shared_at=clock.now(),
            )  # fmt: skip
            if fresh:
                cls.refuse(kind, on=on, by=by)
                Event.record("comment.posted", by=by, on=comment, group=on.group, kind=kind)
        return comment

    @classmethod
    def refuse(cls, kind, *, on, by):
        """Raises Refused if this person may not answer this thread in this kind."""
        on.refuse_if_locked()
        if on.visibility == "private":
            raise Refused("thread.private")
        if kind not in cls.kinds_for(by, on):
            raise Refused(f"comment.{'uninvited' if kind == 'challenges' else 'kind'}")

    @classmethod
    def kinds_for(cls, user, reflection, thread=None):
        """The kinds this person may choose here, in the order they are offered.

        `thread`, the answers already loaded, spares a query.
        """
        if reflection.author_id == user.id:
            return ("reply",)
        kinds = tuple(k for k in KINDS if k != "challenges" or reflection.invites_challenge)
        own = ("facilitates",) if reflection.moderated_by(user) else ()
        if thread is None:
            thread = cls.select().where(cls.reflection == reflection, cls.author == user)
        welcomed = any(c.welcomed_at and c.author_id == user.id for c in thread)
        return kinds + own + (("tells",) if welcomed else ())

    @classmethod
    def advises_too_soon(cls, body, *, kind, on):
        """Advice before the first question in the thread gets a gentle hint, never a stop."""
        if kind not in KINDS or not (kind == "offers" or text.is_advice(body)):
            return False
        asked = cls.select().where(
            cls.reflection == on, cls.kind == "wonders", cls.withdrawn_at.is_null()
        )
        return not asked.exists()

    @classmethod
    def readable(cls, reader):
        """A comment is read by those its author agreed to, among those who read the thread."""
        Thread = Reflection.alias()
        thread = Thread.select(Value(1)).where(
            Thread.id == cls.reflection, may_read(Thread, reader)
        )
        return may_read(cls, reader) & fn.EXISTS(thread)

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, Reflection)
            .join(User, on=cls.author)
            .switch(cls)
            .join(Reflection)
            .where(cls.readable(viewer))
        )

    @classmethod
    def under(cls, reflection, viewer, *, after=None):
        """The answers this viewer may read, eldest first, by key; one more than a page tells of more.

        Those that moderation paused come as place-holders: `withheld`, without words or author.
        """
        rows = (
            cls.select(cls, User, may_read(cls, viewer).alias("is_readable"))
            .join(User, on=cls.author)
            .where(cls.reflection == reflection, cls.withdrawn_at.is_null())
            .where(may_read(cls, viewer) | _withheld(cls, viewer))
        )
        if after is not None:
            Last = cls.alias()
            rows = rows.where(cls.id > Last.select(Last.id).where(Last.uid == after))
        comments = list(rows.order_by(cls.id).limit(PAGE + 1))
        for comment in comments:
            comment.withheld = not comment.is_readable
            if comment.withheld:
                comment.body, comment.author = "", None
        return comments

    @classmethod
    def counts(cls, reflections, viewer):
        """Reflection id → how many answers this viewer may read, in one query."""
        ids = [reflection.id for reflection in reflections]
        counts = dict.fromkeys(ids, 0)
        counts.update(
            cls.select(cls.reflection, fn.COUNT(cls.id))
            .where(cls.reflection.in_(ids), cls.readable(viewer))
            .group_by(cls.reflection)
            .tuples()
        )
        return counts

    @classmethod
    def unanswered_for(cls, user):
        """Questions and challenges in my own threads that I have not answered since, eldest first."""
        Answer = cls.alias()
        answered = Answer.select(Value(1)).where(
            Answer.reflection == cls.reflection,
            Answer.author == user,
            Answer.id > cls.id,
            Answer.withdrawn_at.is_null(),
        )
        return (
            cls.visible_to(user)
            .where(
                Reflection.author == user,
                cls.author != user,
                cls.kind.in_(("wonders", "challenges")),
                ~fn.EXISTS(answered),
            )
            .order_by(cls.id)
        )

    def revise(self, body):
        """The author's own change of words."""
        with transaction():
            self.body = body
            self.touch()
            self.save(only=["body", "edited_at", "version"])

    def follow(self):
        """Its author agrees that it travels as far as the thread does now (N5)."""
        with transaction():
            self.visibility = self.reflection.visibility
            self.save(only=["visibility"])

    def welcome(self):
        """The thread's author says yes to an offer: tell me (PR6)."""
        self.welcomed_at = clock.now()
        self.save(only=["welcomed_at"])

    def welcomed_by(self, user):
        return self.kind == "offers" and self.reflection.author_id == user.id


def _withheld(comment, viewer):
    """SQL: the viewer would read it, had moderation not paused it."""
    return comment.paused_at.is_null(False) & may_read(comment, viewer, paused=True)
