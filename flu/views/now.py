"""The home card: the one next thing, and a list that ends (N14)."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from flu import clock
from flu.models.waiting import Waiting
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("now", __name__)


@bp.get("/")
@signed_in()
def index():
    return redirect(url_for("now.show"), 303)


@bp.get("/now")
@signed_in()
def show():
    programme, things = Waiting.for_(current_user)
    hour = clock.local(clock.now()).hour
    return page("now/show.html", programme=programme, things=things, hour=hour)
