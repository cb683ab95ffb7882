"""My half-year: map, takeaways, portfolio and the file; mine, and nobody has an address for it."""

import re
from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries

from flu import clock
from flu.models import Check, Experiment, Habit, Recall, Reflection
from tests.absence import absent, read

PAGES = ("/me/map", "/me/takeaways", "/me/portfolio", "/me/portfolio?open=all")
ALL = (*PAGES, "/me/portfolio.html")
OTHERS = ("mads", "cleo", "lea", "sofus", "ben", "hedda", "dora", "odd")
CANARY = "kanariefugl"


@pytest.fixture
def told(cast):
    """Ada's half-year, with a canary in every kind of thing that may stand in it; the try and its
    thread are read by the whole cohort."""
    it = cast.experiment(state="observed")
    it.write(wondering=f"{CANARY} undrer", takeaway=f"{CANARY} lærte", disciplines=["conflict"])
    cast.reflection(on=it, visibility="private", answer=f"{CANARY} tænkte")
    it = Experiment.get_by_id(it.id)
    Reflection.share_experiment(
        it, takeaway=f"{CANARY} lærte", wants=["listen"], visibility="cohort", group=cast.broen,
        by=cast.ada,
    )  # fmt: skip
    it = Experiment.get_by_id(it.id)
    it.conclude("adopted", by=cast.ada, practice_when=f"{CANARY} fast", practice_stops="")
    cast.reflection(visibility="private", answer=f"{CANARY} alene")
    habit = Habit.notice(trigger="t", old_response="o", replacement=f"{CANARY} ny", by=cast.ada)
    habit.let_go()
    cast.action(expected_gain=f"{CANARY} gevinst")
    return it


@pytest.mark.parametrize("who", ["ada", "sofus", "odd"])
@pytest.mark.parametrize("path", ALL)
def test_it_is_there_for_whoever_asks_and_empty_without_anything(cast, as_, who, path):
    assert as_(getattr(cast, who)).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/me/portfolio", "/me/portfolio.html"])
def test_everything_of_the_half_year_stands_in_it(told, cast, as_, path):
    page = as_(cast.ada).get(path).text
    for words in ("undrer", "lærte", "tænkte", "fast", "alene", "ny", "gevinst"):
        assert f"{CANARY} {words}" in page, words
    assert "Hvis jeg lader en medarbejder åbne" in page
    assert cast.ada.name in page and "23. aug." not in page


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("path", ALL)
def test_nobody_else_is_shown_a_word_of_it(told, cast, as_, who, path):
    page, own = read(as_(getattr(cast, who)).get(path)), read(as_(cast.ada).get(path))
    theirs = page.replace(f"{CANARY} gevinst", "")  # ben and hedda carry or read the action
    marks = {"/me/map": (), "/me/takeaways": (CANARY, str(told.uid))}.get(path, (CANARY,))
    absent(*marks, cast.ada.name, from_=theirs, but_in=own)
    assert "</main>" in theirs and CANARY not in theirs and str(told.uid) not in theirs


@pytest.mark.parametrize("more", ["?user={0}", "?of={0}", "?person_id={0}", "/{0}", "?open={0}"])
def test_no_address_leads_to_anothers(told, cast, as_, more):
    for path in ("/me/portfolio", "/me/map", "/me/takeaways"):
        answer = as_(cast.mads).get(f"{path}{more.format(cast.ada.uid)}")
        if more.startswith("/"):
            assert answer.status_code == 404
            continue
        absent(cast.ada.name, from_=answer, but_in=as_(cast.ada).get(path))
        assert CANARY not in answer.text


def test_the_door_is_closed_without_signing_in(client, told):
    for path in ALL:
        assert client.get(path).location.startswith("/sign-in")


def test_a_check_stands_beside_its_practice(still, told, cast, as_):
    still.stop(told.concluded_at + timedelta(weeks=4))
    Check.answered(told, "sometimes", by=cast.ada)
    assert "efter 4 uger: nogle gange" in as_(cast.ada).get("/me/portfolio").text


def test_what_was_taken_back_is_not_in_it(told, cast, as_):
    told.withdraw()
    page = as_(cast.ada).get("/me/portfolio").text
    assert f"{CANARY} undrer" not in page
    assert f"{CANARY} alene" in page


def test_print_opens_every_fold(told, cast, as_):
    ada = as_(cast.ada)
    closed, opened = (
        folds(ada.get(path).text) for path in ("/me/portfolio", "/me/portfolio?open=all")
    )
    assert len(closed) == len(opened) == 2
    assert not any("open" in fold for fold in closed)
    assert all("open" in fold for fold in opened)
    assert all("open" in fold for fold in folds(ada.get("/me/portfolio.html").text))


