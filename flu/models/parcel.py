"""An export opened by somebody who trusts nothing in it: sizes, types, and what fits together."""

import json
import re
from datetime import date, datetime

from peewee import BooleanField, CharField, DateField, DateTimeField, IntegerField, JSONField

from flu import privacy, text
from flu.models.course import CONCLUDED, NEEDS, OPEN, STATES
from flu.models.experiment import Experiment
from flu.models.export import FORMAT
from flu.models.reflection import WANTS, Reflection
from flu.models.trial import CHECKED_AFTER, Check, Trial

LARGEST = 12 * 2**20
MOST = 20_000
LONGEST = 20_000  # characters in one text
DEEPEST = 6
NUMBERS = 2**31
YEARS = range(1990, 2111)
LIST_NAME = re.compile(r"[a-z_]{1,32}")
CHOICES = {
    (Experiment, "state"): STATES, (Experiment, "paused_from"): ("", *OPEN),
    (Experiment, "sign_seen"): ("", "yes", "little", "no", "opposite"),
    (Trial, "outcome"): Trial.OUTCOMES, (Check, "answer"): Check.ANSWERS,
    (Check, "week"): CHECKED_AFTER,
}  # fmt: skip


class Unfit(Exception):
    """It cannot be brought in; `key` and `words` say why."""

    def __init__(self, key, **words):
        super().__init__(key)
        self.key, self.words = key, words


def opened(content):
    """The lists of things in it by name. Raises Unfit."""
    if len(content) > LARGEST:
        raise Unfit("large", most=LARGEST // 2**20)
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Unfit("not_json") from None
    if not isinstance(told, dict) or not isinstance(told.get("things"), dict):
        raise Unfit("not_ours")
    if told.get("format") != FORMAT:
        raise Unfit("version")
    things = told["things"]
    for name, rows in things.items():
        if not (LIST_NAME.fullmatch(name) and isinstance(rows, list)):
            raise Unfit("not_ours")
        if not all(isinstance(row, dict) for row in rows):
            raise Unfit("odd", list=name)
        refuse_wild(rows, name)
    if sum(len(rows) for rows in things.values()) > MOST:
        raise Unfit("many", most=MOST)
    return things


def refuse_wild(value, name, depth=0):
    """Raises Unfit for what no export holds, wherever it stands: it will be shown as it is."""
    if depth > DEEPEST:
        raise Unfit("odd", list=name)
    if isinstance(value, str):
        if len(value) > LONGEST or not text.is_storable(value):
            raise Unfit("odd", list=name)
        if privacy.holds_cpr(value):
            raise Unfit("cpr", list=name)
    elif isinstance(value, dict | list):
        for part in (*value, *value.values()) if isinstance(value, dict) else value:
            refuse_wild(part, name, depth + 1)
    elif isinstance(value, int | float) and abs(value) >= NUMBERS:
        raise Unfit("odd", list=name)


def read(noun, field, value):
    """The value as the field keeps it. Raises ValueError or TypeError for what it cannot be."""
    choices = CHOICES.get((noun, field.name))
    if choices and value not in choices:
        raise ValueError(value)
    for kind, reading in READINGS:
        if isinstance(field, kind):
            return reading(field, value)
    return _text(field, value)


def holds_together(row):
    """Would its own pages show it, and its next step be open to it?"""
    if isinstance(row, Reflection):
        return _is_answered(row.answers) and _is_subset(row.wants, WANTS)
    if not isinstance(row, Experiment):
        return True
    if row.stage not in STATES or row.stage == "paused":
        return False
    needed = {name for state in row.reached for name in NEEDS.get(state, ())}
    if row.stage == "dropped" and not row.seen_heard:
        needed.discard("dropped_along")
    ended = row.stage not in CONCLUDED or row.concluded_at is not None
    return ended and all(getattr(row, name) for name in needed)


def _moment(field, value):
    moment = datetime.fromisoformat(_text(field, value))
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError(value)
    return moment


def _day(field, value):
    day = date.fromisoformat(_text(field, value))
    if day.year not in YEARS:
        raise ValueError(value)
    return day


def _number(field, value):
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _yes_or_no(field, value):
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _list(field, value):
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _text(field, value):
    if not isinstance(value, str):
        raise TypeError(value)
    if isinstance(field, CharField) and len(value) > field.max_length:
        raise ValueError(value)
    return value


READINGS = (
    (DateTimeField, _moment), (DateField, _day), (BooleanField, _yes_or_no),
    (IntegerField, _number), (JSONField, _list),
)  # fmt: skip


def _is_answered(answers):
    return all(
        isinstance(answer, dict)
        and answer.keys() == {"prompt", "answer"}
        and all(isinstance(value, str) for value in answer.values())
        for answer in answers
    )


def _is_subset(values, known):
    return all(isinstance(value, str) and value in known for value in values)


def _refuse(constant):
    raise ValueError(constant)
