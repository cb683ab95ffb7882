"""The tovholder moves the consent round on (M26)."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.consents import ConsentForm, VoiceForm
from flu.models import Action, Aim, Backing, Consent, FollowUp, Lift
from flu.models.chain import Chain
from flu.models.hearing import Hearing
from flu.models.refusal import Refused
from flu.models.round import ROUND
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("rounds", __name__, url_prefix="/actions/<uuid:action_id>/rounds")


@bp.post("")
@signed_in("M26")
def create(action_id):
    action = Action.find(action_id, current_user)
    allow(action.steered_by(current_user))
    step = request.form.get("step")
    if step == "live":
        Consent.conclude(action, by=current_user)
    elif step in ROUND:
        action.turn(step, by=current_user)
    else:
        raise Refused("action.order", state=action.state, wanted=step)
    return moved(url_for("actions.show", action_id=action.uid))


def shown(action, status=200, voice=None, consent=None):
    """The action's page, with the form of its one question as it was sent or anew."""
    hearing = Hearing(action, current_user)
    forms = {
        "voice": voice or VoiceForm.of(action, formdata=None),
        "consent": consent or ConsentForm.of(action, hearing.mine, formdata=None),
    }
    told = {"follow_ups": list(FollowUp.of(action)), "chain": Chain.of(action, current_user)}
    told["backings"] = Backing.with_status(Backing.about_action(action))
    told |= {"lift": Lift.of(action, current_user), "goals": list(Aim.of(action))}
    return page("actions/show.html", status, action=action, hearing=hearing, **forms, **told)
