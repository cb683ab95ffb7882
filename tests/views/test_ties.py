"""Whom I cannot sit with: my own business, and the builder's only as a pair."""

import pytest
from uuid_utils.compat import uuid7

from flu.models import Event, Tie
from flu.models.refusal import Refused
from tests.absence import absent


def test_a_tie_is_told_seen_and_taken_back_by_one_alone(cast, as_):
    ada = as_(cast.ada)
    data = {"person": cast.dora.uid, "uid": uuid7()}
    assert [ada.post("/ties", data=data).status_code for _ in range(2)] == [303, 303]
    own = ada.get("/ties")
    assert "Fjern Dora Prøve" in own.text
    tie = Tie.get()
    for who in ("dora", "lea", "cleo", "mads", "odd"):
        person = as_(getattr(cast, who))
        absent("Fjern", from_=person.get("/ties"), but_in=own)
        assert person.post(f"/ties/{tie.uid}/withdrawal").status_code == 404
    assert ada.post(f"/ties/{tie.uid}/withdrawal").status_code == 303
    assert Tie.select().count() == 0


def test_no_ledger_tells_of_it(cast, as_):
    before = Event.select().count()
    as_(cast.ada).post("/ties", data={"person": cast.dora.uid})
    assert Event.select().count() == before


@pytest.mark.parametrize("person", ["", "junk", "01a208c9-0000-7000-8000-000000000000"])
def test_it_is_about_somebody_in_the_programme(cast, as_, person):
    page = as_(cast.ada).post("/ties", data={"person": person})
    assert page.status_code == 422
    assert Tie.select().count() == 0


def test_it_is_about_nobody_elsewhere_and_not_oneself(cast, as_):
    for person in (cast.odd, cast.ada):
        assert as_(cast.ada).post("/ties", data={"person": person.uid}).status_code == 422


def test_nobody_is_tied_to_themselves(cast):
    with pytest.raises(Refused, match=r"tie\.self"):
        Tie.declare(cast.ada, by=cast.ada)
    assert Tie.select().count() == 0


def test_somebody_elses_uid_is_refused(cast, as_):
    uid = uuid7()
    Tie.declare(cast.dora, by=cast.ada, uid=uid)
    sent = as_(cast.ben).post("/ties", data={"person": cast.dora.uid, "uid": uid})
    assert sent.status_code == 409
    assert Tie.select().count() == 1


def test_the_door_is_closed_without_signing_in(client):
    assert client.get("/ties").headers["Location"].startswith("/sign-in")
    assert client.post("/ties").headers["Location"].startswith("/sign-in")
