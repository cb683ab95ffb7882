"""The facilitator's desk: what was flagged and what is hidden now (M17)."""

from flask import Blueprint
from flask_login import current_user

from flu.models import Flag, Hiding
from flu.web.access import allow, signed_in
from flu.web.render import page

bp = Blueprint("moderation", __name__, url_prefix="/moderation")


@bp.get("")
@signed_in("M17")
def index():
    allow("facilitator" in current_user.roles.values())
    flags, hidings = Flag.open_for(current_user), Hiding.tended(current_user)
    return page("moderation/index.html", flags=list(flags), hidings=list(hidings))
