"""A thread's next phase, and the way back into one that was concluded (N8)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.models import Reflection
from flu.web.access import allow, owned, signed_in
from flu.web.addresses import sent
from flu.web.render import moved

bp = Blueprint("turns", __name__, url_prefix="/reflections/<uuid:reflection_id>/turn")


@bp.post("")
@signed_in("M13", "M15")
def create(reflection_id):
    reflection = Reflection.find(reflection_id, current_user)
    allow(reflection.steered_by(current_user))
    reflection.turn(sent("leaving"), by=current_user)
    return moved(url_for("reflections.show", reflection_id=reflection.uid))


@bp.post("/return")
@signed_in("M13")
def destroy(reflection_id):
    reflection = owned(Reflection, reflection_id)
    reflection.reopen(by=current_user)
    return moved(url_for("reflections.show", reflection_id=reflection.uid))
