"""A pause, or a mask over single words, with its reason (M17, M18)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.moderation import HidingForm, ReplyForm
from flu.models import Hiding
from flu.models.post import find_post
from flu.web.access import allow, signed_in
from flu.web.addresses import sent, uid_or_404
from flu.web.render import moved, page

bp = Blueprint("hidings", __name__, url_prefix="/hidings")


@bp.get("/new")
@signed_in("M17")
def new():
    return page("hidings/new.html", post=moderated(), form=HidingForm(formdata=None))


@bp.post("")
@signed_in("M17")
def create():
    post, form = moderated(), HidingForm()
    if not form.validate_on_submit():
        return page("hidings/new.html", 422, post=post, form=form)
    told = {"rule": form.rule.data, "reason": form.reason.data, "by": current_user}
    if form.manner.data == "mask" and not Hiding.finds(form.words, post):
        form.masks.errors = [_("Ordet står ikke i indlægget. Skriv det, som det står.")]
        return page("hidings/new.html", 422, post=post, form=form)
    if form.manner.data == "mask":
        hiding = Hiding.mask(post, form.words, **told)
    else:
        hiding = Hiding.pause(post, **told)
    flash(_("Det er skjult, og forfatteren kan se hvorfor."))
    return moved(url_for("hidings.show", hiding_id=hiding.uid))


@bp.get("/mine")
@signed_in("M18")
def index():
    return page("hidings/index.html", hidings=list(Hiding.of_author(current_user)))


@bp.get("/<uuid:hiding_id>")
@signed_in("M18")
def show(hiding_id):
    hiding = Hiding.find(hiding_id, current_user)
    return page("hidings/show.html", hiding=hiding, form=ReplyForm(formdata=None))


@bp.post("/<uuid:hiding_id>/restoration")
@signed_in("M17")
def destroy(hiding_id):
    hiding = Hiding.find(hiding_id, current_user)
    allow(hiding.lifted_by(current_user))
    hiding.lift(by=current_user)
    flash(_("Indlægget er åbent igen."))
    return moved(url_for("moderation.index"))


def moderated():
    post = find_post(sent("kind"), uid_or_404("uid"), current_user)
    allow(post.moderated_by(current_user))
    return post
