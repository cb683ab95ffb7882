"""The forløb: where we are in the half-year, its tracks and what was tried in each."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.defaults import templates
from flu.forms.programmes import NewProgrammeForm, ProgrammeForm
from flu.models import Experiment, Programme, Pulse, Track
from flu.models.numbers import Numbers
from flu.models.steps import steps
from flu.models.template import begin, reschedule
from flu.views.breaks import tell_moved
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none, unfolded
from flu.web.filters import own
from flu.web.render import moved, page, printed
from flu.web.sentences import listed

bp = Blueprint("programmes", __name__)

EACH, ALL = 3, 50


@bp.get("/programme")
@signed_in("M23", "M25")
def show():
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    others = [p for p in Programme.visible_to(current_user) if p != programme]
    tracks = list(Track.within(programme)) if programme else []
    each = ALL if unfolded() else EACH
    numbers = Numbers(programme) if programme and programme.overseen_by(current_user) else None
    tried = Experiment.newest_in(tracks, current_user, each=each + 1)
    plan = list(steps(programme, current_user)) if programme else []
    return printed(
        "programmes/show.html", "forloeb", programme=programme, others=others, tracks=tracks,
        tried=tried, each=each, numbers=numbers, plan=plan,
        ahead=[step for step in plan if not step.is_past],
        unfolded=unfolded(),
        pulse=programme is not None and Pulse.told_to(current_user, programme),
    )  # fmt: skip


@bp.get("/programmes/new")
@signed_in()
def new():
    allow(current_user.runs_a_programme)
    form = NewProgrammeForm.of(Programme.run_by(current_user), formdata=None)
    return page("programmes/new.html", form=form, hints=hints(form))


@bp.post("/programmes")
@signed_in()
def create():
    allow(current_user.runs_a_programme)
    form = NewProgrammeForm.of(Programme.run_by(current_user))
    if not form.validate_on_submit():
        return page("programmes/new.html", 422, form=form, hints=hints(form))
    programme = begin(by=current_user, uid=form.uid.data, **form.fields)
    flash(
        _(
            "%(name)s er klar. Se ugerne igennem: Hvilke tæller ikke med hos jer?",
            name=programme.name,
        )
    )
    return moved(url_for("breaks.edit", programme_id=programme.uid))


@bp.get("/programmes/<uuid:programme_id>/edit")
@signed_in()
def edit(programme_id):
    programme = managed(programme_id)
    form = ProgrammeForm(formdata=None, obj=programme)
    return page("programmes/edit.html", programme=programme, form=form)


@bp.post("/programmes/<uuid:programme_id>")
@signed_in()
def update(programme_id):
    programme, form = managed(programme_id), ProgrammeForm()
    if not form.validate_on_submit():
        return page("programmes/edit.html", 422, programme=programme, form=form)
    tell_moved(reschedule(programme, **form.fields))
    return moved(url_for("programmes.show", programme=programme.uid))


def hints(form):
    """Template code, or a run's uid → what one gets."""
    told = {
        code: listed(own(track, "name") for track in template.tracks)
        for code, template in templates().items()
    }
    return told | {
        uid: _("Samme spor, plan og spørgsmål. Intet, nogen har skrevet.") for uid in form.runs
    }


def managed(programme_id):
    programme = Programme.find(programme_id, current_user)
    allow(programme.managed_by(current_user))
    return programme
