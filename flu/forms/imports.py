"""A list of people, as a file or pasted."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import TextAreaField

from flu.forms.fields import Form


class ImportForm(Form):
    file = FileField(
        _l("Regneark gemt som CSV"), render_kw={"accept": ".csv,.txt,text/csv,text/plain"}
    )
    text = TextAreaField(
        _l("Eller sæt rækkerne ind her"),
        description=_l("Kopiér dem fra regnearket, også linjen med kolonnernes navne."),
        render_kw={"rows": 8, "spellcheck": "false", "autocomplete": "off"},
    )
