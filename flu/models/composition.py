"""Who may sit together: hard rules refuse, soft rules warn (domain section 5, N6, I13)."""

from collections import Counter
from dataclasses import dataclass, field

from flu.models.line import Line
from flu.models.refusal import Refused
from flu.models.tie import Tie

FEWEST, BEST, MOST = 4, (5, 6), 7


@dataclass
class Composition:
    """People and the facilitators beside them, with what stands between them.

    `lines` and `ties` are pairs of ids, the one above first; `past` holds (person id, group id,
    group name, sits there now) of their other groups.
    """

    members: list
    staff: list
    lines: list
    ties: list
    past: list = field(default_factory=list)

    @classmethod
    def of(cls, members, *, staff=(), past=()):
        composition = cls.of_each([(list(members), list(staff))])[0]
        composition.past = list(past)
        return composition

    @classmethod
    def of_each(cls, tables):
        """One for each (members, staff), in two queries for any number of tables."""
        people = {p.id: p for members, staff in tables for p in (*members, *staff)}.values()
        lines = [(line.above_id, line.below_id) for line in Line.among(people)]
        ties = Tie.among(people)
        return [
            cls(members, staff, _within(lines, members, staff), _within(ties, members, staff))
            for members, staff in tables
        ]

    def enforce(self, *, joining=None, discreet=False):
        """Raises Refused with the first hard rule broken; with `joining`, by that person's coming.

        `discreet` tells of a tie only that it cannot be.
        """
        for key, words in self.refusals(joining):
            if discreet and key == "group.tie":
                raise Refused("group.cannot_join", name=joining.name)
            if joining is None or key not in ("group.too_few", "group.one_department"):
                raise Refused(key, **words)

    def refusals(self, joining=None):
        """Hard rules broken, as (key, words); with `joining`, only the pairs this person makes."""
        yield from self._pairs(joining)
        for name in self._twice():
            yield "group.twice", {"name": name}
        if len(self.members) < FEWEST:
            yield "group.too_few", {"count": len(self.members)}
        if len(self.members) > MOST:
            yield "group.too_many", {"count": len(self.members)}
        if len(self._departments()) < 2:
            yield "group.one_department", {}

    def warnings(self):
        """Soft rules broken, as (key, words); a group may well live with them."""
        departments = self._departments()
        if len(departments) == 2:
            yield "group.two_departments", {"names": sorted(d.name for d in departments.values())}
        for names in self._sharing_a_manager():
            yield "group.same_manager", {"names": names}
        for group, names in self._carried_over():
            yield "group.carried_over", {"names": names, "group": group}
        for group, names in self._seated_elsewhere().items():
            yield "group.elsewhere", {"names": names, "group": group}
        if FEWEST <= len(self.members) <= MOST and len(self.members) not in BEST:
            yield "group.not_best_size", {"count": len(self.members)}

    @property
    def departments(self):
        return list(self._departments().values())

    @property
    def is_refused(self):
        return any(self.refusals())

    @property
    def has_warnings(self):
        return any(self.warnings())

    def _pairs(self, joining):
        names = {person.id: person.name for person in (*self.members, *self.staff)}
        new = joining and joining.id
        for above, below in self.lines:
            if new in (None, above, below):
                yield "group.line", {"above": names[above], "below": names[below]}
        for a, b in self.ties:
            if new in (None, a, b):
                first, second = sorted((names[a], names[b]))
                yield "group.tie", {"a": first, "b": second}

    def _twice(self):
        seen = Counter(person.id for person in (*self.members, *self.staff))
        people = {person.id: person.name for person in (*self.members, *self.staff)}
        return [people[person_id] for person_id, count in seen.items() if count > 1]

    def _departments(self):
        return {p.department_id: p.department for p in self.members if p.department_id}

    def _sharing_a_manager(self):
        managers = Counter(p.manager_id for p in self.members if p.manager_id)
        for manager_id, count in managers.items():
            if count > 1:
                yield [p.name for p in self.members if p.manager_id == manager_id]

    def _carried_over(self):
        names = {person.id: person.name for person in self.members}
        groups = {}
        for person_id, group_id, group, _ in self.past:
            groups.setdefault((group_id, group), {}).setdefault(names[person_id])
        return [(group, list(people)) for (_, group), people in groups.items() if len(people) > 1]

    def _seated_elsewhere(self):
        names = {person.id: person.name for person in self.members}
        groups = {}
        for person_id, _, group, now in self.past:
            if now:
                groups.setdefault(group, []).append(names[person_id])
        return groups


def _within(pairs, members, staff):
    ids = {person.id for person in (*members, *staff)}
    return [pair for pair in pairs if ids.issuperset(pair)]
