"""A shared action lifted to the sponsor: what was sent and no more, and down again (M28)."""

import pytest
from uuid_utils.compat import uuid7

from flu.models import Hiding, Lift
from tests.absence import absent

WORDS = {"title": "Ét opkald", "why": "Én forklaring til borgeren", "gain": "Færre opkald"}


@pytest.fixture
def action(cast):
    return cast.decided()


def new(action):
    return f"/actions/{action.uid}/lifts"


def test_a_member_lifts_it_once_and_sees_before_who_will_read(cast, as_, action):
    eli, uid = as_(cast.eli), str(uuid7())
    page = eli.get(f"{new(action)}/new").text
    assert "Sofus Top" in page and "Lea Ramme" in page and "Færre ringer to gange" in page
    for _ in range(2):
        sent = eli.post(new(action), data={**WORDS, "uid": uid})
        assert sent.location == f"/lifts/{Lift.get().uid}"
    count = Lift.get().readers().count()
    assert f'data-audience="{count}"' in page
    for reader in (cast.eli, cast.cleo, cast.sofus, cast.lea):
        shown = as_(reader).get(sent.location).text
        assert "Én forklaring til borgeren" in shown and f'data-audience="{count}"' in shown
    assert eli.post(new(action), data=WORDS).status_code == 409
    assert "Løftet til sponsor" in as_(cast.ben).get(f"/actions/{action.uid}").text


@pytest.mark.parametrize("who, status", [
    ("cleo", 403), ("lea", 404), ("sofus", 404), ("mads", 404), ("dora", 404), ("nina", 404),
])  # fmt: skip
def test_nobody_but_the_group_lifts_it(cast, as_, action, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{new(action)}/new").status_code == status
    assert person.post(new(action), data=WORDS).status_code == status
    assert Lift.select().count() == 0


def test_what_is_only_proposed_is_not_lifted(cast, as_):
    action = cast.action()
    assert as_(cast.ada).post(new(action), data=WORDS).status_code == 403
    pages = [as_(cast.ada).get(f"/actions/{it.uid}") for it in (action, cast.decided())]
    absent("/lifts/new", from_=pages[0], but_in=pages[1])


@pytest.mark.parametrize("bad", [{"title": ""}, {"why": ""}, {"gain": "010190-1234"}])
def test_what_cannot_be_lifted_is_asked_again(cast, as_, action, bad):
    refused = as_(cast.ada).post(new(action), data={**WORDS, **bad})
    assert refused.status_code == 422
    assert "Ét opkald" in refused.text or "Én forklaring til borgeren" in refused.text
    assert Lift.select().count() == 0


def test_sponsor_and_manager_find_it_and_nobody_else_has_that_list(cast, as_):
    lift = cast.lift(title="Op i linjen")
    for who in ("sofus", "lea"):
        person = as_(getattr(cast, who))
        assert 'href="/lifts?' in person.get("/programme").text
        assert "Op i linjen" in person.get("/lifts").text
    for who in ("ada", "mads", "cleo"):
        assert as_(getattr(cast, who)).get("/lifts").status_code == 403
    assert as_(cast.sofus).get(f"/actions/{lift.action.uid}").status_code == 404


def test_who_sits_in_the_group_is_not_told_to_those_above(cast, as_):
    here = f"/lifts/{cast.lift().uid}"
    page = as_(cast.sofus).get(here).text
    assert "Broen, Lea Ramme og Sofus Top" in page
    assert not [name for name in ("Ada", "Ben", "Hedda", "Eli", "Cleo") if name in page]
    for person in (cast.sofus, cast.ada):
        assert as_(person).get(f"{here}/audience").status_code == 404


def test_later_words_stay_with_the_group(cast, as_):
    lift = cast.lift()
    lift.action.edit(by=cast.ada, why="Kun for gruppen")
    page, own = as_(cast.sofus).get(f"/lifts/{lift.uid}"), f"/actions/{lift.action.uid}"
    absent("Kun for gruppen", from_=page, but_in=as_(cast.ada).get(own))


def test_the_group_takes_it_down_again(cast, as_):
    lift = cast.lift()
    here = f"/lifts/{lift.uid}"
    for who in ("cleo", "sofus", "lea"):
        assert as_(getattr(cast, who)).post(f"{here}/withdrawal").status_code == 403
    assert as_(cast.eli).post(f"{here}/withdrawal").status_code == 303
    assert as_(cast.sofus).get(here).status_code == 404
    assert as_(cast.ada).post(f"{here}/withdrawal/undo").status_code == 303
    assert as_(cast.sofus).get(here).status_code == 200


def test_two_of_the_same_are_never_up_there(cast, as_):
    first = cast.lift()
    first.withdraw()
    cast.lift(first.action)
    assert as_(cast.ada).post(f"/lifts/{first.uid}/withdrawal/undo").status_code == 409
    assert Lift.up_of(first.action).count() == 1


def test_what_moderation_holds_or_the_author_withdrew_is_not_up_there(cast, as_):
    lift = cast.lift()
    lift.action.withdraw()
    assert as_(cast.sofus).get(f"/lifts/{lift.uid}").status_code == 404
    lift.action.restore()
    lift.action.hold(lift.created_at)
    assert as_(cast.sofus).get(f"/lifts/{lift.uid}").status_code == 404
    assert Hiding.select().count() == 0


def test_the_door_is_closed_without_signing_in(client, cast):
    lift = cast.lift()
    for address in ("/lifts", f"/lifts/{lift.uid}", f"{new(lift.action)}/new"):
        assert client.get(address).location.startswith("/sign-in")
    assert client.post(new(lift.action)).location.startswith("/sign-in")
