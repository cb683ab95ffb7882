"""The hold: who takes part in the programme, and the links with which they come in (M44)."""

from flask import Blueprint, current_app, flash, url_for
from flask_babel import ngettext
from flask_login import current_user

from flu.forms.hold import HoldForm
from flu.models import Programme, hold
from flu.web.access import allow, signed_in, stands_alone
from flu.web.render import moved, page

bp = Blueprint("enrolments", __name__, url_prefix="/programmes/<uuid:programme_id>/enrolments")


@bp.get("")
@signed_in("M44")
def edit(programme_id):
    programme = managed(programme_id)
    return shown(programme, HoldForm.of(list(hold.choosable(programme)), formdata=None))


@bp.post("")
@signed_in("M44")
def update(programme_id):
    programme = managed(programme_id)
    form = HoldForm.of(list(hold.choosable(programme)))
    if not form.validate_on_submit():
        return shown(programme, form, 422)
    hold.choose(programme, form.chosen, by=current_user)
    count = len(form.chosen)
    flash(ngettext("Én er med på holdet.", "%(num)d er med på holdet.", count))
    return moved(url_for("enrolments.edit", programme_id=programme.uid))


@bp.post("/links")
@signed_in("M04", "M44")
@stands_alone
def create(programme_id):
    """A link for each who has none yet, told this once."""
    programme = managed(programme_id)
    base = current_app.config["SETTINGS"].base_url
    links = [
        (person, base + url_for("invitations.show", token=token))
        for person, token in hold.links_for_all(programme, by=current_user)
    ]
    return page("enrolments/links.html", programme=programme, links=links)


def shown(programme, form, status=200):
    missing = hold.missing(programme)
    return page("enrolments/edit.html", status, programme=programme, form=form, missing=missing)


def managed(programme_id):
    programme = Programme.find(programme_id, current_user)
    allow(programme.managed_by(current_user))
    return programme
