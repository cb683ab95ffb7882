"""My half-year as one file: no script, no request, no address of this house in it (S41)."""

from flask import Blueprint
from flask_login import current_user

from flu import clock
from flu.models.portfolio import Portfolio
from flu.web.access import signed_in
from flu.web.render import kept

bp = Blueprint("keepsakes", __name__)


@bp.get("/me/portfolio.html")
@signed_in("M11", "M39")
def show():
    name = f"portefoelje-{clock.today().isoformat()}.html"
    return kept("keepsakes/show.html", name, portfolio=Portfolio(current_user))
