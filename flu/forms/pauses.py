"""Stepping back, without explanation."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from flu.forms.fields import Ahead, Day, Form


class PauseForm(Form):
    until = Day(
        _l("Hvornår skal vi minde dig om den igen?"),
        description=_l("Lad den stå tom, hvis du selv vil tage den op igen."),
        validators=[Optional(), Ahead(days=1)],
    )
