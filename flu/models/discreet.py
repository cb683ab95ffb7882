"""Counts that name nobody: kept back under five people or three tables, and so is what could be
worked out from them (I11, P14)."""

from dataclasses import dataclass

PEOPLE, GROUPS = 5, 3


def shown(count, people, groups=GROUPS):
    """The count if enough stand behind it; None keeps it back. Nothing at all is no secret."""
    return count if not count or (min(count, people) >= PEOPLE and groups >= GROUPS) else None


def weighed(tallies):
    """Goal id → (tries, actions) as they may be told; see Aim.tallies."""
    return {goal: tuple(shown(*part) for part in parts) for goal, parts in tallies.items()}


@dataclass(frozen=True)
class Crowd:
    """Things, and who and how many tables stand behind them."""

    things: tuple  # (people as a frozenset of ids, table, tells)

    @property
    def people(self):
        return frozenset().union(*(people for people, _, _ in self.things))

    @property
    def count(self):
        return shown(len(self.things), len(self.people), self._tables)

    @property
    def telling(self):
        """How many of them tell; kept back if that, or the rest, would point at a few."""
        yes, no = self._parted()
        return None if None in (yes.count, no.count) else yes.count

    @property
    def share(self):
        """The telling ones, in percent of all."""
        return None if not self.things or self.telling is None else _percent(self)

    @property
    def _tables(self):
        return len({table for _, table, _ in self.things})

    def _parted(self):
        yes = tuple(thing for thing in self.things if thing[2])
        return Crowd(yes), Crowd(tuple(thing for thing in self.things if not thing[2]))


def _percent(crowd):
    return round(100 * crowd.telling / crowd.count)
