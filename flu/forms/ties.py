"""Somebody one cannot sit in a group with."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from flu.forms.fields import BirthId, Form, PickFromList


class TieForm(Form):
    uid = BirthId()
    person = PickFromList(_l("Hvem?"), validators=[DataRequired(_l("Vælg en person."))])

    @classmethod
    def of(cls, people, **kwargs):
        form = cls(**kwargs)
        form.people = {str(person.uid): person for person in people}
        named = ((uid, person.name) for uid, person in form.people.items())
        form.person.choices = [("", _l("Vælg en person")), *named]
        return form

    @property
    def chosen(self):
        return self.people[self.person.data]
