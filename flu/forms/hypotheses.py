"""Hvis jeg …, så …, fordi … (and how it helps the citizen)."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from flu import text
from flu.forms.fields import MISSING, Form, Pick, words
from flu.forms.tags import TAGS, DisciplinePicks, felt_by, picked


def part(label, *leads, **kwargs):
    """A part of the sentence: the words it opens with are ours and are not said twice."""
    field = words(label, **kwargs)
    field.kwargs["filters"] = [text.tidy, lambda typed: text.without_lead(typed, leads)]
    return field


class HypothesisForm(Form):
    """`wondering` and the tags are asked for only while the try has none."""

    wondering = words(_l("Hvad er det, du undrer dig over?"), required=False)
    if_i = part(
        _l("Hvis jeg …"),
        "hvis jeg",
        "if i",
        placeholder=_l("lader en medarbejder åbne tavlemødet"),
    )
    then = part(
        _l("så …"), "så", "then", placeholder=_l("taler vi mere om mennesker og mindre om lister")
    )
    because = part(_l("fordi …"), "fordi", "because", required=False)
    core_task = words(
        _l("Hvordan hjælper det borgeren?"),
        hint=_l("Kerneopgaven: den forskel, vi er her for at gøre."),
    )
    habit = Pick(_l("Øver du dig på en vane?"), validators=[Optional()])
    disciplines = DisciplinePicks()
    felt_by = felt_by()

    @classmethod
    def of(cls, habits, experiment=None, **kwargs):
        form = cls(**kwargs)
        if experiment is not None and experiment.wondering:
            del form.wondering
        for name in [name for name in TAGS if experiment is not None and getattr(experiment, name)]:
            del form[name]
        form.habits = {str(habit.uid): habit for habit in habits}
        form.habit.choices = [(uid, text.excerpt(h.trigger, 40)) for uid, h in form.habits.items()]
        return form

    @property
    def wants_wonder(self):
        return "wondering" in self

    def validate(self, extra_validators=None):
        fine = super().validate(extra_validators)
        if self.wants_wonder and not self.wondering.data:
            self.wondering.errors = [MISSING]
            fine = False
        return fine

    @property
    def parts(self):
        """The fields as the try's verb takes them."""
        return {
            **({"wondering": self.wondering.data} if self.wants_wonder else {}),
            "if_i": self.if_i.data,
            "then": self.then.data,
            "because": self.because.data,
            "core_task": self.core_task.data,
            "habit": self.habits.get(self.habit.data),
            **picked(self),
        }
