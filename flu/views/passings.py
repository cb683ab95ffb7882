"""A request goes on upward, to the nearest manager of whoever was asked (S9)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.models import Ask, Backing
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("passings", __name__, url_prefix="/backings/<uuid:backing_id>/passing")


@bp.post("")
@signed_in()
def create(backing_id):
    backing = Backing.find(backing_id, current_user)
    ask = Ask.of(backing, current_user)
    allow(ask is not None)
    ask.pass_on()
    return moved(url_for("backings.show", backing_id=backing.uid))
