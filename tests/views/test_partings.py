"""Farewell to the programme: all in one tap or one by one, and undone again (N18)."""

import uuid
from datetime import timedelta

import pytest

from flu import clock
from flu.models import Experiment, Parting, Reflection
from tests.absence import absent


@pytest.fixture
def last_week(cast, still, noon):
    cast.reflection(answer="Adas ord")
    still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))
    return cast


def test_before_the_last_week_it_says_when_it_opens(cast, as_):
    cast.reflection(answer="Adas ord")
    ada = as_(cast.ada)
    page = ada.get("/me/farewell")
    assert "uge 26" in page.text and "Gør det" not in page.text
    assert "/me/farewell" in ada.get("/me/data").text
    assert ada.post("/me/farewell", data={"choice": "home"}).status_code == 409
    assert Reflection.get().visibility == "group"


@pytest.mark.parametrize("choice", ["home", "nameless"])
def test_all_in_one_tap_and_undone(last_week, as_, choice):
    ada = as_(last_week.ada)
    assert "Adas ord" in ada.get("/me/farewell").text
    assert ada.post("/me/farewell", data={"choice": choice}).status_code == 303
    page = ada.get("/me/farewell").text
    assert "Det har du valgt" in page and "Adas ord" in page
    parting = Parting.get()
    assert ada.post(f"/me/farewell/{parting.uid}/undo").status_code == 303
    thread = Reflection.get()
    assert (thread.author, thread.visibility) == (last_week.ada, "group")


@pytest.mark.parametrize("choice", ["home", "nameless"])
def test_undone_twice_it_is_undone_once(last_week, as_, choice):
    ada = as_(last_week.ada)
    ada.post("/me/farewell", data={"choice": choice})
    undo = f"/me/farewell/{Parting.get().uid}/undo"
    assert [ada.post(undo).status_code for _ in range(2)] == [303, 404]
    assert (Reflection.get().author, Reflection.get().visibility) == (last_week.ada, "group")


def test_the_undo_of_a_choice_brings_nothing_back_that_is_deleted_since(last_week, as_):
    ada = as_(last_week.ada)
    ada.post("/me/farewell", data={"choice": "home"})
    thread, parting = Reflection.get(), Parting.get()
    assert ada.post(f"/reflections/{thread.uid}/erasure").status_code == 303
    assert ada.post(f"/me/farewell/{parting.uid}/undo").status_code == 303
    assert Parting.select().count() == 0
    assert as_(last_week.ben).get(f"/reflections/{thread.uid}").status_code == 404
    assert Reflection.get().answers == []


def test_deleted_it_lies_among_what_was_taken_back(last_week, as_):
    ada = as_(last_week.ada)
    ada.post("/me/farewell", data={"choice": "delete"})
    assert "Adas ord" in ada.get("/withdrawals").text


def test_one_by_one(last_week, as_):
    other = last_week.reflection(answer="Det andet")
    ada = as_(last_week.ada)
    about = {"kind": "reflection", "uid": str(other.uid), "choice": "home"}
    assert ada.post("/me/farewell", data=about).status_code == 303
    assert {r.visibility for r in Reflection.select()} == {"group", "private"}
    assert ada.post("/me/farewell", data=about).status_code == 404


@pytest.mark.parametrize("bad", [{}, {"choice": "burn"}])
def test_without_a_choice_it_asks_again(last_week, as_, bad):
    answer = as_(last_week.ada).post("/me/farewell", data=bad)
    assert answer.status_code == 422
    assert "Adas ord" in answer.text


@pytest.mark.parametrize("who", ["ben", "cleo", "dora", "lea", "odd"])
def test_nobody_chooses_for_another(last_week, as_, who):
    thread = Reflection.get()
    about = {"kind": "reflection", "uid": str(thread.uid), "choice": "delete"}
    assert as_(getattr(last_week, who)).post("/me/farewell", data=about).status_code in (404, 409)
    assert Reflection.get().withdrawn_at is None
    missing = {**about, "uid": str(uuid.uuid4())}
    assert as_(last_week.ben).post("/me/farewell", data=missing).status_code == 404


def test_mine_data_tells_of_each_thing_how_long_and_who(last_week, as_):
    page = as_(last_week.ada).get("/me/data").text
    assert "Adas ord" in page and "bliver til" in page
    assert 'data-audience="5"' in page


# For good, at any time (M21) --------------------------------------------------------------------


def test_what_was_taken_back_can_be_deleted_for_good(cast, as_):
    thread = cast.reflection(answer="Adas ord")
    ada, place = as_(cast.ada), f"/reflections/{thread.uid}"
    ada.post(f"{place}/withdrawal")
    before = ada.get("/withdrawals")
    assert f"{place}/erasure/new" in before.text
    assert "Adas ord" in ada.get(f"{place}/erasure/new").text
    assert ada.post(f"{place}/erasure").location == "/withdrawals"
    absent("Adas ord", from_=ada.get("/withdrawals"), but_in=before)
    assert Reflection.get().answers == []
    assert ada.post(f"{place}/erasure").status_code == 404


# The months after (S33) -------------------------------------------------------------------------


@pytest.fixture
def over(cast, still, noon):
    return lambda days: still.stop(
        clock.at(cast.programme.ends_on, clock.local(noon).time()) + timedelta(days=days)
    )


def test_the_group_is_its_own_and_says_so(cast, as_, over):
    before = as_(cast.ben).get(f"/groups/{cast.broen.uid}")
    over(1)
    page = as_(cast.ben).get(f"/groups/{cast.broen.uid}")
    absent("Gruppen er jeres egen nu", "Bed facilitator om at blive", from_=before, but_in=page)
    assert "Efter forløbet" in as_(cast.ben).get("/programme").text


def test_once_a_month_there_is_one_question_the_same_for_all(cast, as_, over):
    over(1)
    pages = [as_(getattr(cast, who)).get("/now") for who in ("ada", "ben")]
    assert all("Månedens spørgsmål" in page.text for page in pages)
    assert "/reflections/new?format=RF3" in pages[0].text
    Reflection.post([{"prompt": "p", "answer": "a"}], by=cast.ada, format=cast.format)
    absent("Månedens spørgsmål", from_=as_(cast.ada).get("/now"), but_in=pages[0])


def test_the_group_asks_its_facilitator_to_stay_or_not(cast, as_, over):
    over(1)
    place = f"/groups/{cast.broen.uid}/staying"
    for who, status in (("cleo", 403), ("lea", 403), ("dora", 404), ("odd", 404)):
        assert as_(getattr(cast, who)).post(place).status_code == status
    assert as_(cast.ben).post(place).status_code == 303
    assert (
        "bad for gruppen facilitator om at blive"
        in as_(cast.eli).get(f"/groups/{cast.broen.uid}/log").text
    )
    assert as_(cast.ben).post(f"{place}/end").status_code == 303
    assert not type(cast.broen).get_by_id(cast.broen.id).keeps_staff


def test_nu_asks_once_what_is_to_become_of_ones_own(last_week, as_):
    ada, ben = (as_(who).get("/now") for who in (last_week.ada, last_week.ben))
    absent("Hvad skal der ske med det, du har delt?", from_=ben, but_in=ada)


def test_thirty_days_before_nu_tells(cast, as_, still, noon):
    cast.experiment(state="idea")
    cast.reflection()
    day = cast.programme.retained_until - timedelta(days=20)
    still.stop(clock.at(day, clock.local(noon).time()))
    assert "slettes" in as_(cast.ada).get("/now").text
    assert Experiment.select().exists()
