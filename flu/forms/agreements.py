"""What a group promises itself: a sentence and five answers."""

from flask_babel import lazy_gettext as _l

from flu import defaults, i18n
from flu.forms.fields import BirthId, Form, words

ANSWER = 1000


class AgreementForm(Form):
    """One field for each question, after the sentence everybody remembers."""

    uid = BirthId()
    text = words(_l("Sætningen I husker"), most=280, hint=_l("Den står øverst i aftalen."))

    @classmethod
    def of(cls, *, text="", answers=(), **kwargs):
        """A form with a field for each of the five questions, filled with what was promised."""
        questions = defaults.agreement().questions
        fields = {question.code: _asked(question) for question in questions}
        known = {answer["prompt"]: answer["answer"] for answer in answers}
        filled = {question.code: known.get(question.prompt, "") for question in questions}
        form = type("AgreementForm", (cls,), fields)(text=text, **filled, **kwargs)
        form.questions = questions
        return form

    @property
    def answers(self):
        """As the agreement keeps them: question and answer, those without words left out."""
        return [
            {"prompt": question.prompt, "answer": self[question.code].data}
            for question in self.questions
            if self[question.code].data
        ]


def _asked(question):
    prompt = question.prompt_en if i18n.language() == "en" else question.prompt
    return words(prompt, most=ANSWER, rows=3, required=False)
