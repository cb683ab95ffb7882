"""One sentence others can use tomorrow, what one wishes of them, and how far it travels."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired, Optional

from flu import privacy
from flu.forms.fields import MISSING, PICK_ONE, Form, Pick, Picks, words
from flu.words import options

WISH = _l("Vælg, hvad du ønsker af os.")


class ShareForm(Form):
    takeaway = words(_l("Skriv én sætning, en anden leder kan bruge i morgen"), required=False)
    wants = Picks(_l("Hvad ønsker du af os?"), choices=options("want"))
    visibility = Pick(
        _l("Hvem kan læse det?"), choices=options("reach"), validators=[DataRequired(PICK_ONE)]
    )
    script = Pick(
        _l("Hvordan skal svarene komme?"), choices=options("script"), validators=[Optional()]
    )
    alone = BooleanField(_l("Behold refleksionen for mig selv"))
    group = HiddenField()
    shown = HiddenField()

    def validate(self, extra_validators=None):
        """Taking it back to oneself asks for nothing."""
        fine = super().validate(extra_validators)
        if self.visibility.data == "private":
            return fine
        for field, sentence in ((self.takeaway, MISSING), (self.wants, WISH)):
            if not field.data and not field.errors:
                field.errors = [sentence]
                fine = False
        return fine

    def findings(self, known):
        """What in the sentence could tell who somebody is."""
        return privacy.findings(self.takeaway.data or "", known)

    @staticmethod
    def hints(texts, known):
        """The same for what goes along, which was written earlier."""
        return {finding.text for text in texts for finding in privacy.findings(text, known)}

    def unseen(self, findings):
        """The findings the writer was not yet shown; from now on they are."""
        seen = set((self.shown.data or "").split("|"))
        self.shown.data = "|".join(finding.text for finding in findings)
        return [finding for finding in findings if finding.text not in seen]
