"""Who takes part: a tick for each person in the house."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import Form, Picks


class HoldForm(Form):
    people = Picks(_l("Hvem er med?"))

    @classmethod
    def of(cls, people, **kwargs):
        """With whoever takes part ticked; before anybody does, those who lead no leaders."""
        chosen = [p for p in people if p.takes_part] or [p for p in people if not p.leads]
        form = cls(people=[str(p.uid) for p in chosen], **kwargs)
        form.is_proposal = not any(p.takes_part for p in people)
        form.known = {str(person.uid): person for person in people}
        form.people.choices = [(uid, person.name) for uid, person in form.known.items()]
        return form

    @property
    def chosen(self):
        """Those ticked, and those whose seat in a group keeps them."""
        ticked = set(self.people.data or ())
        return [p for uid, p in self.known.items() if uid in ticked or p.is_seated]
