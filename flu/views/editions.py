"""The next edition of a try: the same thought, one thing changed."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.editions import EditionForm
from flu.models import Experiment
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("editions", __name__, url_prefix="/experiments/<uuid:experiment_id>/editions")


@bp.get("/new")
@signed_in("M22")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    return page("editions/new.html", experiment=experiment, form=EditionForm(formdata=None))


@bp.post("")
@signed_in("M22")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), EditionForm()
    if not form.validate_on_submit():
        return page("editions/new.html", 422, experiment=experiment, form=form)
    edition = experiment.next_edition(changes=form.changes.data, uid=form.uid.data, by=current_user)
    return moved(url_for("experiments.show", experiment_id=edition.uid))
