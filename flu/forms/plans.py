"""Når … gør jeg …: a day, a situation, a first move, and what one expects."""

from datetime import time

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Optional

from flu import clock
from flu.forms.fields import MISSING, Ahead, Day, Form, Hour, Pick, words
from flu.words import SITUATIONS, options

WHEN = _l("Vælg en dag, så vi kan spørge dig bagefter.")
AFTERNOON = time(15)  # when a day without an hour is asked about


class MomentForm(Form):
    """A day from today on, with an hour or for the whole of it, on the wall's clock."""

    date = Day(_l("Dag"), validators=[DataRequired(WHEN), Ahead()])
    time = Hour(_l("Klokken"), validators=[Optional()])

    @property
    def moment(self):
        return clock.at(self.date.data, self.time.data or AFTERNOON)

    @property
    def whole_day(self):
        return self.time.data is None


class PlanForm(MomentForm):
    place = Pick(_l("Hvor?"), choices=options("situation"), validators=[Optional()])
    situation = words(
        _l("Når …"),
        required=False,
        missing=MISSING,
        placeholder=_l("tavlemødet begynder tirsdag morgen"),
    )
    first_move = words(
        _l("gør jeg …"),
        hint=_l("Det allerførste, man kan se dig gøre."),
        placeholder=_l("rækker kridtet videre og tier"),
    )
    expectation = words(
        _l("Hvad venter du, der sker?"),
        hint=_l("Forsegles, når prøven begynder, så det står ved siden af det, du ser."),
        required=False,
    )
    sign = words(_l("Hvad holder du øje med?"), required=False)
    who_knows = words(_l("Hvem skal vide det?"), required=False, rows=1)

    @classmethod
    def for_(cls, experiment, **kwargs):
        """Filled with what is planned so far."""
        moment = experiment.planned_at and clock.local(experiment.planned_at)
        return cls(
            obj=experiment,
            date=moment and max(moment.date(), clock.today()),
            time=(moment and not experiment.planned_whole_day and moment.time()) or None,
            **kwargs,
        )

    def validate(self, extra_validators=None):
        fine = super().validate(extra_validators)
        if not self.situation.errors and not self.where:
            self.situation.errors = [MISSING]
            fine = False
        return fine

    @property
    def where(self):
        """The situation: the tapped word, the typed ones, or both."""
        tapped = str(SITUATIONS[self.place.data]) if self.place.data in SITUATIONS else ""
        typed = self.situation.data or ""
        return ", ".join(part for part in (tapped, typed) if part)

    @property
    def parts(self):
        """The fields as the try's verb takes them."""
        return {
            "planned_at": self.moment,
            "planned_whole_day": self.whole_day,
            "situation": self.where,
            **{n: self[n].data for n in ("first_move", "expectation", "sign", "who_knows")},
        }
