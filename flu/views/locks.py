"""A thread closed for new answers, and opened again; the group reads why."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.moderation import LockForm
from flu.models import Reflection
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("locks", __name__, url_prefix="/reflections/<uuid:reflection_id>/lock")


@bp.get("/new")
@signed_in("M17")
def new(reflection_id):
    reflection = moderated(reflection_id)
    return page("locks/new.html", reflection=reflection, form=LockForm(formdata=None))


@bp.post("")
@signed_in("M17")
def create(reflection_id):
    reflection, form = moderated(reflection_id), LockForm()
    if not form.validate_on_submit():
        return page("locks/new.html", 422, reflection=reflection, form=form)
    reflection.lock(form.reason.data, by=current_user)
    flash(_("Tråden er lukket for nye svar."))
    return moved(url_for("reflections.show", reflection_id=reflection.uid))


@bp.post("/release")
@signed_in("M17")
def destroy(reflection_id):
    reflection = moderated(reflection_id)
    reflection.unlock(by=current_user)
    flash(_("Tråden er åben igen."))
    return moved(url_for("reflections.show", reflection_id=reflection.uid))


def moderated(reflection_id):
    reflection = Reflection.find(reflection_id, current_user)
    allow(reflection.moderated_by(current_user))
    return reflection
