"""A takeaway was met again: still true, of use tomorrow, or not now."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.outcomes import RecallForm
from flu.models import Experiment, Recall
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("recalls", __name__, url_prefix="/experiments/<uuid:experiment_id>/recalls")


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), RecallForm()
    if not form.validate_on_submit():
        return page("recalls/new.html", 422, experiment=experiment, form=form)
    Recall.answered(experiment, form.answer.data, by=current_user)
    if form.answer.data == "use" and experiment.is_learned:
        return moved(url_for("editions.new", experiment_id=experiment.uid))
    flash(_("Tak. Det er noteret, kun for dig."))
    return moved(url_for("now.show"))
