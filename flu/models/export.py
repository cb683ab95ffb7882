"""All that is one person's, as they take it with them (M39, P19); of others' words only titles.

A noun that belongs to people stands in TAKEN, in one line: all its fields are told but those that
say whose it is and who reads it. `tests/models/test_export.py` asks it of every noun there is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peewee import ForeignKeyField

from flu import clock, text
from flu.models.action import Action, Carrier
from flu.models.agreement import Acceptance, Agreement
from flu.models.backing import Backing
from flu.models.brief import Brief, Remark
from flu.models.comment import Comment
from flu.models.consent import Consent, Voice
from flu.models.echo import Echo
from flu.models.energy import EnergyCheck
from flu.models.experiment import Experiment
from flu.models.flag import Flag
from flu.models.focus import Focus
from flu.models.follow_up import FollowUp
from flu.models.format import Format
from flu.models.group import Group
from flu.models.habit import Habit
from flu.models.hiding import Hiding
from flu.models.inspiration_card import CardReading, InspirationCard
from flu.models.item import Item
from flu.models.keepsake import Keepsake
from flu.models.lift import Lift
from flu.models.membership import Membership
from flu.models.method import MethodVote
from flu.models.minute import Minute
from flu.models.recall import Recall
from flu.models.reflection import Reflection
from flu.models.tie import Tie
from flu.models.topic import Topic, Wish
from flu.models.track import Track
from flu.models.trial import Check, Trial

FORMAT = "flu-export/1"
TITLE = 80
OWNERS = ("author", "user", "told_by")
HOUSE = {
    "id", "group", "visibility", "shared_at", "paused_at", "withdrawn_at", "version",
    "subject_id", "settled_at", "unit", "locked_at", "locked_reason", "script", "stage",
    "staged_at", "interviewer", "opens_at", *OWNERS,
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """A list of the export: `noun`, whose owner stands in itself, or in the noun it is `under`.

    `lives`: it comes to life again where it is brought back in.
    """

    name: str
    noun: Any
    under: str = ""
    without: tuple = ()
    also: tuple = ()
    lives: bool = False

    @property
    def fields(self):
        known = {*self.without, *(HOUSE - {*self.also}), self.under if not self.lives else ""}
        return [field for field in self.noun._meta.sorted_fields if field.name not in known]

    def rows(self, person):
        """This person's, in the order of arrival, without what was taken back."""
        if self.noun is Hiding:
            return Hiding.on_posts_of(person)
        rows, holder = self.noun.select().order_by(self.noun.id), self.noun
        if self.under:
            holder = self.noun._meta.fields[self.under].rel_model
            rows = rows.join(holder, on=self.noun._meta.fields[self.under])
        owner = next(name for name in OWNERS if name in holder._meta.fields)
        rows = rows.where(holder._meta.fields[owner] == person)
        return rows.where(holder.withdrawn_at.is_null()) if issubclass(holder, Item) else rows


TAKEN = (
    Taken("habits", Habit, lives=True),
    Taken("experiments", Experiment, lives=True),
    Taken("trials", Trial, under="experiment", lives=True),
    Taken("checks", Check, under="experiment", lives=True),
    Taken("reflections", Reflection, lives=True),
    Taken("comments", Comment),
    Taken("actions", Action, without=("realised_gain", "takeaway")),
    Taken("carried", Carrier),
    Taken("voices", Voice),
    Taken("consents", Consent),
    Taken("follow_ups", FollowUp),
    Taken("flags", Flag),
    Taken("hidings", Hiding, without=("by", "reason", "masks", "lifted_at")),
    Taken("ties", Tie),
    Taken("seats", Membership, also=("group",), without=("reads_from",)),
    Taken("agreements", Acceptance),
    Taken("minutes", Minute, without=("seance",)),
    Taken("topics", Topic, without=("programme", "seance")),
    Taken("wishes", Wish),
    Taken("cards", InspirationCard, without=("frame",)),
    Taken("cards_read", CardReading),
    Taken("method_votes", MethodVote),
    Taken("recalls", Recall, under="experiment"),
    Taken("focuses", Focus, without=("programme",)),
    Taken("energy", EnergyCheck),
    Taken("briefs", Brief),
    Taken("remarks", Remark),
    Taken("backings", Backing),
    Taken("lifts", Lift, without=("programme",)),
    Taken("echoes", Echo, without=("digest", "expires_at")),
)


def told(person):
    """Everything, as JSON knows it: lists of things by name, each thing its fields by name."""
    found = {kind: list(kind.rows(person)) for kind in TAKEN}
    links = Links(person, found)
    things = {kind.name: [_thing(kind, row, links) for row in found[kind]] for kind in TAKEN}
    for keepsake in Keepsake.of(person):
        things.setdefault(keepsake.kind, []).append(keepsake.told)
    return {"format": FORMAT, "made_at": clock.now().isoformat(), "person": _person(person),
            "things": things}  # fmt: skip


def plain(value):
    """A value as JSON knows it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


class Links:
    """What a thing points at: one's own by its uid, the rest by name or title, if one reads it."""

    def __init__(self, person, found):
        self.person = person
        self.names = {}
        for kind, rows in found.items():
            if "uid" in kind.noun._meta.fields:
                self.names.setdefault(kind.noun, {}).update((r.id, str(r.uid)) for r in rows)
        wanted = {}
        for kind, rows in found.items():
            for field in kind.fields:
                if isinstance(field, ForeignKeyField):
                    ids = {row.__data__[field.name] for row in rows} - {None}
                    wanted.setdefault(field.rel_model, set()).update(ids)
        for noun, ids in wanted.items():
            known = self.names.setdefault(noun, {})
            known.update(self._named(noun, ids - known.keys()))

    def to(self, field, key):
        return self.names[field.rel_model].get(key)

    def _named(self, noun, ids):
        if issubclass(noun, Item):
            rows = noun.visible_to(self.person).where(noun.id.in_(ids)) if ids else ()
            return {row.id: {"title": text.excerpt(row.title, TITLE)} for row in rows}
        rows = noun.select().where(noun.id.in_(ids))
        if noun is Agreement:
            rows = noun.select(noun, Group).join(Group).where(noun.id.in_(ids))
            return {row.id: {"group": row.group.name, "version": row.version} for row in rows}
        if noun in (Topic, InspirationCard):
            rows = noun.visible_to(self.person).where(noun.id.in_(ids))
            return {row.id: {"title": text.excerpt(row.title, TITLE)} for row in rows}
        said = "code" if noun in (Track, Format) else "name"
        return {row.id: getattr(row, said) for row in rows}


def _thing(kind, row, links):
    thing = {}
    for field in kind.fields:
        value = row.__data__[field.name]
        is_link = isinstance(field, ForeignKeyField)
        thing[field.name] = links.to(field, value) if is_link else plain(value)
    if isinstance(row, Item) and row.visibility != "private":
        thing["shared"] = {"visibility": row.visibility, "since": plain(row.shared_at)}
    return thing


def _person(person):
    return {
        "name": person.name, "email": person.email, "title": person.title,
        "organisation": person.organisation.name,
    }  # fmt: skip
