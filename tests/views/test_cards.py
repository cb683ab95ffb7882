"""Inspiration cards, read in three minutes and tried; and the monthly look at the methods."""

from datetime import time, timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import CardReading, Experiment, InspirationCard, MethodChange, MethodVote
from tests.absence import absent, read

CARD = {
    "title": "Et spørgsmål mere",
    "body": "Hvad har I selv overvejet?",
    "source": "",
    "frame": "",
}
WONDER = {"desk_task": "Tavlemødet", "wondering": "Hvorfor svarer jeg altid?"}
CHANGE = {"method": "seances", "what": "Stunden er flyttet", "why": "Der var aldrig tid"}


def add(cast, **fields):
    return InspirationCard.add(
        cast.programme, by=cast.lea, **{"title": "Kort", "body": "Ord", **fields}
    )


def join(cast, *people):
    for person in people:
        cast.programme.enrol(person, "participant")


@pytest.mark.parametrize("who, status", [
    ("lea", 303), ("cleo", 303), ("ada", 403), ("mads", 403), ("sofus", 403), ("odd", 403),
])  # fmt: skip
def test_cards_are_added_by_those_who_make_the_frames(cast, as_, who, status):
    data = {**CARD, "uid": uuid7()}
    for _ in range(2):
        assert as_(getattr(cast, who)).post("/cards", data=data).status_code == status
    assert InspirationCard.select().count() == (status == 303)


def test_a_card_longer_than_three_minutes_is_told_and_kept(cast, as_):
    answer = as_(cast.lea).post("/cards", data={**CARD, "body": "ord " * 601})
    assert answer.status_code == 422 and "tre minutter" in answer.text and "ord ord" in answer.text
    assert as_(cast.lea).post("/cards", data={**CARD, "body": "ord " * 600}).status_code == 303


def test_a_card_leads_to_a_try_and_lists_what_one_may_read(cast, as_):
    join(cast, cast.ada, cast.ben)
    card = add(cast)
    assert "Efter inspirationskortet" in as_(cast.ada).get(f"/experiments/new?card={card.uid}").text
    sent = as_(cast.ada).post("/experiments", data={**WONDER, "card": card.uid})
    assert sent.status_code == 303 and Experiment.get().card == card
    ada, ben = (as_(who).get(f"/cards/{card.uid}") for who in (cast.ada, cast.ben))
    absent("Ada Prøve", from_=read(ben).split("<main")[1], but_in=read(ada).split("<main")[1])
    refused = as_(cast.ada).post("/experiments", data={"desk_task": "", "card": card.uid})
    assert refused.status_code == 422 and f'value="{card.uid}"' in refused.text


def test_a_card_of_another_house_is_none(cast, as_):
    card = add(cast)
    assert as_(cast.odd).get(f"/cards/{card.uid}").status_code == 404
    assert as_(cast.odd).post("/experiments", data={**WONDER, "card": card.uid}).status_code == 404


def test_that_one_has_read_it_is_ones_own_mark(cast, as_):
    join(cast, cast.ada)
    card = add(cast)
    for _ in range(2):
        assert as_(cast.ada).post(f"/cards/{card.uid}/reading").status_code == 303
    assert CardReading.select().count() == 1
    ada, lea = (as_(who).get(f"/cards/{card.uid}") for who in (cast.ada, cast.lea))
    absent("Du har læst det", from_=lea, but_in=ada)
    theirs = read(lea).split("<main")[1].split("</main")[0]
    assert card.body in theirs and "Ada" not in theirs


def test_a_card_is_changed_set_aside_and_taken_out_again(cast, as_):
    card, lea = add(cast), as_(cast.lea)
    assert lea.post(f"/cards/{card.uid}", data={**CARD, "title": "Nyt navn"}).status_code == 303
    assert lea.post(f"/cards/{card.uid}", data={**CARD, "title": ""}).status_code == 422
    before = lea.get("/cards")
    assert lea.post(f"/cards/{card.uid}/archive").status_code == 303
    assert "lagt væk" in lea.get("/cards").text
    now, then = (read(page).split("<main")[1] for page in (lea.get("/cards"), before))
    absent("Nyt navn", from_=now, but_in=then)
    assert lea.post(f"/cards/{card.uid}/return").status_code == 303


def next_month():
    """The second day of the month that follows the clock's."""
    day = (clock.today().replace(day=28) + timedelta(days=5)).replace(day=2)
    return clock.at(day, time(12))


def test_the_methods_are_voted_on_each_month_anew(cast, as_, still):
    join(cast, cast.ada)
    for choice in ("stop", "keep"):
        sent = as_(cast.ada).post("/methods", data={"weekly": choice, "seances": "change"})
        assert sent.status_code == 303
    assert MethodVote.of(cast.programme, cast.ada) == {"weekly": "keep", "seances": "change"}
    assert as_(cast.ada).post("/methods", data={"weekly": "burn"}).status_code == 422
    still.stop(next_month())
    assert MethodVote.of(cast.programme, cast.ada) == {}


@pytest.mark.parametrize("who", ["lea", "mads", "sofus", "cleo"])
def test_only_participants_vote(cast, as_, who):
    assert as_(getattr(cast, who)).post("/methods", data={"weekly": "keep"}).status_code in (
        403,
        404,
    )


def test_four_votes_say_nothing_and_five_say_what_most_mean(cast, as_, still):
    people = [cast.ada, cast.ben, cast.eli, cast.hedda, cast.nina]
    join(cast, *people)
    for person in people[:4]:
        MethodVote.cast(cast.programme, {"weekly": "keep"}, by=person)
    month = clock.today().replace(day=1)
    assert MethodVote.tendencies(cast.programme, month) == {}
    MethodVote.cast(cast.programme, {"weekly": "stop"}, by=people[4])
    assert MethodVote.tendencies(cast.programme, month) == {"weekly": "keep"}
    before = as_(cast.ada).get("/methods")  # the month still goes on
    still.stop(next_month())
    absent("de fleste: behold", from_=before, but_in=as_(cast.ada).get("/methods"))


def test_what_was_changed_and_why_is_read_by_all(cast, as_):
    join(cast, cast.ada)
    here, data = f"/programmes/{cast.programme.uid}/changes", {**CHANGE, "uid": uuid7()}
    for _ in range(2):
        assert as_(cast.lea).post(here, data=data).status_code == 303
    assert MethodChange.select().count() == 1
    assert "Fordi: Der var aldrig tid" in as_(cast.ada).get("/methods").text
    assert as_(cast.ada).post(here, data=data).status_code == 403
    assert as_(cast.odd).post(here, data=data).status_code == 404
    refused = as_(cast.lea).post(here, data={**CHANGE, "why": ""})
    assert refused.status_code == 422 and "Stunden er flyttet" in refused.text
