"""Away with what has had its time: each step harmless if it is done twice, or by two at once."""

import logging

from flu.db import connection
from flu.models import Attempt, Invitation, Pulse, Receipt, SignIn
from flu.models.oblivion import forget_withdrawn

log = logging.getLogger(__name__)
STEPS = {
    "sign-ins": SignIn.purge,
    "attempts": Attempt.purge,
    "invitations": Invitation.purge,
    "receipts": Receipt.purge,
    "withdrawn": forget_withdrawn,
    "pulses": Pulse.close_due,
}


def sweep():
    """Every step, each in a transaction of its own. How many things went, by step."""
    with connection():
        gone = {name: step() for name, step in STEPS.items()}
    log.info("swept %s", gone)
    return gone
