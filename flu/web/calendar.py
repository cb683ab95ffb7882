"""Seances as iCalendar (RFC 5545): one invitation, or a person's whole feed. No content in it."""

from datetime import timedelta

from flask import current_app, make_response
from flask_babel import gettext as _
from icalendar import Calendar, Event

from flu import words
from flu.web.filters import own

CALENDAR = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def ics(seances, name):
    """The seances as one calendar file. Titles, times and places; never what somebody wrote."""
    calendar = Calendar()
    calendar.add("prodid", "-//FLU//Seancer//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "FLU")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for seance in seances:
        calendar.add_component(_event(seance))
    answer = make_response(calendar.to_ical())
    answer.headers["Content-Type"] = CALENDAR
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def title(seance):
    """ "Seance: Vaner", or for a group "Broerne: Gruppemøde 2"."""
    name = own(seance.frame, "title")
    kind = seance.group.name if seance.group_id else words.word("frame", seance.frame.kind)
    return f"{kind}: {name}"


def _event(seance):
    event = Event()
    event.add("uid", f"{seance.uid}@flu")
    event.add("sequence", seance.revision)
    event.add("dtstamp", seance.created_at)
    event.add("dtstart", seance.starts_at)
    event.add("dtend", seance.ends_at)
    event.add("summary", title(seance))
    if seance.place:
        event.add("location", seance.place)
    event.add("description", _("Dagsordenen skriver sig selv: %(where)s", where=_address(seance)))
    event.add("url", _address(seance))
    return event


def _address(seance):
    base = current_app.config["SETTINGS"].base_url or ""
    return f"{base}/seances/{seance.uid}"
