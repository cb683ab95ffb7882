"""The minutes of a meeting, a line at a time."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.topics import MinuteForm
from flu.models import Minute, Seance
from flu.views.seances import shown
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("minutes", __name__, url_prefix="/seances/<uuid:seance_id>/minutes")


@bp.post("")
@signed_in("M15")
def create(seance_id):
    seance, form = Seance.find(seance_id, current_user), MinuteForm()
    allow(seance.is_read_by(current_user))
    if not form.validate_on_submit():
        return shown(seance, 422, minute_form=form)
    Minute.note(seance, form.body.data, phase=phase_of(seance), by=current_user, uid=form.uid.data)
    if seance.is_live:
        return moved(url_for("lives.show", seance_id=seance.uid))
    return moved(url_for("seances.show", seance_id=seance.uid, _anchor="minutes"))


def phase_of(seance):
    return seance.now.code if seance.is_live else ""
