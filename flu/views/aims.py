"""Which pejlemærker a try or a shared action carries (S10)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.goals import AimForm
from flu.models import Action, Aim, Experiment, Goal
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("aims", __name__, url_prefix="/<any(experiments, actions):kind>/<uuid:uid>/aims")
NOUNS = {"experiments": Experiment, "actions": Action}
PLACES = {
    "experiments": lambda uid: url_for("experiments.show", experiment_id=uid),
    "actions": lambda uid: url_for("actions.show", action_id=uid),
}


@bp.get("/edit")
@signed_in("M22", "M26")
def edit(kind, uid):
    thing = aiming(kind, uid)
    carried = [str(goal.uid) for goal in Aim.of(thing)]
    return sheet(thing, kind, form_for(thing, formdata=None, goals=carried))


@bp.post("")
@signed_in("M22", "M26")
def update(kind, uid):
    thing = aiming(kind, uid)
    form = form_for(thing)
    if not form.validate_on_submit():
        return sheet(thing, kind, form, 422)
    Aim.at(thing, form.chosen)
    return moved(PLACES[kind](thing.uid))


def aiming(kind, uid):
    thing = NOUNS[kind].find(uid, current_user)
    allow((thing.edited_by if kind == "actions" else thing.editable_by)(current_user))
    return thing


def form_for(thing, **kwargs):
    """Those in use, and the ones it carries already."""
    offered = list(Goal.open_to(current_user))
    offered += [goal for goal in Aim.of(thing) if goal not in offered]
    return AimForm.of(offered, **kwargs)


def sheet(thing, kind, form, status=200):
    place = PLACES[kind](thing.uid)
    return page("aims/edit.html", status, thing=thing, kind=kind, form=form, place=place)
