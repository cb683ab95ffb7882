"""Bed om opbakning: asked upward, replied to, passed on, withdrawn; the group is told a status."""

import uuid
from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Ask, Backing, Carrier
from tests.absence import absent

OTHERS = ["hedda", "cleo", "dora", "lea", "sofus", "finn", "odd"]


@pytest.fixture
def words(cast):
    day = (clock.today() + timedelta(days=5)).isoformat()
    return {"title": "To timer i uge 15", "body": "Så kan de mødes", "wished_on": day}


@pytest.fixture
def action(cast):
    cast.ben.report_to(cast.finn)
    action = cast.action()
    action.become("consented", by=cast.ada)
    return action


def here(backing):
    return f"/backings/{backing.uid}"


def test_it_is_asked_once_of_the_nearest_manager(cast, as_, words):
    ada, uid = as_(cast.ada), str(uuid7())
    page = ada.get("/backings/new").text
    assert "Dig og Mads Kæde" in page and 'data-audience="2"' in page
    for _ in range(2):
        assert ada.post("/backings", data={**words, "uid": uid}).location == here(Backing.get())
    assert [ask.to for ask in Ask.select()] == [cast.mads]
    page = as_(cast.mads).get(here(Backing.get())).text
    assert "To timer i uge 15" in page and 'data-audience="2"' in page
    assert "To timer i uge 15" in as_(cast.mads).get("/line").text
    assert "To timer i uge 15" in as_(cast.mads).get("/now").text


@pytest.mark.parametrize("answer, body, status", [
    ("yes", "", 303), ("yes_if", "I finder dagen", 303), ("no_because", "Vi er for få", 303),
    ("yes_if", "", 422), ("no_because", "", 422), ("maybe", "Måske", 422), ("", "Tavs", 422),
])  # fmt: skip
def test_the_manager_says_yes_yes_if_or_no_because(cast, as_, answer, body, status):
    backing = cast.backing()
    sent = as_(cast.mads).post(f"{here(backing)}/reply", data={"answer": answer, "body": body})
    assert sent.status_code == status
    assert body in (sent.text if status == 422 else as_(cast.ada).get(here(backing)).text)
    told = as_(cast.ada).get("/line").text
    assert ("besvaret" in told) is (status == 303)


def test_it_is_passed_on_upward_and_answered_there(cast, as_):
    backing = cast.backing()
    assert as_(cast.sofus).get(here(backing)).status_code == 404
    assert "Send den videre til Sofus Top" in as_(cast.mads).get(here(backing)).text
    for _ in range(2):
        assert as_(cast.mads).post(f"{here(backing)}/passing").status_code == 303
    assert "sendt videre" in as_(cast.ada).get("/line").text
    page = as_(cast.sofus).get(here(backing)).text
    assert "To timer" in page and 'data-audience="3"' in page
    assert "sendt videre til dig" in as_(cast.sofus).get("/line").text
    sent = as_(cast.sofus).post(f"{here(backing)}/reply", data={"answer": "yes", "body": "Gør det"})
    assert sent.status_code == 303
    for reader in (cast.ada, cast.mads):
        assert "Gør det" in as_(reader).get(here(backing)).text
    assert Backing.get().status == "answered"


def test_the_top_of_the_line_passes_nothing_on_and_what_is_answered_stays(cast, as_):
    backing = cast.backing(by=cast.mads)
    assert as_(cast.sofus).post(f"{here(backing)}/passing").status_code == 409
    other = cast.backing()
    Ask.of(other, cast.mads).reply("yes")
    assert as_(cast.mads).post(f"{here(other)}/passing").status_code == 409
    moved = cast.backing()
    Ask.of(moved, cast.mads).pass_on()
    sent = as_(cast.mads).post(f"{here(moved)}/reply", data={"answer": "yes"})
    assert sent.status_code == 409


@pytest.mark.parametrize("who", ["ben", *OTHERS])
def test_nobody_else_finds_it(cast, as_, who):
    backing, person = cast.backing(title="Kun til Mads"), as_(getattr(cast, who))
    for end in ("", "/audience"):
        hidden, missing = (person.get(f"/backings/{u}{end}") for u in (backing.uid, uuid.uuid4()))
        assert (hidden.status_code, hidden.data) == (404, missing.data)
    for end in ("/reply", "/passing", "/withdrawal"):
        assert person.post(here(backing) + end, data={"answer": "yes"}).status_code == 404
    absent("Kun til Mads", from_=person.get("/line"), but_in=as_(cast.mads).get("/line"))


