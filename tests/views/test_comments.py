"""Answers: of a kind, questions first, once, changed by their author alone."""

import re
import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Comment, Hiding, Reflection
from tests.absence import absent, read

OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")
HTMX = {"HX-Request": "true"}
OFFER = "Jeg har prøvet fast ringetid. Sig til, hvis du vil høre."


def answer(client, thread, kind="wonders", body="Hvad gjorde du med blikket?", **more):
    data = {"uid": str(uuid7()), "kind": kind, "body": body, **more.pop("data", {})}
    return client.post(f"/reflections/{thread.uid}/comments", data=data, **more)


def thread_page(client, comment):
    return read(client.get(f"/reflections/{comment.reflection.uid}"))


def chips(page):
    form = page[page.index('id="composer"') :]
    return re.findall(r'type="radio" value="(\w+)"', form)


def test_an_answer_stands_in_the_thread(cast, as_):
    thread = cast.reflection()
    sent = answer(as_(cast.ben), thread)
    comment = Comment.get()
    assert sent.status_code == 303
    assert sent.location == f"/reflections/{thread.uid}#e-{comment.uid}"
    assert f'id="e-{comment.uid}"' in thread_page(as_(cast.ada), comment)
    assert (comment.kind, comment.author, comment.visibility) == ("wonders", cast.ben, "group")


def test_with_htmx_the_composer_comes_back_empty_and_the_answer_out_of_band(cast, as_):
    sent = answer(as_(cast.ben), cast.reflection(), headers=HTMX)
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert sent.text.count('id="composer"') == 1
    assert '<ol id="comments" hx-swap-oob="beforeend">' in sent.text
    assert f'id="e-{Comment.get().uid}"' in sent.text
    assert str(Comment.get().uid) not in sent.text[: sent.text.index("<ol")]
    assert "Hvad gjorde du" not in sent.text[: sent.text.index("<ol")]


def test_a_boosted_answer_walks_to_the_page(cast, as_):
    headers = {**HTMX, "HX-Boosted": "true"}
    assert answer(as_(cast.ben), cast.reflection(), headers=headers).status_code == 303


def test_in_a_long_thread_the_walk_ends_at_the_new_answer(cast, as_):
    thread = cast.reflection()
    for _ in range(30):
        cast.comment(on=thread, kind="hears")
    sent = answer(as_(cast.ben), thread, body="Den enogtredivte?")
    page = as_(cast.ben).get(sent.location.split("#")[0]).text
    assert "Den enogtredivte?" in page
    assert page.count('class="comment ') == 20


@pytest.mark.parametrize("who, status", [
    ("ada", 303), ("ben", 303), ("hedda", 303), ("cleo", 303), *((w, 404) for w in OUTSIDE),
])  # fmt: skip
def test_who_may_answer(cast, as_, who, status):
    thread, person = cast.reflection(), getattr(cast, who)
    sent = answer(as_(person), thread, kind="reply" if who == "ada" else "wonders")
    assert sent.status_code == status
    assert Comment.select().count() == (status == 303)


def test_who_has_not_signed_in_is_led_to_the_door_and_a_piece_gets_401(cast, client):
    thread = cast.reflection()
    assert answer(client, thread).location.startswith("/sign-in")
    assert answer(client, thread, headers=HTMX).status_code == 401
    assert Comment.select().count() == 0


def test_the_cohort_answers_what_was_shared_with_it(cast, as_):
    thread = cast.reflection(visibility="cohort")
    assert answer(as_(cast.dora), thread).status_code == 303


def test_a_reader_in_the_open_library_only_reads(cast, as_):
    thread = cast.reflection(visibility="organisation")
    for reader in (cast.mads, cast.sofus, cast.lea):
        page, ben = (as_(who).get(f"/reflections/{thread.uid}") for who in (reader, cast.ben))
        absent('id="composer"', from_=page, but_in=ben)
        assert answer(as_(reader), thread).status_code == 403
    assert answer(as_(cast.dora), thread).status_code == 303


def test_a_manager_in_the_cohort_does_not_answer_either(cast, as_):
    cast.programme.enrol(cast.mads, "participant")
    cast.taarnet.memberships.model.create(group=cast.taarnet, user=cast.mads)
    cast.accept(cast.taarnet, [cast.mads])
    thread = cast.reflection(visibility="cohort")
    assert as_(cast.mads).get(f"/reflections/{thread.uid}").status_code == 404
    thread.share(visibility="organisation", group=cast.broen, by=cast.ada)
    assert answer(as_(cast.mads), thread).status_code == 403


def test_the_kinds_come_in_the_order_that_puts_questions_before_advice(cast, as_):
    thread = cast.reflection()
    page = as_(cast.ben).get(f"/reflections/{thread.uid}").text
    assert chips(page) == ["hears", "recognises", "wonders", "impressed", "offers"]
    thread.share(visibility="group", group=cast.broen, wants=["challenge"], by=cast.ada)
    page = as_(cast.ben).get(f"/reflections/{thread.uid}").text
    assert chips(page)[-2:] == ["offers", "challenges"]
    page = as_(cast.cleo).get(f"/reflections/{thread.uid}").text
    assert chips(page)[-1] == "facilitates"
    own = as_(cast.ada).get(f"/reflections/{thread.uid}").text
    assert 'name="kind" value="reply"' in own


