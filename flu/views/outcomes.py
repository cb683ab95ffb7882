"""What becomes of a try in the end."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.outcomes import FORMS, UnlearnedForm
from flu.models import Experiment
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("outcomes", __name__, url_prefix="/experiments/<uuid:experiment_id>/outcomes")


@bp.get("/new")
@signed_in("M22")
def new(experiment_id):
    experiment, outcome = owned(Experiment, experiment_id), request.args.get("outcome")
    if outcome not in FORMS:
        return answer(experiment)
    form = FORMS[outcome](formdata=None)
    return answer(experiment, UnlearnedForm.for_(experiment) if outcome == "unlearned" else form)


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment, outcome = owned(Experiment, experiment_id), request.form.get("outcome")
    if outcome not in FORMS:
        return answer(experiment, status=422)
    form = FORMS[outcome]()
    if not form.validate_on_submit():
        return answer(experiment, form, 422)
    experiment.conclude(outcome, by=current_user, **form.parts)
    return moved(url_for("experiments.show", experiment_id=experiment.uid))


def answer(experiment, form=None, status=200):
    """The form of the chosen outcome, or the three to choose among."""
    count = Experiment.audiences([experiment])[experiment.id]
    return page("outcomes/new.html", status, experiment=experiment, form=form, count=count)
