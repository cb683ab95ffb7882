"""My half-year as a page worth keeping (S41). Mine alone; nobody else has an address for it."""

from flask import Blueprint
from flask_login import current_user

from flu.models.portfolio import Portfolio
from flu.web.access import signed_in
from flu.web.addresses import unfolded
from flu.web.render import page

bp = Blueprint("portfolios", __name__)


@bp.get("/me/portfolio")
@signed_in("M11", "M39")
def show():
    portfolio = Portfolio(current_user)
    return page("portfolios/show.html", portfolio=portfolio, unfolded=unfolded())
