"""Seances and group meetings: when and where, what is on the table, what was said (S34, N12)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.frames import SeanceForm
from flu.forms.topics import MinuteForm, TopicForm
from flu.models import Frame, Group, InspirationCard, Minute, Seance
from flu.models.agenda import Agenda
from flu.models.notes import before_and_after
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_404, uid_or_none
from flu.web.render import moved, page, printed

bp = Blueprint("seances", __name__, url_prefix="/seances")


@bp.get("/<uuid:seance_id>")
@signed_in("M12", "M27")
def show(seance_id):
    return printed("seances/show.html", "seance", **told(Seance.find(seance_id, current_user)))


@bp.get("/new")
@signed_in()
def new():
    frame, group = wanted()
    form = SeanceForm.for_(frame, formdata=None)
    return page("seances/new.html", frame=frame, group=group, form=form)


@bp.post("")
@signed_in()
def create():
    frame, group = wanted()
    form = SeanceForm.for_(frame)
    if not form.validate_on_submit():
        return page("seances/new.html", 422, frame=frame, group=group, form=form)
    seance = Seance.arrange(
        frame, group=group, by=current_user, uid=form.uid.data, **form.fields
    )  # fmt: skip
    flash(_("Tiden er sat. Hent den til din kalender her."))
    return moved(url_for("seances.show", seance_id=seance.uid))


@bp.get("/<uuid:seance_id>/edit")
@signed_in()
def edit(seance_id):
    seance = arranged(seance_id)
    form = SeanceForm.for_(seance.frame, seance, formdata=None)
    return page("seances/edit.html", seance=seance, form=form)


@bp.post("/<uuid:seance_id>")
@signed_in()
def update(seance_id):
    seance = arranged(seance_id)
    form = SeanceForm.for_(seance.frame, seance)
    if not form.validate_on_submit():
        return page("seances/edit.html", 422, seance=seance, form=form)
    seance.rearrange(by=current_user, **form.fields)
    return moved(url_for("seances.show", seance_id=seance.uid))


def shown(seance, status=200, **forms):
    return page("seances/show.html", status, **told(seance, **forms))


def told(seance, topic_form=None, minute_form=None):
    """All that stands on its page, as this reader may read it."""
    deck = InspirationCard.deck(seance.programme, current_user)
    return {
        "seance": seance, "agenda": Agenda.of(seance, current_user),
        "minutes": Minute.of(seance, current_user),
        "notes": before_and_after(seance, current_user),
        "cards": list(deck.where(InspirationCard.frame == seance.frame)),
        "topic_form": topic_form or TopicForm(formdata=None),
        "minute_form": minute_form or MinuteForm(formdata=None),
    }  # fmt: skip


def wanted():
    """The frame, and for a meeting the group, whose time is to be set."""
    frame = Frame.find(uid_or_404("frame"), current_user)
    group = Group.look_into(uid_or_none("group"), current_user) if frame.kind == "meeting" else None
    seance = Seance(frame=frame, group=group)
    allow(frame.kind != "opening" and seance.arranged_by(current_user))
    return frame, group


def arranged(seance_id):
    seance = Seance.find(seance_id, current_user)
    allow(seance.arranged_by(current_user))
    return seance
