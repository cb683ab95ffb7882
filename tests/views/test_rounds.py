"""The consent round on the page: turning it, speaking in it, answering it."""

from datetime import UTC, datetime, timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Action, Consent, Voice

pytestmark = pytest.mark.hangs_on_dates
RIGHTS = [
    ("ada", "turn speak answer"),  # the tovholder
    ("ben", "speak answer"),
    ("hedda", "speak answer"),
    ("dora", "speak answer"),  # helps from another group
    ("cleo", "speak"),  # facilitates
    *((who, None) for who in ("nina", "anker", "finn", "mads", "lea", "sofus", "odd")),
]


@pytest.mark.parametrize("who, may", RIGHTS)
def test_who_does_what_in_the_round(cast, as_, who, may):
    client, action = as_(getattr(cast, who)), asked(cast, "questions")
    does = {"speak": client.post(at(action, "voices"), data={"body": "Hvem?"})}
    does["turn"] = client.post(at(action, "rounds"), data={"step": "reactions"})
    set_to(action, "consent")
    does["answer"] = client.post(at(action, "consents"), data={"answer": "live_with"})
    no, allowed = (404, "") if may is None else (403, may)
    wanted = {verb: 303 if verb in allowed else no for verb in does}
    assert {verb: answer.status_code for verb, answer in does.items()} == wanted
    assert Voice.select().exists() is ("speak" in allowed)
    assert Consent.select().exists() is ("answer" in allowed)


def test_the_round_from_the_first_word_to_the_last(cast, as_):
    action = asked(cast, "proposal")
    ada, eli = as_(cast.ada), as_(cast.eli)
    assert "Læs det i ro" in eli.get(at(action)).text
    turn(ada, action, "questions")
    assert "Hvad vil du vide" in eli.get(at(action)).text
    eli.post(at(action, "voices"), data={"body": "Hvem tager telefonen?"})
    turn(ada, action, "reactions")
    assert "Hvad tænker du om forslaget" in eli.get(at(action)).text
    turn(ada, action, "consent")
    page = eli.get(at(action)).text
    assert "Tavshed er ikke et ja" in page and "om 3 dage" in page
    say(eli, action, "objection", harms="employee", body="Nattevagten er alene.")
    assert "har en indvending" in ada.get(at(action)).text
    turn(ada, action, "adjust")
    turn(ada, action, "consent")
    assert "spurgt 2 gange" in eli.get(at(action)).text
    for person in (cast.ada, cast.ben, cast.dora, cast.eli, cast.hedda):
        say(as_(person), action, "live_with")
    page = ada.get(at(action)).text
    assert "Er det første skridt taget?" in page
    assert "Sådan blev den besluttet" in page and "Nattevagten er alene." in page


@pytest.mark.parametrize("step", ["", "junk", "proposal", "questions", "adjust"])
def test_a_step_out_of_its_place_changes_nothing(cast, as_, step):
    action = asked(cast, "reactions")
    assert as_(cast.ada).post(at(action, "rounds"), data={"step": step}).status_code == 409
    assert Action.get_by_id(action.id).round_step == "reactions"


@pytest.mark.parametrize(
    "said, says",
    [
        ({}, "Vælg, hvad du siger"),
        ({"answer": "junk"}, "Vælg en af mulighederne"),
        ({"answer": "objection", "body": "Det går galt"}, "Vælg, hvad der ville tage skade"),
        ({"answer": "objection", "harms": "law"}, "Skriv, hvad der ville ske"),
        ({"answer": "objection", "harms": "junk", "body": "Nej"}, "Vælg en af mulighederne"),
        ({"answer": "remark"}, "Skriv din bemærkning"),
        ({"answer": "remark", "body": "Ring 010190-1234"}, "CPR-nummer"),
    ],
)
def test_a_half_answer_is_asked_for_the_rest(cast, as_, said, says):
    action = asked(cast, "consent")
    page = as_(cast.ben).post(at(action, "consents"), data=said)
    assert page.status_code == 422
    assert says in page.text
    assert said.get("body", "") in page.text
    assert not Consent.select().exists()


