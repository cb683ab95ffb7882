"""What is to become of one's own."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import InputRequired

from flu.forms.fields import Form, Identity, Pick
from flu.models.belongings import KINDS
from flu.models.parting import CHOICES
from flu.words import options


class PartingForm(Form):
    """For all of it; with `kind` and `uid` for that one alone."""

    choice = Pick(
        _l("Hvad skal der ske med det, du har delt?"),
        choices=options("parting", CHOICES),
        validators=[InputRequired(_l("Vælg, hvad der skal ske."))],
    )
    kind = HiddenField()
    uid = Identity()

    @property
    def one(self):
        """(kind, uid) of the one thing it is about, or None."""
        about = self.kind.data in KINDS and self.uid.data is not None
        return (self.kind.data, self.uid.data) if about else None
