"""What waits on this phone for the network."""

from flask import Blueprint

from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("outbox", __name__, url_prefix="/outbox")


@bp.get("")
@signed_in()
def show():
    return page("outbox/show.html")
