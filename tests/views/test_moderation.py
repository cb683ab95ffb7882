"""Moderation with dignity: flag, pause, mask, revise, restore, lock; seen by author and group."""

import uuid
from datetime import timedelta

import pytest

from flu.models import Agreement, Comment, Event, Flag, Hiding, Reflection
from flu.models.hiding import MASK
from flu.models.kinds import bring_back
from flu.models.refusal import Refused
from tests.absence import absent

PAUSE = {"manner": "pause", "rule": "identifiable", "reason": "Kan genkendes."}
SECRET = "Bent fra Nordhøj sagde det."


@pytest.fixture
def post(cast):
    return cast.reflection(answer=SECRET)


def about(post):
    return {"kind": type(post).__name__.lower(), "uid": post.uid}


def pause(as_, cast, post):
    answer = as_(cast.cleo).post("/hidings", data={**about(post), **PAUSE})
    assert answer.status_code == 303
    return Hiding.get()


def mask(as_, cast, post, words="Bent, Nordhøj"):
    data = {**about(post), **PAUSE, "manner": "mask", "masks": words}
    assert as_(cast.cleo).post("/hidings", data=data).status_code == 303
    return Hiding.get()


def test_a_member_flags_and_only_the_facilitator_learns_who(cast, as_, post):
    sent = as_(cast.ben).post("/flags", data={**about(post), "reason": "Et navn"})
    assert sent.status_code == 303
    assert "Et navn" in as_(cast.cleo).get("/moderation").text
    assert as_(cast.finn).get("/moderation").text.count("Et navn") == 0
    assert as_(cast.ada).get("/moderation").status_code == 403


@pytest.mark.parametrize("who, status", [
    ("ben", 200), ("hedda", 200), ("cleo", 200), ("ada", 403), ("dora", 404), ("finn", 404),
    ("mads", 404), ("lea", 404), ("sofus", 404), ("nina", 404), ("anker", 404), ("odd", 404),
])  # fmt: skip
def test_who_may_flag_a_post(cast, as_, post, who, status):
    page = as_(getattr(cast, who)).get("/flags/new", query_string=about(post))
    assert page.status_code == status


@pytest.mark.parametrize("who, status", [
    ("cleo", 200), ("ben", 403), ("hedda", 403), ("ada", 403), ("dora", 404), ("finn", 404),
    ("mads", 404), ("lea", 404), ("sofus", 404), ("nina", 404), ("anker", 404), ("odd", 404),
])  # fmt: skip
def test_who_may_hide_a_post(cast, as_, post, who, status):
    page = as_(getattr(cast, who)).get("/hidings/new", query_string=about(post))
    assert page.status_code == status
    write = as_(getattr(cast, who)).post("/hidings", data={**about(post), **PAUSE})
    assert write.status_code == (303 if status == 200 else status)
    assert Hiding.select().count() == (status == 200)


def test_a_missing_post_answers_like_one_that_is_not_shared(cast, as_):
    private = cast.reflection(visibility="private")
    asked = as_(cast.cleo)
    missing = asked.get("/hidings/new", query_string={"kind": "reflection", "uid": uuid.uuid4()})
    hidden = asked.get("/hidings/new", query_string=about(private))
    assert (missing.status_code, missing.data) == (hidden.status_code, hidden.data)
    assert missing.status_code == 404


@pytest.mark.parametrize("bad", [
    {"reason": ""}, {"rule": "nonsense"}, {"manner": "burn"}, {"manner": "mask", "masks": ""},
    {"manner": "mask", "masks": "findesikke"}, {"reason": "x" * 5000},
    {"manner": "mask", "masks": "Nordhøj", "reason": "Fra NORDHØJ."}, {"reason": "a\x00b"},
])  # fmt: skip
def test_a_hiding_without_its_reason_is_asked_again(cast, as_, post, bad):
    data = {**about(post), **PAUSE, **bad}
    answer = as_(cast.cleo).post("/hidings", data=data)
    assert answer.status_code == 422
    assert Hiding.select().count() == 0
    assert data["reason"][:40].replace("\x00", "") in answer.text.replace("\ufffd", "")


@pytest.mark.parametrize("path", ["/flags/new", "/hidings/new"])
@pytest.mark.parametrize(
    "query", [{}, {"kind": "user", "uid": "x"}, {"kind": "comment", "uid": "7"}]
)
def test_nonsense_addresses_are_not_found(cast, as_, path, query):
    assert as_(cast.cleo).get(path, query_string=query).status_code == 404


