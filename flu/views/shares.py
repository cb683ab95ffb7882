"""One sentence goes out, or comes home again."""

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.shares import ShareForm
from flu.models import Experiment, Reflection
from flu.models.circles import Circles
from flu.web.access import owned, signed_in
from flu.web.render import moved, page
from flu.words import reach_name

bp = Blueprint("shares", __name__, url_prefix="/experiments/<uuid:experiment_id>/shares")


@bp.get("/new")
@signed_in("M22", "M24")
def new(experiment_id):
    experiment = owned(Experiment, experiment_id)
    thread = Reflection.thread_of(experiment)
    form = ShareForm(
        formdata=None, takeaway=experiment.takeaway, wants=thread.wants if thread else [],
        group=request.args.get("group"),
    )  # fmt: skip
    return answer(experiment, form)


@bp.post("")
@signed_in("M22", "M24")
def create(experiment_id):
    experiment, form = owned(Experiment, experiment_id), ShareForm()
    circles = Circles(experiment)
    group, reach = circles.chosen(form.group.data), form.visibility.data
    if not form.validate_on_submit() or (group is None and reach != "private"):
        return answer(experiment, form, 422)
    findings = form.findings(circles.colleagues)
    if reach != "private" and form.unseen(findings):
        return answer(experiment, form, 422, findings=findings)
    Reflection.share_experiment(
        experiment, takeaway=form.takeaway.data or experiment.takeaway, wants=form.wants.data,
        visibility=reach, group=group, alone=form.alone.data, script=form.script.data or None,
        by=current_user,
    )  # fmt: skip
    flash(told(reach, group))
    return moved(url_for("experiments.show", experiment_id=experiment.uid))


def answer(experiment, form, status=200, *, findings=()):
    circles, thread = Circles(experiment), Reflection.thread_of(experiment)
    group = circles.chosen(form.group.data)
    form.script.data = form.script.data or circles.script_in(group, thread)
    along = (experiment.text, thread.text if thread else "")
    return page(
        "shares/new.html", status, experiment=experiment, form=form, circles=circles,
        group=group, findings=findings, thread=thread,
        hints=sorted(form.hints(along, circles.colleagues)),
    )  # fmt: skip


def told(reach, group):
    if reach == "private":
        return _("Det er kun for dig igen. Svarene følger med og er skjult for de andre.")
    return _(
        "Delt med %(whom)s. Du kan trække det tilbage når som helst.", whom=reach_name(reach, group)
    )
