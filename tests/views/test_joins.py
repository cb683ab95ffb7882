"""Coming in anew by an operator's link: once, with a new password, and everybody else out."""

from datetime import timedelta

import pytest

from flu.models import Event, Invitation, Membership, SignIn, User, account
from flu.models.refusal import Refused
from tests.absence import absent

FRESH = {"password": "fire-stille-heste-sover"}


def door(person):
    return f"/invitations/{account.readmit(person.email).token}"


def test_a_new_password_lets_one_in_and_shuts_the_rest(cast, as_, app, client):
    before, read_from = as_(cast.ada), cast.seat(cast.ada).reads_from
    link = door(cast.ada)
    assert "Velkommen tilbage" in client.get(link).text
    assert before.get("/now").status_code == 200
    assert client.post(link, data=FRESH).location == "/"
    assert client.get("/now").status_code == 200
    assert before.get("/now").location.startswith("/sign-in")
    assert SignIn.of(cast.ada).count() == 1
    assert User.by_credentials(cast.ada.email, FRESH["password"]) == cast.ada
    assert Membership.get_by_id(cast.seat(cast.ada).id).reads_from == read_from
    assert client.get(f"/reflections/{cast.reflection().uid}").status_code == 200


def test_the_link_works_once_and_for_three_days(cast, client, still, noon):
    link = door(cast.ada)
    client.post(link, data=FRESH)
    assert client.post(link, data=FRESH).status_code == 404
    link = door(cast.ada)
    assert client.get(link).status_code == 200
    still.stop(noon + timedelta(hours=73))
    assert client.get(link).status_code == 404


def test_a_newer_link_shuts_the_older(cast, client):
    older, newer = door(cast.ada), door(cast.ada)
    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_the_person_is_told_and_the_ledger_keeps_it(cast, as_):
    before = as_(cast.ada).get("/devices")
    door(cast.ada)
    ada, ben = (as_(who).get("/devices") for who in (cast.ada, cast.ben))
    for page in (before, ben):
        absent("Driften lavede et link", from_=page, but_in=ada)
    event = Event.select().where(Event.verb == "user.readmitted").get()
    assert (event.actor, event.subject_uid) == (None, cast.ada.uid)


def test_nobody_newcomers_and_shut_out_are_refused(cast, client):
    vera = User.add(organisation=cast.home, name="Vera", email="vera@proeveby.example")
    link = door(cast.ben)
    cast.ben.deactivate()
    assert client.get(link).status_code == 404
    refused = {"x@y.example": "unknown", vera.email: "not_joined", cast.ben.email: "shut_out"}
    for email, why in refused.items():
        with pytest.raises(Refused, match=f"user.{why}"):
            account.readmit(email)


def test_an_invitation_says_nothing_to_whoever_is_in(cast, client):
    vera = User.add(organisation=cast.home, name="Vera", email="vera@proeveby.example")
    link = f"/invitations/{Invitation.invite(vera, programme=cast.programme, by=cast.lea).token}"
    vera.set_password(FRESH["password"])
    assert client.get(link).status_code == 404


def test_the_door_says_whom_to_ask(cast, client, app, monkeypatch):
    assert "Sig det til den, der inviterede dig" in client.get("/sign-in").text
    known = app.config["SETTINGS"].model_copy(update={"contact": "a@b.dk"})
    monkeypatch.setitem(app.config, "SETTINGS", known)
    assert '<a href="mailto:a@b.dk">' in client.get("/sign-in").text
