"""Habits: always one's own alone."""

import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Habit
from tests.absence import absent

WORDS = {"trigger": "Når telefonen ringer", "old_response": "tage den", "replacement": "lade den"}


@pytest.fixture
def habit(cast):
    return Habit.notice(trigger="t", old_response="Min gamle vane", replacement="r", by=cast.ada)


def test_a_habit_is_written_down_once(cast, as_):
    ada, uid = as_(cast.ada), str(uuid7())
    assert ada.get("/habits/new").status_code == 200
    for _ in range(2):
        assert ada.post("/habits", data={**WORDS, "uid": uid}).location == "/habits"
    assert [h.trigger for h in Habit.select()] == ["telefonen ringer"]
    assert as_(cast.ben).post("/habits", data={**WORDS, "uid": uid}).status_code == 409


@pytest.mark.parametrize("gap", WORDS)
def test_a_replacement_is_part_of_it_and_so_is_the_rest(cast, as_, gap):
    kept = {**WORDS, gap: ""}
    answer = as_(cast.ada).post("/habits", data=kept)
    assert answer.status_code == 422
    assert "tage den" in answer.text or "lade den" in answer.text
    assert Habit.select().count() == 0


def test_it_is_let_go_and_may_come_back(cast, as_, habit):
    ada = as_(cast.ada)
    assert ada.post(f"/habits/{habit.uid}/farewell").status_code == 303
    assert "Den kom igen" in ada.get("/habits").text
    assert ada.post(f"/habits/{habit.uid}/relapse").status_code == 303
    assert "Den er lagt" in ada.get("/habits").text


def test_its_words_may_be_bettered_but_never_lost(cast, as_, habit):
    ada, address = as_(cast.ada), f"/habits/{habit.uid}"
    assert ada.get(f"{address}/edit").status_code == 200
    assert ada.post(address, data={**WORDS, "version": "1"}).status_code == 303
    stale = ada.post(address, data={**WORDS, "replacement": "Min anden tekst", "version": "1"})
    assert stale.status_code == 409
    assert "Min anden tekst" in stale.text
    assert "lade den" in stale.text
    assert Habit.get().replacement == "lade den"


@pytest.mark.parametrize("who", ["ben", "hedda", "cleo", "mads", "lea", "dora", "odd"])
def test_nobody_else_finds_it(cast, as_, habit, who):
    person = as_(getattr(cast, who))
    absent("Min gamle vane", from_=person.get("/habits"), but_in=as_(cast.ada).get("/habits"))
    for address in ("{}/edit",):
        assert person.get(address.format(f"/habits/{habit.uid}")).status_code == 404
    for end in ("", "/farewell", "/relapse"):
        hidden = person.post(f"/habits/{habit.uid}{end}", data=WORDS)
        missing = person.post(f"/habits/{uuid.uuid4()}{end}", data=WORDS)
        assert (hidden.status_code, hidden.data) == (404, missing.data)


def test_the_door_is_closed_without_signing_in(client, habit):
    for address in ("/habits", "/habits/new", f"/habits/{habit.uid}/edit"):
        assert client.get(address).location.startswith("/sign-in")
    for address in ("/habits", f"/habits/{habit.uid}", f"/habits/{habit.uid}/farewell"):
        assert client.post(address).location.startswith("/sign-in")
