"""Learning groups: a feed for those who sit there, a builder for those who make them."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.groups import GroupForm, RenameForm
from flu.models import Group, Membership, Programme
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page
from flu.web.rooms import listing, room

bp = Blueprint("groups", __name__)


@bp.get("/group")
@signed_in("M01", "M02", "M12")
def mine():
    groups = list(Group.of(current_user))
    return room(groups[0]) if len(groups) == 1 else listing(groups)


@bp.get("/groups")
@signed_in("M01", "M02", "M09")
def index():
    return listing(list(Group.of(current_user)))


@bp.get("/groups/<uuid:group_id>")
@signed_in("M01", "M02", "M12")
def show(group_id):
    return room(Group.find(group_id, current_user))


@bp.get("/groups/new")
@signed_in("M03")
def new():
    programme = composed()
    return builder(programme, GroupForm.of(programme, current_user, formdata=None))


@bp.post("/groups")
@signed_in("M03", "M06")
def create():
    programme = composed()
    form = GroupForm.of(programme, current_user)
    if request.form.get("step") == "check":
        return builder(programme, form)
    if not form.validate_on_submit() or any(form.draft().refusals()):
        return builder(programme, form, 422)
    group = Group.form(programme, form.name.data, by=current_user, uid=form.uid.data, **form.people)
    flash(_("%(name)s er lavet.", name=group.name))
    known = group.managed_by(current_user)
    return moved(url_for("groups.show", group_id=group.uid) if known else url_for("groups.index"))


@bp.get("/groups/<uuid:group_id>/edit")
@signed_in("M07")
def edit(group_id):
    group = edited(group_id)
    return page("groups/edit.html", group=group, form=RenameForm(formdata=None, obj=group))


@bp.post("/groups/<uuid:group_id>")
@signed_in("M07")
def update(group_id):
    group, form = edited(group_id), RenameForm()
    if not form.validate_on_submit():
        return page("groups/edit.html", 422, group=group, form=form)
    group.rename(form.name.data, by=current_user)
    return moved(url_for("groups.show", group_id=group.uid))


def edited(group_id):
    group = Group.find(group_id, current_user)
    allow(group.edited_by(current_user))
    return group


def composed():
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None and programme.composed_by(current_user))
    return programme


def builder(programme, form, status=200):
    seated = Membership.now_of(form.leaders)
    return page(
        "groups/new.html", status, programme=programme, form=form, draft=form.draft(), seated=seated
    )
