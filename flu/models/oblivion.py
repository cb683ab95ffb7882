"""What was taken away and not brought back in time: its words go for good, answers stay (P20)."""

from peewee import JSONField, TextField

from flu import clock
from flu.db import database, engine, transaction
from flu.models.action import Action
from flu.models.backing import Backing
from flu.models.brief import Brief, Remark
from flu.models.comment import Comment
from flu.models.experiment import Experiment
from flu.models.habit import Habit
from flu.models.hiding import Hiding
from flu.models.item import UNDO
from flu.models.lift import Lift
from flu.models.reflection import Reflection

NOUNS = (Habit, Experiment, Reflection, Comment, Action, Brief, Remark, Backing, Lift)
BESIDE = {Experiment: "trials", Action: "lifts", Brief: "remarks", Backing: "asks"}
TITLES = ("title", "locked_reason")


def forget_withdrawn():
    """Empty whatever was withdrawn longer ago than it can be undone. How many things."""
    overwrite_what_goes()
    return sum(_forget(item) for noun in NOUNS for item in _overdue(noun))


def overwrite_what_goes():
    """SQLite leaves old bytes in its file unless told otherwise."""
    if engine() == "sqlite":
        database.execute_sql("pragma secure_delete = on")


def _overdue(noun):
    return noun.select().where(noun.withdrawn_at < clock.now() - UNDO)


def _forget(item):
    with transaction():
        emptied = _empty(item)
        if type(item) in BESIDE:
            emptied += sum(_empty(row) for row in getattr(item, BESIDE[type(item)]))
        if isinstance(item, Experiment | Action):
            emptied += sum(_empty(it, keep=("title", "body")) for it in item.backings)
        for hiding in Hiding.select().where(
            Hiding.subject_kind == item.noun, Hiding.subject_id == item.id
        ):
            emptied += _empty(hiding, keep=("reason",))
    return bool(emptied)


def _empty(row, keep=()):
    """Every word of it; true if there were any."""
    full = [f.name for f in _wordy(type(row)) if f.name not in keep and getattr(row, f.name)]
    for name in full:
        setattr(row, name, _nothing(type(row)._meta.fields[name]))
    if full:
        row.save(only=full)
    return bool(full)


def _wordy(noun):
    return [
        field
        for field in noun._meta.sorted_fields
        if isinstance(field, TextField | JSONField) or field.name in TITLES
    ]


def _nothing(field):
    if isinstance(field, JSONField):
        return None if field.null else []
    return ""
