"""What did you notice? Up to three short answers to a format's prompts."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import BirthId, Form, Identity, Picks, Version, words
from flu.words import options

FREE = (
    _l("Hvad overraskede dig?"),
    _l("Hvad siger det om din måde at lede på?"),
    _l("Hvad vil du gøre anderledes?"),
)
ANSWER = _l("Skriv et par ord her først. Resten kan vente.")
ANY_ONE = _l("Svar på mindst ét af spørgsmålene. Du vælger selv hvilket.")


class ReflectionForm(Form):
    """The first answer is needed; `freely`, any one of them is enough."""

    uid = BirthId()
    format = Identity()
    experiment = Identity()
    version = Version()
    wants = Picks(_l("Hvad ønsker du af os?"), choices=options("want"))

    @classmethod
    def asking(cls, question, **kwargs):
        """A new one, with a field for each prompt."""
        return cls.of(question.prompts or FREE, question.freely, **question.origins, **kwargs)

    @classmethod
    def again(cls, reflection, **kwargs):
        """One that was written, with its prompts as they were asked."""
        prompts = [answer["prompt"] for answer in reflection.answers] or FREE[:1]
        filled = {f"answer_{n}": a["answer"] for n, a in enumerate(reflection.answers, 1)}
        kept = {"wants": reflection.wants, "version": reflection.version}
        return cls.of(prompts, True, **filled, **kept, **kwargs)

    @classmethod
    def of(cls, prompts, freely, **kwargs):
        fields = {f"answer_{n}": words(p, rows=3, required=False) for n, p in enumerate(prompts, 1)}
        form = type("ReflectionForm", (cls,), fields)(**kwargs)
        form.prompts, form.freely = [str(prompt) for prompt in prompts], freely
        return form

    def validate(self, extra_validators=None):
        fine = super().validate(extra_validators)
        enough = any(field.data for field in self.fields) if self.freely else self.fields[0].data
        if not enough and not self.fields[0].errors:
            self.fields[0].errors = [ANY_ONE if self.freely else ANSWER]
        return fine and bool(enough)

    @property
    def fields(self):
        return [self[f"answer_{n}"] for n in range(1, len(self.prompts) + 1)]

    @property
    def answers(self):
        """As the reflection keeps them: the prompts as they were asked."""
        told = zip(self.prompts, self.fields, strict=True)
        return [{"prompt": prompt, "answer": field.data or ""} for prompt, field in told]
