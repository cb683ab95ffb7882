"""The programme's strands, as its manager names and orders them (S40)."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.programmes import TrackForm
from flu.models import Track
from flu.web.access import allow, signed_in
from flu.web.render import moved, page
from flu.web.rooms import managed

bp = Blueprint("tracks", __name__, url_prefix="/tracks")


@bp.get("")
@signed_in()
def index():
    programme = managed()
    return page("tracks/index.html", programme=programme, tracks=list(Track.kept(programme)))


@bp.get("/new")
@signed_in()
def new():
    return page("tracks/new.html", programme=managed(), form=TrackForm(formdata=None))


@bp.post("")
@signed_in()
def create():
    programme, form = managed(), TrackForm()
    if not form.validate_on_submit():
        return page("tracks/new.html", 422, programme=programme, form=form)
    Track.add(programme, by=current_user, uid=form.uid.data, **form.fields)
    return moved(url_for("tracks.index", programme=programme.uid))


@bp.get("/<uuid:track_id>/edit")
@signed_in()
def edit(track_id):
    track = edited(track_id)
    return page("tracks/edit.html", track=track, form=TrackForm(formdata=None, obj=track))


@bp.post("/<uuid:track_id>")
@signed_in()
def update(track_id):
    track = edited(track_id)
    if request.form.get("move") in MOVES:
        track.move(MOVES[request.form["move"]])
        return moved(url_for("tracks.index", programme=track.programme.uid))
    form = TrackForm()
    if not form.validate_on_submit():
        return page("tracks/edit.html", 422, track=track, form=form)
    track.change(by=current_user, **form.fields)
    return moved(url_for("tracks.index", programme=track.programme.uid))


MOVES = {"up": -1, "down": 1}


def edited(track_id):
    track = Track.find(track_id, current_user)
    allow(track.edited_by(current_user))
    return track
