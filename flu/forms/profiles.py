"""What a person may say about themselves."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from flu.config import LOCALES
from flu.forms.fields import PICK_ONE, Form, Pick, line

NAMES = {"da": "Dansk", "en": "English"}
LANGUAGES = [SelectChoice(code, NAMES[code]) for code in LOCALES]


class LanguageForm(Form):
    locale = Pick(choices=LANGUAGES, validators=[InputRequired(PICK_ONE)])
    next = HiddenField()


class ProfileForm(Form):
    name = line(_l("Navn"), missing=_l("Skriv dit navn."), autocomplete="name")
    title = line(
        _l("Stilling"), hint=_l("Som kolleger kender den."), required=False,
        autocomplete="organization-title",
    )  # fmt: skip
    locale = Pick(_l("Sprog"), choices=LANGUAGES, validators=[InputRequired(PICK_ONE)])
