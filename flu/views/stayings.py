"""The group asks its facilitator to stay on after the programme, or says thanks (S33)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import Group
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("stayings", __name__, url_prefix="/groups/<uuid:group_id>/staying")


@bp.post("")
@signed_in("M05")
def create(group_id):
    group = owned(group_id)
    group.keep_staff(True, by=current_user)
    flash(_("I har bedt jeres facilitator om at blive. Det står i gruppens log."))
    return moved(url_for("groups.show", group_id=group.uid))


@bp.post("/end")
@signed_in("M05")
def destroy(group_id):
    group = owned(group_id)
    group.keep_staff(False, by=current_user)
    flash(_("I klarer jer selv. Det står i gruppens log."))
    return moved(url_for("groups.show", group_id=group.uid))


def owned(group_id):
    group = Group.find(group_id, current_user)
    allow(group.owned_by(current_user))
    return group
