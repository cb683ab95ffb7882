"""Answers in a thread, each of a kind (PR1–PR6), and their own author's changes (M13, M15)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.comments import CommentForm
from flu.models import Comment, Hiding
from flu.models.thread import Thread
from flu.web.access import allow, owned, signed_in
from flu.web.addresses import place_of
from flu.web.render import changed, moved, page
from flu.web.sentences import sentence

bp = Blueprint("comments", __name__)


@bp.post("/reflections/<uuid:reflection_id>/comments")
@signed_in("M15")
def create(reflection_id):
    thread = Thread.find(reflection_id, current_user)
    reflection = thread.reflection
    allow(thread.is_answerable or reflection.editable_by(current_user))
    form = CommentForm.of(thread.kinds, thread.kinds_ever)
    told = {"thread": thread, "reflection": reflection}
    if not form.validate_on_submit():
        return page("reflections/show.html", 422, form=form, **told)
    given = {"kind": form.kind.data, "on": reflection, "by": current_user, "uid": form.uid.data}
    if key := Comment.refusal(**given):
        return page("reflections/show.html", 409, form=form, refused=sentence(key, {}), **told)
    comment = Comment.post(form.body.data, **given)
    told.update(comment=comment, form=CommentForm.of(thread.kinds, formdata=None))
    return changed("comments/created.html", at=place_of(comment), **told)


@bp.get("/comments/<uuid:comment_id>/edit")
@signed_in("M13", "M14")
def edit(comment_id):
    comment = owned(Comment, comment_id)
    if hiding := Hiding.concerning(comment):
        return moved(url_for("revisions.new", hiding_id=hiding.uid))
    kept = {"kind": comment.kind, "body": comment.body, "version": comment.version}
    form = CommentForm.of(comment.kinds, formdata=None, **kept)
    return rewriting(comment, form)


@bp.post("/comments/<uuid:comment_id>")
@signed_in("M13", "M14")
def update(comment_id):
    comment = owned(Comment, comment_id)
    Hiding.refuse_changes(comment)
    form = CommentForm.of(comment.kinds)
    if not form.validate_on_submit():
        return rewriting(comment, form, 422)
    if form.version.data not in (None, comment.version):
        return rewriting(comment, form, 409)
    comment.revise(form.body.data, kind=form.kind.data, seen=form.version.data)
    flash(_("Dit svar er rettet."))
    return moved(place_of(comment), comment.version)


def rewriting(comment, form, status=200):
    readers = Comment.audiences([comment])[comment.id]
    return page("comments/edit.html", status, comment=comment, form=form, readers=readers)
