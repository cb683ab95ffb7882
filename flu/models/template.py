"""How a forløb begins: with the tracks of a template, the formats, and its maker as manager."""

from dataclasses import asdict

from flu import defaults
from flu.db import transaction
from flu.models.event import Event, once
from flu.models.format import Format
from flu.models.programme import Programme
from flu.models.track import Track


def begin(name, *, starts_on, weeks, template, by, uid=None):
    """A new programme, once, however often it is sent."""
    fields = {"name": name, "starts_on": starts_on, "weeks": weeks}
    with transaction():
        programme, fresh = once(Programme, uid, by=by, organisation=by.organisation_id, **fields)
        if fresh:
            programme.enrol(by, "programme_manager")
            Event.record("programme.begun", by=by, on=programme)
            lay_out(programme, template)
    return programme


def lay_out(programme, template):
    """Its tracks and formats, as the files of defaults have them."""
    for track in defaults.tracks(template):
        Track.add(programme, **asdict(track))
    for position, format in enumerate(defaults.formats()):
        fields = {name: value for name, value in asdict(format).items() if name != "weeks"}
        Format.create(programme=programme, position=position, **fields)
