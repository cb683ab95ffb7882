"""The forløb's page, and its manager's settings."""

import uuid

import pytest
from playhouse.test_utils import count_queries
from uuid_utils.compat import uuid7

from flu.models import Format, Programme, Track

GOOD = {"name": "Forløb 2027", "starts_on": "2027-01-04", "weeks": "26", "template": "A"}


@pytest.mark.parametrize("who", ["ada", "cleo", "mads", "sofus", "lea", "anker"])
def test_everybody_in_the_programme_sees_where_it_stands(cast, as_, who):
    page = as_(getattr(cast, who)).get("/programme").text
    assert "Uge <b>14</b> af 26" in page
    assert "Mit personlige lederskab" in page
    assert ("Dit arbejde med forløbet" in page) is (who == "lea")


def test_without_a_programme_the_page_says_so(cast, as_):
    cast.programme.enrolments.model.delete().execute()
    assert "Du er ikke med i et forløb endnu." in as_(cast.ada).get("/programme").text


def test_a_foreign_programme_answers_like_none(cast, as_):
    for uid in (cast.away_programme.uid, uuid.uuid4(), "junk"):
        assert as_(cast.ada).get("/programme", query_string={"programme": uid}).status_code == 404


def test_under_each_track_stands_what_one_may_read(cast, as_):
    cast.experiment(state="shared")
    for who, reads in (("ben", True), ("dora", False), ("mads", False), ("lea", False)):
        page = as_(getattr(cast, who)).get("/programme").text
        assert ("Ti, til nogen siger noget." in page) is reads


def test_many_tries_cost_no_more_questions_than_one(cast, as_):
    cast.experiment(state="tried")
    ada = as_(cast.ada)
    ada.get("/programme")
    with count_queries() as one:
        ada.get("/programme")
    for n in range(20):
        cast.experiment(state="tried")
        if n < 6:
            Track.add(cast.programme, name=f"Spor {n}", short_name=f"S{n}")
    with count_queries() as many:
        page = ada.get("/programme").text
    assert many.count == one.count
    assert page.count("experiment__text") == 3
    assert "Se alt fra Mig" in page


@pytest.mark.parametrize("who, status", [
    ("lea", 303), ("cleo", 403), ("ada", 403), ("sofus", 403), ("mads", 403),
])  # fmt: skip
def test_who_begins_and_changes_a_programme(cast, as_, who, status):
    person, page = as_(getattr(cast, who)), 200 if status == 303 else status
    before = Programme.select().count()
    here = f"/programmes/{cast.programme.uid}"
    assert person.get("/programmes/new").status_code == page
    assert person.post("/programmes", data=GOOD).status_code == status
    assert person.get(f"{here}/edit").status_code == page
    assert person.post(here, data=GOOD).status_code == status
    assert Programme.select().count() == before + (status == 303)


def test_somebody_elsewhere_cannot_change_it(cast, as_):
    for path in (f"/programmes/{cast.programme.uid}", f"/programmes/{uuid.uuid4()}"):
        assert as_(cast.olga).post(path, data=GOOD).status_code == 404


@pytest.mark.parametrize("template", ["A", "B", "C"])
def test_a_new_programme_has_tracks_formats_and_its_manager(cast, as_, template):
    data, before = {**GOOD, "template": template, "uid": uuid7()}, Programme.select().count()
    for _ in range(2):
        assert as_(cast.lea).post("/programmes", data=data).status_code == 303
    programme = Programme.get(Programme.name == "Forløb 2027")
    assert Programme.select().count() == before + 1
    assert Track.within(programme).count() == 4
    assert Format.within(programme).count() >= 10
    page = as_(cast.lea).get("/programme", query_string={"programme": programme.uid}).text
    assert "Dit arbejde med forløbet" in page
    assert as_(cast.ada).get(f"/programmes/{programme.uid}/edit").status_code == 404


@pytest.mark.parametrize("bad", [
    {"name": ""}, {"name": "x" * 121}, {"name": "a\x00"}, {"starts_on": ""},
    {"starts_on": "2027-01-05"}, {"starts_on": "0001-01-01"}, {"starts_on": "9999-12-27"},
    {"starts_on": "junk"}, {"weeks": ""}, {"weeks": "3"}, {"weeks": "61"}, {"weeks": "junk"},
    {"weeks": "9" * 400}, {"template": "Z"}, {"template": ""},
])  # fmt: skip
def test_what_cannot_be_a_programme_is_asked_again(cast, as_, bad):
    before = Programme.select().count()
    page = as_(cast.lea).post("/programmes", data={**GOOD, **bad})
    assert page.status_code == 422
    assert Programme.select().count() == before


def test_the_door_is_closed_without_signing_in(client, cast):
    for path in ("/programme", "/programmes/new", f"/programmes/{cast.programme.uid}/edit"):
        assert client.get(path).headers["Location"].startswith("/sign-in")
