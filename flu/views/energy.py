"""Overskud: one tap a week, one's own curve, and nobody else's anywhere (S7)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.energy import EnergyForm
from flu.models import EnergyCheck
from flu.models.energy import this_monday
from flu.web.access import signed_in
from flu.web.render import moved, page

bp = Blueprint("energy", __name__, url_prefix="/me/energy")


@bp.get("")
@signed_in("M11")
def show():
    return shown(EnergyForm(formdata=None))


@bp.post("")
@signed_in("M11")
def create():
    form = EnergyForm()
    if not form.validate_on_submit():
        return shown(form, 422)
    EnergyCheck.tap(by=current_user, **form.told)
    flash(_("Noteret. Kun du kan se det."))
    return moved(url_for("energy.show"))


def shown(form, status=200):
    curve_of = EnergyCheck.curve(current_user)
    return page("energy/show.html", status, form=form, curve_of=curve_of, week=this_monday())
