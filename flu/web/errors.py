"""What went wrong, in the reader's words; what was typed stands on the page, never lost."""

from flask import g, make_response, render_template, request
from flask_login import AnonymousUserMixin
from peewee import DoesNotExist, InterfaceError, OperationalError
from playhouse.pool import MaxConnectionsExceeded
from werkzeug.exceptions import HTTPException

from flu.models.refusal import Refused
from flu.web import htmx
from flu.web.sentences import sentence
from flu.web.session import ForeignWrite

UNAVAILABLE = (OperationalError, InterfaceError, MaxConnectionsExceeded)
RETRY_AFTER = 10  # seconds
SHARED = 401
SECRET = ("uid", "password", "present", "fresh", "email")


def init(app):
    app.register_error_handler(DoesNotExist, lambda error: answer(404))
    app.register_error_handler(Refused, refused)
    app.register_error_handler(ForeignWrite, lambda error: answer(403, "foreign"))
    app.register_error_handler(HTTPException, told)
    for kind in UNAVAILABLE:
        app.register_error_handler(kind, unavailable)
    app.register_error_handler(500, broken)


def told(error):
    """Redirects pass; whatever else Werkzeug found is said in words."""
    return error if error.code is None or error.code < 400 else answer(error.code)


def refused(error):
    response = answer(error.status, text=sentence(error.key, error.words))
    if error.wait:
        response.headers["Retry-After"] = str(int(error.wait))
    return response


def unavailable(error):
    """The database is locked or gone: nothing was saved, try again in a moment."""
    g._login_user = AnonymousUserMixin()  # or the page would ask the database who is reading
    response = answer(503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def broken(error):
    return answer(500)


def answer(status, name=None, text=None):
    """One page per status, the same for every cause, so that 404 betrays nothing (I12)."""
    template = f"errors/{name or status}.html"
    response = make_response(
        render_template(
            [template, "errors/other.html"], status=status, text=text, typed=typed(status)
        ),
        status,
    )
    response.headers["Cache-Control"] = "no-store"
    return htmx.whole_page(response)


def typed(status):
    """The words that came with the write, to be given back; no passwords, keys or addresses.

    What was shared from another app (401) is nobody's secret here, and given back whole."""
    try:
        fields = request.form.items(multi=True)
    except HTTPException:
        return []
    kept = [value for name, value in fields if name not in SECRET and value.strip()]
    return [value for value in kept if (len(value) > 20 and " " in value) or status == SHARED]
