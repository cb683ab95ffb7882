"""A forløb, its tracks and its formats, as the programme manager sets them."""

from datetime import time

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from flu.forms.fields import BirthId, Day, Form, Hour, Number, Pick, PickFromList, line, words
from flu.models.track import HUES
from flu.words import options

YEARS = range(2000, 2101)
WEEKS = 60
NINE = time(9)
MONTHS = 24


class ProgrammeForm(Form):
    uid = BirthId()
    name = line(_l("Forløbets navn"), missing=_l("Giv forløbet et navn."))
    starts_on = Day(
        _l("Starter mandag"),
        validators=[InputRequired(_l("Vælg den mandag, forløbet starter."))],
    )
    weeks = Number(
        _l("Antal uger"),
        default=26,
        validators=[
            InputRequired(_l("Skriv, hvor mange uger forløbet varer.")),
            NumberRange(4, WEEKS, _l("Et forløb varer mellem 4 og 60 uger.")),
        ],
        render_kw={"inputmode": "numeric"},
    )

    retain_months = Number(
        _l("Måneder, det delte bliver stående efter forløbet"),
        description=_l("Derefter slettes det. Deltagerne får det at vide 30 dage før."),
        validators=[Optional(), NumberRange(1, MONTHS, _l("Mellem 1 og 24 måneder."))],
        render_kw={"inputmode": "numeric", "placeholder": "6"},
    )

    def validate_starts_on(self, field):
        if field.data is None:
            return
        if field.data.year not in YEARS:
            raise ValidationError(_l("Vælg en dato mellem år 2000 og 2100."))
        if field.data.weekday() != 0:
            raise ValidationError(_l("Et forløb starter en mandag. Vælg en mandag."))

    @property
    def fields(self):
        told = {name: value for name, value in self.data.items() if value is not None}
        return {name: value for name, value in told.items() if name != "uid"}


class NewProgrammeForm(ProgrammeForm):
    """From a template, or like a run before it; with a day on which its seances lie."""

    template = Pick(
        _l("Hvad begynder I med?"),
        description=_l("Spor, plan og spørgsmål kan altid rettes bagefter."),
        default="A",
        validators=[InputRequired(_l("Vælg, hvad I begynder med."))],
    )
    weekday = PickFromList(_l("Seancerne ligger normalt"), choices=options("weekday"), default="2")
    hour = Hour(
        _l("Klokken"),
        default=NINE,
        validators=[DataRequired(_l("Skriv et klokkeslæt."))],
    )

    @classmethod
    def of(cls, runs, **kwargs):
        """`runs` are the programmes it may be made like."""
        form = cls(**kwargs)
        form.runs = {str(run.uid): run for run in runs}
        form.template.choices = [*options("template"), *((u, r.name) for u, r in form.runs.items())]
        return form

    @property
    def fields(self):
        like = self.runs.get(self.template.data)
        return {
            "name": self.name.data, "starts_on": self.starts_on.data, "weeks": self.weeks.data,
            "template": self.template.data, "like": like,
            "at": (int(self.weekday.data), self.hour.data),
        }  # fmt: skip


class TrackForm(Form):
    uid = BirthId()
    name = line(_l("Navn"), most=80, missing=_l("Skriv et navn."))
    short_name = line(_l("Kort navn"), most=24, hint=_l("Det står på knapper og kort."))
    description = words(_l("Hvad hører til her?"), most=280, required=False)
    name_en = line(_l("Navn på engelsk"), most=80, required=False)
    short_name_en = line(_l("Kort navn på engelsk"), most=24, required=False)
    description_en = words(_l("Beskrivelse på engelsk"), most=280, required=False)
    hue = Pick(_l("Farve"), choices=options("hue"), default=HUES[0])
    icon = PickFromList(_l("Ikon"), choices=options("icon"), default="way")
    first_week = Number(_l("Fra uge"), validators=[Optional(), NumberRange(0, WEEKS)])
    last_week = Number(_l("Til uge"), validators=[Optional(), NumberRange(0, WEEKS)])

    def validate_last_week(self, field):
        first, last = self.first_week.data, field.data
        if first is not None and last is not None and last < first:
            raise ValidationError(_l("Den sidste uge ligger efter den første."))

    @property
    def hues(self):
        """Each hue's own look on its chip."""
        return dict(zip(HUES, HUES, strict=True))

    @property
    def fields(self):
        return {name: value for name, value in self.data.items() if name != "uid"}


class FormatForm(Form):
    """A name and up to three short questions, the first of them required."""

    uid = BirthId()
    name = line(_l("Navn"), most=80, missing=_l("Skriv et navn."))
    prompt_0 = line(_l("Første spørgsmål"), most=280, missing=_l("Skriv mindst ét spørgsmål."))
    prompt_1 = line(_l("Andet spørgsmål"), most=280, required=False)
    prompt_2 = line(_l("Tredje spørgsmål"), most=280, required=False)
    name_en = line(_l("Navn på engelsk"), most=80, required=False)
    prompt_en_0 = line(_l("Første spørgsmål på engelsk"), most=280, required=False)
    prompt_en_1 = line(_l("Andet spørgsmål på engelsk"), most=280, required=False)
    prompt_en_2 = line(_l("Tredje spørgsmål på engelsk"), most=280, required=False)
    minutes = Number(
        _l("Minutter"),
        default=2,
        validators=[
            DataRequired(_l("Skriv, hvor mange minutter det tager.")),
            NumberRange(1, 30, _l("Mellem 1 og 30 minutter.")),
        ],
    )

    @classmethod
    def of(cls, format=None, **kwargs):
        """Filled with the format's own words."""
        if format is None:
            return cls(**kwargs)
        filled = {f"prompt_{n}": prompt for n, prompt in enumerate(format.prompts)}
        filled |= {f"prompt_en_{n}": prompt for n, prompt in enumerate(format.prompts_en)}
        return cls(obj=format, **filled, **kwargs)

    def validate_prompt_en_0(self, field):
        if self._some("prompt_en") and len(self._some("prompt_en")) != len(self._some("prompt")):
            raise ValidationError(_l("Skriv lige så mange spørgsmål på engelsk, eller ingen."))

    @property
    def fields(self):
        return {
            "name": self.name.data,
            "name_en": self.name_en.data,
            "minutes": self.minutes.data,
            "prompts": self._some("prompt"),
            "prompts_en": self._some("prompt_en"),
        }

    def _some(self, stem):
        texts = [self[f"{stem}_{n}"].data for n in range(3)]
        return [text for text in texts if text]
