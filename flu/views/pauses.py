"""Stepping back from a try, and coming back."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.pauses import PauseForm
from flu.models import Experiment
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("pauses", __name__, url_prefix="/experiments/<uuid:experiment_id>")


@bp.get("/pauses/new")
@signed_in("M22")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = PauseForm(formdata=None, until=experiment.paused_until)
    return page("pauses/new.html", experiment=experiment, form=form)


@bp.post("/pauses")
@signed_in("M22")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), PauseForm()
    if not form.validate_on_submit():
        return page("pauses/new.html", 422, experiment=experiment, form=form)
    experiment.pause(form.until.data, by=current_user)
    flash(_("Sat på pause. Vi spørger ikke imens."))
    return moved(url_for("experiments.show", experiment_id=experiment.uid))


@bp.post("/return")
@signed_in("M22")
def destroy(experiment_id):
    experiment = owned(Experiment, experiment_id)
    experiment.resume(by=current_user)
    return moved(url_for("experiments.show", experiment_id=experiment.uid))
