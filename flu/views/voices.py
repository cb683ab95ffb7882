"""Questions and reactions in the round (M26)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.consents import VoiceForm
from flu.models import Action, Voice
from flu.views.rounds import shown
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("voices", __name__, url_prefix="/actions/<uuid:action_id>/voices")


@bp.post("")
@signed_in("M26")
def create(action_id):
    action = Action.find(action_id, current_user)
    allow(action.spoken_by(current_user))
    form = VoiceForm.of(action)
    if not form.validate_on_submit():
        return shown(action, 422, voice=form)
    Voice.speak(action, form.body.data, by=current_user, uid=form.uid.data)
    return moved(url_for("actions.show", action_id=action.uid, _anchor="round"))
