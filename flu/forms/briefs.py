"""Three lines for one's manager, and the short answers on them."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import SHORT, Addressed, BirthId, Form, words

ANSWER = 600


class BriefForm(Form):
    uid = BirthId()
    to = Addressed()
    working_on = words(_l("Det arbejder jeg med"), most=SHORT)
    learned = words(_l("Det har jeg lært"), most=SHORT, required=False)
    needed = words(
        _l("Det har jeg brug for"),
        hint=_l("Hvad vil du have din chef til at vide, beslutte eller gøre?"),
        most=SHORT,
        required=False,
    )

    @property
    def lines(self):
        """The three, as the brief's verb takes them."""
        return {name: self[name].data for name in ("working_on", "learned", "needed")}


class RemarkForm(Form):
    uid = BirthId()
    body = words(_l("Dit svar"), most=ANSWER)
