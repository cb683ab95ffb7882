"""Hvad skete der? Hvilken gevinst ser I? Fortsæt, justér eller stop?"""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Optional

from flu.forms.fields import Ahead, BirthId, Day, Form, Pick, words
from flu.models import FollowUp
from flu.words import options


class FollowUpForm(Form):
    uid = BirthId()
    happened = words(_l("Hvad skete der?"), hint=_l("Det, I så og hørte."), rows=3)
    gain = words(_l("Hvilken gevinst ser I?"), hint=_l("Også hvis den er lille."), required=False)
    decision = Pick(
        _l("Hvad gør I nu?"),
        validators=[InputRequired(_l("Vælg, om I fortsætter, justerer eller stopper."))],
    )
    next_on = Day(_l("Hvornår ser I på den igen?"), validators=[Optional(), Ahead()])
    takeaway = words(
        _l("Hvad tager I med?"),
        hint=_l("Én sætning, en anden leder kan bruge i morgen."),
        required=False,
    )

    @classmethod
    def of(cls, decisions, **kwargs):
        form = cls(**kwargs)
        form.decision.choices = options("decision", decisions)
        return form

    @property
    def told(self):
        """What the follow-up's verb takes."""
        names = ("happened", "gain", "decision", "next_on", "takeaway")
        return {name: self[name].data for name in names}

    @property
    def faults(self):
        """What the decision still asks for."""
        told = {name: self[name].data for name in ("gain", "next_on", "takeaway")}
        return ((key, {}) for key in FollowUp.faults(self.decision.data, **told))
