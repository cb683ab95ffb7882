"""Every door is decided in the open: a route without a decision does not start (G2)."""

from flask import abort
from flask_login import current_user

PUBLIC = "anyone"
SIGNED_IN = "signed in"


def anyone(view):
    """Open to the world."""
    view.decision, view.rows = PUBLIC, ()
    return view


def signed_in(*rows):
    """Open to whoever is signed in; the nouns decide the rest by these rows of the matrix."""

    def decide(view):
        view.decision, view.rows = SIGNED_IN, rows
        return view

    return decide


def fills_only(view):
    """It writes nothing, whatever is sent; so a phone's share menu may send it from outside."""
    view.fills_only = True
    return stands_alone(view)


def stands_alone(view):
    """Never a letter: what it counts or ends stays so, whatever it answers (S13, S14)."""
    view.stands_alone = True
    return view


def allow(permitted):
    """403 unless the model said yes."""
    if not permitted:
        abort(403)


def owned(noun, uid):
    """The reader's own thing at this address: 404 unless they may see it, 403 unless theirs."""
    thing = noun.find(uid, current_user)
    allow(thing.editable_by(current_user))
    return thing


def seated():
    """404 for whoever sits in no group: trying things out is done at a table (M22)."""
    if not current_user.roles:
        abort(404)


def decisions(app):
    """(method, path, endpoint, decision, rows) per route. Raises LookupError if one is open."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        view = app.view_functions[rule.endpoint]
        if not hasattr(view, "decision"):
            raise LookupError(f"{rule} ({rule.endpoint}) has no access decision")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield method, str(rule), rule.endpoint, view.decision, view.rows
