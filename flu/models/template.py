"""What a new forløb begins with: tracks, formats, the agreement's questions."""

from flu.db import transaction
from flu.models.event import Event, once
from flu.models.programme import Programme
from flu.models.track import Track

QUESTIONS = (
    "Hvad vil vi lære sammen?",
    "Hvad bliver i gruppen, og hvad må vi fortælle videre?",
    "Hvordan må I udfordre mig?",
    "Hvad gør vi ved afbud og tavshed?",
    "Hvornår på ugen svarer vi hinanden?",
)


def begin(name, *, starts_on, weeks, template, by, uid=None):
    """A new programme with its maker as manager, once, however often it is sent."""
    with transaction():
        fields = {"name": name, "starts_on": starts_on, "weeks": weeks}
        programme, fresh = once(Programme, uid, by=by, organisation=by.organisation_id, **fields)
        if fresh:
            programme.enrol(by, "programme_manager")
            Event.record("programme.begun", by=by, on=programme)
            Track.add(programme, name="Mit personlige lederskab", short_name="Mig")
    return programme
