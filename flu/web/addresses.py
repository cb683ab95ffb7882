"""Uids that arrive in a query or a form: a proper one, or nothing found."""

import uuid

from flask import abort, request


def uid_or_404(name):
    """The UUID in this field. 404 when it is missing or is none."""
    found = uid_or_none(name)
    return found if found is not None else abort(404)


def uid_or_none(name):
    """The UUID in this field, None when the field is not there. 404 when it is none."""
    value = request.values.get(name)
    if not value:
        return None
    try:
        return uuid.UUID(value)
    except ValueError:
        abort(404)
