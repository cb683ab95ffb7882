"""Blev det til noget?"""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.trials import TrialForm
from flu.models import Experiment, Trial
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("trials", __name__, url_prefix="/experiments/<uuid:experiment_id>/trials")


@bp.get("/new")
@signed_in("M22")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = TrialForm(formdata=None, outcome=request.args.get("outcome"))
    return page("trials/new.html", experiment=experiment, form=form.ask())


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), TrialForm()
    if not form.validate_on_submit():
        asked = form.ask(request.form)
        return page("trials/new.html", 422, experiment=experiment, form=asked)
    Trial.report(experiment, form.outcome.data, by=current_user, **form.parts)
    return moved(url_for("experiments.show", experiment_id=experiment.uid))
