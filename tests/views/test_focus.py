"""Mit ledelsesfokus: three dated versions of one sentence, one's own alone (S1)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Focus
from tests.absence import absent, read

pytestmark = pytest.mark.hangs_on_dates


FIRST, SECOND, THIRD = "spørge, før jeg svarer", "tie lidt længere", "lade andre åbne mødet"


@pytest.fixture
def week(cast, still):
    """`week(13)`: it is that week of the programme."""
    start = still.now() - timedelta(weeks=13)
    return lambda number: still.stop(start + timedelta(weeks=number - 1))


def say(client, body, **more):
    return client.post("/me/focus", data={"body": body, "uid": str(uuid7()), **more})


def test_three_versions_stand_side_by_side(cast, as_, week):
    for number, body in ((1, FIRST), (13, SECOND), (26, THIRD)):
        week(number)
        assert say(as_(cast.ada), body).location == "/me/focus"
    page = as_(cast.ada).get("/me/focus").text
    assert page.index(FIRST) < page.index(SECOND) < page.index(THIRD)
    assert [it.moment for it in Focus.of(cast.ada, cast.programme)] == ["start", "midway", "end"]
    assert page.count("<time datetime") == 3


def test_it_may_be_corrected_until_the_next_moment_begins(cast, as_, week):
    week(2)
    say(as_(cast.ada), FIRST)
    week(12)
    assert say(as_(cast.ada), SECOND, version="1", moment="start").status_code == 303
    assert [it.body for it in Focus.select()] == [SECOND]
    week(13)
    late = say(as_(cast.ada), THIRD, version="2", moment="start")
    assert late.status_code == 409
    assert THIRD in late.text and SECOND in late.text
    assert [it.body for it in Focus.select()] == [SECOND]


def test_a_correction_of_what_was_corrected_elsewhere_shows_both(cast, as_):
    ada = as_(cast.ada)
    say(ada, FIRST)
    say(ada, SECOND, version="1")
    stale = say(ada, THIRD, version="1")
    assert stale.status_code == 409
    assert SECOND in stale.text and THIRD in stale.text
    assert say(ada, THIRD).status_code == 409  # from a page on which nothing stood yet
    assert Focus.get().body == SECOND
    assert say(ada, SECOND, version="1").status_code == 303  # the same letter once more


@pytest.mark.parametrize("bad", ["", "   ", "x" * 281, "Ring til 010107-4000"])
def test_a_bad_sentence_is_told_and_kept(cast, as_, bad):
    answer = say(as_(cast.ada), bad)
    assert answer.status_code == 422
    assert bad.strip() in answer.text
    assert Focus.select().count() == 0


@pytest.mark.parametrize("number, asked", [
    (0, True), (2, True), (3, False), (12, False), (13, True), (14, True), (15, False), (26, True),
])  # fmt: skip
def test_nu_asks_when_it_is_time(cast, as_, week, number, asked):
    week(number)
    ada = as_(cast.ada)
    assert ('href="/me/focus"' in ada.get("/now").text) is asked
    say(ada, FIRST)
    page, own = ada.get("/now").text, read(ada.get("/me"))
    assert "Hej, Ada" in page and 'href="/me/focus"' not in page
    assert 'href="/me/focus"' in own


def test_the_sentence_stands_on_mig(cast, as_):
    ada = as_(cast.ada)
    assert 'href="/me/focus"' in ada.get("/me").text
    say(ada, FIRST)
    assert FIRST in ada.get("/me").text
    assert 'data-outbox="Ledelsesfokus"' in ada.get("/me/focus").text


@pytest.mark.parametrize("who", ["ben", "hedda", "cleo", "mads", "lea", "sofus", "dora", "odd"])
def test_nobody_else_finds_it(cast, as_, who):
    say(as_(cast.ada), FIRST)
    client = as_(getattr(cast, who))
    for path in ("/me/focus", "/me", "/now"):
        absent(FIRST, from_=client.get(path), but_in=as_(cast.ada).get("/me/focus"))
    assert client.get(f"/me/focus/{Focus.get().uid}").status_code == 404
    say(client, SECOND, uid=str(uuid7()))
    assert [it.body for it in Focus.of(cast.ada, cast.programme)] == [FIRST]


def test_without_a_programme_there_is_nothing_to_practise_for(cast, as_):
    cast.programme.enrolments.model.delete().where(
        cast.programme.enrolments.model.user == cast.ada
    ).execute()
    ada = as_(cast.ada)
    assert ada.get("/me/focus").status_code == 200
    assert say(ada, FIRST).status_code == 403


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get("/me/focus").location.startswith("/sign-in")
    assert client.post("/me/focus").location.startswith("/sign-in")
