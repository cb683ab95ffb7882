"""An export brought back in: into an empty account, whole or not at all, private until shared."""

from peewee import ForeignKeyField
from uuid_utils.compat import uuid7

from flu.db import queue, transaction
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.export import OWNERS, TAKEN
from flu.models.format import Format
from flu.models.item import Item
from flu.models.keepsake import Keepsake
from flu.models.parcel import Unfit, holds_together, opened, read
from flu.models.programme import Programme
from flu.models.track import Track

LIVING = {kind.name: kind for kind in TAKEN if kind.lives}


class Homecoming:
    """`fault` is (key, words) if it does not fit; `count` how many things came in."""

    def __init__(self, content, person):
        self.person, self.fault, self.count = person, None, 0
        self.rows, self.codes = {}, {}
        try:
            self.things = opened(content)
            self.uids = {uid: uuid7() for uid in self._told_uids()}  # the old may be taken here
            with transaction():
                queue("homecoming", person.id)
                self._settle_in()
        except Unfit as unfit:
            self.fault = (unfit.key, unfit.words)

    @property
    def fits(self):
        return self.fault is None

    @staticmethod
    def is_open_to(person):
        """Nothing stands there yet that could be mixed up with what comes in."""
        items = [kind for kind in TAKEN if issubclass(kind.noun, Item)]
        written = any(
            kind.noun.select().where(kind.noun.author == person).exists() for kind in items
        )
        return not written and not Keepsake.of(person).exists()

    def _settle_in(self):
        if not self.is_open_to(self.person):
            raise Unfit("not_empty")
        for name, kind in LIVING.items():
            for thing in self.things.get(name, ()):
                self._revive(kind, thing)
        for name, things in self.things.items():
            if name not in LIVING:
                for thing in things:
                    self._keep(name, thing)
        Event.record("person.came_home", by=self.person, on=self.person, count=self.count)

    def _revive(self, kind, thing):
        if thing.keys() - {"shared", *(field.name for field in kind.fields)}:
            raise Unfit("odd", list=kind.name)
        try:
            row = kind.noun(**{f.name: self._value(kind.noun, f, thing) for f in kind.fields})
        except (TypeError, ValueError):
            raise Unfit("odd", list=kind.name) from None
        for owner in kind.noun._meta.fields.keys() & {*OWNERS}:
            setattr(row, owner, self.person)
        if not holds_together(row):
            raise Unfit("odd", list=kind.name)
        if isinstance(row, Experiment):
            _take_back(row)
        row.save(force_insert=True)
        self.rows[kind.noun, thing.get("uid")] = row
        self.count += 1

    def _value(self, noun, field, thing):
        value = thing.get(field.name)
        if field.name == "uid":
            return self.uids.get(value) or uuid7()
        if isinstance(field, ForeignKeyField):
            return self._there(field, value)
        if value is None:
            if not field.null and field.default is None:
                raise ValueError(field.name)
            return field.default() if callable(field.default) else field.default
        return read(noun, field, value)

    def _there(self, field, value):
        """What came along; a track or a format of that code; else nothing, if that may be."""
        if isinstance(value, dict):  # a title: it was somebody else's, and stayed there
            value = None
        if value is not None and not isinstance(value, str):
            raise TypeError(value)
        if field.rel_model in (Track, Format):
            return self._coded(field.rel_model, value)
        there = self.rows.get((field.rel_model, value)) if value else None
        if there is None and not field.null:
            raise ValueError(value)
        return there

    def _coded(self, noun, code):
        if (noun, code) not in self.codes:
            programme = Programme.of(self.person) if code else None
            there = noun.get_or_none(noun.programme == programme, noun.code == code)
            self.codes[noun, code] = there
        return self.codes[noun, code]

    def _keep(self, name, thing):
        told = {key: self._led(value) for key, value in thing.items()}
        Keepsake.create(user=self.person, kind=name, told=told)
        self.count += 1

    def _led(self, value):
        """An address of old, as it is now."""
        new = self.uids.get(value) if isinstance(value, str) else None
        return value if new is None else str(new)

    def _told_uids(self):
        told = (thing.get("uid") for things in self.things.values() for thing in things)
        return {uid for uid in told if isinstance(uid, str)}


def _take_back(experiment):
    """It was shared elsewhere; here it is one's own alone, and may be shared again."""
    for name in ("state", "paused_from"):
        if getattr(experiment, name) == "shared":
            setattr(experiment, name, "reflected")