def test_a_paused_post_is_gone_at_once_for_all_but_author_and_facilitator(cast, as_, post):
    table = f"/groups/{cast.broen.uid}"
    before = as_(cast.ben).get(table)
    pause(as_, cast, post)
    for who in (cast.ben, cast.hedda, cast.eli, cast.lea, cast.mads):
        assert as_(who).get(f"/reflections/{post.uid}").status_code == 404
    for who in (cast.ben, cast.hedda, cast.eli, cast.lea):
        absent(SECRET, from_=as_(who).get(table), but_in=before)
    assert as_(cast.mads).get(table).status_code == 404
    for who in (cast.ada, cast.cleo):
        assert SECRET in as_(who).get(f"/reflections/{post.uid}").text


def test_a_paused_comment_leaves_a_neutral_place_holder(cast, as_):
    thread = cast.reflection()
    comment = cast.comment(on=thread, by=cast.ben, body=SECRET)
    pause(as_, cast, comment)
    seen = as_(cast.hedda).get(f"/reflections/{thread.uid}").text
    assert SECRET not in seen and "pause" in seen
    assert "Ben Prøve" not in seen
    assert SECRET in as_(cast.ben).get(f"/reflections/{thread.uid}").text
    assert Comment.counts([thread], cast.hedda) == {thread.id: 0}


def test_masked_words_are_covered_for_everybody_and_the_rest_stands(cast, as_, post):
    hiding = mask(as_, cast, post)
    seen = as_(cast.ben).get(f"/reflections/{post.uid}").text
    assert "Bent" not in seen and MASK in seen and "sagde det." in seen
    assert SECRET in as_(cast.ada).get(f"/hidings/{hiding.uid}").text
    assert SECRET in as_(cast.cleo).get(f"/hidings/{hiding.uid}").text
    for who in (cast.ben, cast.hedda, cast.finn, cast.lea, cast.mads, cast.odd):
        assert as_(who).get(f"/hidings/{hiding.uid}").status_code == 404


def test_the_author_learns_what_why_by_which_role_and_how_to_answer(cast, as_, post):
    hiding = pause(as_, cast, post)
    assert f"/hidings/{hiding.uid}" in as_(cast.ada).get("/hidings/mine").text
    told = as_(cast.ada).get(f"/hidings/{hiding.uid}").text
    for element in ("pause", "Kan genkendes.", "genkendelige personer", "facilitator", "Skriv om"):
        assert element in told
    assert "Træk tilbage" in told and "Cleo Proces" in told


def test_revised_words_wait_until_the_facilitator_opens(cast, as_, post):
    hiding = mask(as_, cast, post)
    new = {"text_0": "En kollega sagde det."}
    assert as_(cast.ada).post(f"/hidings/{hiding.uid}/revision", data=new).status_code == 303
    desk = as_(cast.cleo).get(f"/hidings/{hiding.uid}")
    absent("En kollega", from_=as_(cast.ben).get(f"/reflections/{post.uid}"), but_in=desk)
    assert as_(cast.cleo).post(f"/hidings/{hiding.uid}/restoration").status_code == 303
    assert Reflection.get_by_id(post.id).text == "En kollega sagde det."


def test_a_restored_post_is_just_as_it_was(cast, as_, post):
    before = Reflection.get_by_id(post.id)
    for hide in (pause, mask):
        hiding = hide(as_, cast, post)
        assert as_(cast.cleo).post(f"/hidings/{hiding.uid}/restoration").status_code == 303
        after = Reflection.get_by_id(post.id)
        assert (after.answers, after.wants, after.visibility, after.shared_at, after.paused_at) == (
            before.answers, before.wants, before.visibility, before.shared_at, None,
        )  # fmt: skip
        Hiding.delete().execute()


@pytest.mark.parametrize("path", ["revision", "reply", "retraction"])
def test_only_the_author_answers_a_hiding(cast, as_, post, path):
    hiding = pause(as_, cast, post)
    data = {"text_0": "Ny", "reply": "Nej"}
    assert as_(cast.cleo).post(f"/hidings/{hiding.uid}/{path}", data=data).status_code == 403
    assert as_(cast.ben).post(f"/hidings/{hiding.uid}/{path}", data=data).status_code == 404
    assert as_(cast.ada).post(f"/hidings/{hiding.uid}/{path}", data=data).status_code == 303


def test_only_the_facilitator_restores(cast, as_, post):
    hiding = pause(as_, cast, post)
    assert as_(cast.ada).post(f"/hidings/{hiding.uid}/restoration").status_code == 403
    assert as_(cast.ben).post(f"/hidings/{hiding.uid}/restoration").status_code == 404
    assert Reflection.get_by_id(post.id).paused_at is not None


