"""What was sent to a person by name and waits for their answer (S9, S14)."""

from peewee import fn

from flu.models.ask import Ask
from flu.models.brief import Brief


def count(user):
    """SQL: how many wait, as a column of a query that is asked anyway."""
    return _number(Ask.waiting_for(user), Ask) + _number(Brief.waiting_for(user), Brief)


def waiting(user, *, most):
    """(kind, subject), requests first by the day hoped for, then briefs, the eldest first."""
    yield from (("backing", ask) for ask in Ask.waiting_for(user).limit(most))
    yield from (("brief", brief) for brief in Brief.waiting_for(user).limit(most))


def _number(waiting, noun):
    return fn.COALESCE(waiting.select(fn.COUNT(noun.id)).order_by(), 0)