def test_nobody_is_challenged_uninvited(cast, as_):
    thread = cast.reflection()
    sent = answer(as_(cast.ben), thread, kind="challenges", body="Hvad nu hvis det er dig?")
    assert sent.status_code == 422
    assert "ikke bedt om at blive udfordret" in sent.text
    assert "Hvad nu hvis det er dig?" in sent.text
    assert Comment.select().count() == 0
    thread.share(visibility="group", group=cast.broen, wants=["challenge"], by=cast.ada)
    assert answer(as_(cast.ben), thread, kind="challenges").status_code == 303


@pytest.mark.parametrize("kind", ["facilitates", "reply", "tells", "praise", "", "x" * 99])
def test_a_kind_that_is_not_ones_to_choose_is_refused(cast, as_, kind):
    sent = answer(as_(cast.ben), cast.reflection(), kind=kind, body="Min tekst")
    assert sent.status_code == 422
    assert "Min tekst" in sent.text
    assert Comment.select().count() == 0


@pytest.mark.parametrize(
    "body", ["", " \n ", "Jeg undrer mig over …", "x" * 4001, "010203-1234", "\x00"]
)
def test_an_answer_that_is_none_is_refused_in_place(cast, as_, body):
    sent = answer(as_(cast.ben), cast.reflection(), body=body, headers=HTMX)
    assert sent.status_code == 422
    assert 'id="composer"' in sent.text
    assert "field__error" in sent.text
    assert Comment.select().count() == 0


def test_the_same_letter_twice_is_one_answer(cast, as_):
    thread, data = cast.reflection(), {"uid": str(uuid7())}
    first = answer(as_(cast.ben), thread, data=data)
    thread.lock("Pause", by=cast.cleo)
    again = answer(as_(cast.ben), thread, data=data)
    assert first.location == again.location
    assert Comment.select().count() == 1
    thread.unlock(by=cast.cleo)
    assert answer(as_(cast.hedda), thread, data=data).status_code == 409
    assert Comment.select().count() == 1


def test_a_locked_thread_takes_no_answer_and_loses_no_word(cast, as_):
    thread = cast.reflection()
    thread.lock("Vi taler om den på mødet.", by=cast.cleo)
    page = as_(cast.ben).get(f"/reflections/{thread.uid}").text
    assert "Vi taler om den på mødet." in page
    assert 'id="composer"' not in page
    sent = answer(as_(cast.ben), thread, body="Nå.")
    assert sent.status_code == 409
    assert "Nå.</textarea>" in sent.text
    assert "lukket for nye svar lige nu" in sent.text
    assert Comment.select().count() == 0


def test_what_is_not_shared_takes_no_answer(cast, as_):
    thread = cast.reflection(visibility="private")
    pages = [as_(cast.ada).get(f"/reflections/{it.uid}") for it in (thread, cast.reflection())]
    absent('id="composer"', from_=pages[0], but_in=pages[1])
    sent = answer(as_(cast.ada), thread, kind="reply", body="Kære mig")
    assert sent.status_code == 409
    assert "Kære mig" in sent.text
    assert answer(as_(cast.ben), thread).status_code == 404


# Hints, offers, welcomes ------------------------------------------------------------------------


@pytest.mark.parametrize("kind, body, hinted", [
    ("offers", OFFER, True),
    ("hears", "Du skal bare sende den til HR.", True),
    ("wonders", "Har du ikke bare overvejet at ringe?", True),
    ("wonders", "Hvad gjorde du?", False),
    ("impressed", "Det gør indtryk, at du ventede.", False),
])  # fmt: skip
def test_advice_before_a_question_is_hinted_at_to_its_author_alone(cast, as_, kind, body, hinted):
    sent = answer(as_(cast.ben), cast.reflection(), kind=kind, body=body)
    assert sent.status_code == 303
    comment = Comment.get()
    assert comment.hinted is hinted
    assert ("Prøv at spørge først" in thread_page(as_(cast.ben), comment)) is hinted
    for other in (cast.ada, cast.hedda, cast.cleo):
        page = thread_page(as_(other), comment)
        assert body in page and "Prøv at spørge først" not in page


def test_after_a_question_an_offer_needs_no_hint(cast, as_):
    for thread in (cast.reflection(), cast.comment().reflection):
        assert answer(as_(cast.hedda), thread, kind="offers", body=OFFER).status_code == 303
    offers = Comment.select().where(Comment.kind == "offers").order_by(Comment.id)
    assert [offer.hinted for offer in offers] == [True, False]


