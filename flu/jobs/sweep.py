"""Away with what has had its time: each step harmless if it is done twice, or by two at once."""

import logging

from flu.db import connection
from flu.models import Attempt, Echo, Invitation, Membership, Pulse, Receipt, SignIn
from flu.models.oblivion import forget_withdrawn
from flu.models.retention import forget_the_old

log = logging.getLogger(__name__)
STEPS = {
    "sign-ins": SignIn.purge,
    "attempts": Attempt.purge,
    "invitations": Invitation.purge,
    "receipts": Receipt.purge,
    "withdrawn": forget_withdrawn,
    "old": forget_the_old,
    "links": Echo.purge,
    "staff": Membership.end_staff,
    "echoes": Echo.ask_all,
    "pulses": Pulse.close_due,
}


def sweep():
    """Every step, each in a transaction of its own. How many things went or were
    asked, by step."""
    with connection():
        gone = {name: step() for name, step in STEPS.items()}
    log.info("swept %s", gone)
    return gone
