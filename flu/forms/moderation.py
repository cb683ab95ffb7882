"""Flagging, hiding, answering and locking: every one with its reason."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from flu import text
from flu.forms.fields import LINE, TOO_LONG, Form, Storable, words
from flu.models import Hiding
from flu.words import options


class FlagForm(Form):
    reason = words(
        _l("Hvad skal facilitator se på?"), most=1000, hint=_l("Kun facilitator læser det.")
    )


class HidingForm(Form):
    """Pause the whole post, or cover single words; the reason goes to the author and the log."""

    manner = RadioField(
        _l("Hvad skal der ske?"),
        choices=options("manner"),
        default="mask",
        validators=[InputRequired(_l("Vælg, hvad der skal ske."))],
    )
    masks = StringField(
        _l("Ordene, der skal skjules"),
        description=_l("Adskil med komma. Skriv dem, som de står. Ordene kommer ikke i loggen."),
        filters=[text.tidy],
        validators=[Storable(), Length(max=LINE, message=TOO_LONG)],
    )
    rule = RadioField(
        _l("Hvilken regel gælder det?"),
        choices=options("rule"),
        validators=[InputRequired(_l("Vælg den regel, det gælder."))],
    )
    reason = words(
        _l("Hvorfor?"),
        most=1000,
        hint=_l("Forfatteren og gruppen kan læse begrundelsen. Nævn ikke det, der skal skjules."),
    )

    @property
    def words(self):
        return [word.strip() for word in (self.masks.data or "").split(",") if word.strip()]

    def validate_masks(self, field):
        if self.manner.data == "mask" and not self.words:
            raise ValidationError(_l("Skriv mindst ét ord, der skal skjules."))

    def validate_reason(self, field):
        if self.manner.data == "mask" and Hiding.tells(self.words, field.data or ""):
            raise ValidationError(
                _l("Begrundelsen nævner det, der skal skjules. Skriv den uden de ord.")
            )


class RevisionForm(Form):
    """The author's new words, one field for each text of the post."""

    @classmethod
    def of(cls, texts, **kwargs):
        """A form with a field for each of these texts, filled with them."""
        label, first = _l("Skriv det om"), next((n for n, text in enumerate(texts) if text), 0)
        fields = {f"text_{n}": words(label, rows=6, required=n == first) for n in range(len(texts))}
        filled = {f"text_{n}": text for n, text in enumerate(texts)}
        return type("RevisionForm", (cls,), fields)(**filled, **kwargs)

    @property
    def texts(self):
        return [field.data or "" for field in self if field.name.startswith("text_")]


class ReplyForm(Form):
    reply = words(_l("Svar facilitator"), most=1000)


class LockForm(Form):
    reason = words(_l("Hvorfor lukkes tråden for nye svar?"), most=LINE * 2)
