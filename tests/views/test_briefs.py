"""Tre linjer til min chef: sent by name, answered by the two, and nobody else's (S14, I1)."""

import re
import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Brief, Remark
from flu.models.refusal import Refused
from tests.absence import absent

LINES = {"working_on": "Weekenderne", "learned": "Spørg først", "needed": "Et ja på torsdag"}
OTHERS = ["ben", "hedda", "cleo", "dora", "lea", "sofus", "odd"]


def here(brief):
    return f"/briefs/{brief.uid}"


def test_it_is_sent_once_to_the_nearest_manager_and_the_page_says_so_before(cast, as_):
    ada, uid = as_(cast.ada), str(uuid7())
    before = ada.get("/briefs/new").text
    assert "Dig og Mads Kæde" in before and 'data-audience="2"' in before
    answers = [ada.post("/briefs", data={**LINES, "uid": uid}) for _ in range(2)]
    brief = Brief.get()
    assert {answer.location for answer in answers} == {here(brief)}
    assert brief.to == cast.mads
    for person in (ada, as_(cast.mads)):
        page = person.get(here(brief)).text
        assert "Et ja på torsdag" in page and 'data-audience="2"' in page
        assert page.count(f'data-audience="{len(list(brief.readers()))}"') == 2


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_finds_it(cast, as_, who):
    brief, person = cast.brief(), as_(getattr(cast, who))
    for end in ("", "/audience"):
        hidden, missing = (person.get(f"/briefs/{u}{end}") for u in (brief.uid, uuid.uuid4()))
        assert (hidden.status_code, hidden.data) == (404, missing.data)
    assert person.post(f"{here(brief)}/remarks", data={"body": "x"}).status_code == 404
    assert person.post(f"{here(brief)}/withdrawal").status_code == 404
    for page in ("/line", "/now"):
        absent("Weekenderne", from_=person.get(page), but_in=as_(cast.mads).get(page))


def test_the_two_of_them_answer_on_the_card(cast, as_):
    brief, uid = cast.brief(), str(uuid7())
    for _ in range(2):
        sent = as_(cast.mads).post(
            f"{here(brief)}/remarks", data={"body": "Nu forstår jeg", "uid": uid}
        )
        assert sent.status_code == 303
    assert [remark.body for remark in Remark.select()] == ["Nu forstår jeg"]
    assert as_(cast.ada).post(f"{here(brief)}/remarks", data={"body": "Tak"}).status_code == 303
    page = as_(cast.mads).get(here(brief)).text
    assert "Nu forstår jeg" in page and "Tak" in page
    refused = as_(cast.mads).post(f"{here(brief)}/remarks", data={"body": "x" * 601})
    assert refused.status_code == 422 and "x" * 601 in refused.text


def test_a_remark_may_be_taken_back_by_whoever_made_it_alone(cast, as_):
    brief = cast.brief()
    remark = Remark.make("Fortrudt", on=brief, by=cast.mads)
    before = as_(cast.ada).get(here(brief))
    assert as_(cast.ada).post(f"/remarks/{remark.uid}/withdrawal").status_code == 403
    assert as_(cast.mads).post(f"/remarks/{remark.uid}/withdrawal").status_code == 303
    absent("Fortrudt", from_=as_(cast.ada).get(here(brief)), but_in=before)
    assert as_(cast.mads).post(f"/remarks/{remark.uid}/withdrawal/undo").status_code == 303
    assert "Fortrudt" in as_(cast.ada).get(here(brief)).text


def test_its_author_withdraws_it_with_all_that_was_said_on_it(cast, as_):
    brief = cast.brief()
    remark = Remark.make("Nu forstår jeg", on=brief, by=cast.mads)
    before = as_(cast.mads).get("/line")
    assert as_(cast.mads).post(f"{here(brief)}/withdrawal").status_code == 403
    assert as_(cast.ada).post(f"{here(brief)}/withdrawal").status_code == 303
    assert as_(cast.mads).get(here(brief)).status_code == 404
    assert as_(cast.mads).get(f"/remarks/{remark.uid}/audience").status_code == 404
    absent("Weekenderne", from_=as_(cast.mads).get("/line"), but_in=before)
    assert "Weekenderne" in as_(cast.ada).get("/withdrawals").text


def test_only_the_two_answer_it(cast):
    brief = cast.brief()
    for who in (cast.ben, cast.sofus, cast.lea):
        with pytest.raises(Refused, match=r"brief\.two"):
            Remark.make("Må jeg også", on=brief, by=who)
    assert [Remark.make("Ja", on=brief, by=who).author for who in (cast.mads, cast.ada)] == [
        cast.mads, cast.ada
    ]  # fmt: skip
    assert Remark.select().count() == 2


def test_it_stays_with_whom_it_was_sent_to_when_the_line_changes(cast, as_):
    brief = cast.brief()
    cast.ada.report_to(cast.finn)
    assert as_(cast.mads).get(here(brief)).status_code == 200
    assert as_(cast.finn).get(here(brief)).status_code == 404
    absent("Weekenderne", from_=as_(cast.finn).get("/line"), but_in=as_(cast.mads).get("/line"))


def test_what_was_written_for_one_manager_is_not_sent_to_another(cast, as_):
    ada = as_(cast.ada)
    seen = re.search(r'name="to"[^>]*value="([^"]+)"', ada.get("/briefs/new").text)[1]
    cast.ada.report_to(cast.finn)
    refused = ada.post("/briefs", data={**LINES, "to": seen})
    assert refused.status_code == 409 and Brief.select().count() == 0
    assert "Et ja på torsdag" in refused.text and "Dig og Finn Proces" in refused.text
    again = re.search(r'name="to"[^>]*value="([^"]+)"', refused.text)[1]
    assert ada.post("/briefs", data={**LINES, "to": again}).status_code == 303
    assert Brief.get().to == cast.finn


def test_without_a_manager_there_is_nobody_to_send_to(cast, as_):
    ben = as_(cast.ben)
    assert "ingen over dig" in ben.get("/briefs/new").text
    refused = ben.post("/briefs", data=LINES)
    assert refused.status_code == 409 and Brief.select().count() == 0


def test_the_first_line_is_part_of_it_and_no_number_of_a_citizen_is(cast, as_):
    ada = as_(cast.ada)
    refused = ada.post("/briefs", data={**LINES, "working_on": ""})
    assert refused.status_code == 422 and "Et ja på torsdag" in refused.text
    assert ada.post("/briefs", data={**LINES, "needed": "010190-1234"}).status_code == 422
    assert Brief.select().count() == 0


def test_it_may_grow_from_an_own_try_which_does_not_go_along(cast, as_):
    mine, others = cast.experiment(), cast.experiment(by=cast.dora)
    ada = as_(cast.ada)
    assert ada.get(f"/briefs/new?experiment={others.uid}").status_code == 404
    sent = ada.post("/briefs", data={**LINES, "experiment": mine.uid})
    assert Brief.get().experiment == mine
    own = ada.get(f"/experiments/{mine.uid}")
    absent("taler vi mest om lister", from_=as_(cast.mads).get(sent.location), but_in=own)


def test_the_door_is_closed_without_signing_in(client, cast):
    brief = cast.brief()
    for address in ("/line", "/briefs/new", here(brief)):
        assert client.get(address).location.startswith("/sign-in")
    for address in ("/briefs", f"{here(brief)}/remarks"):
        assert client.post(address).location.startswith("/sign-in")
