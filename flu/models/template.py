"""How a forløb begins, from a template or like one before it, and how its weeks move (S32)."""

from dataclasses import asdict
from datetime import timedelta

from flu import clock, defaults, workdays
from flu.db import transaction
from flu.models.event import Event, once
from flu.models.format import Format
from flu.models.frame import Frame
from flu.models.programme import Programme
from flu.models.seance import HOURS, Seance
from flu.models.track import Track

HALF_YEAR = 26
YEAR = timedelta(weeks=52)
WINTER = 7  # weeks 7 and 8 are winter holidays, each somewhere else
TRACK = ("code", "name", "short_name", "name_en", "short_name_en", "description", "description_en",
         "position", "hue", "icon", "first_week", "last_week")  # fmt: skip
FORMAT = ("code", "name", "name_en", "prompts", "prompts_en", "minutes", "private", "picked",
          "position")  # fmt: skip
FRAME = ("week", "kind", "title", "title_en", "purpose", "purpose_en", "task", "task_en")


def begin(name, *, starts_on, weeks, template="A", like=None, by, uid=None, breaks=None, at=None):
    """A new programme, once, however often it is sent: from a template's code, or `like` another.

    `breaks` are the Mondays that do not count, by default the holidays. `at` is the (weekday,
    time) at which its seances lie, unless told otherwise one by one.
    """
    off = standard_breaks(starts_on, weeks) if breaks is None else breaks
    fields = {"name": name, "starts_on": starts_on, "weeks": weeks, "breaks": told(off)}
    with transaction():
        programme, fresh = once(Programme, uid, by=by, organisation=by.organisation_id, **fields)
        if fresh:
            programme.enrol(by, "programme_manager")
            Event.record("programme.begun", by=by, on=programme)
            lay_out(programme, template) if like is None else copy(programme, like)
            if at is not None:
                date_seances(programme, *at, by=by)
    return programme


def lay_out(programme, template):
    """Its tracks, formats and plan, as the files of defaults have them."""
    tracks = {t.code: Track.add(programme, **asdict(t)) for t in defaults.tracks(template)}
    for position, format in enumerate(defaults.formats()):
        fields = {name: value for name, value in asdict(format).items() if name != "weeks"}
        Format.create(programme=programme, position=position, **fields)
    for frame in defaults.plan():
        fields = asdict(frame) | {"track": tracks.get(frame.track)}
        fields["week"] = round(frame.week * programme.weeks / HALF_YEAR)
        Frame.create(programme=programme, **fields)


def copy(programme, like):
    """The tracks, formats and plan of another run; nothing anybody wrote, and no dates."""
    tracks = {}
    for track in Track.within(like):
        tracks[track.id] = Track.create(programme=programme, **_fields(track, TRACK))
    for format in Format.kept(like).where(Format.archived_at.is_null()):
        Format.create(programme=programme, **_fields(format, FORMAT))
    for frame in Frame.plan(like):
        track = tracks.get(frame.track_id)
        Frame.create(programme=programme, track=track, **_fields(frame, FRAME))


def date_seances(programme, weekday, hour, *, by):
    """All seances of the hold on the same day of their week."""
    for frame in Frame.plan(programme).where(Frame.kind == "seance"):
        day = programme.monday(frame.week) + timedelta(days=weekday)
        Seance.arrange(frame, starts_at=clock.at(day, hour), length=HOURS["seance"], by=by)


def reschedule(programme, **fields):
    """Another start, length or holidays; what is to come moves along. How many seances moved."""
    with transaction():
        before = {frame.week: programme.monday(frame.week) for frame in Frame.plan(programme)}
        programme.change(**fields)
        return Seance.follow(programme, before)


def standard_breaks(starts_on, weeks):
    """The Mondays of the holiday weeks a run of so many weeks meets."""
    found = workdays.holiday_weeks(starts_on, starts_on + timedelta(weeks=weeks) + YEAR)
    off, end = [], starts_on + timedelta(weeks=weeks)
    for monday, why in found:
        if monday >= end:
            break
        if why != "winter" or monday.isocalendar().week == WINTER:
            off.append(monday)
            end += workdays.WEEK
    return off


def told(mondays):
    """As the programme keeps them."""
    return sorted(day.isoformat() for day in mondays)


def _fields(row, names):
    return {name: getattr(row, name) for name in names}
