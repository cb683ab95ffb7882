"""Trigger, old response, replacement."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from flu.forms.fields import BirthId, Form
from flu.forms.hypotheses import part


class HabitForm(Form):
    uid = BirthId()
    version = HiddenField()
    trigger = part(
        _l("Når …"), "når", "when", placeholder=_l("nogen spørger mig, hvad de skal gøre")
    )
    old_response = part(
        _l("plejer jeg at …"), "plejer jeg at", "i usually", placeholder=_l("svare med det samme")
    )
    replacement = part(
        _l("i stedet vil jeg …"),
        "i stedet vil jeg",
        "instead i will",
        hint=_l("En vane slipper lettere, når noget andet tager dens plads."),
        placeholder=_l("spørge, hvad de selv har overvejet, og tælle til fem"),
    )

    @property
    def parts(self):
        """The fields as the habit's verbs take them."""
        return {n: self[n].data for n in ("trigger", "old_response", "replacement")}

    def is_stale(self, habit):
        """Was another version read than the one there is now?"""
        return (self.version.data or str(habit.version)) != str(habit.version)
