"""What becomes of a try: a practice, a learning taken along, a habit let go."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import DataRequired

from flu.forms.fields import PICK_ONE, Form, Pick, words
from flu.forms.hypotheses import part
from flu.words import options


class OutcomeForm(Form):
    @property
    def parts(self):
        """The fields as the try's verb takes them."""
        return {field.name: field.data for field in self if field.name != "outcome"}


class AdoptedForm(OutcomeForm):
    outcome = HiddenField(default="adopted")
    practice_when = words(
        _l("Hvornår gør du det fast?"), placeholder=_l("Hver tirsdag, når tavlemødet begynder")
    )
    practice_stops = words(_l("Hvad holder du så op med?"), required=False)


class DroppedForm(OutcomeForm):
    outcome = HiddenField(default="dropped")
    dropped_why = words(_l("Hvorfor stopper du?"))
    dropped_along = words(
        _l("Hvad tager du med?"), hint=_l("Det, en anden kan spare sig for, eller gøre i stedet.")
    )


class UnlearnedForm(OutcomeForm):
    outcome = HiddenField(default="unlearned")
    unlearned_trigger = part(_l("Når …"), "når", "when")
    unlearned_old = part(_l("plejede jeg at …"), "plejede jeg at", "i used to")
    unlearned_new = part(_l("nu gør jeg …"), "nu gør jeg", "now i")

    @classmethod
    def for_(cls, experiment):
        """Filled with the habit it was about, if there was one."""
        habit = experiment.habit
        if habit is None:
            return cls(formdata=None)
        return cls(
            formdata=None, unlearned_trigger=habit.trigger, unlearned_old=habit.old_response,
            unlearned_new=habit.replacement,
        )  # fmt: skip


FORMS = {"adopted": AdoptedForm, "dropped": DroppedForm, "unlearned": UnlearnedForm}


class CheckForm(Form):
    answer = Pick(
        _l("Gør du det stadig?"), choices=options("answer"), validators=[DataRequired(PICK_ONE)]
    )


class RecallForm(Form):
    answer = Pick(
        _l("Holder den stadig?"), choices=options("recall"), validators=[DataRequired(PICK_ONE)]
    )
