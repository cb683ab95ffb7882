"""A request for backing, and the three ways to reply to it."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired

from flu.forms.fields import (
    LINE,
    MISSING,
    PICK_DAY,
    PICK_ONE,
    Addressed,
    Ahead,
    BirthId,
    Day,
    Form,
    Pick,
    words,
)
from flu.words import options

REPLY = 1000


class BackingForm(Form):
    uid = BirthId()
    to = Addressed()
    title = words(
        _l("Hvad beder du om?"),
        hint=_l("Én konkret ting, der kan siges ja eller nej til."),
        most=LINE,
        rows=1,
    )
    body = words(_l("Hvorfor, og hvad giver det borgeren?"), required=False, rows=3)
    wished_on = Day(
        _l("Hvornår vil du gerne have svar?"),
        validators=[DataRequired(PICK_DAY), Ahead()],
    )


class ReplyForm(Form):
    answer = Pick(_l("Dit svar"), choices=options("reply"), validators=[InputRequired(PICK_ONE)])
    body = words(
        _l("Med dine ord"),
        hint=_l("Hvis hvad, eller fordi hvad?"),
        most=REPLY,
        required=False,
    )

    def validate(self, extra_validators=None):
        """An "if" and a "because" go on."""
        fine = super().validate(extra_validators)
        if self.answer.data in ("yes_if", "no_because") and not self.body.data:
            self.body.errors = [*self.body.errors, MISSING]
            return False
        return fine
