"""A part of my portfolio, shared after I saw exactly what and with whom (S42)."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.excerpts import ExcerptForm
from flu.models import Reflection
from flu.models.circles import Circles
from flu.models.excerpt import parts, share_excerpt
from flu.models.portfolio import Portfolio
from flu.web.access import seated, signed_in
from flu.web.render import moved, page
from flu.words import reach_name

bp = Blueprint("excerpts", __name__, url_prefix="/excerpts")


@bp.get("/new")
@signed_in("M12", "M24")
def new():
    seated()
    keys, wanted = request.args.getlist("part"), request.args.get("group")
    return asked(*chosen(keys, formdata=None, part=keys, group=wanted, wants=["questions"]))


@bp.post("")
@signed_in("M12", "M24")
def create():
    seated()
    form, circles = chosen(request.form.getlist("part"))
    reach, group = form.visibility.data, circles.chosen(form.group.data)
    if not form.validate_on_submit() or group is None:
        return asked(form, circles, 422)
    excerpt = share_excerpt(
        form.answers, visibility=reach, group=group, wants=form.wants.data, uid=form.uid.data,
        by=current_user,
    )  # fmt: skip
    flash(_("Delt med %(whom)s. Du kan trække det tilbage når som helst.",
            whom=reach_name(reach, group)))  # fmt: skip
    return moved(url_for("reflections.show", reflection_id=excerpt.uid))


def chosen(keys, **kwargs):
    circles = Circles(Reflection(author=current_user.id))
    offered = list(parts(Portfolio(current_user)))
    return ExcerptForm.choosing(offered, keys, circles, **kwargs), circles


def asked(form, circles, status=200):
    group = circles.chosen(form.group.data)
    return page("excerpts/new.html", status, form=form, circles=circles, group=group)