@pytest.mark.parametrize("body", ["", "  ", "Fru Jensen 010190-1234"])
def test_an_empty_voice_is_asked_for_words(cast, as_, body):
    action = asked(cast, "questions")
    page = as_(cast.ben).post(at(action, "voices"), data={"body": body})
    assert page.status_code == 422
    assert body.strip() in page.text
    assert not Voice.select().exists()


def test_nothing_is_said_after_its_time(cast, as_):
    action, client = asked(cast, "proposal"), as_(cast.ben)
    page = client.post(at(action, "voices"), data={"body": "Hvem tager telefonen så?"})
    assert page.status_code == 409
    assert "Hvem tager telefonen så?" in page.text
    assert say(client, action, "live_with").status_code == 409


def test_an_answer_to_older_words_gives_the_typed_ones_back(cast, as_):
    action = asked(cast, "consent")
    action.edit(by=cast.ada, why="En anden grund")
    page = say(as_(cast.ben), action, "remark", body="Kun om formiddagen, tak.", asked=1)
    assert page.status_code == 409
    assert "Kun om formiddagen, tak." in page.text
    assert say(as_(cast.ben), action, "live_with", asked=2).status_code == 303


def test_one_says_something_else(cast, as_):
    action, client = asked(cast, "consent"), as_(cast.ben)
    say(client, action, "remark", body="Kun om formiddagen.")
    assert "Sig noget andet" in client.get(at(action)).text
    say(client, action, "live_with")
    assert [c.answer for c in Consent.given(action)] == ["live_with"]


def test_the_same_letter_twice_is_answered_as_the_first_time(cast, as_):
    action, client, uid = asked(cast, "consent"), as_(cast.ben), str(uuid7())
    assert say(client, action, "live_with", uid=uid).status_code == 303
    set_to(action, "adjust")
    assert say(client, action, "live_with", uid=uid).status_code == 303


@pytest.mark.on_day("2026-12-22")
def test_after_three_working_days_it_goes_on_the_agenda(cast, as_, still):
    action = asked(cast, "reactions")
    turn(as_(cast.ada), action, "consent")
    for now, says in ((29, "Svar senest"), (30, "går på næste dagsorden.")):
        still.stop(datetime(2026, 12, now, 11, tzinfo=UTC))
        page = as_(cast.ben).get(at(action)).text
        assert says in page and "Tavshed er ikke et ja" in page
    assert "Svar senest" not in page


def test_the_fourth_is_told_and_loses_nothing(cast, as_):
    live = [cast.action(title=f"Nummer {n}") for n in range(3)]
    Action.update(state="started").execute()
    action = asked(cast, "consent", helpers=[cast.ben])
    for person in (cast.ada, cast.ben, cast.eli, cast.hedda):
        assert say(as_(person), action, "live_with").status_code == 303
    ada = as_(cast.ada)
    page = ada.get(at(action)).text
    assert "så snart der er plads" in page
    assert all(other.title in page for other in live)
    assert turn(ada, action, "live", 409)
    assert Consent.given(action).count() == 4
    Action.update(state="done").where(Action.id == live[0].id).execute()
    assert "Sæt den i gang" in ada.get(at(action)).text
    turn(ada, action, "live")
    assert Action.get_by_id(action.id).state == "consented"


def test_editing_while_the_group_answers_asks_again(cast, as_):
    action = asked(cast, "consent")
    assert "bliver alle spurgt igen" in as_(cast.ada).get(at(action, "edit")).text


def asked(cast, step, helpers=None):
    action = cast.action(helpers=[cast.ben, cast.dora] if helpers is None else helpers)
    return set_to(action, step)


def set_to(action, step):
    action.round_step = step
    action.round_ends_on = clock.today() + timedelta(days=3)
    action.save()
    return action


def turn(client, action, step, status=303):
    answer = client.post(at(action, "rounds"), data={"step": step})
    assert answer.status_code == status
    return answer


def say(client, action, answer, **more):
    return client.post(at(action, "consents"), data={"answer": answer, **more})


def at(action, room=""):
    return f"/actions/{action.uid}" + (f"/{room}" if room else "")