def folds(page):
    return [fold.split(">")[0] for fold in page.split("<details")[1:] if "folio__chapter" in fold]


def test_the_file_needs_nothing_but_itself(told, cast, as_):
    answer = as_(cast.ada).get("/me/portfolio.html")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="portefoelje-')
    assert answer.headers["Cache-Control"] == "no-store"
    for foreign in (
        "<script",
        "<link",
        "<img",
        "<use",
        "<iframe",
        "src=",
        "href=",
        "url(",
        "@import",
    ):
        assert foreign not in answer.text, foreign
    assert "<style>" in answer.text and "</html>" in answer.text
    assert not re.search(r"(https?:)?//", answer.text)


def test_a_long_half_year_asks_as_little_as_a_short_one(told, cast, as_):
    ada = as_(cast.ada)
    counted = []
    for _ in range(2):
        for path in ALL:
            with count_queries() as asked:
                ada.get(path)
            counted.append(asked.count)
        for _ in range(10):
            cast.experiment(state="shared")
            cast.reflection(visibility="private")
    assert counted[: len(ALL)] == counted[len(ALL) :]
    assert max(counted) <= 12


def test_what_is_written_cannot_leave_its_place_on_the_page(cast, as_):
    it = cast.experiment(state="planned")
    it.write(wondering="<script>alert(1)</script></style>")
    for path in ("/me/portfolio", "/me/portfolio.html"):
        page = as_(cast.ada).get(path).text
        assert "&lt;script&gt;alert" in page and "<script>alert" not in page


# The map ----------------------------------------------------------------------------------------


def test_the_map_is_a_picture_with_the_same_in_a_table(told, cast, as_):
    page = as_(cast.ada).get("/me/map").text
    assert page.count('role="img"') == 2 and page.count("<table") == 2
    assert page.count('class="map__ring') == 6
    assert page.count("map__ring--walked") == 1
    row = page.split("Håndtering af konflikter")[1].split("</tr>")[0]
    assert re.findall(r"<td>(\d+)</td>", row) == ["1", "0"]


def test_the_balance_says_what_is_missing_and_scores_nothing(told, cast, as_):
    assert "ny viden" in as_(cast.ada).get("/me/map").text
    assert "Her er stille lige nu" in as_(cast.mads).get("/me/map").text


# Takeaways --------------------------------------------------------------------------------------


@pytest.fixture
def due(still, cast):
    it = cast.experiment(state="shared")
    still.stop(clock.now() + timedelta(weeks=1, hours=1))
    return it


@pytest.mark.parametrize("answer, onward", [
    ("true", "/now"), ("later", "/now"), ("use", "/experiments/{}/editions/new"),
])  # fmt: skip
def test_a_takeaway_is_answered_with_one_tap(due, cast, as_, answer, onward):
    ada = as_(cast.ada)
    before = ada.get("/now")
    said = ada.post(f"/experiments/{due.uid}/recalls", data={"answer": answer})
    assert (said.status_code, said.location) == (303, onward.format(due.uid))
    assert Recall.get().answer == answer
    absent("Holder den stadig?", from_=ada.get("/now"), but_in=before)
    assert ada.post(f"/experiments/{due.uid}/recalls", data={"answer": answer}).status_code == 409


def test_an_odd_answer_is_asked_again(due, cast, as_):
    for data in ({}, {"answer": "måske"}):
        answer = as_(cast.ada).post(f"/experiments/{due.uid}/recalls", data=data)
        assert answer.status_code == 422
        assert due.takeaway in answer.text
    assert Recall.select().count() == 0


@pytest.mark.parametrize("who, status", [
    ("ben", 403), ("cleo", 403), ("mads", 404), ("lea", 404), ("sofus", 404), ("odd", 404),
])  # fmt: skip
def test_nobody_answers_for_another(due, cast, as_, who, status):
    answer = as_(getattr(cast, who)).post(
        f"/experiments/{due.uid}/recalls", data={"answer": "true"}
    )
    assert answer.status_code == status
    assert Recall.select().count() == 0
    theirs, own = (as_(it).get("/now") for it in (getattr(cast, who), cast.ada))
    absent("Holder den stadig?", from_=theirs, but_in=own)


def test_each_sentence_says_when_it_returns(due, cast, as_):
    page = as_(cast.ada).get("/me/takeaways").text
    assert due.takeaway in page and page.count("kommer igen") >= 2
    as_(cast.ada).post(f"/experiments/{due.uid}/recalls", data={"answer": "true"})
    assert "efter en uge: stadig sand" in as_(cast.ada).get("/me/takeaways").text
