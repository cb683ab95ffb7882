"""Addresses: kinds of things in them, uids that arrive in them, and where an answer stands."""

import uuid

from flask import abort, request, url_for
from werkzeug.routing import BaseConverter

from flu.models import Comment
from flu.text import is_storable
from flu.web.filters import dom_id


class Kind(BaseConverter):
    """A kind of thing that is shared: `reflection`, standing as `reflections` in an address."""

    regex = "reflections|comments|experiments|actions|briefs|remarks|backings|lifts"

    def to_python(self, value):
        return value.removesuffix("s")

    def to_url(self, value):
        return f"{value}s"


def init(app):
    app.url_map.converters["kind"] = Kind


def uid_or_404(name):
    """The UUID in this field. 404 when it is missing or is none."""
    found = uid_or_none(name)
    return found if found is not None else abort(404)


def uid_or_none(name):
    """The UUID in this field, None when the field is not there. 404 when it is none."""
    value = sent(name)
    if not value:
        return None
    try:
        return uuid.UUID(value)
    except ValueError:
        abort(404)


def sent(name):
    """What a form says in this field, or outside a write the address; None if not storable."""
    said = (request.form if request.method == "POST" else request.args).get(name)
    return said if is_storable(said) else None


def unfolded():
    """Whether the page is asked for with every fold open, to be printed (S41)."""
    return request.args.get("open") == "all"


def place_of(comment):
    """Where the answer stands: on the page of its thread that ends with it."""
    return url_for(
        "reflections.show",
        reflection_id=comment.reflection.uid,
        after=Comment.page_ending_with(comment),
        _anchor=dom_id(comment),
    )
