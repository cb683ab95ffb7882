"""A frame of the plan, the holiday weeks, and the time and place of a seance."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from flu import clock, i18n, workdays
from flu.forms.fields import (
    PICK_DAY,
    TWO_YEARS,
    Ahead,
    BirthId,
    Day,
    Form,
    Hour,
    Number,
    Pick,
    Picks,
    line,
    words,
)
from flu.forms.tracks import TrackPick
from flu.models import Track
from flu.models.seance import HOURS
from flu.words import HOLIDAYS, options

WEEKS = 60
TWO = ("title", "title_en", "purpose", "purpose_en", "task", "task_en")


class FrameForm(Form):
    uid = BirthId()
    kind = Pick(
        _l("Hvad er det?"),
        choices=options("frame"),
        default="seance",
        validators=[InputRequired(_l("Vælg, hvad det er."))],
    )
    week = Number(
        _l("Uge i forløbet"),
        validators=[
            InputRequired(_l("Skriv ugen. 0 er ugen før start.")),
            NumberRange(0, WEEKS, _l("Mellem 0 og 60.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    title = line(_l("Navn"), missing=_l("Giv det et navn."))
    purpose = words(_l("Hvad sker der, og hvorfor?"), most=600, required=False)
    task = words(_l("Opgaven til næste gang"), most=280, required=False)
    track = TrackPick()
    title_en = line(_l("Navn på engelsk"), required=False)
    purpose_en = words(_l("Formål på engelsk"), most=600, required=False)
    task_en = words(_l("Opgave på engelsk"), most=280, required=False)

    @classmethod
    def of(cls, programme, frame=None, **kwargs):
        form = cls(obj=frame, **kwargs)
        form.track.offer(Track.within(programme))
        if frame is not None and not form.is_submitted():
            form.track.data = str(frame.track.uid) if frame.track else None
        return form

    @property
    def fields(self):
        named = {name: self[name].data or "" for name in TWO}
        return {**named, "kind": self.kind.data, "week": self.week.data, "track": self.track.chosen}


class BreaksForm(Form):
    """The weeks that do not count: those the calendar knows are offered, any may be added."""

    off = Picks(_l("Uger, der ikke tæller med"))
    also = Day(
        _l("En uge mere"),
        description=_l("Vælg en dag i ugen."),
        validators=[Optional()],
    )

    @classmethod
    def of(cls, programme, **kwargs):
        kept = {day.isoformat() for day in programme.breaks_on}
        form = cls(off=sorted(kept), **kwargs)
        last = max([programme.ends_on, *programme.breaks_on])
        known = {
            day.isoformat(): why for day, why in workdays.holiday_weeks(programme.starts_on, last)
        }
        form.off.choices = [
            (day, named(date.fromisoformat(day), known.get(day)))
            for day in sorted(kept | set(known))
        ]
        return form

    @property
    def mondays(self):
        extra = [workdays.monday_of(self.also.data)] if self.also.data else []
        return {*(date.fromisoformat(day) for day in self.off.data or ()), *extra}


def named(monday, why):
    """ "Uge 42 · efterårsferie · mandag den 12. oktober 2026"."""
    week = _l("Uge %(n)s", n=monday.isocalendar().week)
    parts = [week, HOLIDAYS[why] if why else "", i18n.full_day(monday)]
    return " · ".join(str(part) for part in parts if part)


class SeanceForm(Form):
    uid = BirthId()
    date = Day(_l("Dag"), validators=[DataRequired(PICK_DAY), Ahead(-TWO_YEARS)])
    time = Hour(_l("Klokken"), validators=[DataRequired(_l("Skriv et klokkeslæt."))])
    length = Number(
        _l("Minutter"),
        validators=[
            InputRequired(_l("Skriv, hvor længe det varer.")),
            NumberRange(10, 600, _l("Mellem 10 og 600 minutter.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    place = line(
        _l("Sted"), hint=_l("Gerne på en deltagers arbejdsplads, og et nyt sted hver gang."),
        required=False,
    )  # fmt: skip
    note = words(_l("Praktisk"), most=600, required=False)

    @classmethod
    def for_(cls, frame, seance=None, **kwargs):
        """Filled with what is agreed, else with the week of the plan and the usual length."""
        if seance is None:
            begins = max(frame.monday, clock.today())
            return cls(date=begins, length=HOURS.get(frame.kind, 60), **kwargs)
        wall = clock.local(seance.starts_at)
        return cls(obj=seance, date=wall.date(), time=wall.time(), **kwargs)

    @property
    def fields(self):
        at = clock.at(self.date.data, self.time.data)
        said = {"place": self.place.data or "", "note": self.note.data or ""}
        return {"starts_at": at, "length": self.length.data, **said}
