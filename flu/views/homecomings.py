"""Bringing an export back in, into an empty account."""

from flask import Blueprint, flash, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from flu.forms.exports import HomecomingForm
from flu.models.homecoming import Homecoming
from flu.models.parcel import LARGEST
from flu.web.access import signed_in, stands_alone
from flu.web.parcels import fault, unpacked
from flu.web.render import moved, page

bp = Blueprint("homecomings", __name__, url_prefix="/me/data/import")
ROOM = 2**20  # for what stands around the file


@bp.get("")
@signed_in("M39")
def new():
    return shown()


@bp.post("")
@signed_in("M39")
@stands_alone
def create():
    request.max_content_length = LARGEST + ROOM
    content = unpacked(request.files.get("file"))
    coming = Homecoming(content, current_user._get_current_object())
    if not coming.fits:
        return shown(422, fault(*coming.fault))
    told = ngettext("%(num)d ting er hjemme igen.", "%(num)d ting er hjemme igen.", coming.count)
    flash(told)
    return moved(url_for("me.show"))


def shown(status=200, why=None):
    form, is_empty = HomecomingForm(formdata=None), Homecoming.is_open_to(current_user)
    if why:
        form.file.errors = [why]
    return page("homecomings/new.html", status, form=form, is_empty=is_empty)
