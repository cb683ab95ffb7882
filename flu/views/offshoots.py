"""Det prøver jeg også: another's try, tried at one's own place (N13)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.offshoots import OffshootForm
from flu.models import Experiment
from flu.web.access import allow, seated, signed_in
from flu.web.render import moved, page

bp = Blueprint("offshoots", __name__, url_prefix="/experiments/<uuid:experiment_id>/offshoots")


@bp.get("/new")
@signed_in("M22", "M23", "M25")
def new(experiment_id):
    experiment = tried_elsewhere(experiment_id)
    return page("offshoots/new.html", experiment=experiment, form=OffshootForm.from_(experiment))


@bp.post("")
@signed_in("M22", "M23", "M25")
def create(experiment_id):
    experiment, form = tried_elsewhere(experiment_id), OffshootForm()
    if not form.validate_on_submit():
        return page("offshoots/new.html", 422, experiment=experiment, form=form)
    child = experiment.take_up(uid=form.uid.data, by=current_user, **form.sentences)
    flash(_("Nu er den din egen. Læg planen, når du ved hvornår."))
    return moved(url_for("experiments.show", experiment_id=child.uid))


def tried_elsewhere(experiment_id):
    """Another's try the reader may read: 404 without a seat of one's own, 403 for one's own."""
    experiment = Experiment.find(experiment_id, current_user)
    seated()
    allow(experiment.taken_up_by(current_user))
    return experiment
