"""What a group promises itself: a sentence and five answers."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import BirthId, Form, words

ANSWER = 1000


class AgreementForm(Form):
    """One field for each question, after the sentence everybody remembers."""

    uid = BirthId()
    text = words(_l("Sætningen I husker"), most=280, hint=_l("Den står øverst i aftalen."))

    @classmethod
    def of(cls, questions, *, text="", answers=(), **kwargs):
        """A form with a field for each of these questions, filled with what was promised."""
        fields = {
            f"answer_{n}": words(question, most=ANSWER, rows=3, required=False)
            for n, question in enumerate(questions)
        }
        known = {answer["prompt"]: answer["answer"] for answer in answers}
        filled = {f"answer_{n}": known.get(q, "") for n, q in enumerate(questions)}
        form = type("AgreementForm", (cls,), fields)(text=text, **filled, **kwargs)
        form.questions = list(questions)
        return form

    @property
    def answers(self):
        """As the agreement keeps them: question and answer, those without words left out."""
        return [
            {"prompt": question, "answer": self[f"answer_{n}"].data}
            for n, question in enumerate(self.questions)
            if self[f"answer_{n}"].data
        ]
