"""Eget kort: the disciplines I have practised, and the balance of the last weeks. Mine alone."""

from flask import Blueprint
from flask_login import current_user

from flu.models import Experiment
from flu.models.practice import Balance, grounds
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("maps", __name__)


@bp.get("/me/map")
@signed_in("M11", "M39")
def show():
    chart = grounds(Experiment.mine(current_user))
    return page("maps/show.html", chart=chart, balance=Balance.of(current_user))
