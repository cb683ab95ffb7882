"""What went wrong, in the reader's words; what was typed stands on the page, never lost."""

from flask import make_response, render_template, request
from peewee import DoesNotExist, InterfaceError, OperationalError
from playhouse.pool import MaxConnectionsExceeded
from werkzeug.exceptions import HTTPException

from flu.models.refusal import Refused
from flu.web import htmx
from flu.web.sentences import sentence
from flu.web.session import ForeignWrite

UNAVAILABLE = (OperationalError, InterfaceError, MaxConnectionsExceeded)
RETRY_AFTER = 10  # seconds


def init(app):
    app.register_error_handler(DoesNotExist, lambda error: answer(404))
    app.register_error_handler(Refused, refused)
    app.register_error_handler(ForeignWrite, lambda error: answer(403, "foreign"))
    app.register_error_handler(
        HTTPException, lambda error: error.code < 400 and error or answer(error.code)
    )
    for kind in UNAVAILABLE:
        app.register_error_handler(kind, unavailable)
    app.register_error_handler(500, broken)


def told(error):
    """Redirects pass; whatever else Werkzeug found is said in words."""
    return error if error.code is None or error.code < 400 else answer(error.code)


def refused(error):
    return answer(409, text=sentence(error.key, error.words))


def unavailable(error):
    """The database is locked or gone: nothing was saved, try again in a moment."""
    response = answer(503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def broken(error):
    return answer(500)


def answer(status, name=None, text=None):
    """One page per status, the same for every cause, so that 404 betrays nothing (I12)."""
    template = f"errors/{name or status}.html"
    response = make_response(
        render_template([template, "errors/other.html"], status=status, text=text, typed=typed()),
        status,
    )
    response.headers["Cache-Control"] = "no-store"
    return htmx.whole_page(response)


def typed():
    """The words that came with the write, to be given back."""
    try:
        fields = request.form.items(multi=True)
    except HTTPException:
        return []
    kept = [value for name, value in fields if name not in ("uid", "password", "email")]
    return [value for value in kept if len(value) > 20]
