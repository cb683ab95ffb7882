"""The if-then of a try."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.hypotheses import HypothesisForm
from flu.models import Experiment, Habit
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("hypotheses", __name__, url_prefix="/experiments/<uuid:experiment_id>/hypotheses")


@bp.get("/new")
@signed_in("M22")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = form_for(experiment, obj=experiment, formdata=None)
    form.habit.data = str(experiment.habit.uid) if experiment.habit else None
    return page("hypotheses/new.html", experiment=experiment, form=form)


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = form_for(experiment)
    if not form.validate_on_submit():
        return page("hypotheses/new.html", 422, experiment=experiment, form=form)
    experiment.hypothesise(by=current_user, **form.parts)
    onward = "experiments.show" if experiment.state == "planned" else "plans.new"
    return moved(url_for(onward, experiment_id=experiment.uid))


def form_for(experiment, **kwargs):
    """The habits one is working on can be chosen, and the one it is about already."""
    habits = list(Habit.kept_by(current_user))
    if experiment.habit and experiment.habit not in habits:
        habits.append(experiment.habit)
    return HypothesisForm.of(habits, experiment, **kwargs)
