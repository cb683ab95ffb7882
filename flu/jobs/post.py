"""Letters that have not gone yet, on their way."""

from flu.db import connection
from flu.delivery import mail


def post(settings):
    """How many went; whoever works beside us sends none of them again."""
    with connection():
        return mail.send_waiting(settings)
