"""Who may sit together: hard rules refuse, soft rules warn (domain section 5, N6, I13)."""

from collections import Counter
from dataclasses import dataclass, field

from flu.models.refusal import Refused
from flu.models.user import Line

FEWEST, BEST, MOST = 4, (5, 6), 7


@dataclass
class Composition:
    """People, the facilitators beside them, and the pairs of whom one is above the other."""

    members: list
    staff: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    @classmethod
    def of(cls, members, *, staff=()):
        people = [*members, *staff]
        return cls(list(members), list(staff), [(line.above_id, line.below_id) for line in Line.among(people)])

    def enforce(self, *, growing=False):
        """Raises Refused with the first hard rule broken; a growing group may still be small."""
        for key, words in self.refusals():
            if not (growing and key in ("group.too_few", "group.one_department")):
                raise Refused(key, **words)

    def refusals(self):
        """Hard rules broken, as (key, words)."""
        names = {person.id: person.name for person in (*self.members, *self.staff)}
        for above, below in self.lines:
            yield "group.line", {"above": names[above], "below": names[below]}
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
        managers = Counter(p.manager_id for p in self.members if p.manager_id)
        for manager_id, count in managers.items():
            if count > 1:
                people = [p.name for p in self.members if p.manager_id == manager_id]
                yield "group.same_manager", {"names": people}
        if FEWEST <= len(self.members) <= MOST and len(self.members) not in BEST:
            yield "group.not_best_size", {"count": len(self.members)}

    def _departments(self):
        return {p.department_id: p.department for p in self.members if p.department_id}