def test_a_locked_thread_takes_no_answers_until_it_is_opened(cast, as_):
    thread = cast.reflection()
    where = f"/reflections/{thread.uid}"
    assert as_(cast.ben).post(f"{where}/lock", data={"reason": "Ro på"}).status_code == 403
    assert as_(cast.cleo).post(f"{where}/lock", data={"reason": ""}).status_code == 422
    assert as_(cast.cleo).post(f"{where}/lock", data={"reason": "Ro på"}).status_code == 303
    said = {"kind": "wonders", "body": "Hvad så du?"}
    refused = as_(cast.ben).post(f"{where}/comments", data=said)
    assert refused.status_code in (409, 422) and "Hvad så du?" in refused.text
    assert as_(cast.cleo).post(f"{where}/lock/release").status_code == 303
    assert as_(cast.ben).post(f"{where}/comments", data=said).status_code == 303


def test_the_group_reads_a_log_of_all_of_it_and_no_hidden_word(cast, as_, post):
    hiding = mask(as_, cast, post)
    as_(cast.cleo).post(f"/hidings/{hiding.uid}/restoration")
    as_(cast.cleo).post(f"/reflections/{post.uid}/lock", data={"reason": "Ro på"})
    verbs = [event.verb for event in Event.log_of(cast.broen)]
    assert verbs[:3] == ["thread.locked", "hiding.restored", "hiding.masked"]
    log = as_(cast.ben).get(f"/groups/{cast.broen.uid}/log").text
    assert "Kan genkendes." in log and "Ro på" in log and "Bent" not in log


def test_a_facilitator_never_sees_a_private_post_nor_edits_anothers(cast, as_, post):
    private = cast.reflection(visibility="private")
    assert as_(cast.cleo).get(f"/reflections/{private.uid}").status_code == 404
    answer = as_(cast.cleo).post(f"/reflections/{post.uid}", data={"answer_0": "Rettet"})
    assert answer.status_code == 403
    assert Reflection.get_by_id(post.id).text == SECRET


def test_an_answer_with_covered_words_is_written_anew_and_opened(cast, as_):
    answer = cast.comment(by=cast.ben, body=SECRET)
    hiding, ben = mask(as_, cast, answer), as_(cast.ben)
    new = {"text_0": "En kollega sagde det."}
    assert ben.post(f"/hidings/{hiding.uid}/revision", data=new).status_code == 303
    assert (Comment.get().body, Hiding.get().written) == (f"{MASK} fra {MASK} sagde det.", SECRET)
    assert as_(cast.cleo).post(f"/hidings/{hiding.uid}/restoration").status_code == 303
    assert Comment.get().body == "En kollega sagde det."


def test_words_that_do_not_stand_there_cover_nothing(cast, post):
    with pytest.raises(Refused, match="word_missing"):
        Hiding.mask(post, ["Sigurd"], rule="identifiable", reason="Et navn", by=cast.cleo)
    assert Hiding.select().count() == 0
    assert Reflection.get().text == SECRET


def test_what_was_covered_is_kept_no_longer_than_it_is_covered(cast, post):
    hiding = Hiding.mask(post, ["Bent"], rule="identifiable", reason="Kendes", by=cast.cleo)
    hiding.answer("Det var Bent, der tav.")
    hiding.lift(by=cast.cleo)
    kept = Hiding.get_by_id(hiding.id)
    assert (kept.masks, kept.original, kept.revision, kept.reply) == ([], None, None, "")
    assert (kept.reason, kept.lifted_at is None) == ("Kendes", False)
    verbs = [event.verb for event in Event.log_of(cast.broen)]
    assert verbs[:2] == ["hiding.restored", "hiding.masked"]


def test_what_the_facilitator_opened_stays_open_when_it_is_brought_back(cast, post, still, noon):
    hiding = Hiding.pause(post, rule="other", reason="Prøve", by=cast.cleo)
    assert Hiding.open_on(post) == hiding
    post.withdraw()
    still.stop(noon + timedelta(minutes=1))
    hiding.lift(by=cast.cleo)
    bring_back(type(post).get_by_id(post.id))
    assert Hiding.open_on(post) is None


def test_hiding_settles_the_flags_on_the_post(cast, as_, post):
    as_(cast.ben).post("/flags", data={**about(post), "reason": "Et navn"})
    assert Flag.open_for(cast.cleo).count() == 1
    pause(as_, cast, post)
    assert Flag.open_for(cast.cleo).count() == 0


