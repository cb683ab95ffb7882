"""Whom a reflection may be shared with, each circle with its exact number (N4, N5)."""

from functools import cached_property

from flu.models.item import Prospect
from flu.models.reading import REACHES, tables_of


class Circles:
    """The tables its author sits at, and who would read it there; counted by the guarding rule."""

    def __init__(self, item):
        self.item = item
        self.groups = list(tables_of(item.author))

    @cached_property
    def readers(self):
        """Group → the people who would read it there, by name."""
        return {
            group: list(Prospect.of(self.item, "group", group).readers()) for group in self.groups
        }

    @cached_property
    def sizes(self):
        """(reach, group) → how many would read it."""
        sizes = {("group", group): len(readers) for group, readers in self.readers.items()}
        for reach in REACHES[2:]:
            for group in self.groups:
                sizes[reach, group] = Prospect.of(self.item, reach, group).count()
        return sizes

    def whom(self, reach, group):
        """The people who would read it there, by name."""
        return list(Prospect.of(self.item, reach, group).readers())

    @property
    def colleagues(self):
        """The names of those who would recognise each other."""
        people = {p.id: p.name for readers in self.readers.values() for p in readers}
        people.pop(self.item.author_id, None)
        return list(people.values())

    @property
    def home(self):
        """The table it lies on, else the first one."""
        return next((g for g in self.groups if g.id == self.item.group_id), None) or next(
            iter(self.groups), None
        )

    def script_in(self, group, thread):
        """How its answers come, or would: as its author chose once, else as the group begins."""
        if thread is not None and thread.shared_at:
            return thread.script
        return group.script if group else "plain"

    def chosen(self, uid):
        """The group with this address; the home one when none was asked for."""
        return next((g for g in self.groups if str(g.uid) == uid), self.home)
