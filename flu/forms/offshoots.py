"""A try of one's own, from somebody else's: their if–then to begin with, one's own desk."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import BirthId, Form, words
from flu.forms.hypotheses import part


class OffshootForm(Form):
    uid = BirthId()
    desk_task = words(
        _l("Hvilken opgave på dit bord vil du prøve det på?"),
        placeholder=_l("Vagtskiftet om torsdagen"),
    )
    differs = words(
        _l("Hvad er anderledes hos dig?"),
        hint=_l("De andre læser det, når du deler. Så ser de, hvor det holder, og hvor ikke."),
        required=False,
    )
    if_i = part(_l("Hvis jeg …"), "hvis jeg", "if i")
    then = part(_l("så …"), "så", "then")
    core_task = words(_l("Hvordan hjælper det borgeren?"))
    expectation = words(
        _l("Hvad venter du, der sker hos dig?"),
        hint=_l("Det bliver forseglet, når du prøver, og står bagefter ved siden af det, du så."),
    )

    @classmethod
    def from_(cls, experiment):
        """With the other's if–then as a place to begin."""
        return cls(formdata=None, if_i=experiment.if_i, then=experiment.then)

    @property
    def sentences(self):
        """The fields as the try's verb takes them."""
        return {field.name: field.data or "" for field in self if field.name != "uid"}
