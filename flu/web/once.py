"""One letter, one effect: around every write that carries a key from a phone (N3, R5).

A phone gives each write an `Idempotency-Key` and sends it until it has an answer that carries
the key back (`X-Flu-Op`). The effect and its receipt are one transaction; a refusal leaves
neither, so that what was refused by mistake may be sent again.
"""

import hashlib
import uuid
from functools import wraps

from flask import abort, g, make_response, request, session
from flask_login import current_user

from flu.db import queue, transaction
from flu.models import Receipt
from flu.web import part
from flu.web.access import SIGNED_IN

KEY, INSTEAD, LATE = "Idempotency-Key", "X-Flu-Instead", "X-Flu-Late"
THEN, VERSION, OP, REASON = "X-Flu-Then", "X-Flu-Version", "X-Flu-Op", "X-Flu-Reason"


def init(app):
    for endpoint, view in app.view_functions.items():
        if view.decision == SIGNED_IN and not getattr(view, "stands_alone", False):
            app.view_functions[endpoint] = once(view)
    app.after_request(acknowledge)


def once(view):
    """The view as it is; asked with a key, it acts at the first asking and tells at the rest."""

    @wraps(view)
    def answered(**place):
        if request.method != "POST" or KEY not in request.headers:
            return view(**place)
        return letter(lambda: view(**place), current_user._get_current_object())

    return answered


def letter(write, person):
    key, instead = named(KEY), named(INSTEAD)
    if key == instead:
        abort(400)
    if request.headers.get("X-Flu-User", part.of(person)) != part.of(person):
        return turned_away(403, "other-user")
    try:
        with transaction():
            queue("receipt", str(key))
            return replay(key, person) or first(key, instead, write, person)
    except NoEffect as refusal:
        return refusal.answer


def replay(key, person):
    """The answer of the first time, None if there was none."""
    receipt = Receipt.known(key)
    if receipt is None:
        return None
    if not receipt.is_for(person, fingerprint()):
        raise NoEffect(turned_away(422, "key-reuse"))
    answer = delivered(receipt.place, receipt.version)
    answer.headers["X-Flu-Replayed"] = "1"
    return answer


def first(key, instead, write, person):
    """The effect and its receipt. Raises NoEffect on a refusal, so that neither stays."""
    if instead and not taken_back(instead, person):
        raise NoEffect(turned_away(409, "arrived"))
    told = [*session.get("_flashes", ())]  # a copy: what the view says is added to that list
    answer = make_response(write())
    if answer.status_code >= 400:
        raise NoEffect(answer)
    if LATE in request.headers:
        hush(told)
    place, version = answer.headers.get(THEN, answer.location or ""), answer.headers.get(VERSION)
    kept = {"place": place, "version": version}
    Receipt.create(key=key, user=person.id, fingerprint=fingerprint(), **kept)
    return delivered(place, version) if answer.location else answer


def taken_back(key, person):
    """A letter that was edited on the phone has no effect any more, unless it had it already."""
    queue("receipt", str(key))
    if Receipt.known(key):
        return False
    Receipt.void(key, by=person.id)
    return True


def hush(told):
    """Nobody waits for the words of thanks of what a phone sent by itself."""
    session["_flashes"] = told


def delivered(place, version):
    answer = make_response("", 204)
    answer.headers[THEN] = place
    if version is not None:
        answer.headers[VERSION] = version
    return answer


def turned_away(status, reason):
    return make_response("", status, {REASON: reason})


def fingerprint():
    """What the letter says: address and fields, as one digest."""
    fields = sorted(request.form.items(multi=True))
    said = repr((request.method, request.full_path, fields))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def named(header):
    """The UUID in this header, None without one. 400 for what is none."""
    value = request.headers.get(header)
    try:
        return None if value is None else uuid.UUID(value)
    except ValueError:
        abort(400)


def acknowledge(response):
    """Ours is the answer, not some proxy's: it carries the key, and whose session this is."""
    if key := request.headers.get(KEY):
        response.headers[OP] = key if key.isprintable() and key.isascii() else ""
    if "_login_user" in g or response.mimetype == "text/html":
        response.headers["X-Flu-User"] = part.of(current_user)
    return response


class NoEffect(Exception):
    """A refusal: the transaction goes back, the answer goes out."""

    def __init__(self, answer):
        self.answer = answer