def test_only_whoever_was_asked_replies_and_only_the_asker_withdraws(cast, as_):
    backing = cast.backing()
    for end in ("/reply", "/passing"):
        assert as_(cast.ada).post(here(backing) + end, data={"answer": "yes"}).status_code == 403
    assert as_(cast.mads).post(f"{here(backing)}/withdrawal").status_code == 403
    assert as_(cast.ada).post(f"{here(backing)}/withdrawal").status_code == 303
    assert as_(cast.mads).get(here(backing)).status_code == 404
    assert "trukket tilbage" in as_(cast.ada).get("/line").text
    assert as_(cast.ada).post(f"{here(backing)}/withdrawal/undo").status_code == 303
    assert as_(cast.mads).get(here(backing)).status_code == 200


def test_about_an_action_the_managers_of_all_who_carry_it_are_asked(cast, as_, words, action):
    ada = as_(cast.ada)
    page = ada.get(f"/backings/new?action={action.uid}").text
    assert "Dig, Finn Proces og Mads Kæde" in page and 'data-audience="3"' in page
    sent = ada.post("/backings", data={**words, "action": action.uid})
    backing = Backing.get()
    assert sent.location == here(backing)
    assert {ask.to for ask in backing.asks} == {cast.mads, cast.finn}
    page = as_(cast.finn).get(here(backing)).text
    assert "Ét opkald, før vi ændrer" in page and f"/actions/{action.uid}" not in page
    assert as_(cast.finn).get(f"/actions/{action.uid}").status_code == 404


def test_each_manager_reads_their_own_reply_and_the_asker_all(cast, as_, action):
    backing = cast.backing(about=action)
    Ask.of(backing, cast.mads).reply("yes_if", "Mads' forbehold")
    Ask.of(backing, cast.finn).reply("no_because", "Finns grund")
    ada, mads = (as_(person).get(here(backing)).text for person in (cast.ada, cast.mads))
    assert "Mads&#39; forbehold" in ada and "Finns grund" in ada
    assert "Mads&#39; forbehold" in mads and "Finns grund" not in mads


def test_the_group_and_its_facilitator_see_title_and_status_and_no_word_more(cast, as_, action):
    backing = cast.backing(about=action, title="To timer", body="Hemmelig begrundelse")
    Ask.of(backing, cast.mads).reply("no_because", "Hemmeligt svar")
    for person in (cast.eli, cast.hedda, cast.cleo):
        page = as_(person).get(f"/actions/{action.uid}").text
        assert "To timer" in page and "1 af 2 har svaret" in page
        assert "Hemmelig" not in page and "Mads" not in page
        assert as_(person).get(here(backing)).status_code == 404


def test_later_words_of_what_it_is_about_are_not_sent_along(cast, as_, action):
    backing = cast.backing(about=action)
    action.edit(by=cast.ada, title="Noget, der ikke er sendt")
    page = as_(cast.mads).get(here(backing)).text
    assert "Ét opkald" in page and "ikke er sendt" not in page


def test_whoever_does_not_edit_the_action_cannot_ask_about_it(cast, as_, words, action):
    for who, status in (("cleo", 403), ("dora", 404), ("nina", 404)):
        person = as_(getattr(cast, who))
        assert person.get(f"/backings/new?action={action.uid}").status_code == status
        assert person.post("/backings", data={**words, "action": action.uid}).status_code == status
    assert as_(cast.eli).get(f"/backings/new?action={action.uid}").status_code == 200
    assert Backing.select().count() == 0 and Carrier.select().count() == 2


@pytest.mark.parametrize("bad", [
    {"title": ""}, {"wished_on": ""}, {"wished_on": "2020-01-01"}, {"title": "x" * 121},
    {"wished_on": "junk"}, {"title": "a\x00b"},
])  # fmt: skip
def test_what_cannot_be_asked_is_asked_again_with_the_text_kept(cast, as_, words, bad):
    refused = as_(cast.ada).post("/backings", data={**words, **bad})
    assert refused.status_code == 422 and "Så kan de mødes" in refused.text
    assert Backing.select().count() == 0


def test_what_was_meant_for_some_is_not_sent_to_others(cast, as_, words):
    refused = as_(cast.ada).post("/backings", data={**words, "to": str(cast.finn.uid)})
    assert refused.status_code == 409 and "Så kan de mødes" in refused.text
    assert Backing.select().count() == 0


def test_without_a_manager_there_is_nobody_to_ask(cast, as_, words):
    assert "ingen over dig" in as_(cast.eli).get("/backings/new").text
    assert as_(cast.eli).post("/backings", data=words).status_code == 409
    assert Backing.select().count() == 0


def test_the_door_is_closed_without_signing_in(client, cast):
    backing = cast.backing()
    for address in ("/backings/new", here(backing)):
        assert client.get(address).location.startswith("/sign-in")
    for end in ("/reply", "/passing"):
        assert client.post(here(backing) + end).location.startswith("/sign-in")
