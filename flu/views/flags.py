"""A member asks the facilitator to look at a post (M16)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.moderation import FlagForm
from flu.models import Flag
from flu.models.post import find_post
from flu.web.access import allow, signed_in
from flu.web.addresses import sent, uid_or_404
from flu.web.render import moved, page

bp = Blueprint("flags", __name__, url_prefix="/flags")


@bp.get("/new")
@signed_in("M16")
def new():
    return page("flags/new.html", post=flagged(), form=FlagForm(formdata=None))


@bp.post("")
@signed_in("M16")
def create():
    post, form = flagged(), FlagForm()
    if not form.validate_on_submit():
        return page("flags/new.html", 422, post=post, form=form)
    Flag.raise_on(post, form.reason.data, by=current_user)
    flash(_("Tak. Facilitator ser på det; ingen andre får at vide, at det var dig."))
    return moved(url_for("reflections.show", reflection_id=post.thread.uid))


@bp.post("/<uuid:flag_id>/settlement")
@signed_in("M17")
def update(flag_id):
    Flag.find(flag_id, current_user).settle()
    return moved(url_for("moderation.index"))


def flagged():
    post = find_post(sent("kind"), uid_or_404("uid"), current_user)
    allow(post.flagged_by(current_user))
    return post
