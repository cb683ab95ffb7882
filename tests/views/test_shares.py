"""What goes out, to whom exactly, and home again."""

import re

import pytest

from flu.models import Experiment, Group, Reflection
from flu.models.item import Prospect
from tests.absence import absent

GOOD = {"takeaway": "Tæl til fem", "wants": ["listen", "challenge"], "visibility": "group"}


def share(cast, as_, it, **but):
    return as_(cast.ada).post(f"/experiments/{it.uid}/shares", data={**GOOD, **but})


@pytest.mark.parametrize("reach", ["group", "cohort", "organisation"])
def test_the_number_on_the_button_is_the_number_that_will_read(still, cast, as_, reach):
    it = cast.experiment(state="reflected")
    page = as_(cast.ada).get(f"/experiments/{it.uid}/shares/new").text
    numbers = [int(n) for n in re.findall(r'data-audience="(\d+)"', page)]
    told = numbers[["group", "cohort", "organisation"].index(reach)]
    assert told == Prospect(cast.ada, reach, cast.broen).count()
    assert share(cast, as_, it, visibility=reach).status_code == 303
    it = Experiment.get_by_id(it.id)
    assert Experiment.audiences([it])[it.id] == told
    assert (it.state, it.visibility, it.takeaway) == ("shared", reach, "Tæl til fem")


def test_the_group_is_told_by_name(cast, as_):
    it = cast.experiment(state="reflected")
    page = as_(cast.ada).get(f"/experiments/{it.uid}/shares/new").text
    assert "Del med Broen" in page
    assert "Ben Prøve" in page
    assert "Nina Prøve" not in page
    assert "Mads Kæde" not in page


def test_the_preview_shows_all_that_goes_out(cast, as_):
    it = cast.experiment(state="reflected")
    page = as_(cast.ada).get(f"/experiments/{it.uid}/shares/new").text
    for words in (
        it.if_i,
        it.seen_heard,
        it.expectation,
        it.wondering,
        it.first_move,
        "Stilheden.",
    ):
        assert words in page


def test_the_thread_opens_with_the_wishes(cast, as_):
    it = cast.experiment(state="reflected")
    share(cast, as_, it)
    thread = Reflection.thread_of(it)
    assert (thread.visibility, thread.wants) == ("group", ["listen", "challenge"])
    assert as_(cast.ben).get(f"/reflections/{thread.uid}").status_code == 200


def test_the_reflection_stays_at_home_when_asked_to(cast, as_):
    it = cast.experiment(state="reflected")
    share(cast, as_, it, alone="y")
    ben, ada = (as_(who).get(f"/experiments/{it.uid}") for who in (cast.ben, cast.ada))
    absent("Stilheden.", from_=ben, but_in=ada)


def test_a_name_is_pointed_at_once_before_it_goes_out(cast, as_):
    it, words = cast.experiment(state="reflected"), "Jeg lærte det af Ben Prøve."
    asked = share(cast, as_, it, takeaway=words)
    assert asked.status_code == 422
    assert "<mark>Ben Prøve</mark>" in asked.text
    assert words in asked.text
    assert Experiment.get_by_id(it.id).visibility == "private"
    shown = re.search(r'name="shown"[^>]*value="([^"]*)"', asked.text)[1]
    assert share(cast, as_, it, takeaway=words, shown=shown).status_code == 303
    assert share(cast, as_, it, takeaway=words + " 20 30 40 50", shown=shown).status_code == 422


def test_what_goes_along_is_looked_through_before_it_goes(cast, as_):
    it = cast.experiment(state="reflected")
    it.write(seen_heard="Ben Prøve tog ordet. Ring på 20 30 40 50.")
    page = as_(cast.ada).get(f"/experiments/{it.uid}/shares/new").text
    assert "<mark>Ben Prøve</mark>" in page
    assert "<mark>20 30 40 50</mark>" in page


def test_it_comes_home_again(cast, as_):
    it = cast.experiment(state="shared")
    home = as_(cast.ada).post(f"/experiments/{it.uid}/shares", data={"visibility": "private"})
    assert home.status_code == 303
    after = Experiment.get_by_id(it.id)
    assert (after.visibility, after.state, after.takeaway) == ("private", "reflected", it.takeaway)
    assert as_(cast.ben).get(f"/experiments/{it.uid}").status_code == 404


@pytest.mark.parametrize("outcome, words", [
    ("adopted", {"practice_when": "Tirsdag"}),
    ("dropped", {"dropped_why": "Nej", "dropped_along": "Ja"}),
    ("unlearned", {"unlearned_trigger": "a", "unlearned_old": "b", "unlearned_new": "c"}),
])  # fmt: skip
def test_what_is_over_is_shared_with_the_same_dignity(cast, as_, outcome, words):
    it = cast.experiment(state="reflected")
    it.conclude(outcome, by=cast.ada, **words)
    assert share(cast, as_, it).status_code == 303
    assert Experiment.get_by_id(it.id).state == outcome
    page = as_(cast.ben).get(f"/experiments/{it.uid}").text
    assert all(word in page for word in words.values())


def test_a_private_habit_is_not_read_through_a_shared_try(cast, as_):
    it = cast.experiment(state="reflected")
    words = {"unlearned_trigger": "a", "unlearned_old": "b", "unlearned_new": "c"}
    it.conclude("unlearned", by=cast.ada, **words)
    share(cast, as_, it)
    it.habit.revise(trigger="Min hemmelige vane", old_response="b", replacement="c")
    page, own = as_(cast.ben).get(f"/experiments/{it.uid}"), as_(cast.ada).get("/habits")
    absent("Min hemmelige vane", from_=page, but_in=own)


def test_who_has_not_accepted_the_promise_shares_nothing(cast, as_):
    it, nina = cast.experiment(by=cast.nina, state="reflected"), as_(cast.nina)
    assert nina.get(f"/experiments/{it.uid}/shares/new").status_code == 200
    assert nina.post(f"/experiments/{it.uid}/shares", data=GOOD).status_code == 422
    assert Experiment.get_by_id(it.id).visibility == "private"


@pytest.mark.parametrize("group", ["", "x", "\x00", "other"])
def test_a_group_one_does_not_sit_in_is_never_shared_with(cast, as_, group):
    it = cast.experiment(state="reflected")
    share(cast, as_, it, group=str(cast.taarnet.uid) if group == "other" else group)
    assert Experiment.get_by_id(it.id).group in (None, cast.broen)


def test_two_tables_are_told_apart(cast, as_):
    second = Group.form(
        cast.programme, "Bordet", members=[cast.ada, cast.hedda, cast.eli, cast.ben], by=cast.lea
    )
    cast.accept(second, [cast.ada, cast.ben])
    it = cast.experiment(state="reflected")
    page = as_(cast.ada).get(f"/experiments/{it.uid}/shares/new?group={second.uid}").text
    assert "Del med Bordet" in page
    share(cast, as_, it, group=str(second.uid))
    assert Experiment.get_by_id(it.id).group == second
