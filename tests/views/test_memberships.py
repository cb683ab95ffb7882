"""Seats: who gives them, appoints, leaves, and takes them back with a reason (M04–M06)."""

import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Membership
from tests.cast import leaders


@pytest.fixture
def newcomer(cast):
    person = leaders(cast.home, "D", "Ny")[0]
    cast.programme.enrol(person, "participant", by=cast.lea)
    return person


def table(cast):
    return f"/groups/{cast.broen.uid}/memberships"


def place(cast, who):
    return f"/memberships/{cast.seat(getattr(cast, who)).uid}"


def seated(cast):
    return {seat.user_id for seat in cast.broen.seats()}


@pytest.mark.parametrize("who, status", [
    ("lea", 303), ("cleo", 303), ("hedda", 303), ("ada", 403), ("ben", 403), ("nina", 403),
    ("anker", 403), ("dora", 404), ("finn", 404), ("mads", 404), ("sofus", 404), ("olga", 404),
])  # fmt: skip
def test_who_gives_a_seat(cast, as_, newcomer, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{table(cast)}/new").status_code == (200 if status == 303 else status)
    assert person.post(table(cast), data={"person": newcomer.uid}).status_code == status
    assert (newcomer.id in seated(cast)) is (status == 303)


def test_the_same_letter_twice_gives_one_seat(cast, as_, newcomer):
    data = {"person": newcomer.uid, "uid": uuid7()}
    for _ in range(2):
        assert as_(cast.hedda).post(table(cast), data=data).status_code == 303
    assert Membership.select().where(Membership.user == newcomer).count() == 1


@pytest.mark.parametrize("person", ["", "junk", "01a208c9-0000-7000-8000-000000000000"])
def test_a_seat_is_for_somebody_in_the_programme(cast, as_, person):
    before = seated(cast)
    page = as_(cast.lea).post(table(cast), data={"person": person})
    assert page.status_code == 422
    assert seated(cast) == before


def test_nobody_above_a_member_gets_a_seat_in_any_role(cast, as_):
    for role in ("participant", "facilitator"):
        cast.programme.enrol(cast.mads, role, by=cast.lea)
    before = seated(cast)
    for role in ("member", "facilitator"):
        data = {"person": cast.mads.uid, "role": role}
        page = as_(cast.lea).post(table(cast), data=data)
        assert page.status_code == 409
        assert "Mads Kæde er over Ada Prøve i ledelseslinjen" in page.text
    assert seated(cast) == before


def test_the_eighth_leader_is_one_too_many(cast, as_):
    people = leaders(cast.home, "ABC", "Ny")
    for person in people:
        cast.programme.enrol(person, "participant", by=cast.lea)
    answers = [as_(cast.lea).post(table(cast), data={"person": p.uid}).status_code for p in people]
    assert answers == [303, 303, 409]


@pytest.mark.parametrize("who, status", [("lea", 303), ("cleo", 403), ("hedda", 403), ("ada", 403)])
def test_who_appoints(cast, as_, who, status):
    person, data = as_(getattr(cast, who)), {"role": "host"}
    assert person.post(place(cast, "ben"), data=data).status_code == status
    assert cast.seat(cast.ben).role == ("host" if status == 303 else "member")
    guide = {"person": cast.finn.uid, "role": "facilitator"}
    assert person.post(table(cast), data=guide).status_code == status


@pytest.mark.parametrize("role", ["", "facilitator", "junk"])
def test_a_role_that_cannot_be_is_asked_again(cast, as_, role):
    assert as_(cast.lea).post(place(cast, "ben"), data={"role": role}).status_code == 422
    assert cast.seat(cast.ben).role == "member"


@pytest.mark.parametrize("who, status", [
    ("lea", 303), ("cleo", 303), ("hedda", 403), ("eli", 403), ("dora", 404), ("mads", 404),
    ("finn", 404), ("anker", 403), ("olga", 404),
])  # fmt: skip
def test_who_takes_a_seat_back(cast, as_, who, status):
    person = as_(getattr(cast, who))
    page = person.get(f"{place(cast, 'ben')}/edit")
    assert page.status_code == (200 if status == 303 else status)
    sent = person.post(f"{place(cast, 'ben')}/departure", data={"reason": "Skifter job"})
    assert sent.status_code == status
    assert (cast.ben.id in seated(cast)) is (status != 303)


def test_a_seat_is_taken_back_with_a_reason_the_group_reads(cast, as_):
    unsaid = as_(cast.lea).post(f"{place(cast, 'ben')}/departure", data={"reason": " "})
    assert unsaid.status_code == 422
    assert cast.ben.id in seated(cast)
    as_(cast.lea).post(f"{place(cast, 'ben')}/departure", data={"reason": "Skifter job"})
    log = as_(cast.ada).get(f"/groups/{cast.broen.uid}/log").text
    assert "Lea Ramme tog pladsen tilbage fra Ben Prøve." in log
    assert "Skifter job" in log


def test_leaving_asks_no_reason_and_happens_once(cast, as_):
    ben, seat = as_(cast.ben), place(cast, "ben")
    assert "uden at forklare dig" in ben.get(f"{seat}/edit").text
    assert ben.post(f"{seat}/departure").headers["Location"] == "/group"
    assert ben.post(f"{seat}/departure").status_code == 404  # the seat is no more


def test_a_missing_seat_answers_like_a_foreign_one(cast, as_):
    odd = as_(cast.odd)
    for method in ("/edit", "/departure", ""):
        ask = odd.get if method == "/edit" else odd.post
        missing = ask(f"/memberships/{uuid.uuid4()}{method}")
        foreign = ask(place(cast, "ben") + method)
        assert (foreign.status_code, foreign.data) == (404, missing.data)


def test_who_is_paused_may_still_leave(cast, as_):
    cast.ben.report_to(cast.hedda)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    hedda = as_(cast.hedda)
    assert hedda.get(f"{place(cast, 'hedda')}/edit").status_code == 200
    assert hedda.post(f"{place(cast, 'hedda')}/departure").status_code == 303


def test_the_door_is_closed_without_signing_in(client, cast):
    for path in (table(cast), place(cast, "ben"), f"{place(cast, 'ben')}/departure"):
        assert client.post(path).headers["Location"].startswith("/sign-in")
