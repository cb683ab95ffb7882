"""The answer each gives when the round asks (M26)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.consents import ConsentForm
from flu.models import Action, Consent
from flu.views.rounds import shown
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("consents", __name__, url_prefix="/actions/<uuid:action_id>/consents")


@bp.post("")
@signed_in("M26")
def create(action_id):
    action = Action.find(action_id, current_user)
    allow(action.answered_by(current_user))
    form = ConsentForm()
    if not form.validate_on_submit():
        return shown(action, 422, consent=form)
    said = {"harms": form.harms.data or "", "body": form.body.data or ""}
    told = {"asked": form.asked.data, "uid": form.uid.data}
    Consent.give(action, form.answer.data, by=current_user, **said, **told)
    return moved(url_for("actions.show", action_id=action.uid, _anchor="round"))
