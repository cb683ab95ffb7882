"""What a person may say about themselves."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from flu.config import LOCALES
from flu.forms.fields import Form, Pick, line

NAMES = {"da": "Dansk", "en": "English"}


class LanguageForm(Form):
    locale = Pick(choices=list(LOCALES))
    next = HiddenField()


class ProfileForm(Form):
    name = line(_l("Navn"), missing=_l("Skriv dit navn."), autocomplete="name")
    title = line(
        _l("Stilling"), hint=_l("Som kolleger kender den."), required=False,
        autocomplete="organization-title",
    )  # fmt: skip
    locale = Pick(_l("Sprog"), choices=[(code, NAMES[code]) for code in LOCALES])
