"""The chosen language, the time zone, and times and days as people tell them."""

from datetime import datetime, timedelta

from babel.dates import format_date, format_time
from flask import current_app, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from flask_login import current_user

from flu import clock
from flu.config import LOCALES

COOKIE = "locale"

# Wording and patterns per language. They are formats rather than sentences, since the order of
# the parts differs; so they live here and not in the catalogues.
WORDS = {
    "da": {
        "now": "lige nu",
        "minutes": "for {n} min. siden",
        "hour": "H.mm",
        "today": "i dag",
        "yesterday": "i går",
        "tomorrow": "i morgen",
        "in_days": "om {n} dage",
        "days_ago": "for {n} dage siden",
        "weekday": "EEEE",
        "coming": "på {day}",
        "date": "d. MMM",
        "date_of_year": "d. MMM y",
        "day": "EEEE d. MMM",
        "day_of_year": "EEEE d. MMM y",
        "full_day": "EEEE 'den' d. MMMM y",
        "at": "{day} {hour}",
        "week": "uge {n} af {weeks}",
        "before": "før start",
        "after": "efter forløbet",
    },
    "en": {
        "now": "just now",
        "minutes": "{n} min ago",
        "hour": "H:mm",
        "today": "today",
        "yesterday": "yesterday",
        "tomorrow": "tomorrow",
        "in_days": "in {n} days",
        "days_ago": "{n} days ago",
        "weekday": "EEEE",
        "coming": "on {day}",
        "date": "d MMM",
        "date_of_year": "d MMM y",
        "day": "EEEE d MMM",
        "day_of_year": "EEEE d MMM y",
        "full_day": "EEEE d MMMM y",
        "at": "{day} {hour}",
        "week": "week {n} of {weeks}",
        "before": "before the start",
        "after": "after the programme",
    },
}


def init(app):
    """Language and zone for every request; words of the catalogues in flu/translations."""
    settings = app.config["SETTINGS"]
    clock.live_in(settings.timezone)
    app.config["BABEL_DEFAULT_LOCALE"] = settings.locale
    app.config["BABEL_DEFAULT_TIMEZONE"] = settings.timezone
    Babel(app, locale_selector=_chosen, timezone_selector=lambda: settings.timezone)


def language():
    """`da` or `en`: the one spoken in this request, or in the block of `speaking`."""
    locale = get_locale()
    return locale.language if locale and locale.language in LOCALES else LOCALES[0]


def speaking(locale):
    """A block in which this language is spoken: a mail in its reader's own."""
    return force_locale(locale if locale in LOCALES else LOCALES[0])


def ago(moment, locale=None):
    """How long since, within the hour: "for 4 min. siden"; else as `when`."""
    words = WORDS[locale or language()]
    minutes = (clock.now() - moment) // timedelta(minutes=1)
    if -2 <= minutes < 1:
        return words["now"]
    return words["minutes"].format(n=minutes) if 1 <= minutes < 60 else when(moment, locale)


def when(moment, locale=None):
    """A moment: "i dag 8.05", "i går 14.10", "mandag 9.30", "12. nov.", "på tirsdag 7.40"."""
    locale = locale or language()
    words, wall = WORDS[locale], clock.local(moment)
    distance = (wall.date() - clock.today()).days
    if distance in (-1, 0, 1):
        day = words[("today", "tomorrow", "yesterday")[distance]]
    elif -7 < distance < 7:
        day = format_date(wall, words["weekday"], locale)
        day = words["coming"].format(day=day) if distance > 0 else day
    else:
        day = format_date(wall, words[_of_year("date", wall)], locale)
        if distance < 0:
            return day
    return words["at"].format(day=day, hour=hour(wall, locale))


def day(date, locale=None):
    """A day: "i dag", "i morgen", "om 3 dage", "tirsdag 2. dec."; with its year in another year."""
    locale = locale or language()
    words, date = WORDS[locale], _date(date)
    distance = (date - clock.today()).days
    if distance in (-1, 0, 1):
        return words[("today", "tomorrow", "yesterday")[distance]]
    if -7 < distance < 7:
        return words["in_days" if distance > 0 else "days_ago"].format(n=abs(distance))
    return format_date(date, words[_of_year("day", date)], locale)


def full_day(date, locale=None):
    """A day as paper tells it, the same whenever it is read: "tirsdag den 2. december 2026"."""
    locale = locale or language()
    return format_date(_date(date), WORDS[locale]["full_day"], locale)


def dated(date, locale=None):
    """The same, short: "2. dec. 2026"."""
    locale = locale or language()
    return format_date(_date(date), WORDS[locale]["date_of_year"], locale)


def hour(at, locale=None):
    """The time on the wall: "7.40". Takes a time, or a moment."""
    locale = locale or language()
    if isinstance(at, datetime):
        at = clock.local(at).time()
    return format_time(at, WORDS[locale]["hour"], locale=locale)


def week_of(week, weeks, locale=None):
    """Where in the half-year: "uge 14 af 26"."""
    words = WORDS[locale or language()]
    if week < 1:
        return words["before"]
    return words["after"] if week > weeks else words["week"].format(n=week, weeks=weeks)


def _chosen():
    """The signed-in person's language, else this browser's, else the settings'."""
    settings = current_app.config["SETTINGS"]
    if not has_request_context():
        return settings.locale
    person = current_user if hasattr(current_app, "login_manager") else None
    wishes = (getattr(person, "locale", None), request.cookies.get(COOKIE), settings.locale)
    return next(wish for wish in wishes if wish in LOCALES)


def _date(date):
    return clock.local(date).date() if isinstance(date, datetime) else date


def _of_year(key, date):
    return key if date.year == clock.today().year else f"{key}_of_year"
