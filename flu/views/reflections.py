"""Reflections: written for oneself, shared by choice, answered in a thread (M10, M12, M13)."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.comments import CommentForm
from flu.forms.reflections import ReflectionForm
from flu.i18n import language
from flu.models import Comment, Hiding, Reflection
from flu.models.question import Question
from flu.models.reflection import PAGE
from flu.models.thread import Thread
from flu.web.access import allow, owned, signed_in
from flu.web.addresses import sent, uid_or_none
from flu.web.render import moved, page

bp = Blueprint("reflections", __name__, url_prefix="/reflections")


@bp.get("")
@signed_in("M10", "M11")
def index():
    rows = list(Reflection.mine(current_user, before=uid_or_none("before")))
    mine, more = rows[:PAGE], len(rows) > PAGE
    counts, answers = Reflection.audiences(mine), Comment.counts(mine, current_user)
    return page("reflections/index.html", mine=mine, more=more, counts=counts, answers=answers)


@bp.get("/new")
@signed_in("M10")
def new():
    question = asked()
    form = ReflectionForm.asking(question, formdata=None)
    return page("reflections/new.html", form=form, question=question)


@bp.post("")
@signed_in("M10")
def create():
    question = asked()
    form = ReflectionForm.asking(question)
    if not form.validate_on_submit():
        return page("reflections/new.html", 422, form=form, question=question)
    written = {"format": question.format, "on": question.experiment, "uid": form.uid.data}
    reflection = Reflection.post(form.answers, by=current_user, **written)
    shares = request.form.get("next") == "share" and not question.is_private
    if question.experiment and not shares:
        return moved(url_for("experiments.show", experiment_id=question.experiment.uid))
    onward = "visibilities.edit" if shares else "reflections.show"
    return moved(url_for(onward, reflection_id=reflection.uid))


@bp.get("/<uuid:reflection_id>")
@signed_in("M12", "M18")
def show(reflection_id):
    thread = Thread.find(reflection_id, current_user, after=uid_or_none("after"))
    told = {"thread": thread, "reflection": thread.reflection}
    return page("reflections/show.html", form=CommentForm.of(thread.kinds, formdata=None), **told)


@bp.get("/<uuid:reflection_id>/edit")
@signed_in("M13", "M14")
def edit(reflection_id):
    reflection = owned(Reflection, reflection_id)
    if hiding := Hiding.concerning(reflection):
        return moved(url_for("revisions.new", hiding_id=hiding.uid))
    return rewriting(reflection, ReflectionForm.again(reflection, formdata=None))


@bp.post("/<uuid:reflection_id>")
@signed_in("M13", "M14")
def update(reflection_id):
    reflection = owned(Reflection, reflection_id)
    Hiding.refuse_changes(reflection)
    form = ReflectionForm.again(reflection)
    if not form.validate_on_submit():
        return rewriting(reflection, form, 422)
    if form.version.data not in (None, reflection.version):
        return rewriting(reflection, form, 409)
    reflection.revise(form.answers, wants=form.wants.data, seen=form.version.data)
    flash(_("Rettet."))
    return moved(url_for("reflections.show", reflection_id=reflection.uid), reflection.version)


def rewriting(reflection, form, status=200):
    readers = Reflection.audiences([reflection])[reflection.id]
    return page("reflections/edit.html", status, reflection=reflection, form=form, readers=readers)


def asked():
    chosen = {"format": sent("format"), "experiment": uid_or_none("experiment")}
    question = Question(current_user, locale=language(), **chosen)
    allow(question.asked_of(current_user))
    return question
