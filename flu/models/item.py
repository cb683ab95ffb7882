"""Whatever a leader writes and may share: who reads it is one rule, kept here (N4, N5, N6)."""

from peewee import (
    SQL,
    CharField,
    ForeignKeyField,
    IntegerField,
    IntegrityError,
    Value,
    fn,
)

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.group import Acceptance, Agreement, Group, Membership
from flu.models.refusal import Refused
from flu.models.user import Line, User

REACHES = ("private", "group", "cohort", "organisation")


class Item(Born):
    """Text with an author and an audience. `paused_at` is moderation's, `withdrawn_at` the author's."""

    author = ForeignKeyField(User, on_delete="CASCADE")
    group = ForeignKeyField(Group, null=True, on_delete="SET NULL")
    visibility = CharField(max_length=16, default="private")
    shared_at = UTCDateTimeField(null=True)
    paused_at = UTCDateTimeField(null=True)
    withdrawn_at = UTCDateTimeField(null=True)
    edited_at = UTCDateTimeField(null=True)
    version = IntegerField(default=1)

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
        return cls.select(cls, User).join(User, on=cls.author).where(cls.readable(viewer))

    @classmethod
    def audiences(cls, items):
        """Item id → how many people can read it, the author included; one query for all."""
        counts = dict.fromkeys((item.id for item in items), 0)
        if counts:
            counts.update(
                cls.select(cls.id, fn.COUNT(User.id))
                .join(User, on=Value(True))
                .where(cls.id.in_(list(counts)), _can_sign_in(), cls.readable(User))
                .group_by(cls.id)
                .tuples()
            )
        return counts

    @classmethod
    def audience_size(cls):
        """SQL: how many people can read each row, as a column of whatever list shows it."""
        Reader = User.alias()
        can_sign_in = Reader.joined_at.is_null(False) & Reader.deactivated_at.is_null()
        return Reader.select(fn.COUNT(Reader.id)).where(can_sign_in, cls.readable(Reader))

    def readers(self):
        """The people who can read it now, by name."""
        return _people().join(type(self), on=type(self).id == self.id).where(
            _can_sign_in(), type(self).readable(User)
        )

    def widen_or_narrow(self, visibility, group):
        """Set the audience, either way; the first sharing is when newcomers' reading begins."""
        self.visibility = visibility
        self.group = group if visibility != "private" else self.group
        self.shared_at = self.shared_at or (clock.now() if visibility != "private" else None)

    def touch(self):
        self.edited_at = clock.now()
        self.version += 1

    def withdraw(self):
        """Take it away from everybody; kept 30 days for undo."""
        self.withdrawn_at = clock.now()
        self.save(only=["withdrawn_at"])

    def restore(self):
        self.withdrawn_at = None
        self.save(only=["withdrawn_at"])

    def editable_by(self, user):
        return self.author_id == user.id

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

    def readers(self):
        return _people().where(_can_sign_in(), may_read(self, User))

    def count(self):
        return self.readers().count()


def may_read(item, reader, *, paused=False):
    """The one rule of reading, as SQL. `item` and `reader` are model classes, aliases or rows.

    Own things always; what is shared, by reach, from the moment one joined (I4), with the
    agreement accepted (I10), never anybody above the author except in the open library
    (I1, I13); what moderation paused, only its author and the group's facilitator.
    """
    person, organisation = _node(reader, "id"), _node(reader, "organisation_id")
    author, group = _node(item, "author_id"), _node(item, "group_id")
    reach, since = _node(item, "visibility"), _node(item, "shared_at")
    own = author == person
    beneath = _exists(Line.above == person, Line.below == author)
    in_group = _sits(person, since, Membership.group == group)
    in_cohort = _sits(person, None, Group.programme == _programme_of(group))
    in_library = (reach == "organisation") & (organisation == _organisation_of(author))
    shared = ((reach.in_(REACHES[1:]) & in_group) | (reach.in_(REACHES[2:]) & in_cohort)) & ~beneath
    tends = _sits(person, None, Membership.group == group, Membership.role == "facilitator")
    open_now = Value(1) == 1 if paused else _node(item, "paused_at").is_null() | tends
    return _node(item, "withdrawn_at").is_null() & (own | (open_now & (shared | in_library)))


def _sits(person, since, *where):
    """SQL: the person reads in some group like that – a seat, not paused, the promise accepted."""
    terms = [Membership.user == person, Membership.open(), Membership.paused_at.is_null(), *where]
    if since is not None:
        terms.append(Membership.reads_from <= since)
    return fn.EXISTS(
        Membership.select(Value(1))
        .join(Group)
        .join(Agreement, on=(Agreement.group == Group.id) & Agreement.superseded_at.is_null())
        .join(
            Acceptance,
            on=(Acceptance.agreement == Agreement.id) & (Acceptance.user == Membership.user),
        )
        .where(*terms)
    )


def _exists(*where):
    return fn.EXISTS(Line.select(Value(1)).where(*where))


def _programme_of(group):
    Own = Group.alias()
    return Own.select(Own.programme).where(Own.id == group)


def _organisation_of(author):
    Writer = User.alias()
    return Writer.select(Writer.organisation).where(Writer.id == author)


def _people():
    return User.select().order_by(User.name)


def _can_sign_in():
    return User.joined_at.is_null(False) & User.deactivated_at.is_null()


def _node(thing, name):
    value = getattr(thing, name)
    if hasattr(value, "is_null"):
        return value
    if value is None:
        return SQL("NULL")
    return Value(value, converter=UTCDateTimeField().db_value if name.endswith("_at") else False)
