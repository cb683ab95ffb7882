"""Who may read whose words: one rule, as SQL, for pages, lists, counts and previews (N4, N6)."""

import peewee
from peewee import SQL, Value, fn

from flu import clock
from flu.db import UTCDateTimeField, database
from flu.models.group import Group
from flu.models.line import Line
from flu.models.user import User

REACHES = ("private", "group", "cohort", "organisation")


class ReadingSeat(peewee.Model):
    """A seat at a table that reads now: open, not paused, the promise accepted; a view."""

    user_id = peewee.IntegerField()
    group_id = peewee.IntegerField()
    programme_id = peewee.IntegerField()
    role = peewee.CharField()
    reads_from = UTCDateTimeField()

    class Meta:
        database = database
        primary_key = False
        table_name = "reading_seat"


def may_read(item, reader, *, paused=False):
    """The one rule of reading, as SQL. `item` and `reader` are model classes, aliases or rows.

    Own things always; what is shared, by reach, from the moment one joined (I4), with the
    agreement accepted (I10), never anybody above the author except in the open library
    (I1, I13); what moderation paused, only its author and the group's facilitator.
    """
    own, shared, in_library = _ways(item, reader)
    open_now = Value(1) == 1 if paused else not_withheld(item, reader)
    return _node(item, "withdrawn_at").is_null() & (own | (open_now & (shared | in_library)))


def not_withheld(item, reader):
    """SQL: moderation does not keep it from them: it is their own, or they tend the group."""
    return _node(item, "paused_at").is_null() | _is_theirs(item, reader)


def has_opened(answer, reader):
    """SQL: its phase has come; until then its writer reads it, and whoever tends the group (N8)."""
    return has_come(answer) | _is_theirs(answer, reader)


def has_come(answer):
    """SQL: the answer waits for no phase, or for one that has come."""
    return answer.opens_at.is_null() | (answer.opens_at <= clock.now())


def may_answer(item, reader):
    """SQL: of those who read it, the author and whoever it was shared with, table or cohort; a
    reader in the open library only reads."""
    person, author, reach = _node(reader, "id"), _node(item, "author_id"), item.visibility
    in_cohort = _sits(person, _in_cohort(_node(item, "group_id")))
    beneath = _exists(Line.above == person, Line.below == author)
    shared = reach.in_(REACHES[1:3]) | (in_cohort & ~beneath)
    return (reach != "private") & ((author == person) | shared)


def tables_of(person):
    """The groups this person may share and propose in: a seat, and the promise accepted (I10)."""
    reads = ReadingSeat.select(ReadingSeat.group_id).where(ReadingSeat.user_id == person.id)
    return Group.of(person).where(Group.id.in_(reads))


def _is_theirs(item, reader):
    """SQL: they wrote it, or they tend the group it lies in."""
    person, group = _node(reader, "id"), _node(item, "group_id")
    tends = _sits(person, ReadingSeat.group_id == group, ReadingSeat.role == "facilitator")
    return (_node(item, "author_id") == person) | tends


def _ways(item, reader):
    """SQL: the three ways to an item – it is one's own, it was shared with one, it is in the
    open library."""
    person, organisation = _node(reader, "id"), _node(reader, "organisation_id")
    author, group = _node(item, "author_id"), _node(item, "group_id")
    reach, since = _node(item, "visibility"), _node(item, "shared_at")
    beneath = _exists(Line.above == person, Line.below == author)
    at_the_table = (ReadingSeat.group_id == group) & (ReadingSeat.reads_from <= since)
    in_the_cohort = reach.in_(REACHES[2:]) & _in_cohort(group)
    shared = (reach != "private") & _sits(person, at_the_table | in_the_cohort) & ~beneath
    at_home = (organisation == _organisation_of(author)) & (
        _node(reader, "visiting") == Value(False)
    )
    in_library = (reach == "organisation") & at_home
    return author == person, shared, in_library


def _sits(person, *where):
    """SQL: the person has a reading seat like that."""
    return fn.EXISTS(ReadingSeat.select(Value(1)).where(ReadingSeat.user_id == person, *where))


def _exists(*where):
    return fn.EXISTS(Line.select(Value(1)).where(*where))


def _in_cohort(group):
    Own = Group.alias()
    return ReadingSeat.programme_id == Own.select(Own.programme).where(Own.id == group)


def _organisation_of(author):
    Writer = User.alias()
    return Writer.select(Writer.organisation).where(Writer.id == author)


def people():
    return User.select().order_by(User.name)


def can_sign_in(person=User):
    return person.joined_at.is_null(False) & person.deactivated_at.is_null()


def _node(thing, name):
    value = getattr(thing, name)
    if hasattr(value, "is_null"):
        return value
    if value is None:
        return SQL("NULL")
    return Value(value, converter=UTCDateTimeField().db_value if name.endswith("_at") else False)
