"""Shutting somebody out of FLU, with a reason, and letting them in again (M43)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.deactivations import DeactivationForm
from flu.models import User, account
from flu.web.access import allow, signed_in, stands_alone
from flu.web.render import moved, page

bp = Blueprint("deactivations", __name__, url_prefix="/people/<uuid:person_id>/deactivation")


@bp.get("/new")
@signed_in("M43")
def new(person_id):
    person = administered(User.find(person_id, current_user))
    return page("deactivations/new.html", person=person, form=DeactivationForm(formdata=None))


@bp.post("")
@signed_in("M43")
@stands_alone
def create(person_id):
    person, form = administered(User.find(person_id, current_user)), DeactivationForm()
    if not form.validate_on_submit():
        return page("deactivations/new.html", 422, person=person, form=form)
    account.shut(person, by=current_user, reason=form.reason.data)
    flash(_("%(name)s er lukket ude. Det, der er skrevet, bliver stående.", name=person.name))
    return moved(url_for("people.index"))


@bp.post("/undo")
@signed_in("M43")
@stands_alone
def destroy(person_id):
    person = administered(account.find_shut(person_id, current_user))
    account.open_again(person, by=current_user)
    flash(_("%(name)s kan logge ind igen.", name=person.name))
    return moved(url_for("people.index"))


def administered(person):
    allow(person.administered_by(current_user))
    return person
