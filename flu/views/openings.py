"""How answers come in a thread: as they are, questions first, or by a reflecting team (N8, PR7)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.openings import OpeningForm
from flu.models import Reflection
from flu.web.access import allow, owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("openings", __name__, url_prefix="/reflections/<uuid:reflection_id>/opening")


@bp.get("/edit")
@signed_in("M13", "M14")
def edit(reflection_id):
    reflection = still_open(reflection_id)
    asked = str(reflection.interviewer.uid) if reflection.interviewer else ""
    return choosing(reflection, script=reflection.script, interviewer=asked)


@bp.post("")
@signed_in("M13", "M14")
def update(reflection_id):
    reflection = still_open(reflection_id)
    form = OpeningForm.of(reflection, reflection.askers())
    if not form.validate_on_submit():
        return page("openings/edit.html", 422, reflection=reflection, form=form)
    reflection.begin(form.script.data, interviewer=form.asked, by=current_user)
    flash(_("Sådan kommer svarene nu."))
    return moved(url_for("reflections.show", reflection_id=reflection.uid))


def choosing(reflection, **kept):
    form = OpeningForm.of(reflection, reflection.askers(), formdata=None, **kept)
    return page("openings/edit.html", reflection=reflection, form=form)


def still_open(reflection_id):
    """Its author's, shared and not concluded."""
    reflection = owned(Reflection, reflection_id)
    allow(reflection.visibility != "private" and not reflection.is_over)
    return reflection
