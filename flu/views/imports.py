"""People and departments from a list: seen first, then applied as one piece."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.imports import ImportForm
from flu.models.roster import Roster
from flu.models.table import decoded
from flu.web.access import allow, signed_in
from flu.web.faults import fault
from flu.web.render import moved, page

bp = Blueprint("imports", __name__, url_prefix="/imports")
MOST = 2 * 2**20
SHOWN = 300
ORDER = ("error", "changed", "new", "same")


@bp.get("/new")
@signed_in("M44")
def new():
    allow(current_user.runs_a_programme)
    return page("imports/new.html", form=ImportForm(formdata=None))


@bp.post("")
@signed_in("M44")
def create():
    allow(current_user.runs_a_programme)
    request.max_form_memory_size = MOST
    form = ImportForm()
    if file := request.files.get("file"):
        form.text.data = decoded(file.read())
    if request.form.get("step") != "apply":
        return shown(form, Roster(form.text.data or "", current_user.organisation))

    roster = Roster.apply(
        form.text.data or "", organisation=current_user.organisation, by=current_user
    )
    if not roster.fits:
        return shown(form, roster)
    flash(_("Listen er lagt ind. Ledelseslinjerne er tegnet om."))
    return moved(url_for("people.index"))


def shown(form, roster):
    rows = sorted(roster.rows, key=lambda row: ORDER.index(row.state))
    return page(
        "imports/show.html", 200 if roster.fits else 422,
        form=form, roster=roster, rows=rows[:SHOWN], fault=fault,
    )  # fmt: skip
