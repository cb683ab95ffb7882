"""Blev det til noget? Four answers; two of them ask one thing more."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Optional

from flu.forms.fields import MISSING, PICK_ONE, BirthId, Pick, words
from flu.forms.plans import MomentForm
from flu.words import options


class TrialForm(MomentForm):
    uid = BirthId()
    outcome = Pick(
        _l("Blev det til noget?"), choices=options("outcome"), validators=[DataRequired(PICK_ONE)]
    )
    note = words(_l("Hvad gjorde du helt konkret?"), required=False)

    def validate(self, extra_validators=None):
        """A new day only for what was put off; a sentence for what was given up."""
        if self.outcome.data != "postponed":
            self.date.validators = (Optional(),)
        fine = super().validate(extra_validators)
        if self.outcome.data == "given_up" and not self.note.data:
            self.note.errors = [MISSING]
            fine = False
        return fine

    def ask(self, sent=()):
        """What was never asked is asked now, in the answer's own words, and not scolded about."""
        if self.outcome.data == "given_up":
            self.note.label.text = _l("Én sætning om det")
        for field in (self.date, self.note):
            if field.name not in sent:
                field.errors = ()
        return self

    @property
    def parts(self):
        """The fields as the verb takes them."""
        put_off = self.outcome.data == "postponed"
        moment = {"planned_at": self.moment, "whole_day": self.whole_day} if put_off else {}
        return {"note": self.note.data, "uid": self.uid.data, **moment}
