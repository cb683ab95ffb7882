"""One's own, deleted for good and at once (M21)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models.kinds import find_own
from flu.models.oblivion import erase
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("erasures", __name__, url_prefix="/<kind:kind>/<uuid:uid>/erasure")


@bp.get("/new")
@signed_in("M21")
def new(kind, uid):
    return page("erasures/new.html", item=own(kind, uid))


@bp.post("")
@signed_in("M21")
def create(kind, uid):
    erase(own(kind, uid))
    flash(_("Slettet for altid. De andres svar er stadig deres."))
    return moved(url_for("withdrawals.index"))


def own(kind, uid):
    item = find_own(kind, uid, current_user)
    allow(item.withdrawable_by(current_user))
    return item
