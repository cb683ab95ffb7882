"""Pejlemærker: named and set aside by the manager, carried by tries, told in safe numbers (S10)."""

import pytest
from uuid_utils.compat import uuid7

from flu.models import Aim, Goal, Group
from tests.absence import absent
from tests.cast import leaders

GOOD = {"name": "Borgeren bestemmer selv", "name_en": "The citizen decides"}


@pytest.fixture
def goal(cast):
    return Goal.add(cast.programme, by=cast.lea, name="Hverdagen hører til hos borgeren")


@pytest.fixture
def others(cast, goal):
    return [goal, *(Goal.add(cast.programme, by=cast.lea, name=n) for n in ("To", "Tre"))]


def here(goal):
    return f"/goals/{goal.uid}"


def names(cast):
    return [goal.name for goal in Goal.within(cast.programme)]


def test_the_manager_writes_renames_orders_and_sets_aside(cast, as_, others):
    lea, uid = as_(cast.lea), uuid7()
    for _ in range(2):
        assert lea.post("/goals", data={**GOOD, "uid": uid}).status_code == 303
    assert names(cast)[3:] == ["Borgeren bestemmer selv"]
    assert lea.post(here(others[1]), data={"move": "up"}).status_code == 303
    assert names(cast)[0] == "To"
    assert lea.post(here(others[1]), data={**GOOD, "name": "Nyt"}).status_code == 303
    assert names(cast)[0] == "Nyt"
    assert lea.post(f"{here(others[1])}/archive").status_code == 303
    assert "Nyt" not in names(cast) and "lagt væk" in lea.get("/goals").text
    assert lea.post(f"{here(others[1])}/return").status_code == 303
    assert "Nyt" in names(cast)


@pytest.mark.parametrize("bad", [{"name": ""}, {"name": "x" * 121}, {"name_en": "a\x00b"}])
def test_what_cannot_be_one_is_asked_again(cast, as_, goal, bad):
    for path in ("/goals", here(goal)):
        page = as_(cast.lea).post(path, data={**GOOD, **bad})
        assert page.status_code == 422
        assert "The citizen decides" in page.text or "Borgeren bestemmer selv" in page.text
    assert names(cast) == ["Hverdagen hører til hos borgeren"]


@pytest.mark.parametrize("who, status", [
    ("cleo", 403), ("ada", 403), ("mads", 403), ("sofus", 403), ("olga", 404), ("odd", 404),
])  # fmt: skip
def test_nobody_else_changes_them(cast, as_, goal, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{here(goal)}/edit").status_code == status
    for path in ("", "/archive", "/return"):
        assert person.post(here(goal) + path, data=GOOD).status_code == status
    made = person.post("/goals", data={**GOOD, "programme": cast.programme.uid})
    assert made.status_code == status
    assert names(cast) == ["Hverdagen hører til hos borgeren"]


def test_a_try_carries_some_and_lets_go_of_them(cast, as_, others):
    it = cast.experiment()
    ada, place = as_(cast.ada), f"/experiments/{it.uid}"
    assert "To" in ada.get(f"{place}/aims/edit").text
    chosen = {"goals": [str(others[0].uid), str(others[2].uid)]}
    for _ in range(2):
        assert ada.post(f"{place}/aims", data=chosen).location == place
    assert list(Aim.of(it)) == [others[0], others[2]]
    assert "Hverdagen hører til hos borgeren" in ada.get(place).text
    assert ada.post(f"{place}/aims", data={}).status_code == 303
    assert list(Aim.of(it)) == []
    assert ada.post(f"{place}/aims", data={"goals": ["junk"]}).status_code == 422


def test_an_action_carries_some_too_as_its_group_says(cast, as_, goal):
    action = cast.action()
    place = f"/actions/{action.uid}"
    for who, status in (("cleo", 403), ("mads", 404), ("dora", 404)):
        person = as_(getattr(cast, who))
        assert person.get(f"{place}/aims/edit").status_code == status
        assert person.post(f"{place}/aims", data={"goals": [goal.uid]}).status_code == status
    assert as_(cast.eli).post(f"{place}/aims", data={"goals": [goal.uid]}).status_code == 303
    assert list(Aim.of(action)) == [goal]


def test_a_goal_set_aside_stays_with_what_carries_it(cast, as_, goal):
    it = cast.experiment()
    Aim.at(it, [goal])
    goal.archive(by=cast.lea)
    place = f"/experiments/{it.uid}"
    assert "Hverdagen hører" in as_(cast.ada).get(f"{place}/aims/edit").text
    assert as_(cast.ada).post(f"{place}/aims", data={"goals": [goal.uid]}).status_code == 303
    assert list(Aim.of(it)) == [goal]


def test_goals_without_a_try_stand_out_and_few_are_kept_back(cast, as_, others):
    people = (cast.ada, cast.ben, cast.hedda, cast.eli)
    for person in people:
        Aim.at(cast.experiment(by=person), [others[0]])
    page = as_(cast.sofus).get("/goals").text
    assert page.count("Ingen prøver noget her endnu") == 2
    assert "under 5" in page and "<b>4</b>" not in page and "Vision 2030" in page
    Aim.at(cast.experiment(by=cast.dora), [others[0]])
    page = as_(cast.sofus).get("/goals").text
    assert "under 5" in page and "<b>5</b>" not in page, "five, of two tables"
    third = leaders(cast.home, "ABCD")
    Group.form(cast.programme, "Molen", members=third, by=cast.lea)
    Aim.at(cast.experiment(by=third[0]), [others[0]])
    assert "<b>6</b>" in as_(cast.sofus).get("/goals").text


def test_many_tries_of_a_few_leaders_are_still_few(cast, as_, goal):
    for _ in range(6):
        Aim.at(cast.experiment(), [goal])
    assert "under 5" in as_(cast.lea).get("/goals").text


def test_neither_its_words_nor_its_author_stand_on_the_page(cast, as_, goal):
    it = cast.experiment()
    Aim.at(it, [goal])
    page, own = as_(cast.sofus).get("/goals"), as_(cast.ada).get(f"/experiments/{it.uid}")
    assert goal.name in page.text
    absent("taler vi mest om lister", "Ada", from_=page, but_in=own)


def test_a_withdrawn_try_carries_nothing(cast, as_, goal):
    it = cast.experiment()
    Aim.at(it, [goal])
    it.withdraw()
    assert "Ingen prøver noget her endnu" in as_(cast.lea).get("/goals").text


def test_the_door_is_closed_without_signing_in(client, cast, goal):
    it = cast.experiment()
    for address in (
        "/goals",
        "/goals/new",
        f"{here(goal)}/edit",
        f"/experiments/{it.uid}/aims/edit",
    ):
        assert client.get(address).location.startswith("/sign-in")
    assert client.post("/goals", data=GOOD).location.startswith("/sign-in")
