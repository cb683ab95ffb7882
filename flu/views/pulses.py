"""Kulturpuls: four statements answered without a sender, and what the hold's answers tell."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu import defaults
from flu.forms.pulses import PulseForm
from flu.i18n import language
from flu.models import Programme, Pulse
from flu.models.trend import Trend
from flu.web.access import allow, signed_in, stands_alone
from flu.web.render import moved, page

bp = Blueprint("pulses", __name__, url_prefix="/programmes/<uuid:programme_id>/pulses")


@bp.get("")
@signed_in("M37")
def index(programme_id):
    programme = Programme.find(programme_id, current_user)
    allow(Pulse.told_to(current_user, programme))
    pulses = Pulse.within(programme)
    return page(
        "pulses/index.html", programme=programme, trend=Trend(programme, pulses),
        statements=defaults.statements(), asks=Pulse.asks(current_user, programme, pulses),
    )  # fmt: skip


@bp.get("/new")
@signed_in("M35")
def new(programme_id):
    programme = Pulse.asking(programme_id, current_user)
    if not Pulse.waits_for(current_user, programme, Pulse.within(programme)):
        return moved(url_for("pulses.index", programme_id=programme.uid))
    return page("pulses/new.html", programme=programme, form=PulseForm.of(language()))


@bp.post("")
@signed_in("M35")
@stands_alone
def create(programme_id):
    programme, form = Pulse.asking(programme_id, current_user), PulseForm.of(language())
    if not form.validate_on_submit():
        return page("pulses/new.html", 422, programme=programme, form=form)
    Pulse.answer(programme, form.answers, by=current_user)
    flash(_("Tak. Dit svar er lagt til holdets tal. Hvem der gav det, står ingen steder."))
    return moved(url_for("pulses.index", programme_id=programme.uid))
