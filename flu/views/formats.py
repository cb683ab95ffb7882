"""The reflection formats, as the programme manager words them (RF1–RF12)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.programmes import FormatForm
from flu.models import Format
from flu.web.access import allow, signed_in
from flu.web.render import moved, page
from flu.web.rooms import managed

bp = Blueprint("formats", __name__, url_prefix="/formats")


@bp.get("")
@signed_in()
def index():
    programme = managed()
    return page("formats/index.html", programme=programme, formats=list(Format.kept(programme)))


@bp.get("/new")
@signed_in()
def new():
    return page("formats/new.html", programme=managed(), form=FormatForm(formdata=None))


@bp.post("")
@signed_in()
def create():
    programme, form = managed(), FormatForm()
    if not form.validate_on_submit():
        return page("formats/new.html", 422, programme=programme, form=form)
    Format.add(programme, by=current_user, uid=form.uid.data, **form.fields)
    return moved(url_for("formats.index", programme=programme.uid))


@bp.get("/<uuid:format_id>/edit")
@signed_in()
def edit(format_id):
    format = edited(format_id)
    return page("formats/edit.html", format=format, form=FormatForm.of(format, formdata=None))


@bp.post("/<uuid:format_id>")
@signed_in()
def update(format_id):
    format, form = edited(format_id), FormatForm()
    if not form.validate_on_submit():
        return page("formats/edit.html", 422, format=format, form=form)
    format.change(by=current_user, **form.fields)
    return moved(url_for("formats.index", programme=format.programme.uid))


def edited(format_id):
    format = Format.find(format_id, current_user)
    allow(format.edited_by(current_user))
    return format
