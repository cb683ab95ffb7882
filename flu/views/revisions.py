"""The author's answer to a hiding: rewrite, reply, or take the post away (M13, I7)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.moderation import ReplyForm, RevisionForm
from flu.models import Hiding
from flu.models.post import texts_of
from flu.web.access import allow, signed_in
from flu.web.render import moved, page

bp = Blueprint("revisions", __name__, url_prefix="/hidings/<uuid:hiding_id>")


@bp.get("/revision/new")
@signed_in("M13")
def new(hiding_id):
    hiding = concerning_me(hiding_id)
    form = RevisionForm.of(texts_of(hiding.written), formdata=None)
    return page("revisions/new.html", hiding=hiding, form=form)


@bp.post("/revision")
@signed_in("M13")
def create(hiding_id):
    hiding = concerning_me(hiding_id)
    form = RevisionForm.of(texts_of(hiding.written))
    if not form.validate_on_submit():
        return page("revisions/new.html", 422, hiding=hiding, form=form)
    hiding.revise(form.texts, by=current_user)
    flash(_("Tak. Facilitator læser det og åbner igen."))
    return moved(url_for("hidings.show", hiding_id=hiding.uid))


@bp.post("/reply")
@signed_in("M13")
def update(hiding_id):
    hiding, form = concerning_me(hiding_id), ReplyForm()
    if not form.validate_on_submit():
        return page("hidings/show.html", 422, hiding=hiding, form=form)
    hiding.answer(form.reply.data)
    flash(_("Dit svar er sendt til facilitator."))
    return moved(url_for("hidings.show", hiding_id=hiding.uid))


@bp.post("/retraction")
@signed_in("M13")
def destroy(hiding_id):
    hiding = concerning_me(hiding_id)
    hiding.withdraw(by=current_user)
    flash(_("Indlægget er trukket tilbage. Du kan fortryde i 30 dage under Mig."))
    return moved(url_for("me.show"))


def concerning_me(hiding_id):
    hiding = Hiding.find(hiding_id, current_user)
    allow(hiding.answered_by(current_user))
    return hiding
