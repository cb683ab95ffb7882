"""A reflection's audience, widened and narrowed by its author alone (N5)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.visibilities import VisibilityForm
from flu.models import Comment, Reflection
from flu.models.circles import Circles
from flu.web.access import owned, signed_in
from flu.web.render import moved, page
from flu.words import reach_name

bp = Blueprint("visibilities", __name__, url_prefix="/reflections/<uuid:reflection_id>/visibility")


@bp.get("/edit")
@signed_in("M12", "M13", "M24")
def edit(reflection_id):
    reflection = owned(Reflection, reflection_id)
    circles = Circles(reflection)
    now = reflection.visibility
    kept = {"visibility": now if now != "private" else "group", "wants": reflection.wants}
    if circles.home:
        kept["group"] = str(circles.home.uid)
    kept["script"] = circles.script_in(circles.home, reflection)
    form = VisibilityForm.of(circles, reflection.text, formdata=None, **kept)
    return asked(reflection, circles, form)


@bp.post("")
@signed_in("M12", "M13", "M24")
def update(reflection_id):
    reflection = owned(Reflection, reflection_id)
    circles = Circles(reflection)
    form = VisibilityForm.of(circles, reflection.text)
    if not form.validate_on_submit():
        return asked(reflection, circles, form, 422)
    reach, group = form.visibility.data, circles.chosen(form.group.data)
    wished = {"wants": form.wants.data, "script": form.script.data or None}
    reflection.share(visibility=reach, group=group, by=current_user, **wished)
    if reach == "private":
        flash(_("Nu kan kun du læse den. Svarene er gemt sammen med den."))
    else:
        told = {"who": reach_name(reach, group), "num": circles.sizes[reach, group]}
        flash(_("Delt med %(who)s. %(num)d kan læse, og du kan altid gøre kredsen mindre.", **told))
    return moved(url_for("reflections.show", reflection_id=reflection.uid))


def asked(reflection, circles, form, status=200):
    answers = Comment.counts([reflection], current_user)[reflection.id]
    told = {"reflection": reflection, "circles": circles, "form": form, "answers": answers}
    return page("visibilities/edit.html", status, **told)
