"""When, where and how it begins."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.plans import PlanForm
from flu.models import Experiment
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("plans", __name__, url_prefix="/experiments/<uuid:experiment_id>/plans")


@bp.get("/new")
@signed_in("M22")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    return answer(experiment, PlanForm.for_(experiment, formdata=None))


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = PlanForm()
    if not form.validate_on_submit() or not experiment.has_room:
        return answer(experiment, form, 422)
    experiment.plan(by=current_user, **form.parts)
    return moved(url_for("experiments.show", experiment_id=experiment.uid))


def answer(experiment, form, status=200):
    return page(
        "plans/new.html", status, experiment=experiment, form=form,
        others=list(experiment.other_plans()), smaller="smaller" in request.args,
    )  # fmt: skip
