"""Taking one's own things away from everybody, and back again for 30 days (M13)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models.kinds import KINDS, bring_back, find_withdrawn, withdrawn_by
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("withdrawals", __name__)
PLACE = "/<kind:kind>/<uuid:uid>/withdrawal"


@bp.get("/withdrawals")
@signed_in("M13")
def index():
    return page("withdrawals/index.html", items=withdrawn_by(current_user))


@bp.post(PLACE)
@signed_in("M13", "M14")
def create(kind, uid):
    item = KINDS[kind].find(uid, current_user)
    allow(item.withdrawable_by(current_user))
    item.withdraw()
    flash(_("Trukket tilbage. Ingen kan læse det længere. Du kan fortryde i 30 dage."))
    return moved(url_for("withdrawals.index"))


@bp.post(f"{PLACE}/undo")
@signed_in("M13")
def destroy(kind, uid):
    bring_back(find_withdrawn(kind, uid, current_user))
    flash(_("Det er tilbage hos dem, der kunne læse det før."))
    return moved(url_for("withdrawals.index"))
