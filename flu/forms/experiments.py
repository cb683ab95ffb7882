"""A wonder, and everything that may be said anew about a try."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Optional

from flu.forms.fields import MISSING, BirthId, Form, Pick, words
from flu.forms.tags import TAGS, DisciplinePicks, felt_by
from flu.forms.tracks import TrackPick
from flu.models import Programme, Track
from flu.models.course import EXPECTED
from flu.words import options

SENTENCES = {
    "idea": {
        "desk_task": _l("Opgaven på dit bord"),
        "wondering": _l("Det, du undrer dig over"),
    },
    "hypothesis": {
        "if_i": _l("Hvis jeg …"),
        "then": _l("så …"),
        "because": _l("fordi …"),
        "core_task": _l("Sådan hjælper det borgeren"),
    },
    "planned": {
        "situation": _l("Når … (situationen)"),
        "first_move": _l("gør jeg … (det allerførste)"),
        "expectation": _l("Det, du venter, der sker"),
        "sign": _l("Det, du holder øje med"),
        "who_knows": _l("Den, der skal vide det"),
    },
    "observed": {
        "seen_heard": _l("Det, du så og hørte"),
        "employee_voice": _l("Det, medarbejderne sagde"),
    },
    "shared": {"takeaway": _l("Sætningen, en anden leder kan bruge i morgen")},
    "adopted": {
        "practice_when": _l("Hvornår du gør det fast"),
        "practice_stops": _l("Det, du så holder op med"),
    },
    "dropped": {
        "dropped_why": _l("Hvorfor du stopper"),
        "dropped_along": _l("Det, du tager med"),
    },
    "unlearned": {
        "unlearned_trigger": _l("Når …"),
        "unlearned_old": _l("plejede jeg at …"),
        "unlearned_new": _l("nu gør jeg …"),
    },
    "edition": {
        "changes": _l("Det, du ændrer i denne udgave"),
        "differs": _l("Det, der er anderledes hos dig"),
    },
}
OTHERS = ("track", "sign_seen", "version", "tagged", *TAGS)


class WonderForm(Form):
    """Something on the desk that does not let go. One sentence will do between two doors."""

    uid = BirthId()
    desk_task = words(
        _l("Hvilken opgave på dit bord undrer du dig over lige nu?"),
        placeholder=_l("Tavlemødet tirsdag morgen"),
    )
    wondering = words(
        _l("Hvad er det, du undrer dig over?"),
        placeholder=_l("Jeg undrer mig over, hvorfor …"),
        required=False,
        rows=3,
    )
    track = TrackPick()
    disciplines = DisciplinePicks()
    felt_by = felt_by()

    @classmethod
    def of(cls, user, *, beside=None, **kwargs):
        """With the tracks of the person's programme, and the one it is in already."""
        programme = Programme.of(user)
        tracks = list(Track.within(programme)) if programme else []
        if beside is not None and beside not in tracks:
            tracks.append(beside)
        form = cls(**kwargs)
        form.track.offer(tracks)
        return form


class ExperimentForm(WonderForm):
    """Any of the sentences, alone or together: only what was sent is checked and saved."""

    version = HiddenField()
    tagged = HiddenField(default="1")  # an unticked box is not sent: this tells that it was shown
    sign_seen = Pick(_l("Så du tegnet?"), choices=options("sign"), validators=[Optional()])

    @classmethod
    def filled(cls, experiment, user):
        """All that has been reached and may still be said anew."""
        track = experiment.track
        form = cls.of(user, beside=track, obj=experiment, formdata=None)
        form.track.data = str(track.uid) if track else None
        names = {n for n, field in form._fields.items() if field.data and n not in OTHERS}
        names |= {n for state in experiment.reached for n in SENTENCES.get(state, ())}
        names |= {"sign_seen"} if "observed" in experiment.reached else set()
        sealed = EXPECTED if experiment.is_sealed else set()
        return form._keep({"track", "tagged", *TAGS, *names} - sealed - {"uid"}, experiment)

    @classmethod
    def sent(cls, experiment, user, names):
        """What came in, and nothing else."""
        tags = set(TAGS) if names.get("tagged") else set()
        return cls.of(user, beside=experiment.track)._keep({*names, *tags}, experiment)

    def validate(self, extra_validators=None):
        """What the try has come to rest on may be said better, but not be left out."""
        fine = super().validate(extra_validators)
        for name in sorted(self.needed & set(self._fields)):
            if not self[name].data:
                self[name].errors = [MISSING]
                fine = False
        return fine

    @property
    def sentences(self):
        """What was typed, by field."""
        typed = {f.name: f.data for f in self if f.name not in OTHERS}
        if "track" in self:
            typed["track"] = self.track.chosen
        typed |= {name: self[name].data or [] for name in TAGS if name in self}
        if "sign_seen" in self:
            typed["sign_seen"] = self.sign_seen.data or ""
        return typed

    def conflicts(self, experiment):
        """(field, the words saved meanwhile) wherever they differ, if another version was read."""
        if (self.version.data or str(experiment.version)) == str(experiment.version):
            return []
        saved = {name: getattr(experiment, name) for name in self.sentences if name not in OTHERS}
        return [(self[name], words) for name, words in saved.items() if words != self[name].data]

    def _keep(self, names, experiment):
        for name in [field.name for field in self if field.name not in {*names, "version"}]:
            del self[name]
        self.needed = experiment.needed()
        return self


for _sentences in SENTENCES.values():
    for _name, _label in _sentences.items():
        setattr(ExperimentForm, _name, words(_label, required=False))