def test_a_second_flag_says_the_reason_better_and_the_first_is_no_more(cast, as_, post):
    for reason in ("Et navn", "Et navn, og et sted"):
        sent = as_(cast.ben).post("/flags", data={**about(post), "reason": reason})
        assert (sent.status_code, sent.location) == (303, f"/reflections/{post.uid}")
    assert [(flag.user, flag.reason) for flag in Flag.select()] == [
        (cast.ben, "Et navn, og et sted")
    ]
    assert as_(cast.cleo).get("/moderation").text.count("Et navn") == 1


def test_another_members_flag_and_one_after_the_first_was_looked_at_are_their_own(cast, as_, post):
    data = {**about(post), "reason": "Et navn"}
    for who in (cast.ben, cast.hedda):
        assert as_(who).post("/flags", data=data).status_code == 303
    first, second = Flag.open_for(cast.cleo)
    assert as_(cast.cleo).post(f"/flags/{first.uid}/settlement").status_code == 303
    assert list(Flag.open_for(cast.cleo)) == [second]
    assert as_(cast.ben).post("/flags", data=data).status_code == 303
    assert [flag.user for flag in Flag.open_for(cast.cleo)] == [cast.hedda, cast.ben]


@pytest.mark.parametrize("again", [{"manner": "pause"}, {"manner": "mask", "masks": "sagde"}])
@pytest.mark.parametrize("first", [pause, mask])
def test_what_is_hidden_already_is_not_hidden_once_more(cast, as_, post, first, again):
    hiding = first(as_, cast, post)
    there, lines = Reflection.get_by_id(post.id), Event.select().count()
    data = {**about(post), **PAUSE, **again, "reason": "Et andet ord for det samme"}
    answer = as_(cast.cleo).post("/hidings", data=data)
    assert answer.status_code == 409
    assert "allerede sat på pause eller har skjulte ord" in answer.text
    assert "Et andet ord for det samme" in answer.text
    assert [(it, it.reason, it.masks) for it in Hiding.select()] == [
        (hiding, "Kan genkendes.", hiding.masks)
    ]
    now = Reflection.get_by_id(post.id)
    assert (now.answers, now.paused_at, now.version) == (
        there.answers, there.paused_at, there.version
    )  # fmt: skip
    assert Event.select().count() == lines


@pytest.mark.parametrize("gone", ["withdrawal", "visibility"])
@pytest.mark.parametrize("kind", ["reflection", "comment"])
def test_what_its_author_takes_home_leaves_the_facilitators_desk(cast, as_, kind, gone):
    thread = cast.reflection()
    flagged, hidden = (cast.comment(thread, body=f"Bent {n}") for n in (1, 2))
    if kind == "reflection":
        flagged, hidden = (cast.reflection(answer=f"Bent {n}") for n in (1, 2))
    Flag.raise_on(flagged, "Et navn", by=cast.eli)
    hiding, cleo = mask(as_, cast, hidden, "Bent"), as_(cast.cleo)
    desk, now = cleo.get("/moderation"), cleo.get("/now")
    for post in (thread,) if kind == "comment" else (flagged, hidden):
        taken = {"data": {"visibility": "private"}} if gone == "visibility" else {}
        answer = as_(cast.ada).post(f"/reflections/{post.uid}/{gone}", **taken)
        assert answer.status_code == 303
    absent("Bent", from_=cleo.get("/moderation"), but_in=desk)
    assert cleo.get(f"/hidings/{hiding.uid}").status_code == 404
    absent("Nogen har vist dig", from_=cleo.get("/now"), but_in=now)
    assert as_(hidden.author).get(f"/hidings/{hiding.uid}").status_code == 200


def test_a_post_whose_first_question_was_left_empty_can_be_rewritten(cast, as_):
    answers = [{"prompt": "Hvad?", "answer": ""}, {"prompt": "Og?", "answer": SECRET}]
    post = Reflection.post(answers, by=cast.ada, format=cast.format)
    post.share(visibility="group", group=cast.broen, by=cast.ada)
    hiding = mask(as_, cast, post)
    new = {"text_0": "", "text_1": "En kollega sagde det."}
    assert as_(cast.ada).post(f"/hidings/{hiding.uid}/revision", data=new).status_code == 303


def test_a_facilitator_reads_no_post_before_the_new_agreement_is_accepted(cast, as_, post):
    hiding = pause(as_, cast, post)
    as_(cast.ben).post("/flags", data={**about(cast.reflection()), "reason": "Et navn"})
    before = as_(cast.cleo).get("/moderation")
    Agreement.propose(cast.broen, by=cast.ada, text="Vi begynder forfra.")
    told = ("Et navn", "Jeg tav i fire minutter.", "Kan genkendes.")
    absent(*told, from_=as_(cast.cleo).get("/moderation"), but_in=before)
    assert as_(cast.cleo).get(f"/hidings/{hiding.uid}").status_code == 404
