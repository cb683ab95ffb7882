"""What becomes of a try, and whether it lasted."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Check, Experiment, Habit
from tests.absence import absent

WORDS = {
    "adopted": {"practice_when": "Hver tirsdag", "practice_stops": "At tale først"},
    "dropped": {"dropped_why": "Ingen så den", "dropped_along": "Vis det ved tavlen"},
    "unlearned": {
        "unlearned_trigger": "nogen spørger", "unlearned_old": "svare straks",
        "unlearned_new": "tæller jeg til fem",
    },
}  # fmt: skip


@pytest.mark.parametrize("outcome", WORDS)
@pytest.mark.parametrize("state", ["reflected", "shared"])
def test_each_end_has_its_own_words(cast, as_, outcome, state):
    it, ada = cast.experiment(state=state), as_(cast.ada)
    assert ada.get(f"/experiments/{it.uid}/outcomes/new?outcome={outcome}").status_code == 200
    data = {"outcome": outcome, **WORDS[outcome]}
    for _ in range(2):
        assert ada.post(f"/experiments/{it.uid}/outcomes", data=data).status_code == 303
    it, page = Experiment.get_by_id(it.id), ada.get(f"/experiments/{it.uid}").text
    assert it.state == outcome
    assert all(words in page for words in WORDS[outcome].values())
    assert "Lav næste udgave" in page


def test_without_an_outcome_the_ways_are_shown(cast, as_):
    it, ada = cast.experiment(state="shared"), as_(cast.ada)
    for odd in ("", "?outcome=bestået"):
        page = ada.get(f"/experiments/{it.uid}/outcomes/new{odd}").text
        assert "Jeg dropper den med læring" in page
    assert ada.post(f"/experiments/{it.uid}/outcomes", data={"outcome": "x"}).status_code == 422


def test_a_habit_let_go_stands_among_the_habits(cast, as_):
    it, ada = cast.experiment(state="reflected"), as_(cast.ada)
    ada.post(f"/experiments/{it.uid}/outcomes", data={"outcome": "unlearned", **WORDS["unlearned"]})
    habit = Habit.get()
    assert (habit.author, habit.trigger) == (cast.ada, "nogen spørger")
    assert habit.let_go_at
    assert "nogen spørger" in ada.get("/me").text


@pytest.mark.parametrize(
    "answer, onward", [("yes", ""), ("sometimes", ""), ("no", "/editions/new")]
)
def test_four_weeks_later_one_tap_tells_whether_it_lasted(still, cast, as_, answer, onward):
    it = cast.experiment(state="shared")
    it.conclude("adopted", by=cast.ada, **WORDS["adopted"])
    address = f"/experiments/{it.uid}/checks"
    assert as_(cast.ada).post(address, data={"answer": answer}).status_code == 409
    still.stop(clock.now() + timedelta(weeks=4))
    ada = as_(cast.ada)
    before = ada.get("/me")
    assert "Gør du det stadig?" in ada.get(f"/experiments/{it.uid}").text
    assert ada.post(address, data={"answer": "måske"}).status_code == 422
    told = ada.post(address, data={"answer": answer})
    assert (told.status_code, told.location) == (303, f"/experiments/{it.uid}{onward}")
    absent("Gør du det stadig?", from_=ada.get("/me"), but_in=before)


@pytest.mark.parametrize("who, status", [("ben", 403), ("dora", 404), ("mads", 404), ("odd", 404)])
def test_nobody_else_answers_for_it(still, cast, as_, who, status):
    it = cast.experiment(state="shared")
    it.conclude("adopted", by=cast.ada, **WORDS["adopted"])
    still.stop(clock.now() + timedelta(weeks=4))
    person = as_(getattr(cast, who))
    answer = person.post(f"/experiments/{it.uid}/checks", data={"answer": "yes"})
    assert (answer.status_code, Check.select().count()) == (status, 0)
