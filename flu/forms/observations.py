"""What was seen and heard, before it was interpreted."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from flu.forms.fields import Form, Pick, words
from flu.words import options


class ObservationForm(Form):
    seen_heard = words(_l("Hvad så og hørte du – før du tolkede det?"), rows=4)
    sign_seen = Pick(_l("Så du tegnet?"), choices=options("sign"), validators=[Optional()])
    employee_voice = words(_l("Hvad sagde medarbejderne?"), required=False)

    @property
    def parts(self):
        """The fields as the try's verb takes them."""
        return {
            "seen_heard": self.seen_heard.data,
            "sign_seen": self.sign_seen.data or "",
            "employee_voice": self.employee_voice.data,
        }
