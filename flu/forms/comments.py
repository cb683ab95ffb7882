"""An answer to a reflection: its kind, and the words."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, ValidationError

from flu.forms.fields import BirthId, Form, Pick, Version, words
from flu.text import tidy
from flu.words import STARTERS, options

EMPTY = _l("Skriv dit svar her først.")
UNINVITED = _l("Forfatteren har ikke bedt om at blive udfordret. Prøv med et åbent spørgsmål.")
KIND = _l("Vælg, hvad dit svar er.")


class CommentForm(Form):
    uid = BirthId()
    version = Version()
    kind = Pick(_l("Hvad er dit svar?"), validators=[InputRequired(KIND)])
    body = words(_l("Dit svar"), missing=EMPTY, rows=1)

    @classmethod
    def of(cls, kinds, ever=(), **kwargs):
        """With these kinds to choose among; a question comes first unless told otherwise. What
        could be chosen in another phase (`ever`) is no mistake: the thread says why not now."""
        kwargs.setdefault("kind", "wonders" if "wonders" in kinds else next(iter(kinds), ""))
        form = cls(**kwargs)
        form.kind.choices = options("kind", tuple(dict.fromkeys((*kinds, *ever))))
        return form

    def validate_kind(self, field):
        """Nobody is challenged who did not ask for it (PR5)."""
        if field.data == "challenges" and field.errors:
            field.errors = [UNINVITED]

    def validate_body(self, field):
        """A starter alone is no answer yet."""
        if field.data == tidy(str(STARTERS.get(self.kind.data, ""))):
            raise ValidationError(EMPTY)
