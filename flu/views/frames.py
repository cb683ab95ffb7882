"""The plan of the half-year, frame by frame, as the programme manager sets it."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.frames import FrameForm
from flu.models import Frame, Programme
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("frames", __name__, url_prefix="/frames")


@bp.get("")
@signed_in()
def index():
    programme = planned()
    return page("frames/index.html", programme=programme, frames=list(Frame.plan(programme)))


@bp.get("/new")
@signed_in()
def new():
    programme = planned()
    form = FrameForm.of(programme, formdata=None)
    return page("frames/new.html", programme=programme, form=form)


@bp.post("")
@signed_in()
def create():
    programme = planned()
    form = FrameForm.of(programme)
    if not form.validate_on_submit():
        return page("frames/new.html", 422, programme=programme, form=form)
    Frame.add(programme, by=current_user, uid=form.uid.data, **form.fields)
    return moved(url_for("frames.index", programme=programme.uid))


@bp.get("/<uuid:frame_id>/edit")
@signed_in()
def edit(frame_id):
    frame = edited(frame_id)
    return page("frames/edit.html", frame=frame, form=FrameForm.of(frame.programme, frame))


@bp.post("/<uuid:frame_id>")
@signed_in()
def update(frame_id):
    frame = edited(frame_id)
    form = FrameForm.of(frame.programme, frame)
    if not form.validate_on_submit():
        return page("frames/edit.html", 422, frame=frame, form=form)
    frame.change(by=current_user, **form.fields)
    return moved(url_for("frames.index", programme=frame.programme.uid))


@bp.post("/<uuid:frame_id>/removal")
@signed_in()
def destroy(frame_id):
    frame = edited(frame_id)
    frame.remove(by=current_user)
    flash(_("%(name)s er taget ud af planen.", name=frame.title))
    return moved(url_for("frames.index", programme=frame.programme.uid))


def planned():
    """The programme that is named, or one's own: 403 unless one manages it."""
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None and programme.managed_by(current_user))
    return programme


def edited(frame_id):
    frame = Frame.find(frame_id, current_user)
    allow(frame.edited_by(current_user))
    return frame
