"""Who is asked to a seance."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.validators import DataRequired, Length

from flu import text
from flu.forms.fields import TOO_LONG, BirthId, Form, Storable, line
from flu.forms.invitations import RealEmail


class GuestForm(Form):
    uid = BirthId()
    name = line(_l("Gæstens navn"), missing=_l("Skriv gæstens navn."))
    email = EmailField(
        _l("E-mail"),
        filters=[text.tidy],
        validators=[
            DataRequired(_l("Skriv gæstens e-mail.")), Length(max=254, message=TOO_LONG),
            Storable(), RealEmail(),
        ],
        render_kw={"autocomplete": "off", "inputmode": "email"},
    )  # fmt: skip
