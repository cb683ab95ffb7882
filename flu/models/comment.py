"""A respons: a peer's answer, always of a kind (PR1–PR6), in the order of arrival."""

from functools import reduce
from operator import or_

from peewee import BooleanField, CharField, ForeignKeyField, TextField, Value, fn

from flu import clock
from flu.db import UTCDateTimeField, transaction
from flu.models.answering import Answering
from flu.models.event import Event
from flu.models.item import Item
from flu.models.reading import REACHES, has_come, has_opened, may_read, not_withheld
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.user import User

PAGE = 20


class Comment(Answering, Item):
    """Carries the reach its author agreed to; when the thread widens, it stays behind (N5)."""

    reflection = ForeignKeyField(Reflection, backref="comments", on_delete="CASCADE")
    kind = CharField(max_length=16)
    body = TextField()
    hinted = BooleanField(default=False)
    welcomed_at = UTCDateTimeField(null=True)
    opens_at = UTCDateTimeField(null=True)

    withheld = False  # paused: a place-holder to this reader

    class Meta:
        indexes = ((("reflection", "id"), False),)

    @classmethod
    def post(cls, body, *, kind, on, by, uid=None):
        """Answer once; before its phase it waits (N8). Raises Refused when locked, not shared,
        concluded, or challenging uninvited (PR5)."""
        with transaction():
            on.line_up()
            opens_at = on.opens_at(kind)
            hinted = opens_at is None and cls.advises_too_soon(body, kind=kind, on=on)
            comment, fresh = cls.once(
                uid, by=by, reflection=on, kind=kind, body=body, hinted=hinted, opens_at=opens_at,
                group=on.group_id, visibility=on.visibility, shared_at=clock.now(),
            )  # fmt: skip
            if fresh:
                cls.refuse(kind, on=on, by=by)
                Event.record("comment.posted", by=by, on=comment, group=on.group, kind=kind)
            if fresh and kind == "concludes":
                on.conclude(by=by)
        return comment

    @classmethod
    def behind(cls):
        """SQL: how many answers stay in a smaller circle, as a column of a list of reflections."""
        narrower = [
            (Reflection.visibility == reach) & cls.visibility.in_(REACHES[:n])
            for n, reach in enumerate(REACHES)
        ]
        here = (cls.reflection == Reflection.id) & cls.withdrawn_at.is_null()
        return cls.select(fn.COUNT(cls.id)).where(here, has_come(cls), reduce(or_, narrower))

    @classmethod
    def readable(cls, reader):
        """A comment is read by those its author agreed to, among those who read the thread, once
        its phase has come (N8): the one home of that, for pages, counts, lists and previews."""
        Thread = Reflection.alias()
        thread = Thread.select(Value(1)).where(
            Thread.id == cls.reflection, may_read(Thread, reader)
        )
        return may_read(cls, reader) & has_opened(cls, reader) & fn.EXISTS(thread)

    @classmethod
    def visible_to(cls, viewer):
        return (
            cls.select(cls, User, Reflection)
            .join(User)
            .switch(cls)
            .join(Reflection)
            .where(cls.readable(viewer))
        )

    @classmethod
    def under(cls, reflection, viewer, *, after=None, sized=False):
        """The answers this viewer may read, eldest first, by key; one more than a page tells more.

        Those that moderation paused come as place-holders: `withheld`, without words or author.
        `sized`: each knows `readers_now`.
        """
        columns = [cls, User, not_withheld(cls, viewer).alias("is_readable")]
        if sized:
            columns.append(cls.audience_size().alias("readers_now"))
        rows = (
            cls.select(*columns)
            .join(User)
            .where(cls.reflection == reflection)
            .where(may_read(cls, viewer, paused=True), has_opened(cls, viewer))
        )
        if after is not None:
            Last = cls.alias()
            rows = rows.where(cls.id > Last.select(Last.id).where(Last.uid == after))
        comments = list(rows.order_by(cls.id).limit(PAGE + 1))
        for comment in comments:
            comment.reflection = reflection
            if comment.group_id == reflection.group_id:
                comment.group = reflection.group
            if not comment.is_readable:
                comment.withheld, comment.body, comment.kind, comment.author = True, "", "", None
        return comments

    @classmethod
    def page_ending_with(cls, comment):
        """The uid after which a page would end with this answer; None if that is the first page."""
        before = cls.select(cls.uid).where(
            cls.reflection == comment.reflection, cls.id <= comment.id, cls.withdrawn_at.is_null()
        )
        last = before.order_by(cls.id.desc()).offset(PAGE).first()
        return last and last.uid

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
    def tally(cls, viewer):
        """SQL: how many answers this viewer may read, as a column of any list of reflections."""
        here = (cls.reflection == Reflection.id) & cls.readable(viewer)
        return cls.select(fn.COUNT(cls.id)).where(here)

    @classmethod
    def unanswered_for(cls, user):
        """Questions and challenges in my own threads, not answered since, eldest first."""
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

    def revise(self, body, *, kind, seen=None):
        """The author's own change of words. Of another kind, it waits as that one would. Raises
        Refused when challenging uninvited (PR5)."""
        if kind not in self.kinds:
            raise Refused("comment.kind")
        on, opens_at = self.reflection, self.opens_at
        if kind != self.kind:
            opens_at = on.opens_at(kind)
        hinted = opens_at is None and self.advises_too_soon(body, kind=kind, on=on)
        self.write_over(seen=seen, body=body, kind=kind, hinted=hinted, opens_at=opens_at)

    def follow(self, *, by):
        """Its author agrees that it travels as far as the thread does now (N5)."""
        if self.stays_behind(self.reflection):
            self._travel(self.reflection.visibility, by)

    def stay(self, *, by):
        """Its author takes it back to the group."""
        if self.visibility != "group":
            self._travel("group", by)

    @property
    def thread(self):
        return self.reflection

    @property
    def wording(self):
        return self.body

    @property
    def title(self):
        return self.body

    @property
    def waits(self):
        """Its phase has not come: only its writer and the facilitator read it (N8)."""
        return self.opens_at is not None and self.opens_at > clock.now()

    def stays_behind(self, thread):
        """Its author agreed to a smaller circle than the thread now has."""
        return REACHES.index(self.visibility) < REACHES.index(thread.visibility)

    def _travel(self, visibility, by):
        with transaction():
            self.widen_or_narrow(visibility, self.reflection.group)
            self.save(only=["visibility", "group", "shared_at"])
            Event.record("comment.shared", by=by, on=self, group=self.group, reach=visibility)
