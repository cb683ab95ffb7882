"""Who may read it, and what one wishes of them."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Optional, ValidationError

from flu import privacy
from flu.forms.fields import PICK_ONE, Form, Pick, Picks
from flu.words import options

CIVIL = _l("Der står et CPR-nummer i teksten. Ret den, før du deler. Intet er delt endnu.")


class VisibilityForm(Form):
    visibility = Pick(
        _l("Hvem må læse med?"), choices=options("reach"), validators=[InputRequired(PICK_ONE)]
    )
    group = Pick(_l("Hvilken gruppe?"), validators=[Optional()])
    wants = Picks(_l("Hvad ønsker du af os?"), choices=options("want"))
    script = Pick(
        _l("Hvordan skal svarene komme?"), choices=options("script"), validators=[Optional()]
    )

    @classmethod
    def of(cls, circles, text, **kwargs):
        """With the tables this person sits at; without any, only oneself is left."""
        form = cls(**kwargs)
        form.group.choices = [(str(group.uid), group.name) for group in circles.groups]
        form.findings = privacy.findings(text, circles.colleagues)
        if not circles.groups:
            form.visibility.choices = options("reach", ("private",))
        return form

    def validate_visibility(self, field):
        if field.data == "private":
            return
        if any(finding.blocked for finding in self.findings):
            raise ValidationError(CIVIL)
        if len(self.group.choices) > 1 and not self.group.data:
            raise ValidationError(_l("Vælg hvilken gruppe."))
