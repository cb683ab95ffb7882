"""An action about to be written: what it is born of, and the group it will be put to."""

from flu.models.action import ORIGINS, Action
from flu.models.group import Group
from flu.models.item import Prospect
from flu.models.reading import tables_of


class Proposal:
    """`homes` are the groups one could put it to, `group` the one chosen."""

    def __init__(self, by, origin, group, at):
        self.by, self.origin, self.group, self.homes = by, origin, group, at

    @classmethod
    def begun(cls, by, *, born_of=None, group=None):
        """From an origin (its kind and uid) and in a group (its uid). Raises DoesNotExist (404)."""
        origin = ORIGINS[born_of[0]].find(born_of[1], by) if born_of else None
        at, near = list(tables_of(by)), getattr(origin, "group_id", None)
        fitting = [it for it in at if group in (None, it.uid)]
        if not fitting:
            raise Group.DoesNotExist
        return cls(by, origin, min(fitting, key=lambda it: it.id != near), at)

    @property
    def seed(self):
        return Action.seed(self.origin) if self.origin else {}

    @property
    def kind(self):
        """The origin's name in the form that is sent."""
        return self.origin.noun if self.origin else None

    def readers(self, others=()):
        """How many will read it, with these from other groups."""
        return Prospect(self.by, "group", self.group).count() + len(others)
