"""Who can read it, by name: for everybody who can read it themselves (N4)."""

from flask import Blueprint, abort
from flask_login import current_user

from flu.models.kinds import KINDS
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("audiences", __name__)


@bp.get("/<kind:kind>/<uuid:uid>/audience")
@signed_in("M12", "M23", "M27")
def show(kind, uid):
    item = KINDS[kind].find(uid, current_user)
    if not item.names_readers:
        abort(404)
    readers, seats = list(item.readers()), item.seats()
    return page("audiences/show.html", item=item, kind=kind, readers=readers, seats=seats)
