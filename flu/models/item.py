"""Whatever a leader writes and may share, and who reads it: the number cannot lie (N4, N5)."""

from datetime import timedelta

from peewee import Case, CharField, ForeignKeyField, IntegerField, IntegrityError, Value, fn

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.group import Group
from flu.models.membership import Membership
from flu.models.reading import REACHES, can_sign_in, may_read, people, tables_of
from flu.models.refusal import Refused
from flu.models.user import User

UNDO = timedelta(days=30)

__all__ = ["REACHES", "Item", "Prospect", "may_read", "tables_of"]


class Item(Born):
    """Text with an author and an audience. Moderation pauses it, its author withdraws it."""

    author = ForeignKeyField(User, on_delete="CASCADE")
    group = ForeignKeyField(Group, null=True, on_delete="SET NULL")
    visibility = CharField(max_length=16, default="private")
    shared_at = UTCDateTimeField(null=True)
    paused_at = UTCDateTimeField(null=True)
    withdrawn_at = UTCDateTimeField(null=True)
    edited_at = UTCDateTimeField(null=True)
    version = IntegerField(default=1)

    names_readers = True  # each reader may know who the others are

    @classmethod
    def once(cls, uid, *, by, **fields):
        """The row born with this uid, and whether it is new; a replay changes nothing.

        Raises Refused `uid.taken` when somebody else's was born with it.
        """
        if uid is None:
            return cls.create(author=by, **fields), True
        known = cls.get_or_none(cls.uid == uid)
        if known is None:
            try:
                with transaction():
                    return cls.create(uid=uid, author=by, **fields), True
            except IntegrityError:  # the same letter won the race on another connection
                known = cls.get(cls.uid == uid)
        if known.author_id != by.id:
            raise Refused("uid.taken")
        return known, False

    @classmethod
    def readable(cls, reader):
        """SQL: this reader may read the row."""
        return may_read(cls, reader)

    @classmethod
    def visible_to(cls, viewer):
        return cls.select(cls, User).join(User).where(cls.readable(viewer))

    @classmethod
    def audiences(cls, items):
        """Item id → how many people can read it, the author included; one query for all."""
        counts = dict.fromkeys((item.id for item in items), 0)
        if counts:
            counts.update(
                cls.select(cls.id, fn.COUNT(User.id))
                .join(User, on=Value(True))
                .where(cls.id.in_(list(counts)), can_sign_in(), cls.readable(User))
                .group_by(cls.id)
                .tuples()
            )
        return counts

    @classmethod
    def audience_size(cls):
        """SQL: how many people can read each row, as a column of whatever list shows it."""
        Reader = User.alias()
        return Reader.select(fn.COUNT(Reader.id)).where(can_sign_in(Reader), cls.readable(Reader))

    @classmethod
    def withdrawn_by(cls, author):
        """What this person took away and may still bring back, the latest first."""
        return (
            cls.select()
            .where(cls.author == author, cls.withdrawn_at > clock.now() - UNDO)
            .order_by(cls.withdrawn_at.desc())
        )

    def readers(self):
        """The people who can read it now, by name."""
        return (
            people()
            .join(type(self), on=type(self).id == self.id)
            .where(can_sign_in(), type(self).readable(User))
        )

    def readers_of_answer(self, writer):
        """How many read it now, and how many of them would read an answer of this writer's."""
        answer = Prospect(writer, self.visibility, self.group)
        counted = fn.COUNT(Case(None, [(may_read(answer, User), 1)]))
        return (
            User.select(fn.COUNT(User.id), counted)
            .join(type(self), on=type(self).id == self.id)
            .where(can_sign_in(), type(self).readable(User))
            .tuples()
            .get()
        )

    def seats(self):
        """User id → role at the table it is shared at."""
        at_table = (Membership.group == self.group_id, Membership.open())
        return dict(Membership.select(Membership.user, Membership.role).where(*at_table).tuples())

    def widen_or_narrow(self, visibility, group):
        """Set the audience, either way."""
        self.shared_at = self.shared_from(visibility, group)
        self.visibility = visibility
        self.group = group if visibility != "private" else self.group

    def shared_from(self, visibility, group):
        """When its sharing with this group began: those who joined later do not read it (I4)."""
        if visibility == "private" or (self.shared_at and self.group_id == group.id):
            return self.shared_at
        return clock.now()

    def hold(self, since):
        """Moderation's pause from then on; None ends it."""
        self.paused_at = since
        self.save(only=["paused_at"])

    def touch(self):
        self.edited_at = clock.now()
        self.version += 1

    def write_over(self, *, seen=None, **words):
        """The author's own change. Raises Refused `item.moved_on` if it is not as it was seen."""
        before = self.version if seen is None else seen
        for name, value in words.items():
            setattr(self, name, value)
        self.touch()
        changes = {**words, "edited_at": self.edited_at, "version": before + 1}
        here = (type(self).id == self.id) & (type(self).version == before)
        with transaction():
            if not type(self).update(**changes).where(here).execute():
                raise Refused("item.moved_on")

    def withdraw(self):
        """Take it away from everybody; kept 30 days for undo."""
        self.withdrawn_at = clock.now()
        self.save(only=["withdrawn_at"])

    def restore(self):
        """Bring it back to those it was shared with."""
        self.withdrawn_at = None
        self.save(only=["withdrawn_at"])

    @property
    def noun(self):
        """The word that stands for its kind in an address."""
        return type(self).__name__.lower()

    def editable_by(self, user):
        return self.author_id == user.id

    def withdrawable_by(self, user):
        return self.author_id == user.id

    def flagged_by(self, user):
        """Somebody else's post in a group one sits in (M16)."""
        return self.author_id != user.id and user.belongs_to(self.group_id)

    def moderated_by(self, user):
        return self.visibility != "private" and user.facilitates(self.group_id)


class Prospect:
    """An item not yet written, so that a composer can tell its audience by the very same rule."""

    paused_at = withdrawn_at = None

    def __init__(self, author, visibility, group):
        self.author_id = author.id
        self.group_id = group.id if group else None
        self.visibility = visibility
        self.shared_at = clock.now()

    @classmethod
    def of(cls, item, visibility, group):
        """What an item there is would become with that audience."""
        prospect = cls(item.author, visibility, group)
        prospect.shared_at = item.shared_from(visibility, group) or prospect.shared_at
        prospect.paused_at, prospect.withdrawn_at = item.paused_at, item.withdrawn_at
        return prospect

    def readers(self):
        return people().where(can_sign_in(), may_read(self, User))

    def count(self):
        return self.readers().count()
