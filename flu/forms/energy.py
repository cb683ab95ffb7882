"""How full is the tank? One tap, and the week it was tapped in."""

from datetime import date

from wtforms import HiddenField
from wtforms.validators import InputRequired

from flu.forms.fields import Form, Pick
from flu.forms.pulses import MISSING, SCALE


class Week(HiddenField):
    """A week's first day; None for what is no day."""

    def process_formdata(self, values):
        try:
            self.data = date.fromisoformat(values[0]) if values else None
        except ValueError:
            self.data = None


class EnergyForm(Form):
    level = Pick(choices=SCALE, validators=[InputRequired(MISSING)])
    week = Week()

    @property
    def told(self):
        return {"level": int(self.level.data), "monday": self.week.data}
