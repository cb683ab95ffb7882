"""Up to three disciplines and who feels it: folded away, quiet, changed whenever one likes."""

import pytest
from werkzeug.datastructures import MultiDict

from flu.models import Experiment, discipline
from tests.absence import absent

WORDS = {"desk_task": "Tavlemødet tirsdag", "wondering": "Hvorfor taler vi mest om lister?"}
IF_THEN = {"if_i": "tier", "then": "taler de", "core_task": "Borgeren bliver set"}


def post(client, path, **fields):
    pairs = [(name, value) for name, many in fields.items() for value in many]
    return client.post(path, data=MultiDict(pairs))


def told(words):
    return {name: [value] for name, value in words.items()}


def test_they_are_chosen_with_the_wonder_and_read_on_its_page(cast, as_):
    ada = as_(cast.ada)
    tags = {"disciplines": ["conflict", "co_creation"], "felt_by": ["relatives", "citizens"]}
    where = post(ada, "/experiments", **told(WORDS), **tags).location
    it = Experiment.get()
    assert (sorted(it.disciplines), sorted(it.felt_by)) == (
        ["co_creation", "conflict"], ["citizens", "relatives"],
    )  # fmt: skip
    page = ada.get(where).text
    assert "Samskabelse" in page and "Konflikter" in page
    assert "mærkes af borgere og pårørende" in page


def test_without_any_nothing_is_said(cast, as_):
    it = cast.experiment()
    assert (it.disciplines, it.felt_by) == ([], [])
    tagged = cast.experiment(felt_by=["citizens"])
    without, with_ = (as_(cast.ada).get(f"/experiments/{one.uid}") for one in (it, tagged))
    absent("mærkes af", from_=without, but_in=with_)


@pytest.mark.parametrize("bad", [
    {"disciplines": ["conflict", "co_creation", "translation", "digitalisation"]},
    {"disciplines": ["ledelse"]}, {"felt_by": ["naboen"]},
])  # fmt: skip
def test_a_fourth_and_an_unknown_one_are_asked_again(cast, as_, bad):
    answer = post(as_(cast.ada), "/experiments", **told(WORDS), **bad)
    assert answer.status_code == 422
    assert WORDS["wondering"] in answer.text
    assert Experiment.select().count() == 0


def test_the_hypothesis_asks_for_them_once_and_takes_none_back(cast, as_):
    it, ada = cast.experiment(), as_(cast.ada)
    page = f"/experiments/{it.uid}/hypotheses"
    before = ada.get(f"{page}/new")
    assert post(ada, page, **told(IF_THEN), felt_by=["employees"]).status_code == 303
    absent("Hvem mærker det?", from_=ada.get(f"{page}/new"), but_in=before)
    assert post(ada, page, **told(IF_THEN)).status_code == 303
    assert Experiment.get_by_id(it.id).felt_by == ["employees"]


def test_they_are_changed_and_taken_off_later(cast, as_):
    it, ada = cast.experiment(state="shared"), as_(cast.ada)
    address = f"/experiments/{it.uid}"
    post(ada, address, tagged=["1"], disciplines=["conflict"], felt_by=["citizens"])
    assert Experiment.get_by_id(it.id).disciplines == ["conflict"]
    post(ada, address, seen_heard=["Andre ord"])  # a form that did not show them
    assert Experiment.get_by_id(it.id).disciplines == ["conflict"]
    post(ada, address, tagged=["1"])
    assert (Experiment.get_by_id(it.id).disciplines, it.felt_by) == ([], [])


def test_a_reader_reads_them_as_the_preview_promised(cast, as_):
    it = cast.experiment(state="shared")
    it.write(disciplines=["digitalisation"], felt_by=["politicians"])
    for who, path in (
        ("ada", f"/experiments/{it.uid}/shares/new"),
        ("ben", f"/experiments/{it.uid}"),
    ):
        page = as_(getattr(cast, who)).get(path).text
        assert "Digitalisering" in page and "mærkes af politikere" in page, who


def test_a_discipline_gathers_what_was_tried_in_it_and_what_i_may_read(cast, as_):
    shared, private = cast.experiment(state="shared"), cast.experiment(state="observed")
    other, idea = cast.experiment(state="shared"), cast.experiment()
    for it in (shared, private, idea):
        it.write(disciplines=["translation", "conflict"])
    other.write(disciplines=["co_creation"])
    readers = {"ada": [private, shared], "ben": [shared], "cleo": [shared], "mads": [], "dora": []}
    for who, expected in readers.items():
        conflict = discipline.coded("conflict")
        assert list(Experiment.practising(conflict, getattr(cast, who))) == expected, who
        page = as_(getattr(cast, who)).get("/experiments?discipline=conflict").text
        assert [str(it.uid) in page for it in (shared, private, other, idea)] == [
            it in expected for it in (shared, private, other, idea)
        ], who


@pytest.mark.parametrize("odd", ["", "ledelse", "%", '"', "conflict'"])
def test_an_unknown_discipline_shows_ones_own(cast, as_, odd):
    it = cast.experiment()
    page = as_(cast.ada).get("/experiments", query_string={"discipline": odd})
    assert page.status_code == 200 and str(it.uid) in page.text


def test_they_follow_into_the_next_edition(cast):
    it = cast.experiment(state="shared")
    it.write(disciplines=["translation"], felt_by=["partners"])
    edition = it.next_edition(changes="Om morgenen", by=cast.ada)
    assert (edition.disciplines, edition.felt_by) == (["translation"], ["partners"])


def test_who_reads_english_chooses_in_english(cast, as_):
    cast.ada.speak("en")
    assert "Co-creation" in as_(cast.ada).get("/experiments/new").text
