"""Guests at a seance: a window that opens and shuts, and nothing anybody wrote (GU)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Guest, Minute, Topic, User
from tests.absence import absent

GUEST = {"name": "Gerda Gæst", "email": "gerda@ude.example"}


def ask(cast, seance=None, **told):
    return Guest.ask(seance or cast.seance(), by=cast.ada, **{**GUEST, **told})


def joined(guest):
    user = User.get_by_id(guest.user_id)
    user.joined_at = clock.now()
    user.save()
    return user


def test_a_member_asks_a_guest_once_and_gets_a_link(cast, as_):
    seance, data = cast.seance(), {**GUEST, "uid": uuid7()}
    here = f"/seances/{seance.uid}/guests"
    ada = as_(cast.ada)
    for _ in range(2):
        assert ada.post(here, data=data).status_code == 303
    first, second = ada.get(here), ada.get(here)
    absent("/invitations/", from_=second, but_in=first)
    assert Guest.select().count() == 1
    bad = ada.post(here, data={**GUEST, "email": "ikke en adresse"})
    assert bad.status_code == 422 and "Gerda Gæst" in bad.text


@pytest.mark.parametrize(
    "who, status", [("dora", 404), ("mads", 404), ("lea", 404), ("anker", 404)]
)
def test_who_does_not_sit_there_asks_nobody(cast, as_, who, status):
    here = f"/seances/{cast.seance().uid}/guests"
    assert as_(getattr(cast, who)).post(here, data=GUEST).status_code == status
    assert not Guest.select().exists()


def test_a_guest_sees_the_frame_and_no_word_anybody_wrote(cast, as_):
    seance = cast.seance()
    guest = joined(ask(cast, seance))
    cast.reflection(visibility="organisation", answer="KANARIE refleksion")
    cast.action(title="KANARIE handling")
    Minute.note(seance, "KANARIE referat", by=cast.ada)
    Topic.propose("KANARIE emne", by=cast.ada, programme=cast.programme, group=cast.broen)
    client = as_(guest)
    pages = [client.get(way) for way in (
        "/now", "/group", "/capture", "/programme", "/me", "/cards", "/experiments", "/reflections",
        f"/visits/{Guest.get().uid}",
    )]  # fmt: skip
    assert all("KANARIE" not in page.text for page in pages)
    assert "Havglimt" in pages[-1].text and "Ada" in pages[-1].text
    assert "Ada Prøve" not in pages[-1].text, "first names only"
    assert client.get(f"/seances/{seance.uid}").status_code == 404
    assert client.get("/people").status_code == 403


def test_the_library_is_not_a_guests(cast, as_):
    it = cast.reflection(visibility="organisation")
    guest = joined(ask(cast))
    assert as_(cast.dora).get(f"/reflections/{it.uid}").status_code == 200
    assert as_(guest).get(f"/reflections/{it.uid}").status_code == 404


@pytest.mark.parametrize("days, status", [(-15, 404), (-13, 200), (0, 200), (2, 404)])
def test_the_window_opens_and_shuts(cast, as_, still, days, status):
    now = clock.now()
    guest = ask(cast, cast.seance(in_days=0))
    person = joined(guest)
    still.stop(now + timedelta(days=days))
    assert as_(person).get(f"/visits/{guest.uid}").status_code == status


def test_a_window_is_shut_at_once(cast, as_):
    guest = ask(cast)
    person = joined(guest)
    here = f"/seances/{guest.seance.uid}/guests/end"
    assert as_(cast.ben).post(here, data={"guest": guest.uid}).status_code == 303
    assert as_(person).get(f"/visits/{guest.uid}").status_code == 404


def test_nobody_above_a_member_is_a_guest_of_the_group(cast, as_):
    here = f"/seances/{cast.seance().uid}/guests"
    for boss in (cast.mads, cast.sofus):
        data = {"name": boss.name, "email": boss.email}
        assert as_(cast.ada).post(here, data=data).status_code == 409
    assert not Guest.select().exists()


@pytest.mark.parametrize("who, says", [
    ("ben", "kommer til seancen i forvejen"), ("odd", "Den e-mail kan ikke bruges"),
])  # fmt: skip
def test_who_comes_anyway_or_is_of_another_house_is_no_guest(cast, as_, who, says):
    here, person = f"/seances/{cast.seance().uid}/guests", getattr(cast, who)
    answer = as_(cast.ada).post(here, data={"name": "Et navn", "email": person.email})
    assert answer.status_code == 409 and says in answer.text
    assert Guest.select().count() == 0
    assert User.get_by_id(person.id).name == person.name


def test_the_number_of_a_guest_elsewhere_asks_nobody_here(cast, as_):
    there, here, uid = cast.seance(), cast.seance(group=False), uuid7()
    ask(cast, there, uid=uid)
    data = {"name": "Niels Gæst", "email": "niels@ude.example", "uid": uid}
    answer = as_(cast.cleo).post(f"/seances/{here.uid}/guests", data=data)
    assert answer.status_code == 409 and "Genindlæs siden" in answer.text
    assert [(guest.seance, guest.user.name) for guest in Guest.select()] == [(there, "Gerda Gæst")]
    assert User.by_email("niels@ude.example") is None


def test_nobody_sees_a_guest_in_the_directory_or_anothers_visit(cast, as_):
    guest, ben = ask(cast), as_(cast.ben)
    host = as_(cast.ada).get(f"/seances/{guest.seance.uid}/guests")
    absent("Gerda", from_=ben.get("/people"), but_in=host)
    assert as_(cast.ben).get(f"/visits/{guest.uid}").status_code == 404
