"""The first step is taken; the tovholder says so (M26)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.models import Action
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("starts", __name__, url_prefix="/actions/<uuid:action_id>/start")


@bp.post("")
@signed_in("M26")
def create(action_id):
    action = Action.find(action_id, current_user)
    allow(action.steered_by(current_user))
    action.start(by=current_user)
    return moved(url_for("actions.show", action_id=action.uid))
