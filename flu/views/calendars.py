"""Seances in one's own calendar: one at a time, or a feed behind a long secret (M31)."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu import i18n
from flu.models import Seance
from flu.models.calendar import draw_key, key_holder
from flu.web.access import anyone, signed_in, stands_alone
from flu.web.calendar import ics
from flu.web.render import moved, page

bp = Blueprint("calendars", __name__)


@bp.get("/seances/<uuid:seance_id>/invitation.ics")
@signed_in("M31")
def index(seance_id):
    return ics([Seance.find(seance_id, current_user)], "seance")


@bp.get("/calendar/<key>.ics")
@anyone
def show(key):
    """Whoever holds the key, a calendar on a phone, which has no session; a closed one is 404."""
    person = key_holder(key) or abort(404)
    with i18n.speaking(person.locale):
        return ics(Seance.visible_to(person), "flu")


@bp.get("/me/calendar")
@signed_in("M31")
def edit():
    return page("calendars/edit.html", key=None)


@bp.post("/me/calendar")
@signed_in("M31")
@stands_alone
def create():
    """A new address, shown once; the one before opens nothing any more."""
    return page("calendars/edit.html", key=draw_key(current_user))


@bp.post("/me/calendar/end")
@signed_in("M31")
@stands_alone
def destroy():
    draw_key(current_user, closed=True)
    flash(_("Kalenderen er lukket. Adressen virker ikke længere."))
    return moved(url_for("calendars.edit"))
