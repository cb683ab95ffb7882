"""How answers come in a thread: chosen, moved on, concluded; and what is early is kept."""

import re
from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Comment, Event, Group, Reflection
from tests.absence import absent

OFFER = "Jeg har prøvet fast ringetid. Sig til, hvis du vil høre."
OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def thread(cast):
    thread = cast.reflection()
    thread.begin("questions", by=cast.ada)
    return fresh(thread)


@pytest.fixture
def team(cast):
    thread = cast.reflection()
    thread.begin("team", by=cast.ada)
    return fresh(thread)


def fresh(row):
    return type(row).get_by_id(row.id)


def answer(client, thread, kind="offers", body=OFFER, **more):
    data = {"uid": str(uuid7()), "kind": kind, "body": body, **more.pop("data", {})}
    return client.post(f"/reflections/{thread.uid}/comments", data=data, **more)


def page(client, thread):
    return client.get(f"/reflections/{thread.uid}").text


def later(hours):
    clock.stop(clock.now() + timedelta(hours=hours))


def test_an_early_offer_is_taken_waits_in_sight_of_its_writer_and_comes_by_itself(
    cast, as_, thread
):
    sent = answer(as_(cast.ben), thread)
    assert sent.status_code == 303
    for who, sees in (("ben", True), ("cleo", True), ("ada", False), ("eli", False)):
        text = page(as_(getattr(cast, who)), thread)
        assert (OFFER in text, "Venter, til spørgsmålene er stillet" in text) == (sees, sees)
    later(25)
    text = page(as_(cast.eli), thread)
    assert OFFER in text and "Venter, til" not in text


def test_a_letter_from_a_phone_that_was_offline_is_never_refused_for_being_early(cast, as_, thread):
    ben, uid = as_(cast.ben), str(uuid7())
    for _ in range(2):
        assert answer(ben, thread, data={"uid": uid}).status_code == 303
    assert [c.waits for c in Comment.select()] == [True]
    piece = answer(ben, thread, headers=HTMX)
    assert piece.status_code == 200 and "Venter, til spørgsmålene er stillet" in piece.text


def test_nobody_else_comes_near_the_words_that_wait(cast, as_, thread):
    answer(as_(cast.ben), thread)
    uid, own = Comment.get().uid, page(as_(cast.ben), thread)
    for who in ("ada", "eli", *OUTSIDE):
        client = as_(getattr(cast, who))
        assert client.post(f"/comments/{uid}/welcome").status_code == 404
        assert client.get(f"/actions/new?comment={uid}").status_code == 404
        assert client.get(f"/audiences/comments/{uid}").status_code == 404
        for at in ("/now", "/group"):
            absent(OFFER, from_=client.get(at), but_in=own)


def test_the_thread_tells_where_it_is_and_how_it_goes_on(cast, as_, thread):
    own, other = page(as_(cast.ada), thread), page(as_(cast.ben), thread)
    assert "Gå videre til tilbud" in own and "Gå videre til tilbud" not in other
    assert "Går videre af sig selv i morgen" in other
    assert "Spørgsmål først: spørgsmål" in as_(cast.ben).get(f"/groups/{cast.broen.uid}").text


def test_the_author_turns_and_a_turn_sent_twice_is_one(cast, as_, thread):
    ada, turn = as_(cast.ada), f"/reflections/{thread.uid}/turn"
    for _ in range(2):
        assert ada.post(turn, data={"leaving": "questions"}).status_code == 303
    assert fresh(thread).phase.name == "offers"
    ada.post(turn, data={"leaving": "offers"})
    assert 'value="concludes"' in page(ada, thread)
    assert answer(ada, thread, kind="concludes", body="Ringetiden.").status_code == 303
    text = page(as_(cast.ben), thread)
    assert "comment--conclusion" in text and 'id="composer"' not in text
    late = answer(as_(cast.ben), thread, kind="wonders", body="Og hvad så?")
    assert late.status_code == 409
    assert "Og hvad så?" in late.text and "Forfatteren kan åbne den igen" in late.text
    assert ada.post(f"{turn}/return").status_code == 303
    assert answer(as_(cast.ben), thread, kind="wonders", body="Og hvad så?").status_code == 303


def test_the_author_does_not_conclude_before_the_questions(cast, as_, thread):
    sent = answer(as_(cast.ada), thread, kind="concludes", body="Færdig.")
    assert sent.status_code == 409 and "Færdig." in sent.text
    assert not fresh(thread).is_over


