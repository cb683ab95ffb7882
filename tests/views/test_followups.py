"""The first step taken, and the follow-ups after it: the tovholder's, read by the group."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Action, FollowUp
from tests.dates import posted

pytestmark = pytest.mark.hangs_on_dates
RIGHTS = [
    ("ada", 303), ("ben", 403), ("hedda", 403), ("cleo", 403), ("dora", 403),
    ("anker", 404), ("nina", 404), ("finn", 404), ("mads", 404), ("lea", 404), ("odd", 404),
]  # fmt: skip


@pytest.mark.parametrize("who, status", RIGHTS)
def test_the_tovholder_sets_the_status(cast, as_, who, status):
    client, action = as_(getattr(cast, who)), standing(cast, "consented")
    assert client.post(at(action, "start")).status_code == status
    assert (Action.get_by_id(action.id).state == "started") is (status == 303)
    action = standing(cast, "started")
    shown = 200 if status == 303 else status
    assert client.get(at(action, "followups/new")).status_code == shown
    assert client.post(at(action, "followups"), data=told()).status_code == status
    assert FollowUp.select().exists() is (status == 303)


def test_the_first_step_is_asked_of_the_tovholder(cast, as_):
    action = standing(cast, "consented")
    assert "Er det første skridt taget?" in as_(cast.ada).get(at(action)).text
    page = as_(cast.ben).get(at(action)).text
    assert "Ada siger til" in page and "Er det første skridt taget?" not in page
    assert "kan minde om den" in as_(cast.cleo).get(at(action)).text


@pytest.mark.parametrize("state", ["proposed", "followed_up", "done", "stopped"])
def test_no_first_step_out_of_its_place(cast, as_, state):
    action = standing(cast, state)
    assert as_(cast.ada).post(at(action, "start")).status_code == 409


@pytest.mark.parametrize(
    "change, says",
    [
        ({"happened": ""}, "Skriv lidt her først"),
        ({"decision": ""}, "Vælg, om I fortsætter"),
        ({"decision": "junk"}, "Vælg en af mulighederne"),
        ({"next_on": ""}, "Vælg hvornår"),
        ({"next_on": 0}, "ligger forude"),
        ({"next_on": -22}, "Dagen er gået"),
        ({"next_on": "9999-01-01"}, "for langt ude i fremtiden"),
        ({"decision": "done", "gain": ""}, "hvilken gevinst I ser"),
        ({"decision": "stop", "takeaway": ""}, "Skriv hvad I tager med"),
        ({"gain": "Fru Jensen 010190-1234"}, "CPR-nummer"),
    ],
)
def test_what_a_follow_up_lacks_is_said_and_nothing_is_lost(cast, as_, change, says):
    action = standing(cast, "started")
    page = as_(cast.ada).post(at(action, "followups"), data=posted(told() | change))
    assert page.status_code == 422
    assert says in page.text
    assert change.get("happened", "Vi ringede otte gange") in page.text
    assert (Action.get_by_id(action.id).state, FollowUp.select().count()) == ("started", 0)


@pytest.mark.parametrize(
    "decision, state",
    [("continue", "followed_up"), ("adjust", "adjusted"), ("done", "done"), ("stop", "stopped")],
)
def test_each_decision_leads_on(cast, as_, decision, state):
    action, client = standing(cast, "started"), as_(cast.ada)
    answer = client.post(at(action, "followups"), data=told(decision=decision))
    assert (answer.status_code, answer.location) == (303, at(action))
    assert Action.get_by_id(action.id).state == state
    page = as_(cast.eli).get(at(action)).text
    assert "Vi ringede otte gange" in page and "Færre opkald" in page


def test_the_same_letter_twice_is_one_follow_up(cast, as_):
    action, client, uid = standing(cast, "started"), as_(cast.ada), str(uuid7())
    for _ in range(2):
        letter = told(decision="continue", uid=uid)
        assert client.post(at(action, "followups"), data=letter).status_code == 303
    assert FollowUp.select().count() == 1


@pytest.mark.parametrize("state", ["done", "stopped"])
def test_what_is_over_is_not_followed_up(cast, as_, state):
    action = standing(cast, state)
    answer = as_(cast.ada).post(at(action, "followups"), data=told())
    assert answer.status_code == 409
    assert "Vi ringede otte gange" in answer.text


def test_a_proposal_is_put_away_with_what_it_taught(cast, as_):
    action, client = cast.action(), as_(cast.ada)
    assert "Læg det væk med læring" in client.get(at(action, "followups/new")).text
    assert client.post(at(action, "followups"), data=told()).status_code == 422
    assert client.post(at(action, "followups"), data=told(decision="stop")).status_code == 303
    assert "Det tager vi med" in client.get(at(action)).text


def told(**change):
    return {
        "happened": "Vi ringede otte gange", "gain": "Færre opkald", "decision": "continue",
        "next_on": clock.today() + timedelta(days=14), "takeaway": "Ring før du skriver", **change,
    }  # fmt: skip


def standing(cast, state):
    action = cast.action(helpers=[cast.ben, cast.dora])
    action.state = state
    action.save()
    return action


def at(action, room=""):
    return f"/actions/{action.uid}" + (f"/{room}" if room else "")
