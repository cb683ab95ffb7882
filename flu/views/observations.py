"""What was seen and heard."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.observations import ObservationForm
from flu.models import Experiment
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

HERE = "/experiments/<uuid:experiment_id>/observations"

bp = Blueprint("observations", __name__, url_prefix=HERE)


@bp.get("/new")
@signed_in("M22")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = ObservationForm(formdata=None, obj=experiment)
    return page("observations/new.html", experiment=experiment, form=form)


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), ObservationForm()
    if not form.validate_on_submit():
        return page("observations/new.html", 422, experiment=experiment, form=form)
    experiment.observe(by=current_user, **form.parts)
    return moved(url_for("experiments.show", experiment_id=experiment.uid))
