"""What the group promises itself, version by version (M08, M09)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.agreements import AgreementForm
from flu.models import Agreement, Group
from flu.web.access import allow, signed_in
from flu.web.render import moved, page
from flu.web.rooms import promise

bp = Blueprint("agreements", __name__, url_prefix="/groups/<uuid:group_id>")


@bp.get("/agreement")
@signed_in("M09")
def show(group_id):
    group = Group.find(group_id, current_user)
    allow(group.shown_to(current_user))
    return promise(group)


@bp.get("/agreements/new")
@signed_in("M08")
def new(group_id):
    group = read(group_id)
    now = group.agreement
    form = AgreementForm.of(text=now.text, answers=now.answers, formdata=None)
    return page("agreements/new.html", group=group, form=form)


@bp.post("/agreements")
@signed_in("M08")
def create(group_id):
    group, form = read(group_id), AgreementForm.of()
    if not form.validate_on_submit():
        return page("agreements/new.html", 422, group=group, form=form)
    Agreement.rewrite(
        group, by=current_user, text=form.text.data, answers=form.answers, uid=form.uid.data
    )
    flash(_("Den nye aftale er lagt frem. De andre siger ja til den, før de læser videre."))
    return moved(url_for("agreements.show", group_id=group.uid))


def read(group_id):
    group = Group.find(group_id, current_user)
    allow(group.read_by(current_user))
    return group
