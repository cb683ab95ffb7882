"""One sentence: what I practise this half-year."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from flu.forms.fields import BirthId, Form, Version, words


class FocusForm(Form):
    uid = BirthId()
    moment = HiddenField()
    version = Version()
    body = words(
        _l("I dette halve år øver jeg mig i at …"),
        hint=_l("Én sætning. Noget, en medarbejder ville kunne se."),
        most=280,
    )

    def is_stale(self, focus, moment):
        """Was it written for another moment, or over a version that has changed since?"""
        if self.moment.data not in ("", None, moment):
            return True
        same = focus is None or focus.body == self.body.data
        return not same and focus.version != self.version.data

    @property
    def origin(self):
        """What it was born with, and the version it corrects."""
        return {"uid": self.uid.data, "seen": self.version.data}
