"""How new threads begin in a group, unless their author chooses otherwise (N8)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.openings import CustomForm
from flu.models import Group
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("customs", __name__, url_prefix="/groups/<uuid:group_id>/opening")


@bp.get("/edit")
@signed_in("M02")
def edit(group_id):
    group = guided(group_id)
    return page("customs/edit.html", group=group, form=CustomForm(formdata=None, obj=group))


@bp.post("")
@signed_in("M02")
def update(group_id):
    group, form = guided(group_id), CustomForm()
    if not form.validate_on_submit():
        return page("customs/edit.html", 422, group=group, form=form)
    group.open_with(form.script.data, by=current_user)
    flash(_("Sådan begynder nye tråde nu."))
    return moved(url_for("groups.show", group_id=group.uid))


def guided(group_id):
    group = Group.find(group_id, current_user)
    allow(group.guided_by(current_user))
    return group
