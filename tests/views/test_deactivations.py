"""Shutting somebody out: by whom, at once, with a reason, and back again (M43)."""

import pytest

from flu.models import Event, SignIn, User, account
from flu.models.refusal import Refused
from tests.absence import absent
from tests.cast import PASSWORD

WHY = {"reason": "Fratrådt"}


def address(person, more=""):
    return f"/people/{person.uid}/deactivation{more}"


def test_whoever_is_shut_out_is_out_at_once_and_stays_out(cast, as_, app, client):
    ben, lea = as_(cast.ben), as_(cast.lea)
    assert lea.post(address(cast.ben), data=WHY).location == "/people"
    assert ben.get("/now").location.startswith("/sign-in")
    assert not SignIn.of(cast.ben).exists()
    said = {"email": cast.ben.email, "password": PASSWORD}
    assert client.post("/sign-in", data=said).status_code == 422
    event = Event.select().where(Event.verb == "user.deactivated").get()
    assert (event.actor, event.subject_uid, event.words) == (cast.lea, cast.ben.uid, WHY)


def test_it_can_be_undone_and_nothing_was_lost(cast, as_, client):
    written, lea = cast.reflection(by=cast.ben), as_(cast.lea)
    lea.post(address(cast.ben), data=WHY)
    before = lea.get("/people")
    assert lea.post(address(cast.ben, "/undo")).status_code == 303
    absent("Lukket ude", "Fratrådt", from_=lea.get("/people"), but_in=before)
    said = {"email": cast.ben.email, "password": PASSWORD}
    assert client.post("/sign-in", data=said).status_code == 303
    assert client.get(f"/reflections/{written.uid}").status_code == 200
    assert Event.select().where(Event.verb == "user.reactivated").count() == 1


def test_nobody_who_is_in_is_let_in_once_more(cast, as_):
    lea = as_(cast.lea)
    lea.post(address(cast.ben), data=WHY)
    assert lea.post(address(cast.ben, "/undo")).status_code == 303
    for person in (cast.ben, cast.ada):
        assert lea.post(address(person, "/undo")).status_code == 404
    assert Event.select().where(Event.verb == "user.reactivated").count() == 1


@pytest.mark.parametrize("who", ["ada", "cleo", "hedda", "mads", "sofus", "anker"])
def test_others_neither_may_nor_see_the_door(cast, as_, who):
    client = as_(getattr(cast, who))
    assert client.get(address(cast.eli, "/new")).status_code == 403
    assert client.post(address(cast.eli), data=WHY).status_code == 403
    cast.ben.deactivate()
    assert client.post(address(cast.ben, "/undo")).status_code == 403
    absent("deactivation", from_=client.get("/people"), but_in=as_(cast.lea).get("/people"))
    assert User.get_by_id(cast.eli.id).is_active


def test_nobody_shuts_themselves_out_or_somebody_elsewhere(cast, as_):
    lea, olga = as_(cast.lea), as_(cast.olga)
    assert lea.post(address(cast.lea), data=WHY).status_code == 403
    with pytest.raises(Refused, match="own_account"):
        account.shut(cast.lea, by=cast.lea, reason="Ferie")
    assert User.get_by_id(cast.lea.id).is_active
    assert lea.post(address(cast.odd), data=WHY).status_code == 404
    cast.ben.deactivate()
    assert olga.post(address(cast.ben, "/undo")).status_code == 404
    absent("Ben", from_=olga.get("/people"), but_in=lea.get("/people"))


def test_a_reason_is_asked_for(cast, as_):
    lea = as_(cast.lea)
    assert "Hvorfor?" in lea.get(address(cast.ben, "/new")).text
    assert lea.post(address(cast.ben), data={"reason": " "}).status_code == 422
    assert User.get_by_id(cast.ben.id).is_active
