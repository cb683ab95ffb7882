"""Overskud: one tap a week, private for ever (S7)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import EnergyCheck, Event
from flu.models.energy import this_monday
from tests.absence import absent
from tests.dates import posted


@pytest.fixture
def monday(still):
    """The Monday of the week in which the clock stands."""
    return this_monday()


def tapped():
    return [(it.user_id, it.monday, it.level) for it in EnergyCheck.select()]


def test_one_tap_is_the_whole_answer_and_the_last_one_counts(cast, as_, monday):
    ada = as_(cast.ada)
    assert ada.post("/me/energy", data={"level": "2", "week": str(monday)}).location == "/me/energy"
    assert "Kun du kan se det" in ada.get("/me/energy").text
    assert ada.post("/me/energy", data={"level": "4"}).status_code == 303
    assert tapped() == [(cast.ada.id, monday, 4)]
    assert Event.select().where(Event.verb.startswith("energy")).count() == 0


def test_a_tap_that_waited_on_the_phone_counts_for_its_own_week(cast, as_, monday):
    week = monday - timedelta(weeks=2)
    as_(cast.ada).post("/me/energy", data={"level": "2", "week": str(week)})
    assert tapped() == [(cast.ada.id, week, 2)]


@pytest.mark.parametrize("week", [7, 1, "1999-01-04", "aldrig", "", "\x00"])
def test_a_week_that_is_none_is_this_one(cast, as_, monday, week):
    as_(cast.ada).post("/me/energy", data=posted({"level": "2", "week": week}))
    assert tapped() == [(cast.ada.id, monday, 2)]


@pytest.mark.parametrize("level", ["", "0", "6", "fuld", "\x00"])
def test_a_bad_tap_is_told_and_changes_nothing(cast, as_, level):
    answer = as_(cast.ada).post("/me/energy", data={"level": level})
    assert answer.status_code == 422
    assert "Hvor fyldt er din tank?" in answer.text
    assert tapped() == []


def test_the_curve_has_a_gap_where_nothing_was_tapped(cast, as_, monday):
    for ago, level in ((5, 2), (4, 3), (2, 5), (1, 4)):
        EnergyCheck.tap(level, by=cast.ada, monday=monday - timedelta(weeks=ago))
    assert [level for _monday, level in EnergyCheck.curve(cast.ada)] == [2, 3, None, 5, 4, None]
    page = as_(cast.ada).get("/me/energy").text
    assert page.count("<circle") == 4
    assert page.count("<polyline") == 2
    assert page.count('<td class="num">') == 4


def test_the_curve_goes_back_half_a_year(cast, monday):
    for ago in (26, 25):
        EnergyCheck.tap(3, by=cast.ada, monday=monday - timedelta(weeks=ago))
    assert len(EnergyCheck.curve(cast.ada)) == 26


@pytest.mark.parametrize("who", ["mads", "cleo", "lea", "sofus", "ben", "hedda", "dora", "odd"])
def test_nobody_else_can_fetch_it(cast, as_, app, who):
    EnergyCheck.tap(2, by=cast.ada)
    EnergyCheck.tap(5, by=cast.ada, monday=this_monday() - timedelta(weeks=1))
    client = as_(getattr(cast, who))
    page = client.get("/me/energy").text
    assert "<circle" not in page and "aria-pressed" not in page
    for path in (f"/me/energy/{cast.ada.uid}", f"/people/{cast.ada.uid}/energy"):
        assert client.get(path).status_code == 404
    assert client.get("/me/energy", query_string={"user": cast.ada.uid}).text == page
    client.post("/me/energy", data={"level": "1", "user": cast.ada.uid, "uid": str(uuid7())})
    assert [it.level for it in EnergyCheck.of(cast.ada)] == [5, 2]


def test_no_address_of_it_names_anybody(app):
    rules = [rule for rule in app.url_map.iter_rules() if "energy" in rule.endpoint]
    assert {rule.rule for rule in rules} == {"/me/energy"}
    assert not any(rule.arguments for rule in rules)


def test_nu_asks_once_the_weekly_is_written(cast, as_):
    ada = as_(cast.ada)
    before = ada.get("/now")
    cast.reflection(visibility="private")
    asked = ada.get("/now")
    ada.post("/me/energy", data={"level": "4"})
    for page in (before, ada.get("/now")):
        absent("/me/energy", from_=page, but_in=asked)


def test_it_is_found_from_mig_and_works_without_network(cast, as_):
    ada = as_(cast.ada)
    assert 'href="/me/energy"' in ada.get("/me").text
    assert 'data-outbox="Overskud"' in ada.get("/me/energy").text


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get("/me/energy").location.startswith("/sign-in")
    assert client.post("/me/energy").location.startswith("/sign-in")
