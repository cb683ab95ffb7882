"""An emne: what somebody wants on the table, wished for by others, led by whoever offers (S38)."""

from peewee import JOIN, SQL, BooleanField, CharField, ForeignKeyField, IntegrityError, Value, fn

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, transaction
from flu.models.event import Event, once
from flu.models.group import Group
from flu.models.membership import Membership
from flu.models.programme import Enrolment, Programme
from flu.models.reading import may_read
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.seance import COMES, Seance
from flu.models.user import User


class Topic(Born):
    """Of a group, or of the whole hold. `reflection` when a thread is asked for; `led` when its
    author leads it. It waits until it is settled: `talked`, or `let_go`."""

    programme = ForeignKeyField(Programme, backref="topics", on_delete="CASCADE")
    group = ForeignKeyField(Group, null=True, backref="topics", on_delete="CASCADE")
    author = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    reflection = ForeignKeyField(Reflection, null=True, backref="topics", on_delete="CASCADE")
    title = CharField(max_length=120)
    led = BooleanField(default=False)
    seance = ForeignKeyField(Seance, null=True, backref="topics", on_delete="SET NULL")
    settled_at = UTCDateTimeField(null=True)
    settled_as = CharField(max_length=8, default="")

    SETTLED = ("talked", "let_go")

    @classmethod
    def propose(cls, title, *, by, programme, group=None, reflection=None, led=False, uid=None):
        """Put it to the others, once; a thread is asked for once until it is settled."""
        with transaction():
            if reflection is not None and (known := cls.asked(reflection, group)):
                return known
            topic, fresh = once(
                cls, uid, by=by, author=by, programme=programme, group=group, title=title,
                reflection=reflection, led=led,
            )  # fmt: skip
            if fresh:
                Wish.create(topic=topic, user=by)
                Event.record("topic.proposed", by=by, on=topic, group=group)
        return topic

    @classmethod
    def asked(cls, reflection, group):
        """The open topic that asks for this thread there, or None."""
        return cls.get_or_none(
            cls.reflection == reflection, cls.group == group, cls.settled_at.is_null()
        )

    @classmethod
    def visible_to(cls, viewer):
        """Those of one's own groups, and the hold's for whoever comes; a thread's only to those
        who read the thread."""
        comes = Enrolment.select(Enrolment.programme).where(
            Enrolment.user == viewer, Enrolment.role.in_(COMES)
        )
        Thread = Reflection.alias()
        reads = fn.EXISTS(
            Thread.select(Value(1)).where(Thread.id == cls.reflection, may_read(Thread, viewer))
        )
        hold = cls.group.is_null() & cls.programme.in_(comes)
        return (
            cls.select(cls, User, Programme, Group, Reflection)
            .join(User, on=cls.author)
            .switch(cls)
            .join(Programme)
            .switch(cls)
            .join(Group, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Reflection, JOIN.LEFT_OUTER)
            .where(hold | cls.group.in_(Membership.groups_of(viewer)))
            .where(cls.reflection.is_null() | reads)
        )

    @classmethod
    def waiting(cls, viewer, *, programme, group=None):
        """Not settled yet, the most wished for first, then the eldest; each knows `wishes` and
        whether it is `mine` to wish."""
        wishes = Wish.select(fn.COUNT(Wish.id)).where(Wish.topic == cls.id)
        mine = fn.EXISTS(Wish.select(Value(1)).where(Wish.topic == cls.id, Wish.user == viewer))
        here = cls.group.is_null() if group is None else cls.group == group
        return (
            cls.visible_to(viewer)
            .select_extend(wishes.alias("wishes"), mine.alias("is_wished"))
            .where(cls.programme == programme, here, cls.settled_at.is_null())
            .order_by(SQL("wishes").desc(), cls.id)
        )

    def wish(self, *, by, wanted):
        """One's own wish, given or taken back."""
        if not wanted:
            Wish.delete().where(Wish.topic == self, Wish.user == by).execute()
            return
        try:
            with transaction():
                Wish.create(topic=self, user=by)
        except IntegrityError:  # wished for already
            return

    def settle(self, how, *, by, at=None):
        """It was talked about, or is let go; only then it leaves the agenda (N12)."""
        with transaction():
            if self.settled_at is not None:
                raise Refused("topic.settled")
            self.settled_at, self.settled_as, self.seance = clock.now(), how, at
            self.save(only=["settled_at", "settled_as", "seance"])
            Event.record("topic.settled", by=by, on=self, group=self.group, how=how)

    def settled_by(self, user):
        """Its author, and whoever arranges the meeting it is for."""
        if self.author_id == user.id:
            return True
        if self.group_id is None:
            return self.programme.composed_by(user)
        return user.belongs_to(self.group_id)


class Wish(Model):
    """One person would like this topic on the table."""

    topic = ForeignKeyField(Topic, backref="wished", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("topic", "user"), True),)
