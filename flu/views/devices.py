"""Where one is signed in, and ending it there (M39)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import SignIn, account
from flu.web.access import signed_in, stands_alone
from flu.web.render import moved, page
from flu.web.session import emptied, leave

bp = Blueprint("devices", __name__, url_prefix="/devices")


@bp.get("")
@signed_in("M39")
def index():
    devices, made_at = SignIn.of(current_user), account.readmitted_at(current_user)
    return page("devices/index.html", devices=devices, readmitted_at=made_at)


@bp.post("/<uuid:device_id>/ending")
@signed_in("M39")
@stands_alone
def destroy(device_id):
    device = SignIn.find(device_id, current_user)
    if device == current_user.sign_in:
        leave()
        return emptied(moved("/sign-in"))
    device.end()
    flash(_("Den enhed er logget ud."))
    return moved(url_for("devices.index"))
