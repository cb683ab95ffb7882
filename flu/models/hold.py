"""The hold: who takes part in a programme, chosen among everybody in the house (M44)."""

from peewee import JOIN, Value, fn

from flu import clock
from flu.db import queue, transaction
from flu.models.department import Department
from flu.models.event import Event
from flu.models.group import Group
from flu.models.invitation import DAY, Invitation
from flu.models.membership import Membership
from flu.models.programme import Enrolment
from flu.models.refusal import TooMany
from flu.models.user import User

BATCH = "invitation.batch"


def choosable(programme):
    """Everybody in the house who holds no other role here, by department and name; each knows
    whether they `takes_part`, sit in a group here (`is_seated`) and lead others (`leads`)."""
    Staff, Unit = User.alias(), Department.alias()
    part = Enrolment.select(Value(1)).where(
        Enrolment.programme == programme, Enrolment.user == User.id, Enrolment.role == "participant"
    )
    other = Enrolment.select(Enrolment.user).where(
        Enrolment.programme == programme, Enrolment.role != "participant"
    )
    seats = (
        Membership.select(Value(1))
        .join(Group)
        .where(Group.programme == programme, Membership.user == User.id, Membership.open())
    )
    leads = Staff.select(Value(1)).where(Staff.manager == User.id)
    return (
        User.within(programme.organisation_id)
        .select_extend(
            Unit,
            fn.EXISTS(part).alias("takes_part"),
            fn.EXISTS(seats).alias("is_seated"),
            fn.EXISTS(leads).alias("leads"),
        )
        .join_from(User, Unit, JOIN.LEFT_OUTER, on=(User.unit == Unit.id), attr="unit")
        .where(User.id.not_in(other))
        .order_by(Department.name, User.name)
    )


def choose(programme, people, *, by):
    """Let these take part. Those who sit in a group stay; nobody enrols themselves (I3)."""
    wanted = {person.id for person in people} - {by.id}
    with transaction():
        here = (Enrolment.programme == programme) & (Enrolment.role == "participant")
        seated = (
            Membership.select(Membership.user)
            .join(Group)
            .where(Group.programme == programme, Membership.open())
        )
        gone = Enrolment.delete().where(
            here, Enrolment.user.not_in(wanted), Enrolment.user.not_in(seated)
        )
        gone.execute()
        for person in people:
            if person.id in wanted:
                programme.enrol(person, "participant", by=by)
        Event.record("programme.chosen", by=by, on=programme)


def links_for_all(programme, *, by):
    """A link for everybody here who has not joined and holds none that works, as (person, token).

    It uses up the day's invitations (S13); raises TooMany for a second batch in a day."""
    with transaction():
        queue("batch", programme.id)
        if _sent_today(programme):
            raise TooMany("invitation.batch", DAY.total_seconds())
        waiting = list(_without_link(programme))
        Event.record(BATCH, by=by, on=programme)
        return [_link(person, role, programme, by) for person, role in waiting]


def missing(programme):
    """How many have not joined and hold no link that works."""
    return len(_without_link(programme))


def _without_link(programme):
    """(person, role) of them."""
    open_ones = Invitation.select(Invitation.user).where(
        Invitation.used_at.is_null(), Invitation.expires_at > clock.now()
    )
    rows = (
        Enrolment.select(Enrolment, User)
        .join(User)
        .where(
            Enrolment.programme == programme,
            User.joined_at.is_null(),
            User.deactivated_at.is_null(),
            User.id.not_in(open_ones),
        )
        .order_by(User.name)
    )
    return list({row.user_id: (row.user, row.role) for row in rows}.values())


def _link(person, role, programme, by):
    invitation = Invitation.draw_for(person, programme=programme, role=role, by=by)
    return person, invitation.token


def _sent_today(programme):
    since = clock.now() - DAY
    return (
        Event.select()
        .where(Event.verb == BATCH, Event.subject_uid == programme.uid, Event.created_at > since)
        .exists()
    )
