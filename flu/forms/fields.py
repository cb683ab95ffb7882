"""The fields of our own: a form without tokens, the birth id, and text people write."""

import uuid

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from uuid_utils.compat import uuid7
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, Length, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from flu import clock, privacy, text

SHORT = 280  # what the counter suggests
LONG = 4000  # what is refused
LINE = 120


class Form(FlaskForm):
    """Cross-site writes are refused by the guard in web/session.py, so no token can go stale."""

    class Meta:
        csrf = False

    def __init__(self, **kwargs):
        """From what was typed alone: no file and no JSON stands in a field's place."""
        typed = request.form if self.is_submitted() else None
        super().__init__(**{"formdata": typed or None, **kwargs})


class Cradle(HiddenInput):
    """The element that draws the uid anew in the browser, so that no two texts share one."""

    def __call__(self, field, **kwargs):
        return Markup("<birth-id>{}</birth-id>").format(super().__call__(field, **kwargs))


class BirthId(HiddenField):
    """The UUIDv7 a new thing is born with: the phone's if it sent one, else drawn on arrival.

    A page holds none: kept on a phone, it would give two texts the same."""

    widget = Cradle()

    def process_formdata(self, values):
        try:
            born = uuid.UUID(values[0]) if values and values[0] else uuid7()
        except ValueError:
            born = uuid7()
        self.data = born if born.version == 7 else uuid7()

    def _value(self):
        return str(self.data or "")


class Identity(HiddenField):
    """The address of something that exists; None for what is no address at all."""

    def process_formdata(self, values):
        try:
            self.data = uuid.UUID(values[0]) if values and values[0] else None
        except ValueError:
            self.data = None


class Version(HiddenField):
    """The version a change was made from; None when it does not say."""

    def process_formdata(self, values):
        told = values[0] if values else ""
        self.data = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None


class Addressed(HiddenField):
    """Whom the writer saw named above the send button; the form's data, not the page's word."""

    def moved_from(self, sending):
        """Is it meant for others than it would go to now?"""
        return bool(self.data) and self.data != sending.address


class Storable:
    """No NUL bytes, lone surrogates or other signs a database cannot keep."""

    def __call__(self, form, field):
        if field.data and not text.is_storable(field.data):
            raise StopValidation(_l("Her er tegn, der ikke kan gemmes. Slet dem, og prøv igen."))


class NoCivilNumber:
    """A CPR number is stopped, always (P17)."""

    def __call__(self, form, field):
        if any(finding.kind == "cpr" for finding in privacy.findings(field.data or "")):
            raise StopValidation(
                _l("Her står et CPR-nummer. Slet det; intet, der kan genkendes, hører til her.")
            )


MISSING = _l("Skriv lidt her først.")
TOO_LONG = _l("Det er for langt. Højst %(max)d tegn.")


def words(label, *, hint="", required=True, most=LONG, missing=MISSING, rows=2, **kwargs):
    """A field for a leader's own words: tidied, storable, without CPR numbers, at most so long."""
    need = DataRequired(missing) if required else Optional()
    return TextAreaField(
        label,
        description=hint,
        filters=[text.tidy],
        validators=[Storable(), need, Length(max=most, message=TOO_LONG), NoCivilNumber()],
        render_kw={"rows": rows, **kwargs},
    )


def line(label, *, hint="", required=True, most=LINE, missing=MISSING, **kwargs):
    """One line of words: a name, a title, a short question."""
    need = DataRequired(missing) if required else Optional()
    return StringField(
        label,
        description=hint,
        filters=[text.tidy],
        validators=[Storable(), need, Length(max=most, message=TOO_LONG), NoCivilNumber()],
        render_kw={"maxlength": most, "autocomplete": "off", **kwargs},
    )


PICK_ONE = _l("Vælg en af mulighederne.")
PICK_DAY = _l("Vælg en dag.")
ODD_DAY = _l("Den dag forstod vi ikke. Vælg den i kalenderen.")
ODD_NUMBER = _l("Skriv et helt tal.")
BIGGEST = 10**9
ODD_HOUR = _l("Det klokkeslæt forstod vi ikke. Skriv det som 07:40.")
TOO_EARLY = _l("Dagen er gået. Vælg i dag eller en senere dag.")
TOO_LATE = _l("Det er for langt ude i fremtiden. Vælg en dag inden for to år.")
TWO_YEARS = 731  # days


class Pick(RadioField):
    """One of the choices; anything else that is sent is refused."""

    def pre_validate(self, form):
        if self.raw_data and not any(option[2] for option in self.iter_choices()):
            raise ValidationError(PICK_ONE)


class Picks(SelectMultipleField):
    """Some of the choices, as checkboxes; anything else that is sent is refused."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form):
        known = {option[0] for option in self.iter_choices()}
        if not known.issuperset(self.data or ()):
            raise ValidationError(PICK_ONE)


class PickFromList(SelectField):
    """One from a folded-out list; anything else that is sent is refused."""

    def pre_validate(self, form):
        if self.raw_data and not any(option[2] for option in self.iter_choices()):
            raise ValidationError(PICK_ONE)


class Number(IntegerField):
    """A whole number; what is none is told in our own words."""

    def process_formdata(self, values):
        try:
            super().process_formdata(values)
        except ValueError:
            raise ValueError(ODD_NUMBER) from None
        if self.data is not None and abs(self.data) > BIGGEST:
            self.data = None
            raise ValueError(ODD_NUMBER)


class Day(DateField):
    """A day on the calendar; what is none is told in our own words."""

    def process_formdata(self, values):
        try:
            super().process_formdata(values)
        except ValueError:
            raise ValueError(ODD_DAY) from None


class Hour(TimeField):
    """A time on the wall."""

    def process_formdata(self, values):
        try:
            super().process_formdata(values)
        except ValueError:
            raise ValueError(ODD_HOUR) from None


class Ahead:
    """From today, or from so many days on, and within two years."""

    def __init__(self, days=0):
        self.days = days

    def __call__(self, form, field):
        if field.data is None:
            return
        distance = (field.data - clock.today()).days
        if distance < self.days:
            raise StopValidation(TOO_EARLY)
        if distance > TWO_YEARS:
            raise StopValidation(TOO_LATE)
