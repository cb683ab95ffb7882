"""The culture pulse: a number from 1 to 5 for each statement."""

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from flu import defaults
from flu.forms.fields import Form, Pick

SCALE = [SelectChoice(str(n), str(n)) for n in range(1, 6)]
MISSING = _l("Vælg et tal fra 1 til 5.")


class PulseForm(Form):
    @classmethod
    def of(cls, locale, **kwargs):
        """With a field for each statement, in the reader's language."""
        return type("PulseForm", (cls,), _fields(locale))(**kwargs)

    @property
    def answers(self):
        """Statement → 1 … 5."""
        return {name: int(field.data) for name, field in self._fields.items()}


def _fields(locale):
    return {
        it.code: Pick(
            it.text_en if locale == "en" else it.text,
            choices=SCALE,
            validators=[InputRequired(MISSING)],
        )
        for it in defaults.statements()
    }
