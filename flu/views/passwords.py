"""A new password, for whoever knows the present one (S14)."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.sessions import PasswordForm
from flu.models import Attempt, SignIn
from flu.web.access import signed_in, stands_alone
from flu.web.render import moved, page
from flu.web.session import enter

bp = Blueprint("passwords", __name__, url_prefix="/me/password")


@bp.get("")
@signed_in("M39")
def edit():
    return page("passwords/edit.html", form=PasswordForm(formdata=None))


@bp.post("")
@signed_in("M39")
@stands_alone
def update():
    form = PasswordForm()
    if not form.validate_on_submit():
        return page("passwords/edit.html", 422, form=form)
    if not Attempt.admit(current_user.email, request.remote_addr or ""):
        return page("errors/429.html", 429)
    if not current_user.opens_with(form.present.data):
        form.present.errors = [_("Det er ikke din nuværende adgangskode.")]
        return page("passwords/edit.html", 422, form=form)

    Attempt.forget(current_user.email)
    person = current_user._get_current_object()
    SignIn.renew(person, form.fresh.data)
    enter(person)
    flash(_("Din adgangskode er ny, og alle andre enheder er logget ud."))
    return moved(url_for("devices.index"))
