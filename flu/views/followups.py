"""Looking at an action again: the tovholder tells what the group saw and decided (M26)."""

from datetime import timedelta

from flask import Blueprint, url_for
from flask_login import current_user

from flu import clock
from flu.forms.followups import FollowUpForm
from flu.models import Action, FollowUp
from flu.web.access import allow, signed_in
from flu.web.render import moved, page
from flu.web.sentences import fits

bp = Blueprint("followups", __name__, url_prefix="/actions/<uuid:action_id>/followups")
IN_FOUR_WEEKS = timedelta(weeks=4)
FIELDS = {
    "follow_up.next_missing": "next_on",
    "follow_up.next_past": "next_on",
    "follow_up.gain_missing": "gain",
    "follow_up.takeaway_missing": "takeaway",
}


@bp.get("/new")
@signed_in("M26")
def new(action_id):
    action = steered(action_id)
    kept = {"gain": action.realised_gain, "next_on": clock.today() + IN_FOUR_WEEKS}
    form = FollowUpForm.of(FollowUp.open_to(action), formdata=None, **kept)
    return page("followups/new.html", action=action, form=form)


@bp.post("")
@signed_in("M26")
def create(action_id):
    action = steered(action_id)
    form = FollowUpForm.of(FollowUp.open_to(action) or FollowUp.DECISIONS)
    form.validate()
    if not fits(form, form.faults, FIELDS):
        return page("followups/new.html", 422, action=action, form=form)
    FollowUp.hold(action, by=current_user, uid=form.uid.data, **form.told)
    return moved(url_for("actions.show", action_id=action.uid))


def steered(action_id):
    action = Action.find(action_id, current_user)
    allow(action.steered_by(current_user))
    return action
