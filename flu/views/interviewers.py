"""Coming forward to ask in a reflecting team (PR7)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import Reflection
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("interviewers", __name__, url_prefix="/reflections/<uuid:reflection_id>/interviewer")


@bp.post("")
@signed_in("M15")
def create(reflection_id):
    reflection = Reflection.find(reflection_id, current_user)
    allow(reflection.interviewed_by(current_user) or reflection.interviewer_id == current_user.id)
    reflection.interview(by=current_user)
    flash(_("Du er samtaleleder. Stil ét åbent spørgsmål ad gangen."))
    return moved(url_for("reflections.show", reflection_id=reflection.uid))