def test_a_yes_lets_the_offerer_tell(cast, as_):
    thread = cast.reflection()
    offer = cast.comment(on=thread, kind="offers", body=OFFER)
    ada, hedda = (thread_page(as_(who), offer) for who in (cast.ada, cast.hedda))
    absent("Ja tak, fortæl", from_=hedda, but_in=ada)
    assert answer(as_(cast.ben), thread, kind="tells").status_code == 422
    said = as_(cast.ada).post(f"/comments/{offer.uid}/welcome")
    assert said.status_code == 303
    ben, hedda = (chips(thread_page(as_(who), offer)) for who in (cast.ben, cast.hedda))
    absent("tells", from_=hedda, but_in=ben)
    assert answer(as_(cast.ben), thread, kind="tells").status_code == 303


@pytest.mark.parametrize(
    "who, status", [("ben", 403), ("hedda", 403), ("cleo", 403), ("dora", 404)]
)
def test_only_the_threads_author_says_yes(cast, as_, who, status):
    offer = cast.comment(kind="offers", body=OFFER)
    assert as_(getattr(cast, who)).post(f"/comments/{offer.uid}/welcome").status_code == status
    assert Comment.get().welcomed_at is None


def test_only_an_offer_can_be_welcomed(cast, as_):
    comment = cast.comment()
    assert as_(cast.ada).post(f"/comments/{comment.uid}/welcome").status_code == 403


# Changing ---------------------------------------------------------------------------------------


def rewrite(client, comment, kind=None, body="Ny tekst?", **more):
    data = {"kind": kind or comment.kind, "body": body, "version": comment.version, **more}
    return client.post(f"/comments/{comment.uid}", data=data)


def test_an_author_asks_instead_and_the_hint_is_gone(cast, as_):
    comment = cast.comment(kind="offers", body=OFFER)
    edit = as_(cast.ben).get(f"/comments/{comment.uid}/edit").text
    assert OFFER in edit
    assert "Prøv at spørge først" in edit
    assert (
        rewrite(as_(cast.ben), comment, kind="wonders", body="Hvad har I prøvet?").status_code
        == 303
    )
    after = Comment.get()
    assert (after.kind, after.body, after.hinted) == ("wonders", "Hvad har I prøvet?", False)
    assert "rettet" in thread_page(as_(cast.ada), comment)


@pytest.mark.parametrize("who, status", [
    ("ada", 403), ("hedda", 403), ("cleo", 403), *((w, 404) for w in OUTSIDE),
])  # fmt: skip
def test_nobody_changes_anothers_answer(cast, as_, who, status):
    comment, client = cast.comment(), as_(getattr(cast, who))
    assert client.get(f"/comments/{comment.uid}/edit").status_code == status
    assert rewrite(client, comment).status_code == status
    assert Comment.get().body == "Hvad gjorde du med blikket?"


@pytest.mark.parametrize("fields", [{"body": " "}, {"kind": "challenges"}, {"kind": "reply"}])
def test_a_change_that_is_none_is_refused(cast, as_, fields):
    comment = cast.comment()
    assert rewrite(as_(cast.ben), comment, **fields).status_code == 422
    assert Comment.get().body == "Hvad gjorde du med blikket?"


def test_two_changes_at_once_lose_neither_text(cast, as_):
    comment = cast.comment()
    rewrite(as_(cast.ben), comment, body="Fra telefonen")
    sent = rewrite(as_(cast.ben), comment, body="Fra bordet")
    assert sent.status_code == 409
    assert "Fra bordet" in sent.text
    assert "Fra telefonen" in sent.text


def test_a_masked_answer_is_rewritten_where_it_was_told(cast, as_):
    comment = cast.comment(body="Hvad sagde Bent?")
    hiding = Hiding.mask(comment, ["Bent"], rule="identifiable", reason="x", by=cast.cleo)
    edit = as_(cast.ben).get(f"/comments/{comment.uid}/edit")
    assert edit.location == f"/hidings/{hiding.uid}/revision/new"
    assert rewrite(as_(cast.ben), comment).status_code == 409


# The menu ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who, sees, misses", [
    ("ben", ("/edit", "/withdrawal"), ("/flags/new", "/hidings/new")),
    ("ada", ("/flags/new", "actions.new"), ("/withdrawal", "/hidings/new")),
    ("cleo", ("/hidings/new",), ("/flags/new", "/withdrawal")),
])  # fmt: skip
def test_the_menu_holds_what_one_may_do(cast, as_, who, sees, misses):
    comment = cast.comment()
    page = thread_page(as_(getattr(cast, who)), comment)
    item = re.search(rf'<li class="comment[^>]*id="e-{comment.uid}".*?</li>', page, re.S)[0]
    for link in sees:
        assert link.replace("actions.new", "actions") in item
    for link in misses:
        assert link not in item


def test_an_answer_to_nothing_is_not_found(cast, as_):
    stranger = Reflection(uid=uuid.uuid4())
    assert answer(as_(cast.ben), stranger).status_code == 404
