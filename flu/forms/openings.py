"""How answers come in a thread, and who asks in a reflecting team."""

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from flu.forms.fields import PICK_ONE, Form, Pick
from flu.models.phases import DEFAULTS
from flu.words import options

ANYBODY = _l("Den, der melder sig")


class OpeningForm(Form):
    script = Pick(
        _l("Hvordan skal svarene komme?"),
        choices=options("script"),
        validators=[InputRequired(PICK_ONE)],
    )
    interviewer = Pick(
        _l("Hvem spørger?"),
        description=_l("Samtalelederen i et reflekterende team."),
        validators=[Optional()],
    )

    @classmethod
    def of(cls, reflection, people, **kwargs):
        """With those at the table who read it, to be asked."""
        form = cls(**kwargs)
        form.people = {str(person.uid): person for person in people}
        named = [SelectChoice(uid, person.name) for uid, person in form.people.items()]
        form.interviewer.choices = [SelectChoice("", ANYBODY), *named]
        return form

    @property
    def asked(self):
        return self.people.get(self.interviewer.data)


class CustomForm(Form):
    script = Pick(
        _l("Hvordan begynder en ny tråd?"),
        choices=options("script", DEFAULTS),
        validators=[InputRequired(PICK_ONE)],
    )
