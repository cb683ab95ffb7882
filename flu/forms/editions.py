"""The next edition of a try."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import BirthId, Form, words


class EditionForm(Form):
    uid = BirthId()
    changes = words(_l("Hvad ændrer du i næste udgave?"), rows=3)
