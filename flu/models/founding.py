"""The first day: an organisation, its first forløb, and somebody invited to run it."""

from datetime import time, timedelta

from flu import clock
from flu.db import transaction
from flu.models.event import Event
from flu.models.invitation import Invitation
from flu.models.organisation import Organisation
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.template import HALF_YEAR, date_seances, lay_out, standard_breaks, told
from flu.models.user import User

WEDNESDAY = (2, time(9))
FIRST = "Fremtidens Lederuddannelse"


def found(name, *, manager_name, manager_email, starts_on=None, programme=FIRST, template="A"):
    """The programme manager's invitation, whose link is to be handed on once."""
    with transaction():
        organisation = Organisation.create(name=name)
        manager = User.add(organisation=organisation, name=manager_name, email=manager_email)
        begins = starts_on or next_monday()
        first = Programme.create(
            organisation=organisation, name=programme, starts_on=begins,
            breaks=told(standard_breaks(begins, HALF_YEAR)),
        )  # fmt: skip
        lay_out(first, template)
        date_seances(first, *WEDNESDAY, by=None)
        Event.record("organisation.founded", by=None, on=organisation)
        return Invitation.invite(manager, programme=first, role="programme_manager")


def next_monday():
    return clock.today() + timedelta(days=7 - clock.today().weekday())


def programme_called(name=None):
    """The only programme there is, or the one with this name. Raises Refused."""
    programmes = list(Programme.select().where(Programme.name == name if name else True).limit(2))
    if len(programmes) != 1:
        raise Refused("programme.which" if programmes else "programme.none")
    return programmes[0]
