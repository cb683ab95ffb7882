"""What became of a try, weeks later."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from flu.forms.fields import Form, Pick, words
from flu.models.echo import Echo
from flu.words import options


class EchoForm(Form):
    answer = Pick(
        _l("Gør du det stadig?"),
        choices=options("answer", Echo.ANSWERS),
        validators=[InputRequired(_l("Vælg et svar."))],
    )
    words = words(_l("Hvad blev det til?"), required=False, most=2000)
