"""Which strand something belongs to: a field that several forms carry."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from flu import i18n
from flu.forms.fields import Pick


class TrackPick(Pick):
    """One of the tracks it was offered, or none; each under its short name, in its hue."""

    def __init__(self, **kwargs):
        super().__init__(_l("Hvilket spor?"), validators=[Optional()], **kwargs)
        self.tracks = {}

    def offer(self, tracks):
        self.tracks = {str(track.uid): track for track in tracks}
        self.choices = [(uid, _short(track)) for uid, track in self.tracks.items()]

    @property
    def chosen(self):
        return self.tracks.get(self.data)

    @property
    def hues(self):
        return {uid: track.hue for uid, track in self.tracks.items()}


def _short(track):
    english = track.short_name_en if i18n.language() == "en" else ""
    return english or track.short_name
