"""The spread of a try: where it was tried, where it held, and what differed (N13)."""

from flask import Blueprint
from flask_login import current_user

from flu.models import Experiment
from flu.models.spread import Spread
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("spreads", __name__, url_prefix="/experiments/<uuid:experiment_id>/spread")


@bp.get("")
@signed_in("M23", "M25")
def show(experiment_id):
    experiment = Experiment.find(experiment_id, current_user)
    spread = Spread(experiment, current_user)
    return page("spreads/show.html", experiment=experiment, spread=spread)
