"""Which parts of a portfolio go along, to whom, and that they are the ones that were shown."""

import hashlib

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import DataRequired, ValidationError

from flu import text
from flu.forms.fields import BirthId, Picks
from flu.forms.visibilities import VisibilityForm
from flu.words import options, word

NOTHING = _l("Vælg mindst én ting, der skal med.")
CHANGED = _l("Noget er rettet, siden du så det. Læs det igennem igen, før du deler.")


class ExcerptForm(VisibilityForm):
    uid = BirthId()
    part = Picks(_l("Hvad vil du tage med?"), validators=[DataRequired(NOTHING)])
    shown = HiddenField()

    @classmethod
    def choosing(cls, parts, keys, circles, **kwargs):
        """`keys` are those chosen so far; the words are looked up here and never sent in."""
        chosen = [part for part in parts if part.key in keys]
        answers = [answer(part) for part in chosen]
        words = "\n\n".join(told["answer"] for told in answers)
        form = cls.of(circles, words, **kwargs)
        form.visibility.choices = options("reach", ("group", "cohort", "organisation"))
        form.part.choices = [(part.key, word("part", part.kind)) for part in parts]
        form.said = {part.key: text.excerpt(WORDS[part.kind](part.item), 110) for part in parts}
        form.answers, form.digest = answers, hashlib.sha256(words.encode()).hexdigest()
        return form

    def validate_shown(self, field):
        if field.data != self.digest:
            raise ValidationError(CHANGED)


def answer(part):
    """The part as it goes out: what it is, and its words."""
    return {"prompt": str(word("part", part.kind)), "answer": WORDS[part.kind](part.item)}


def practice(it):
    stops = _("Holder op med: %(words)s", words=it.practice_stops) if it.practice_stops else ""
    return "\n\n".join(filter(None, (it.practice_when, stops)))


def story(it):
    """The if-then, what was expected and what was seen; the desk task stays at home."""
    plan = {"if_i": it.if_i.rstrip(" .,…"), "then": it.then.rstrip(" .,…")}
    expected = it.expectation or it.then
    return "\n\n".join(
        (
            _("Hvis jeg %(if_i)s, så %(then)s", **plan) + ".",
            _("Jeg ventede: %(words)s", words=expected),
            _("Jeg så: %(words)s", words=it.seen_heard),
        )
    )


WORDS = {
    "lesson": lambda it: it.lesson,
    "practice": practice,
    "story": story,
    "reflection": lambda it: it.text,
}