@pytest.mark.parametrize("end", ["opening", "turn", "turn/return", "interviewer"])
def test_who_may_move_it(cast, as_, team, end):
    address = f"/reflections/{team.uid}/{end}"
    for who in ("hedda", "cleo"):
        if (who, end) != ("hedda", "interviewer"):
            assert as_(getattr(cast, who)).post(address).status_code == 403
    for who in OUTSIDE:
        assert as_(getattr(cast, who)).post(address).status_code == 404
    assert fresh(team).phase.name == "interview" and fresh(team).interviewer is None


def test_a_reflecting_team_from_the_first_question_to_the_last_word(cast, as_, team):
    ada, ben, eli = as_(cast.ada), as_(cast.ben), as_(cast.eli)
    assert "Jeg vil gerne spørge" in page(ben, team)
    for _ in range(2):
        assert ben.post(f"/reflections/{team.uid}/interviewer").status_code == 303
    assert "Samtaleleder: Ben Prøve" in page(eli, team)
    assert answer(ben, team, kind="wonders", body="Hvad skete der?").status_code == 303
    assert answer(ada, team, kind="reply", body="Der blev stille.").status_code == 303
    refused = answer(eli, team, kind="wonders", body="Må jeg spørge?")
    assert refused.status_code == 409 and "Må jeg spørge?" in refused.text
    assert answer(eli, team, kind="moved", body="Stilheden.").status_code == 303
    ben.post(f"/reflections/{team.uid}/turn", data={"leaving": "interview"})
    text = page(ada, team)
    assert "Stilheden." in text and 'id="composer"' not in text
    late = answer(ada, team, kind="reply", body="Jo, for …")
    assert late.status_code == 409 and "Jo, for …" in late.text
    later(25)
    ada = as_(cast.ada)
    assert answer(ada, team, kind="concludes", body="Stilheden.").status_code == 303
    assert fresh(team).is_over


def test_the_author_chooses_how_and_who_asks(cast, as_):
    thread, ada = cast.reflection(), as_(cast.ada)
    address = f"/reflections/{thread.uid}/opening"
    form = ada.get(f"{address}/edit").text
    assert "Ben Prøve" in form and "Cleo Proces" not in form and "Nina Prøve" not in form
    chosen = {"script": "team", "interviewer": str(cast.ben.uid)}
    assert ada.post(address, data=chosen).status_code == 303
    assert (fresh(thread).script, fresh(thread).interviewer) == ("team", cast.ben)
    for wrong in ({"script": "x"}, {}, {**chosen, "interviewer": str(cast.nina.uid)}):
        assert ada.post(address, data=wrong).status_code == 422
    assert as_(cast.ben).get(f"{address}/edit").status_code == 403
    private = cast.reflection(visibility="private")
    assert ada.get(f"/reflections/{private.uid}/opening/edit").status_code == 403


def test_it_is_chosen_when_sharing_with_the_groups_way_to_begin_with(cast, as_):
    cast.broen.open_with("questions", by=cast.hedda)
    ada, own = as_(cast.ada), cast.reflection(visibility="private")
    address = f"/reflections/{own.uid}/visibility"
    form = ada.get(f"{address}/edit").text
    assert re.search(r'<input checked[^>]*name="script"[^>]*value="questions"', form)
    ada.post(address, data={"visibility": "group", "script": "team"})
    assert fresh(own).script == "team"
    it = cast.experiment(state="reflected")
    told = {"visibility": "group", "takeaway": "Ti.", "wants": "questions"}
    ada.post(f"/experiments/{it.uid}/shares", data=told)
    assert Reflection.thread_of(it).script == "questions"


def test_host_and_facilitator_choose_how_threads_begin(cast, as_):
    address = f"/groups/{cast.broen.uid}/opening"
    for who in ("hedda", "cleo"):
        client = as_(getattr(cast, who))
        assert "Spørgsmål først" in client.get(f"{address}/edit").text
        assert client.post(address, data={"script": "questions"}).status_code == 303
    assert Group.get_by_id(cast.broen.id).script == "questions"
    assert Event.select().where(Event.verb == "group.opening").count() == 1
    assert (
        "valgte, hvordan nye tråde begynder"
        in as_(cast.ben).get(f"/groups/{cast.broen.uid}/log").text
    )
    assert as_(cast.hedda).post(address, data={"script": "team"}).status_code == 422
    for who, status in (("ben", 403), ("ada", 403), ("lea", 403), ("dora", 404), ("mads", 404)):
        client = as_(getattr(cast, who))
        assert client.get(f"{address}/edit").status_code == status
        assert client.post(address, data={"script": "plain"}).status_code == status
