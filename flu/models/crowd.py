"""Who may walk in by one tap in the demo: everybody, table by table, and the staff around them."""

from itertools import groupby

from flu.models.department import Department
from flu.models.group import STAFF, Group
from flu.models.membership import Membership
from flu.models.programme import Enrolment
from flu.models.user import User

INSIDE = User.joined_at.is_null(False) & User.deactivated_at.is_null()


def tables():
    """(group, its members with their units) of every group."""
    Unit = Department.alias()
    seats = (
        Membership.select(Membership, Group, User, Unit)
        .join_from(Membership, Group)
        .join_from(Membership, User)
        .join_from(User, Unit, "left outer join", on=(User.unit == Unit.id), attr="unit")
        .where(Membership.open(), Membership.role.not_in(STAFF), INSIDE)
        .order_by(Group.id, User.name)
    )
    return [(group, [seat.user for seat in rows]) for group, rows in groupby(seats, _group)]


def staff():
    """The enrolments of those around the leaders, with their people."""
    return (
        Enrolment.select(Enrolment, User)
        .join(User, on=Enrolment.user)
        .where(Enrolment.role != "participant", INSIDE)
        .order_by(Enrolment.role, User.name)
    )


def find(uid):
    """The person with this address. Raises DoesNotExist."""
    return User.select().where(User.uid == uid, INSIDE).get()


def _group(seat):
    return seat.group
