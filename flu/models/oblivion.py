"""What was taken away and not brought back in time: its words go for good, answers stay (P20)."""

from peewee import JSONField, TextField

from flu import clock
from flu.db import database, engine, transaction
from flu.models.action import Action
from flu.models.backing import Backing
from flu.models.brief import Brief, Remark
from flu.models.comment import Comment
from flu.models.consent import Consent, Voice
from flu.models.experiment import Experiment
from flu.models.follow_up import FollowUp
from flu.models.habit import Habit
from flu.models.hiding import Hiding
from flu.models.item import UNDO
from flu.models.lift import Lift
from flu.models.reflection import Reflection
from flu.text import SENTENCE_END

GONE = "[…]"  # where somebody had quoted them
ENDS = " .,;:!?…"
LONG_ENOUGH = 25  # characters; shorter runs are anybody's
NOUNS = (Habit, Experiment, Reflection, Comment, Action, Brief, Remark, Backing, Lift)
BESIDE = {Experiment: "trials", Action: "lifts", Brief: "remarks", Backing: "asks"}
TITLES = ("title", "locked_reason")


def forget_withdrawn():
    """Empty whatever was withdrawn longer ago than it can be undone. How many things."""
    overwrite_what_goes()
    return sum(_forget(item) for noun in NOUNS for item in _overdue(noun))


def erase(item):
    """The author's own, for good and at once (M21): there is nothing left to bring back."""
    overwrite_what_goes()
    with transaction():
        if item.withdrawn_at is None:
            item.withdraw()
        item.withdrawn_at = clock.now() - UNDO
        item.save(only=["withdrawn_at"])
        _forget(item)


def overwrite_what_goes():
    """SQLite leaves old bytes in its file unless told otherwise."""
    if engine() == "sqlite":
        database.execute_sql("pragma secure_delete = on")


def _overdue(noun):
    return noun.select().where(noun.withdrawn_at <= clock.now() - UNDO)


def _forget(item):
    with transaction():
        _blank_quotes(item)
        emptied = _empty(item)
        if type(item) in BESIDE:
            emptied += sum(_empty(row) for row in getattr(item, BESIDE[type(item)]))
        if isinstance(item, Experiment | Action):
            emptied += sum(_empty(it, keep=("title", "body")) for it in item.backings)
        if isinstance(item, Action):
            for noun in (Voice, Consent, FollowUp):
                own = noun.select().where(noun.action == item, noun.user == item.author)
                emptied += sum(_empty(said) for said in own)
        for hiding in Hiding.select().where(
            Hiding.subject_kind == item.noun, Hiding.subject_id == item.id
        ):
            emptied += _empty(hiding, keep=("reason",))
    return bool(emptied)


def _blank_quotes(item):
    """Where an answer, or an action born of it, says again what it said."""
    runs = sorted(_runs(item), key=len, reverse=True)
    for row in _echoing(item):
        words = {field.name: getattr(row, field.name) for field in _wordy(type(row))}
        said = {name: word for name, word in words.items() if isinstance(word, str)}
        told = {name: without(word, runs) for name, word in said.items()}
        changed = {name: word for name, word in told.items() if word != said[name]}
        if changed:
            type(row).update(**changed).where(type(row).id == row.id).execute()


def without(words, runs):
    """The words with every one of these runs blanked; also where a title was cut short."""
    for run in runs:
        words = words.replace(run, GONE)
    start = words.rstrip("…")
    cut = len(start) >= LONG_ENOUGH and any(" ".join(r.split()).startswith(start) for r in runs)
    return GONE if cut else words


def _runs(item):
    """Its lines and sentences that are long enough to be known again."""
    said = [getattr(item, field.name) for field in _wordy(type(item))]
    texts = [text for value in said for text in _texts(value)]
    parts = {part.strip(ENDS) for text in texts for part in (text, *SENTENCE_END.split(text))}
    return {part for part in parts if len(part) >= LONG_ENOUGH}


def _texts(value):
    if isinstance(value, list):
        return [a["answer"] for a in value if isinstance(a, dict) and a.get("answer")]
    return [value] if value else []


def _echoing(item):
    """What hangs on it and may stay; whatever else an answer says goes with it anyway."""
    if isinstance(item, Reflection):
        yield from Comment.select().where(Comment.reflection == item, Comment.author != item.author)
        answers = Comment.select(Comment.id).where(Comment.reflection == item)
        yield from Action.select().where((Action.reflection == item) | Action.comment.in_(answers))
    elif isinstance(item, Comment):
        yield from Comment.select().where(Comment.reflection == item.reflection_id)
        yield from Action.select().where(Action.comment == item)
    elif isinstance(item, Experiment):
        yield from Action.select().where(Action.experiment == item)


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
