"""Bed om opbakning: asked upward, replied to or passed on (S9)."""

from datetime import timedelta

from flask import Blueprint, url_for
from flask_login import current_user

from flu import clock
from flu.forms.backings import BackingForm, ReplyForm
from flu.models import Action, Ask, Backing, Experiment
from flu.web.access import allow, owned, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("backings", __name__, url_prefix="/backings")
A_WEEK = timedelta(days=7)


@bp.get("/new")
@signed_in()
def new():
    return sheet(BackingForm(formdata=None, wished_on=clock.today() + A_WEEK), origin())


@bp.post("")
@signed_in()
def create():
    form, about = BackingForm(), origin()
    if not form.validate_on_submit():
        return sheet(form, about, 422)
    if form.to.moved_from(Backing.sending(current_user, about)):
        return sheet(form, about, 409)
    backing = Backing.request(
        form.title.data, body=form.body.data, wished_on=form.wished_on.data, about=about,
        by=current_user, uid=form.uid.data,
    )  # fmt: skip
    return moved(url_for("backings.show", backing_id=backing.uid))


@bp.get("/<uuid:backing_id>")
@signed_in()
def show(backing_id):
    return shown(Backing.find(backing_id, current_user))


def shown(backing, form=None, status=200):
    """The request with the replies this reader may read, and the reader's own to give."""
    asks = list(Ask.within(backing, current_user))
    mine = next((ask for ask in asks if ask.to_id == current_user.id), None)
    part = {"repliers": list(mine.readers()), "onward": mine.onward} if mine else {}
    return page(
        "backings/show.html", status, backing=backing, asks=asks, mine=mine, **part,
        form=form or ReplyForm(formdata=None, obj=mine), readers=list(backing.readers()),
        origin=backing.origin if backing.editable_by(current_user) else None,
    )  # fmt: skip


def sheet(form, about, status=200):
    sending = Backing.sending(current_user, about)
    told = {"readers": list(sending.readers()), "address": sending.address}
    return page("backings/new.html", status, form=form, about=about, **told)


def origin():
    """The shared action, or the own try, that the request names."""
    action_id, experiment_id = uid_or_none("action"), uid_or_none("experiment")
    if action_id:
        action = Action.find(action_id, current_user)
        allow(action.edited_by(current_user))
        return action
    return owned(Experiment, experiment_id) if experiment_id else None
