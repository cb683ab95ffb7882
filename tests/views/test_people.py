"""The directory: everybody in the house, nobody from another (M33)."""

import pytest
from playhouse.test_utils import count_queries

from flu.models import User
from tests.absence import absent


@pytest.mark.parametrize("who", ["ada", "cleo", "lea", "sofus", "mads", "anker"])
def test_everybody_sees_name_title_and_department(cast, as_, who):
    cast.ben.describe(title="Afsnitsleder")
    page = as_(getattr(cast, who)).get("/people").text
    assert "Ben Prøve" in page
    assert "Afsnitsleder" in page
    assert "Handicap" in page
    assert "Odd Fremmed" not in page
    assert "@proeveby" not in page


def test_another_house_is_another_list(cast, as_):
    page = as_(cast.odd).get("/people").text
    assert "Odd Fremmed" in page
    assert "Ada Prøve" not in page


@pytest.mark.parametrize("words, found", [
    ("ada", ["Ada Prøve"]), ("handicap", ["Ben Prøve", "Eli Prøve"]), ("åge", ["Åge Ørn"]),
    ("ØRN", ["Åge Ørn"]), ("chef", ["Mads Kæde"]), ("%", []), ("a\0", ["Ada Prøve", "Åge Ørn"]),
])  # fmt: skip
def test_search_finds_by_name_title_and_department(cast, as_, words, found):
    User.add(organisation=cast.home, name="Åge Ørn", email="aage@proeveby.example")
    cast.mads.describe(title="Områdechef")
    page = as_(cast.ada).get("/people", query_string={"q": words}).text
    for name in found:
        assert name in page
    if not found:
        assert "Ingen passer til det" in page


def test_someone_who_left_is_not_listed(cast, as_):
    before = as_(cast.ada).get("/people")
    cast.ben.deactivate()
    absent("Ben Prøve", from_=as_(cast.ada).get("/people"), but_in=before)


@pytest.mark.parametrize("number", ["0", "-3", "x", "9" * 30, "2"])
def test_any_page_number_is_answered(cast, as_, number):
    assert as_(cast.ada).get("/people", query_string={"page": number}).status_code == 200


def test_a_long_list_turns_its_pages(cast, as_):
    for n in range(80):
        User.add(organisation=cast.home, name=f"Navn {n:03}", email=f"n{n}@proeveby.example")
    first, second = (as_(cast.ada).get(f"/people?page={n}").text for n in (1, 2))
    assert "Navn 000" in first
    assert "Navn 079" not in first
    assert "Navn 079" in second


@pytest.mark.parametrize("who, invites, imports", [
    ("lea", True, True), ("cleo", True, False), ("hedda", True, False), ("ada", False, False),
    ("sofus", False, False), ("mads", False, False),
])  # fmt: skip
def test_the_doors_further_are_shown_to_whoever_may_pass(cast, as_, who, invites, imports):
    page = as_(getattr(cast, who)).get("/people").text
    assert ('href="/invitations"' in page) is invites
    assert ('href="/imports/new"' in page) is imports


def test_the_list_costs_the_same_for_one_and_for_many(cast, as_):
    client = as_(cast.ada)
    with count_queries() as few:
        client.get("/people?q=ada")
    for n in range(30):
        User.add(organisation=cast.home, name=f"Navn {n}", email=f"n{n}@proeveby.example")
    with count_queries() as many:
        client.get("/people")
    assert many.count == few.count


def test_a_stranger_is_led_to_sign_in(cast, client):
    assert client.get("/people").location == "/sign-in?next=/people"
