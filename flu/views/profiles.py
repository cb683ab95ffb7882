"""How one's own name stands in FLU, and in which language it speaks."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.profiles import ProfileForm
from flu.i18n import speaking
from flu.web.access import signed_in
from flu.web.render import moved, page

bp = Blueprint("profiles", __name__, url_prefix="/me/profile")


@bp.get("")
@signed_in()
def edit():
    return page("profiles/edit.html", form=ProfileForm(formdata=None, obj=current_user))


@bp.post("")
@signed_in()
def update():
    form = ProfileForm()
    if not form.validate_on_submit():
        return page("profiles/edit.html", 422, form=form)
    current_user.describe(**form.data)
    with speaking(form.locale.data):
        flash(_("Gemt. Sådan ser de andre dig nu."))
    return moved(url_for("me.show"))
