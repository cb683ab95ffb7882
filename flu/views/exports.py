"""Mine data: what is kept of one, until when, and all of it to take along (M39, P19)."""

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.exports import ExportForm
from flu.models import Attempt, Programme
from flu.models.belongings import Own
from flu.models.export import told
from flu.models.homecoming import Homecoming
from flu.models.retention import kept
from flu.web.access import signed_in, stands_alone
from flu.web.portfolio import packed
from flu.web.render import page

bp = Blueprint("exports", __name__, url_prefix="/me/data")


@bp.get("")
@signed_in("M39")
def show():
    return shown(ExportForm(formdata=None))


@bp.post("")
@signed_in("M39")
@stands_alone
def create():
    form = ExportForm()
    if not form.validate_on_submit():
        return shown(form, 422)
    if not current_user.sign_in.is_fresh:
        if not Attempt.admit(current_user.email, request.remote_addr or ""):
            return page("errors/429.html", 429)
        if not current_user.opens_with(form.present.data or ""):
            form.present.errors = [_("Det er ikke din adgangskode.")]
            return shown(form, 422)
        Attempt.forget(current_user.email)
    return packed(told(current_user._get_current_object()))


def shown(form, status=200):
    shared = list(kept(current_user))
    return page(
        "exports/show.html", status, form=form, is_empty=Homecoming.is_open_to(current_user),
        is_fresh=current_user.sign_in.is_fresh, programme=Programme.of(current_user),
        shared=shared, counts=Own.audiences([unit for unit, _day in shared]),
    )  # fmt: skip
