"""Mit ledelsesfokus: three dated versions of one sentence, one's own alone (S1)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu import defaults
from flu.forms.focuses import FocusForm
from flu.models import Focus, Programme
from flu.models.moment import current, week_of
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("focus", __name__, url_prefix="/me/focus")


@bp.get("")
@signed_in("M11")
def show():
    programme = Programme.of(current_user)
    if programme is None:
        return page("focus/show.html", programme=None)
    said = versions(programme)
    return shown(programme, said, FocusForm(formdata=None, obj=said.get(current(programme))))


@bp.post("")
@signed_in("M11")
def create():
    programme, form = Programme.of(current_user), FocusForm()
    allow(programme is not None)
    said, now = versions(programme), current(programme)
    if not form.validate_on_submit():
        return shown(programme, said, form, 422)
    if form.is_stale(said.get(now), now):
        return shown(programme, said, form, 409)
    focus = Focus.say(form.body.data, by=current_user, programme=programme, **form.origin)
    flash(_("Gemt. Kun du kan se det."))
    return moved(url_for("focus.show"), focus.version)


def versions(programme):
    return {focus.moment: focus for focus in Focus.of(current_user, programme)}


def shown(programme, said, form, status=200):
    weeks = {it.code: week_of(it, programme) for it in defaults.moments()}
    return page(
        "focus/show.html", status, programme=programme, said=said, form=form, weeks=weeks,
        now=current(programme),
    )  # fmt: skip
