"""What was left without a name is cut from its author for good (N18): nothing joins the two.

The ledger knows who wrote which uid and when, and cannot be rewritten. So the things change: each
gets another key and another uid, drawn in no order, and no moment but one its readers share.
"""

import random
from datetime import time

from peewee import ForeignKeyField, TextField, fn
from uuid_utils.compat import uuid7

from flu import clock
from flu.db import UTCDateTimeField, transaction
from flu.models import ALL
from flu.models.experiment import SHARED_WORDS, Experiment
from flu.models.flag import Flag
from flu.models.hiding import Hiding
from flu.models.membership import Membership
from flu.models.parting import ROWS, Parting
from flu.models.trial import Check, Trial

SHUFFLE = random.SystemRandom()
OTHERS_READ = {*SHARED_WORDS, "takeaway"}


def sever(programmes):
    """All that was left nameless in these, in no order that tells. How many choices."""
    with transaction():
        due = list(Parting.select().where(Parting.programme.in_([p.id for p in programmes])))
        SHUFFLE.shuffle(due)
        for parting in due:
            if parting.choice == "nameless":
                _cut(parting)
            parting.delete_instance()
    return len(due)


def _cut(parting):
    for kind, key, _before in parting.before:
        row = ROWS[kind].get_or_none(ROWS[kind].id == key)
        if hasattr(row, "uid"):
            _drop_what_nobody_reads(row)
            _part_from(row, parting.user_id)
            _reborn(row, parting.programme)


def _drop_what_nobody_reads(row):
    """A try's own notes were its author's alone, and now they are nobody's."""
    if isinstance(row, Experiment):
        Trial.delete().where(Trial.experiment == row).execute()
        Check.delete().where(Check.experiment == row).execute()
        for field in row._meta.sorted_fields:
            if isinstance(field, TextField) and field.name not in OTHERS_READ:
                setattr(row, field.name, "")
    for noun in (Flag, Hiding):
        about = (noun.subject_kind == type(row).__name__.lower()) & (noun.subject_id == row.id)
        noun.delete().where(about).execute()


def _part_from(row, person):
    """No thread leads to what is still this person's, nor from there."""
    for field in row._meta.sorted_fields:
        if isinstance(field, ForeignKeyField) and field.null and _is_owned(field.rel_model):
            there = field.rel_model.get_or_none(field.rel_model.id == row.__data__[field.name])
            if there is not None and there.author_id == person:
                setattr(row, field.name, None)
    for noun, field in _pointing_at(type(row)):
        if _is_owned(noun) and field.null:
            theirs = (field == row.id) & (noun.author == person)
            noun.update({field: None}).where(theirs).execute()


def _reborn(row, programme):
    """The same words under another key, another address, and one moment with its readers."""
    noun, old = type(row), row.id
    since = _shared_moment(row, programme)
    for field in noun._meta.sorted_fields:
        if isinstance(field, UTCDateTimeField) and row.__data__[field.name] is not None:
            setattr(row, field.name, since)
    for name, value in (("edited_at", None), ("version", 1), ("uid", uuid7())):
        setattr(row, name, value)
    fields = {f: row.__data__[f.name] for f in noun._meta.sorted_fields if f.name != "id"}
    row.id = noun.insert(fields).execute()
    for other, field in _pointing_at(noun):
        other.update({field: row.id}).where(field == old).execute()
    noun.delete().where(noun.id == old).execute()


def _shared_moment(row, programme):
    """When the last of those who may read it sat down (I4): as late says no more than that."""
    begun = clock.at(programme.starts_on, time())
    shared = getattr(row, "shared_at", None)
    if shared is None:
        return begun
    sat = Membership.select(fn.MAX(Membership.reads_from)).where(
        Membership.group == row.group_id, Membership.reads_from <= shared
    )
    return sat.scalar() or begun


def _pointing_at(noun):
    return [
        (other, field)
        for other in ALL
        for field in other._meta.sorted_fields
        if isinstance(field, ForeignKeyField) and field.rel_model is noun
    ]


def _is_owned(noun):
    return "author" in noun._meta.fields
