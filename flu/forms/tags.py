"""What a try practises and who feels it: two quiet fields that several forms carry (S16–S24)."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, Optional

from flu import defaults, i18n
from flu.forms.fields import Picks
from flu.models.discipline import MOST
from flu.words import options

TAGS = ("disciplines", "felt_by")
TOO_MANY = _l("Vælg højst tre, så de siger noget.")


class DisciplinePicks(Picks):
    """Up to three of the six, each under its short name in the reader's language."""

    def __init__(self, **kwargs):
        super().__init__(
            _l("Hvilken ledelsesdisciplin øver du?"),
            description=_l("Højst tre."),
            validators=[Optional(), Length(max=MOST, message=TOO_MANY)],
            **kwargs,
        )
        english = i18n.language() == "en"
        self.choices = [
            (d.code, d.short_name_en if english else d.short_name) for d in defaults.disciplines()
        ]


def felt_by():
    """Hvem mærker det?"""
    return Picks(_l("Hvem mærker det?"), choices=options("felt_by"), validators=[Optional()])


def picked(form):
    """Only what was chosen: a form that shows the tags folded away takes none back."""
    return {name: form[name].data for name in TAGS if name in form and form[name].data}
