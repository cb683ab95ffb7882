"""What a new reflection is asked: a format's prompts, or the three after a try."""

import uuid

from flu.models.experiment import Experiment
from flu.models.format import AFTER_TRIAL, WEEKLY, Format
from flu.models.programme import Programme
from flu.models.rotation import Rotation


class Question:
    """Chosen by a format's address or code, or by the try it is about; else this week's."""

    def __init__(self, user, *, format=None, experiment=None, locale):
        self.user, self.locale = user, locale
        self.programme = Programme.of(user)
        self.experiment = Experiment.find(experiment, user) if experiment else None
        self.formats = self._formats()
        self.format = self._named(format) if format else self._usual()
        self.prompts = self.format.questions(locale) if self.format else []

    def about(self, experiment):
        """The three after a try, for one that is not there yet."""
        self.experiment, self.format = experiment, None
        self.format = self._usual()
        self.prompts = self.format.questions(self.locale) if self.format else []

    @property
    def freely(self):
        """Any one answer is enough."""
        return self.format is None or self.format.code == AFTER_TRIAL

    @property
    def is_private(self):
        return bool(self.format and self.format.private)

    @property
    def origins(self):
        """The addresses a form carries along."""
        return {
            "format": self.format.uid if self.format else None,
            "experiment": self.experiment.uid if self.experiment else None,
        }

    def asked_of(self, user):
        """Nobody reflects on another's try but under it."""
        return self.experiment is None or self.experiment.editable_by(user)

    def _formats(self):
        """The programme's, the one for this week first."""
        if self.programme is None:
            return []
        rotation = Rotation(self.user, self.programme)
        first = rotation.format
        return sorted(rotation.formats, key=lambda it: (it != first, it.code != WEEKLY))

    def _named(self, name):
        try:
            return Format.find(uuid.UUID(name), self.user)
        except ValueError:
            return Format.coded(self.programme, name)

    def _usual(self):
        if self.experiment is None:
            return self.formats[0] if self.formats else None
        after = (Format.programme == self.programme) & (Format.code == AFTER_TRIAL)
        return Format.get_or_none(after)
