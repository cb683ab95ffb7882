"""A prøvehandling and what may be done with it now."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.experiments import ExperimentForm, WonderForm
from flu.forms.observations import ObservationForm
from flu.models import Aim, Check, Echo, Experiment, InspirationCard, Reflection, Track, Trial
from flu.models.chain import Chain
from flu.models.discipline import coded
from flu.models.experiment import PAGE
from flu.models.spread import Spread
from flu.web.access import owned, seated, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page
from flu.words import PHASES

bp = Blueprint("experiments", __name__, url_prefix="/experiments")


@bp.get("")
@signed_in("M22", "M23", "M25")
def index():
    track_id, phase = uid_or_none("track"), request.args.get("phase")
    phase = phase if phase in PHASES else "running"
    track = Track.find(track_id, current_user) if track_id else None
    practised = coded(request.args.get("discipline"))
    found = Experiment.mine(current_user, phase)
    if track:
        found = Experiment.tried_in([track], current_user)
    elif practised:
        found = Experiment.practising(practised, current_user)
    experiments = list(Experiment.older(found, uid_or_none("before")))
    counts = Experiment.audiences(experiments[:PAGE])
    return page(
        "experiments/index.html", experiments=experiments[:PAGE], more=experiments[PAGE:],
        counts=counts, track=track, discipline=practised, phase=phase,
    )  # fmt: skip


@bp.get("/new")
@signed_in("M22")
def new():
    seated()
    form = WonderForm.of(current_user, formdata=None)
    return page("experiments/new.html", form=form, card=cited())


@bp.post("")
@signed_in("M22")
def create():
    seated()
    form, card = WonderForm.of(current_user), cited()
    if not form.validate_on_submit():
        return page("experiments/new.html", 422, form=form, card=card)
    experiment = Experiment.wonder(
        desk_task=form.desk_task.data, wondering=form.wondering.data, track=form.track.chosen,
        disciplines=form.disciplines.data or [], felt_by=form.felt_by.data or [],
        uid=form.uid.data, by=current_user, card=card,
    )  # fmt: skip
    onward = "hypotheses.new" if request.form.get("next") == "plan" else "experiments.show"
    return moved(url_for(onward, experiment_id=experiment.uid))


@bp.get("/<uuid:experiment_id>")
@signed_in("M23")
def show(experiment_id):
    experiment = Experiment.find(experiment_id, current_user)
    mine = experiment.editable_by(current_user)
    return page(
        "experiments/show.html" if mine else "experiments/read.html", experiment=experiment,
        count=Experiment.audiences([experiment])[experiment.id],
        threads=list(Reflection.on(experiment, current_user)),
        chain=Chain.of(experiment, current_user), spread=Spread(experiment, current_user),
        goals=list(Aim.of(experiment)),
        **(asked(experiment) if mine else {}),
    )  # fmt: skip


@bp.get("/<uuid:experiment_id>/edit")
@signed_in("M22")
def edit(experiment_id):
    experiment = owned(Experiment, experiment_id)
    return editing(experiment, ExperimentForm.filled(experiment, current_user))


@bp.post("/<uuid:experiment_id>")
@signed_in("M22")
def update(experiment_id):
    experiment = owned(Experiment, experiment_id)
    form = ExperimentForm.sent(experiment, current_user, request.form)
    if not form.validate_on_submit():
        return editing(experiment, form, 422)
    conflicts = form.conflicts(experiment)
    if conflicts:
        return page(
            "experiments/stale.html", 409, experiment=experiment, form=form, conflicts=conflicts
        )
    experiment.write(**form.sentences)
    return moved(url_for("experiments.show", experiment_id=experiment.uid), experiment.version)


def editing(experiment, form, status=200):
    count = Experiment.audiences([experiment])[experiment.id]
    return page("experiments/edit.html", status, experiment=experiment, form=form, count=count)


def asked(experiment):
    """What the owner's page needs besides, to ask the one next thing."""
    return {
        "form": ObservationForm(formdata=None),
        "trials": list(Trial.of(experiment)),
        "check_week": Check.week_due(experiment),
        "echoes": list(Echo.told_of(experiment)),
    }


def cited():
    """The inspiration card it begins with, if any."""
    uid = uid_or_none("card")
    return InspirationCard.find(uid, current_user) if uid else None
