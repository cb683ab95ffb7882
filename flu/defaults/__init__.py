"""What a new programme begins with, as data: the files beside this one, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Format:
    code: str
    name: str
    name_en: str
    minutes: int
    prompts: tuple[str, ...]
    prompts_en: tuple[str, ...]
    private: bool = False
    picked: bool = True
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Track:
    code: str
    name: str
    short_name: str
    name_en: str
    short_name_en: str
    description: str
    description_en: str
    hue: str
    icon: str


@dataclass(frozen=True)
class Template:
    code: str
    name: str
    name_en: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True)
class Question:
    code: str
    prompt: str
    prompt_en: str


@dataclass(frozen=True)
class Limit:
    """Something the group agreement cannot promise, told openly."""

    code: str
    name: str
    name_en: str
    body: str
    body_en: str


@dataclass(frozen=True)
class Agreement:
    text: str
    text_en: str
    questions: tuple[Question, ...]
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class Discipline:
    code: str
    kind: str
    name: str
    short_name: str
    name_en: str
    short_name_en: str


@dataclass(frozen=True)
class Frame:
    week: int
    kind: str
    title: str
    title_en: str
    purpose: str
    purpose_en: str
    task: str
    task_en: str
    track: str = ""


@dataclass(frozen=True)
class Phase:
    """A part of a meeting. `focus` is the number of the person it is about, 0 for nobody."""

    code: str
    minutes: int
    round: bool = False
    focus: int = 0
    chips: tuple[str, ...] = ()
    shows: str = ""


@dataclass(frozen=True)
class Statement:
    code: str
    text: str
    text_en: str


@dataclass(frozen=True)
class Moment:
    """When something is asked again: a share of the programme's weeks."""

    code: str
    share: float


@cache
def protocols():
    """Code → the phases of a meeting, in their order."""
    return {row["code"]: _each(Phase, row["phases"]) for row in _read("protocols")["protocols"]}


@cache
def plan():
    """The half-year's frames, week by week."""
    return _each(Frame, _read("plan")["frames"])


@cache
def formats():
    """RF0–RF12, in the order they are offered."""
    return _each(Format, _read("formats")["formats"])


@cache
def templates():
    """Code → a template of tracks."""
    return {
        row["code"]: Template(**{**row, "tracks": _each(Track, row["tracks"])})
        for row in _read("tracks")["templates"]
    }


def tracks(template="A"):
    """The tracks of one template, in order. Raises KeyError for one there is not."""
    return templates()[template].tracks


@cache
def agreement():
    """The five questions, the first text, and the honest limits."""
    data = _read("agreement")
    questions, limits = _each(Question, data["questions"]), _each(Limit, data["limits"])
    return Agreement(data["text"], data["text_en"], questions, limits)


@cache
def disciplines():
    """Three new ones, then three classical."""
    return _each(Discipline, _read("disciplines")["disciplines"])


@cache
def statements():
    """The four of the culture pulse."""
    return _each(Statement, _read("pulse")["statements"])


@cache
def moments():
    """At the start, midway and at the end."""
    return _each(Moment, _read("pulse")["moments"])


def _each(kind, rows):
    return tuple(kind(**{name: _still(value) for name, value in row.items()}) for row in rows)


def _still(value):
    return tuple(value) if isinstance(value, list) else value


def _read(name):
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
