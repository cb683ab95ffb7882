"""What is said in a round: a voice while it listens, an answer when it asks."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Optional

from flu.forms.fields import BirthId, Form, Pick, Version, words
from flu.words import options

QUESTION = _l("Hvad vil du vide, før du kan tage stilling?")
REACTION = _l("Hvad tænker du om forslaget?")

HARM = _l("Vælg, hvad der ville tage skade.")
WORDS_FOR = {
    "objection": _l("Skriv, hvad der ville ske. Så kan I justere."),
    "remark": _l("Skriv din bemærkning her."),
}


class VoiceForm(Form):
    uid = BirthId()
    body = words(REACTION)

    @classmethod
    def of(cls, action, **kwargs):
        form = cls(**kwargs)
        form.body.label.text = QUESTION if action.round_step == "questions" else REACTION
        return form


class ConsentForm(Form):
    """`asked` is the round whose words were read."""

    uid = BirthId()
    asked = Version()
    answer = Pick(
        _l("Hvad siger du?"),
        choices=options("consent"),
        validators=[InputRequired(_l("Vælg, hvad du siger til forslaget."))],
    )
    harms = Pick(_l("Hvad ville tage skade?"), choices=options("harm"), validators=[Optional()])
    body = words(_l("Din bemærkning eller begrundelse"), required=False)

    @classmethod
    def of(cls, action, mine=None, **kwargs):
        """As one answered before, to say it anew."""
        said = {"answer": mine.answer, "harms": mine.harms, "body": mine.body} if mine else {}
        return cls(asked=action.round_number, **said, **kwargs)

    def validate(self, extra_validators=None):
        """An objection says what would be harmed and how; a remark has words."""
        super().validate(extra_validators)
        said = self.answer.data
        if said == "objection" and not (self.harms.data or self.harms.errors):
            self.harms.errors = [HARM]
        if said in WORDS_FOR and not (self.body.data or self.body.errors):
            self.body.errors = [WORDS_FOR[said]]
        return not self.errors
