"""Whom I cannot sit in a group with: told in confidence, read by nobody else."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.ties import TieForm
from flu.models import Programme, Tie
from flu.web.access import signed_in
from flu.web.render import moved, page

bp = Blueprint("ties", __name__, url_prefix="/ties")


@bp.get("")
@signed_in()
def index():
    return listing(form_of(formdata=None))


@bp.post("")
@signed_in()
def create():
    form = form_of()
    if not form.validate_on_submit():
        return listing(form, 422)
    Tie.declare(form.chosen, by=current_user, uid=form.uid.data)
    flash(_("Det er noteret. Ingen får at vide, at det var dig."))
    return moved(url_for("ties.index"))


@bp.post("/<uuid:tie_id>/withdrawal")
@signed_in()
def destroy(tie_id):
    Tie.find(tie_id, current_user).take_back()
    return moved(url_for("ties.index"))


def form_of(**kwargs):
    programme = Programme.of(current_user)
    people = programme.roster("participant", "facilitator") if programme else ()
    return TieForm.of([person for person in people if person != current_user], **kwargs)


def listing(form, status=200):
    return page("ties/index.html", status, ties=list(Tie.visible_to(current_user)), form=form)
