"""What a fælles handling must have before a group takes it on: hard rules, as for a group (N11)."""

from dataclasses import dataclass
from datetime import date, timedelta

from peewee import JOIN, Value, fn

from flu import clock
from flu.models.department import Department
from flu.models.group import STAFF, Group
from flu.models.line import Line
from flu.models.membership import Membership
from flu.models.reading import ReadingSeat
from flu.models.refusal import Refused
from flu.models.user import User

FIRST_STEP_WITHIN = timedelta(days=14)


@dataclass
class Terms:
    """The group, those who carry, and the three dates."""

    group: Group
    carriers: list
    first_step_on: date
    follow_up_on: date
    due_on: date
    has_origin: bool
    first_step_moved: bool = True

    def enforce(self):
        """Raises Refused with the first rule broken."""
        for key, words in self.faults():
            raise Refused(key, **words)

    def faults(self):
        """The rules broken, as (key, words)."""
        if len({person.department_id for person in self.carriers if person.department_id}) < 2:
            yield "action.one_department", {}
        for above, below in self._lines():
            yield "action.line", {"above": above, "below": below}
        if not self.has_origin:
            yield "action.no_origin", {}
        latest = clock.today() + FIRST_STEP_WITHIN
        if self.first_step_moved and not clock.today() <= self.first_step_on <= latest:
            yield "action.first_step_late", {}
        if not self.first_step_on <= self.follow_up_on <= self.due_on:
            yield "action.dates_order", {}

    def _lines(self):
        """Who of those who would read along is above whom, by name (I13)."""
        seats = [seat for seat in self.group.seats() if seat.is_open]
        people = {s.user_id: s.user for s in seats} | {p.id: p for p in self.carriers}
        for line in Line.among(people.values()):
            yield people[line.above_id].name, people[line.below_id].name


def members_to_carry(group):
    """Who can carry an action of the group from within: those who sit and read in it."""
    return _directory().where(User.id.in_(_seated(ReadingSeat.group_id == group.id)))


def others_to_carry(group):
    """Who can from other groups of the programme; nobody above or below anybody at the table."""
    at_table = Membership.select(Membership.user).where(
        Membership.group == group, Membership.open()
    )
    tied = Line.select(Value(1)).where(
        ((Line.above == User.id) & Line.below.in_(at_table))
        | ((Line.below == User.id) & Line.above.in_(at_table))
    )
    seated = _seated(ReadingSeat.programme_id == group.programme_id)
    return _directory().where(User.id.in_(seated), User.id.not_in(at_table), ~fn.EXISTS(tied))


def _seated(where):
    return ReadingSeat.select(ReadingSeat.user_id).where(ReadingSeat.role.not_in(STAFF), where)


def _directory():
    """People who can sign in, with their units and departments, by department and name."""
    Unit = Department.alias()
    return (
        User.select(User, Department, Unit)
        .join(Department, JOIN.LEFT_OUTER)
        .switch(User)
        .join(Unit, JOIN.LEFT_OUTER, on=User.unit)
        .where(User.joined_at.is_null(False), User.deactivated_at.is_null())
        .order_by(Department.name, User.name)
    )
