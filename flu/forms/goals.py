"""A pejlemærke as its manager words it, and the choice of those a try carries."""

from flask_babel import lazy_gettext as _l

from flu import i18n
from flu.forms.fields import BirthId, Form, Picks, line


class GoalForm(Form):
    uid = BirthId()
    name = line(_l("Pejlemærket"), missing=_l("Skriv pejlemærket."))
    name_en = line(_l("På engelsk"), required=False)

    @property
    def fields(self):
        return {name: value for name, value in self.data.items() if name != "uid"}


class AimForm(Form):
    goals = Picks(
        _l("Hvilke pejlemærker peger den mod?"),
        description=_l("Det kan vente, og det kan laves om."),
    )

    @classmethod
    def of(cls, offered, **kwargs):
        form = cls(**kwargs)
        form.offered = {str(goal.uid): goal for goal in offered}
        form.goals.choices = [(uid, _name(goal)) for uid, goal in form.offered.items()]
        return form

    @property
    def chosen(self):
        return [self.offered[uid] for uid in self.goals.data or ()]


def _name(goal):
    return (goal.name_en if i18n.language() == "en" else "") or goal.name
