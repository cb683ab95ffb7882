"""The hold: chosen among everybody in the house, let in by links told once (M44, S13)."""

import re

import pytest

from flu.models import Enrolment, Invitation
from tests.absence import absent
from tests.cast import leaders


def here(cast, more=""):
    return f"/programmes/{cast.programme.uid}/enrolments{more}"


def takes_part(cast):
    return set(cast.programme.people("participant"))


def test_the_manager_chooses_who_takes_part_and_seats_keep_theirs(cast, as_):
    fresh, lea = leaders(cast.home, "AB"), as_(cast.lea)
    seated = takes_part(cast) - {cast.anker}  # who left the group
    data = {"sent": "1", "people": [str(person.uid) for person in fresh]}
    assert lea.post(here(cast), data=data).status_code == 303
    assert takes_part(cast) == seated | set(fresh)
    assert lea.post(here(cast), data={"sent": "1"}).status_code == 303
    assert takes_part(cast) == seated


def test_nobody_enrols_themselves_or_somebody_from_elsewhere(cast, as_):
    before = Enrolment.select().count()
    for person in (cast.lea, cast.odd):
        data = {"sent": "1", "people": [str(person.uid)]}
        assert as_(cast.lea).post(here(cast), data=data).status_code == 422
    assert Enrolment.select().count() == before


@pytest.mark.parametrize("who, status", [
    ("ada", 403), ("cleo", 403), ("mads", 403), ("sofus", 403), ("odd", 404), ("olga", 404),
])  # fmt: skip
def test_the_hold_is_the_managers_to_choose(cast, as_, who, status):
    person = as_(getattr(cast, who))
    assert person.get(here(cast)).status_code == status
    assert person.post(here(cast), data={"sent": "1"}).status_code == status
    assert person.post(here(cast, "/links")).status_code == status
    assert not Invitation.select().exists()


def test_all_who_are_missing_get_a_link_that_opens_once_told_once_a_day(cast, as_, client):
    people = leaders(cast.home, "A" * 24)
    for person in people:
        cast.programme.enrol(person, "participant")
    lea = as_(cast.lea)
    before = lea.get(here(cast))
    page = lea.post(here(cast, "/links")).text
    links = re.findall(r"/invitations/[\w-]{20,}", page)
    assert len(links) == len(set(links)) == 24 and people[0].email in page
    assert client.get(links[0]).status_code == 200
    again = lea.post(here(cast, "/links"))
    assert again.status_code == 429 and Invitation.select().count() == 24
    absent("Lav links", from_=lea.get(here(cast)), but_in=before)  # all of them have one
