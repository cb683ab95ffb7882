"""Taking back what is one's own, and 30 days to think again (M13)."""

import uuid
from datetime import timedelta

import pytest

from flu import clock
from flu.models import Comment, Hiding, Reflection
from tests.absence import absent

KINDS = ("reflection", "comment", "experiment", "action")
OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")


def thing(cast, kind):
    if kind == "reflection":
        return cast.reflection()
    if kind == "comment":
        return cast.comment(by=cast.hedda, on=cast.reflection())
    return cast.action() if kind == "action" else cast.experiment(state="shared")


def place(kind, it, more=""):
    return f"/{kind}s/{it.uid}/withdrawal{more}"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_back_is_gone_for_all_and_comes_back_on_second_thought(cast, as_, kind):
    it = thing(cast, kind)
    noun, author = type(it), it.author
    before = set(it.readers())
    answer = as_(author).post(place(kind, it))
    assert (answer.status_code, answer.location) == (303, "/withdrawals")
    assert list(noun.get_by_id(it.id).readers()) == []
    ben, own = (as_(who).get("/withdrawals") for who in (cast.ben, author))
    absent("Hent tilbage", from_=ben, but_in=own)
    assert as_(author).post(place(kind, it, "/undo")).status_code == 303
    assert set(noun.get_by_id(it.id).readers()) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who, status", [("ben", 403), ("cleo", 403), *((w, 404) for w in OUTSIDE)])
def test_nobody_takes_anothers_away(cast, as_, kind, who, status):
    it = thing(cast, kind)
    assert as_(getattr(cast, who)).post(place(kind, it)).status_code == status
    assert type(it).get_by_id(it.id).withdrawn_at is None


def test_answers_are_hidden_with_it(cast, as_):
    comment = cast.comment()
    as_(cast.ada).post(place("reflection", comment.reflection))
    assert list(Comment.visible_to(cast.hedda)) == []
    assert as_(cast.hedda).get(f"/comments/{comment.uid}/audience").status_code == 404


def test_nobody_brings_anothers_back(cast, as_):
    reflection = cast.reflection()
    as_(cast.ada).post(place("reflection", reflection))
    for who in ("ben", "cleo", "dora", "odd"):
        undone = as_(getattr(cast, who)).post(place("reflection", reflection, "/undo"))
        assert undone.status_code == 404


def test_after_thirty_days_it_is_gone(still, cast, as_):
    reflection = cast.reflection()
    reflection.withdraw()
    before = as_(cast.ada).get("/withdrawals")
    still.stop(clock.now() + timedelta(days=31))
    absent("Hent tilbage", from_=as_(cast.ada).get("/withdrawals"), but_in=before)
    assert as_(cast.ada).post(place("reflection", reflection, "/undo")).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_deleted_for_good_or_never_taken_back_is_not_brought_back(cast, as_, kind):
    it = thing(cast, kind)
    author, readers = as_(it.author), set(it.readers())
    assert author.post(place(kind, it, "/undo")).status_code == 404
    assert set(type(it).get_by_id(it.id).readers()) == readers
    assert author.post(place(kind, it)).status_code == 303
    assert author.post(f"/{kind}s/{it.uid}/erasure").status_code == 303
    assert author.post(place(kind, it, "/undo")).status_code == 404
    assert author.post(place(kind, it)).status_code == 404


def test_an_answer_taken_back_leaves_the_thread(cast, as_):
    comment = cast.comment()
    thread = f"/reflections/{comment.reflection.uid}"
    before = as_(cast.ada).get(thread)
    assert as_(cast.ben).post(place("comment", comment)).status_code == 303
    absent(comment.body, from_=as_(cast.ada).get(thread), but_in=before)


def test_what_moderation_paused_comes_back_paused(cast, as_):
    reflection = cast.reflection()
    hiding = Hiding.pause(reflection, rule="other", reason="x", by=cast.cleo)
    assert as_(cast.ada).post(f"/hidings/{hiding.uid}/retraction").status_code == 303
    assert as_(cast.ada).post(place("reflection", reflection, "/undo")).status_code == 303
    assert Reflection.get().paused_at is not None
    assert Hiding.open_on(Reflection.get()) == hiding
    assert as_(cast.ben).get(f"/reflections/{reflection.uid}").status_code == 404


def test_what_is_none_is_not_found(cast, as_):
    for path in (f"/reflections/{uuid.uuid4()}/withdrawal", f"/users/{cast.ben.uid}/withdrawal"):
        assert as_(cast.ben).post(path).status_code == 404
    undo = f"/reflections/{uuid.uuid4()}/withdrawal/undo"
    assert as_(cast.ben).post(undo).status_code == 404


def test_an_empty_list_says_what_it_is_for(cast, as_):
    assert "30 dage" in as_(cast.ben).get("/withdrawals").text


def test_who_has_not_signed_in_is_led_to_the_door(cast, client):
    assert client.get("/withdrawals").location.startswith("/sign-in?next=")
    reflection = cast.reflection()
    assert client.post(place("reflection", reflection)).location.startswith("/sign-in")
    assert Reflection.get().withdrawn_at is None
