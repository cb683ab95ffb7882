"""An inspiration card, and a word on the methods."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional, ValidationError

from flu.forms.fields import BirthId, Form, Pick, PickFromList, line, words
from flu.forms.tracks import TrackPick
from flu.models import Frame, Track
from flu.models.inspiration_card import MINUTES, WORDS_A_MINUTE
from flu.words import METHODS, options

MOST_WORDS = MINUTES * WORDS_A_MINUTE


class CardForm(Form):
    uid = BirthId()
    title = line(_l("Overskrift"))
    body = words(_l("Teksten"), hint=_l("Højst tre minutter at læse: 600 ord."), most=6000, rows=8)
    source = line(_l("Hvor er det fra?"), most=280, required=False)
    track = TrackPick()
    frame = PickFromList(_l("Hører til i planen"), validators=[Optional()], default="")

    @classmethod
    def of(cls, programme, card=None, **kwargs):
        form = cls(obj=card, **kwargs)
        form.track.offer(Track.within(programme))
        form.frames = {str(frame.uid): frame for frame in Frame.plan(programme)}
        named = ((uid, frame.title) for uid, frame in form.frames.items())
        form.frame.choices = [("", _l("Ikke noget bestemt sted")), *named]
        if card is not None and not form.is_submitted():
            form.track.data = str(card.track.uid) if card.track else None
            form.frame.data = str(card.frame.uid) if card.frame else ""
        return form

    def validate_body(self, field):
        if len((field.data or "").split()) > MOST_WORDS:
            raise ValidationError(_l("Det er mere end tre minutter at læse. Kort det ned."))

    @property
    def fields(self):
        said = {name: self[name].data or "" for name in ("title", "body", "source")}
        frame = self.frames.get(self.frame.data)
        return {**said, "track": self.track.chosen, "frame": frame}


class ChangeForm(Form):
    uid = BirthId()
    method = PickFromList(_l("Hvilken metode?"), choices=options("method"))
    what = words(_l("Hvad gør vi anderledes?"), most=280)
    why = words(_l("Hvorfor?"), most=280)


def vote_form(votes, **kwargs):
    """A row of three for each method, with what this person said already."""
    fields = {
        method: Pick(label, choices=options("choice"), validators=[Optional()])
        for method, label in METHODS.items()
    }
    return type("VoteForm", (Form,), fields)(data=votes, **kwargs)
