"""What goes up to the sponsor about a shared action: title, why, gain."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import LINE, BirthId, Form, words


class LiftForm(Form):
    uid = BirthId()
    title = words(_l("Hvad gør I sammen?"), most=LINE, rows=1)
    why = words(_l("Hvorfor er det vigtigt for borgeren?"), rows=3)
    gain = words(_l("Hvilken gevinst ser I, eller venter I?"), required=False)

    @classmethod
    def begun(cls, action):
        """With the action's own words, to be kept or changed."""
        gain = action.realised_gain or action.expected_gain
        return cls(formdata=None, title=action.title, why=action.why, gain=gain)

    @property
    def sent(self):
        """The fields as the lift's verb takes them."""
        return {name: self[name].data for name in ("title", "why", "gain")}
