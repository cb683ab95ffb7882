"""Shared actions a group lifted to the sponsor (M28)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.lifts import LiftForm
from flu.models import Action, Lift, Programme
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("lifts", __name__)


@bp.get("/lifts")
@signed_in("M28")
def index():
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None and programme.overseen_by(current_user))
    lifts = list(Lift.within(programme, current_user))
    return page("lifts/index.html", programme=programme, lifts=lifts)


@bp.get("/actions/<uuid:action_id>/lifts/new")
@signed_in("M28")
def new(action_id):
    action = lifted(action_id)
    return sheet(action, LiftForm.begun(action))


@bp.post("/actions/<uuid:action_id>/lifts")
@signed_in("M28")
def create(action_id):
    action, form = lifted(action_id), LiftForm()
    if not form.validate_on_submit():
        return sheet(action, form, 422)
    lift = Lift.raise_up(action, by=current_user, uid=form.uid.data, **form.sent)
    return moved(url_for("lifts.show", lift_id=lift.uid))


@bp.get("/lifts/<uuid:lift_id>")
@signed_in("M28")
def show(lift_id):
    lift = Lift.find(lift_id, current_user)
    here = current_user.belongs_to(lift.group_id)
    told = {"above": list(Lift.above(lift.programme_id)), "count": lift.readers().count()}
    return page("lifts/show.html", lift=lift, here=here, **told)


def sheet(action, form, status=200):
    above = list(Lift.above(action.group.programme_id))
    count = Lift.prospect(action).count()
    return page("lifts/new.html", status, action=action, form=form, above=above, count=count)


def lifted(action_id):
    action = Action.find(action_id, current_user)
    allow(action.lifted_by(current_user))
    return action
