"""The end: each chooses what becomes of their own, all in one tap or one by one (N18)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from flu.forms.partings import PartingForm
from flu.models import Parting, Programme
from flu.models.belongings import Own
from flu.models.parting import choose, listed
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("partings", __name__)


@bp.get("/me/farewell")
@signed_in("M13", "M21")
def index():
    return shown(PartingForm(formdata=None))


@bp.post("/me/farewell")
@signed_in("M13", "M21")
def create():
    form, programme = PartingForm(), Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None)
    if not form.validate_on_submit():
        return shown(form, 422)
    count = choose(programme, form.choice.data, form.one, by=current_user._get_current_object())
    flash(ngettext("Valgt for %(num)d ting.", "Valgt for %(num)d ting.", count))
    return moved(url_for("partings.index", programme=programme.uid))


@bp.post("/me/farewell/<uuid:parting_id>/undo")
@signed_in("M13", "M21")
def destroy(parting_id):
    parting = Parting.find(parting_id, current_user)
    parting.undo()
    flash(_("Det er, som det var før."))
    return moved(url_for("partings.index", programme=parting.programme.uid))


def shown(form, status=200):
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    units = Own.shared_in(programme, current_user) if programme else []
    return page(
        "partings/index.html", status, form=form, programme=programme, units=units,
        partings=listed(current_user, programme), counts=Own.audiences(units),
    )  # fmt: skip
