"""Taking one's own along, and bringing it back in."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import PasswordField
from wtforms.validators import Length

from flu.forms.fields import Form
from flu.forms.sessions import MOST


class ExportForm(Form):
    present = PasswordField(
        _l("Din adgangskode"),
        description=_l("Du loggede ind for mere end ti minutter siden. Alt dit går ud på én gang."),
        validators=[Length(max=MOST)],
        render_kw={"autocomplete": "current-password"},
    )


class HomecomingForm(Form):
    file = FileField(
        _l("Filen flu.json, eller hele pakken"),
        render_kw={"accept": ".json,.zip,application/json,application/zip"},
    )
