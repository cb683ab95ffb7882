"""Gør du det stadig? Asked twice, weeks after."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.outcomes import CheckForm
from flu.models import Check, Experiment
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("checks", __name__, url_prefix="/experiments/<uuid:experiment_id>/checks")


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), CheckForm()
    if not form.validate_on_submit():
        return page("checks/new.html", 422, experiment=experiment, form=form)
    Check.answered(experiment, form.answer.data, by=current_user)
    flash(_("Tak. Det er noteret, kun for dig."))
    onward = "editions.new" if form.answer.data == "no" else "experiments.show"
    return moved(url_for(onward, experiment_id=experiment.uid))
