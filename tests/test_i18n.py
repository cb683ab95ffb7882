from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask_babel import get_timezone, gettext
from flask_login import LoginManager, UserMixin

from flu import clock, i18n
from flu.config import LOCALES

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10.00 on the wall


@pytest.fixture(autouse=True)
def a_monday_morning():
    clock.stop(MONDAY)
    yield
    clock.go()
    clock.live_in("Europe/Copenhagen")


def wall(month, day, hour=8, minute=5, year=2026):
    return clock.at(date(year, month, day), time(hour, minute))


@pytest.mark.parametrize(
    "before, da, en",
    [
        (timedelta(), "lige nu", "just now"),
        (timedelta(seconds=59), "lige nu", "just now"),
        (timedelta(seconds=-90), "lige nu", "just now"),  # a phone's clock runs fast
        (timedelta(minutes=1), "for 1 min. siden", "1 min ago"),
        (timedelta(minutes=4, seconds=30), "for 4 min. siden", "4 min ago"),
        (timedelta(minutes=59), "for 59 min. siden", "59 min ago"),
        (timedelta(minutes=60), "i dag 9.00", "today 9:00"),
        (timedelta(hours=10, minutes=1), "i går 23.59", "yesterday 23:59"),
    ],
)
def test_how_long_ago(before, da, en):
    assert i18n.ago(MONDAY - before, "da") == da
    assert i18n.ago(MONDAY - before, "en") == en


@pytest.mark.parametrize(
    "moment, da, en",
    [
        (wall(11, 23), "i dag 8.05", "today 8:05"),
        (wall(11, 22, 14, 10), "i går 14.10", "yesterday 14:10"),
        (wall(11, 24, 7, 40), "i morgen 7.40", "tomorrow 7:40"),
        (wall(11, 21, 9, 30), "lørdag 9.30", "Saturday 9:30"),
        (wall(11, 17, 0, 0), "tirsdag 0.00", "Tuesday 0:00"),
        (wall(11, 16), "16. nov.", "16 Nov"),
        (wall(11, 12, year=2025), "12. nov. 2025", "12 Nov 2025"),
        (wall(11, 25, 14, 0), "på onsdag 14.00", "on Wednesday 14:00"),
        (wall(12, 2, 7, 40), "2. dec. 7.40", "2 Dec 7:40"),
        (wall(1, 5, 7, 40, 2027), "5. jan. 2027 7.40", "5 Jan 2027 7:40"),
    ],
)
def test_when_it_was_or_will_be(moment, da, en):
    assert i18n.when(moment, "da") == da
    assert i18n.when(moment, "en") == en


@pytest.mark.parametrize(
    "date, da, en",
    [
        (date(2026, 11, 23), "i dag", "today"),
        (date(2026, 11, 22), "i går", "yesterday"),
        (date(2026, 11, 24), "i morgen", "tomorrow"),
        (date(2026, 11, 26), "om 3 dage", "in 3 days"),
        (date(2026, 11, 18), "for 5 dage siden", "5 days ago"),
        (date(2026, 12, 1), "tirsdag 1. dec.", "Tuesday 1 Dec"),
        (date(2027, 1, 5), "tirsdag 5. jan. 2027", "Tuesday 5 Jan 2027"),
        (wall(11, 24), "i morgen", "tomorrow"),
    ],
)
def test_a_day_as_people_tell_it(date, da, en):
    assert i18n.day(date, "da") == da
    assert i18n.day(date, "en") == en


def test_a_day_on_paper():
    assert i18n.full_day(date(2026, 12, 1), "da") == "tirsdag den 1. december 2026"
    assert i18n.full_day(wall(12, 1), "en") == "Tuesday 1 December 2026"


def test_the_hour():
    assert i18n.hour(time(7, 40), "da") == "7.40"
    assert i18n.hour(time(0, 0), "en") == "0:00"
    assert i18n.hour(MONDAY, "da") == "10.00"


def test_the_day_turns_at_midnight_on_the_wall():
    clock.stop(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))  # 0.30 on Tuesday
    assert i18n.when(wall(11, 23, 23, 30), "da") == "i går 23.30"
    clock.live_in("UTC")
    assert i18n.when(datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "da") == "i dag 22.30"


@pytest.mark.parametrize(
    "week, da, en",
    [
        (0, "før start", "before the start"),
        (14, "uge 14 af 26", "week 14 of 26"),
        (26, "uge 26 af 26", "week 26 of 26"),
        (27, "efter forløbet", "after the programme"),
    ],
)
def test_the_week_of_the_half_year(week, da, en):
    assert i18n.week_of(week, 26, "da") == da
    assert i18n.week_of(week, 26, "en") == en


def test_every_language_has_every_word():
    assert set(i18n.WORDS) == set(LOCALES)
    assert len({frozenset(words) for words in i18n.WORDS.values()}) == 1


@pytest.fixture
def app():
    app = Flask(__name__)
    app.secret_key = "stopped clocks tell no lies"
    app.config["SETTINGS"] = SimpleNamespace(locale="da", timezone="Europe/Copenhagen")
    i18n.init(app)
    return app


@pytest.mark.parametrize(
    "person, cookie, spoken",
    [
        ("en", "da", "en"),
        ("da", "en", "da"),
        ("", "en", "en"),
        (None, "en", "en"),
        (None, None, "da"),
        (None, "xx", "da"),
        ("xx", "../../etc", "da"),
    ],
)
def test_whose_wish_decides_the_language(app, person, cookie, spoken):
    login = LoginManager(app)
    login.request_loader(lambda request: (person is not None and Person(person)) or None)
    headers = {"Cookie": f"locale={cookie}"} if cookie else {}
    with app.test_request_context(headers=headers):
        assert i18n.language() == spoken
        assert str(get_timezone()) == "Europe/Copenhagen"


class Person(UserMixin):
    def __init__(self, locale):
        self.locale = locale


def test_without_sign_in_the_cookie_decides(app):
    with app.test_request_context(headers={"Cookie": "locale=en"}):
        assert i18n.language() == "en"
        assert i18n.when(wall(11, 23)) == "today 8:05"


def test_outside_a_request_the_settings_decide(app):
    assert i18n.language() == "da"
    with app.app_context():
        assert i18n.language() == "da"
        assert gettext("Gem") == "Gem"
        with i18n.speaking("en"):
            assert i18n.ago(MONDAY) == "just now"
        with i18n.speaking("xx"):
            assert i18n.ago(MONDAY) == "lige nu"
