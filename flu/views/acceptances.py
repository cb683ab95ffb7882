"""Saying yes to the group's agreement, in one tap (M08, I10)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import Agreement
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("acceptances", __name__, url_prefix="/agreements/<uuid:agreement_id>")


@bp.post("/acceptance")
@signed_in("M08")
def create(agreement_id):
    agreement = Agreement.find(agreement_id, current_user)
    allow(current_user.belongs_to(agreement.group_id))
    agreement.accept(by=current_user)
    flash(_("Tak. Nu er du med i %(name)s.", name=agreement.group.name))
    return moved(url_for("groups.show", group_id=agreement.group.uid))
