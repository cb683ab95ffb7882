"""What may be known of a group without reading it: its people, its promise, its rules (M01–M09)."""

from dataclasses import dataclass

from flu.models.agreement import Acceptance, Agreement
from flu.models.composition import Composition
from flu.models.group import STAFF, Group
from flu.models.membership import Membership


@dataclass
class Overview:
    group: Group
    seats: list
    agreement: Agreement
    accepted: set
    composition: Composition

    @classmethod
    def of(cls, groups):
        """One for each group, in the same order; as many queries for one as for a hundred."""
        groups = list(groups)
        seats = {group.id: [] for group in groups}
        for seat in Membership.at(groups):
            seats[seat.group_id].append(seat)
        agreements = Agreement.current(groups)
        accepted = Acceptance.to(agreements.values())
        tables = Composition.of_each([_table(seats[group.id]) for group in groups])
        return [
            cls(
                group,
                seats[group.id],
                agreements[group.id],
                accepted.get(agreements[group.id].id, set()),
                composition,
            )
            for group, composition in zip(groups, tables, strict=True)
        ]

    @property
    def leaders(self):
        return [seat for seat in self.seats if seat.role not in STAFF]

    @property
    def host(self):
        return next((seat.user for seat in self.seats if seat.role == "host"), None)

    @property
    def facilitators(self):
        return [seat.user for seat in self.seats if seat.role in STAFF]

    @property
    def departments(self):
        return sorted({s.user.department.name for s in self.leaders if s.user.department})

    @property
    def signed(self):
        return [seat.user for seat in self.seats if seat.user_id in self.accepted]

    @property
    def yet_to_accept(self):
        return [seat.user for seat in self.seats if seat.user_id not in self.accepted]


def _table(seats):
    members = [seat.user for seat in seats if seat.role not in STAFF]
    return members, [seat.user for seat in seats if seat.role in STAFF]
