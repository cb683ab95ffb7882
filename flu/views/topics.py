"""Topics the participants put on the table themselves, wish for and settle (S38)."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.topics import TopicForm
from flu.models import Seance, Topic
from flu.models.thread import Thread
from flu.views.seances import shown
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_404
from flu.web.render import moved

bp = Blueprint("topics", __name__)


@bp.post("/seances/<uuid:seance_id>/topics")
@signed_in("M26")
def create(seance_id):
    seance, form = Seance.find(seance_id, current_user), TopicForm()
    if not form.validate_on_submit():
        return shown(seance, 422, topic_form=form)
    Topic.propose(
        form.title.data, led=form.led.data, programme=seance.programme, group=seance.group,
        by=current_user, uid=form.uid.data,
    )  # fmt: skip
    return moved(on_the_table(seance))


@bp.post("/reflections/<uuid:reflection_id>/topics")
@signed_in("M15")
def edit(reflection_id):
    """Ask for a thread at the group's next meeting; once is enough."""
    thread = Thread.find(reflection_id, current_user).reflection
    allow(current_user.belongs_to(thread.group_id) and thread.visibility != "private")
    Topic.propose(
        thread.title[:120], programme=thread.group.programme, group=thread.group,
        reflection=thread, by=current_user,
    )  # fmt: skip
    flash(_("Den er på dagsordenen til jeres næste møde."))
    return moved(url_for("reflections.show", reflection_id=thread.uid))


@bp.post("/topics/<uuid:topic_id>/wish")
@signed_in("M15")
def update(topic_id):
    topic = Topic.find(topic_id, current_user)
    topic.wish(by=current_user, wanted=request.form.get("wanted") == "1")
    return moved(on_the_table(at_hand()))


@bp.post("/topics/<uuid:topic_id>/settlement")
@signed_in("M26")
def destroy(topic_id):
    topic = Topic.find(topic_id, current_user)
    allow(topic.settled_by(current_user))
    how = request.form.get("as")
    allow(how in Topic.SETTLED)
    seance = at_hand()
    topic.settle(how, by=current_user, at=seance)
    return moved(on_the_table(seance))


def at_hand():
    """The meeting on whose page it was tapped."""
    return Seance.find(uid_or_404("seance"), current_user)


def on_the_table(seance):
    return url_for("seances.show", seance_id=seance.uid, _anchor="agenda")
