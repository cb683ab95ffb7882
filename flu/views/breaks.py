"""The weeks that do not count, and the plan that moves with them (S32)."""

from flask import Blueprint, flash, url_for
from flask_babel import ngettext
from flask_login import current_user

from flu.forms.frames import BreaksForm
from flu.models import Programme
from flu.models.template import reschedule, told
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("breaks", __name__, url_prefix="/programmes/<uuid:programme_id>/breaks")


@bp.get("")
@signed_in()
def edit(programme_id):
    programme = managed(programme_id)
    form = BreaksForm.of(programme, formdata=None)
    return page("breaks/edit.html", programme=programme, form=form)


@bp.post("")
@signed_in()
def update(programme_id):
    programme = managed(programme_id)
    form = BreaksForm.of(programme)
    if not form.validate_on_submit():
        return page("breaks/edit.html", 422, programme=programme, form=form)
    count = reschedule(programme, breaks=told(form.mondays))
    tell_moved(count)
    return moved(url_for("breaks.edit", programme_id=programme.uid))


def tell_moved(count):
    if count:
        flash(ngettext("En seance er flyttet med.", "%(num)d seancer er flyttet med.", count))


def managed(programme_id):
    programme = Programme.find(programme_id, current_user)
    allow(programme.managed_by(current_user))
    return programme
