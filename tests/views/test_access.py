"""Every door is decided in the open, or the app does not start (G2)."""

import pytest
from flask import Flask

from flu.web import access


def test_a_door_without_a_decision_stops_the_app_and_is_named():
    app = Flask("prøve", static_folder=None)
    app.add_url_rule("/b", "b", access.signed_in("M04", "M44")(lambda: ""), methods=["POST", "GET"])
    app.add_url_rule("/a", "a", access.anyone(lambda: ""))
    assert list(access.decisions(app)) == [
        ("GET", "/a", "a", access.PUBLIC, ()),
        ("GET", "/b", "b", access.SIGNED_IN, ("M04", "M44")),
        ("POST", "/b", "b", access.SIGNED_IN, ("M04", "M44")),
    ]
    app.add_url_rule("/c", "c", lambda: "")
    with pytest.raises(LookupError, match=r"/c \(c\) has no access decision"):
        list(access.decisions(app))


def test_what_only_fills_is_no_letter_and_alone_may_come_from_outside():
    fills, alone = access.fills_only(lambda: ""), access.stands_alone(lambda: "")
    assert (fills.fills_only, fills.stands_alone, alone.stands_alone) == (True, True, True)
    assert not hasattr(alone, "fills_only")
