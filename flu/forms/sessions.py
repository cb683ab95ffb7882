"""Signing in."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import DataRequired, Length

from flu.forms.fields import Form, Storable


class SessionForm(Form):
    email = EmailField(
        _l("E-mail"),
        validators=[DataRequired(_l("Skriv din e-mail.")), Length(max=254), Storable()],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _l("Adgangskode"),
        validators=[DataRequired(_l("Skriv din adgangskode.")), Length(max=1000)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class DemoForm(Form):
    person = HiddenField(validators=[DataRequired()])
