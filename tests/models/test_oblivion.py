"""What is gone for good: its own words and all that says them again, and nothing beside."""

import pytest

from flu.models import (
    Ask,
    Backing,
    Consent,
    Experiment,
    FollowUp,
    Habit,
    Hiding,
    Lift,
    Reflection,
    Remark,
    Trial,
    Voice,
)
from flu.models.item import UNDO
from flu.models.oblivion import erase, forget_withdrawn, without

QUOTE = "Kanariefuglen sang på Nor"  # 25 characters
OTHER = "Noget ganske andet, som også er langt"


def fresh(row):
    return type(row).get_by_id(row.id)


@pytest.mark.parametrize("words, runs, left", [
    (f"Du skrev: {QUOTE}!", [QUOTE], "Du skrev: […]!"),
    (f"{QUOTE}, {QUOTE} og {OTHER}", [QUOTE, OTHER], "[…], […] og […]"),
    (f"{QUOTE}…", [OTHER, f"{QUOTE}dhøj den morgen"], "[…]"),
    (f"{QUOTE}…", ["Kanariefuglen\nsang  på Nordhøj den morgen"], "[…]"),
    (f"{QUOTE[:-1]}…", [f"{QUOTE}dhøj den morgen"], f"{QUOTE[:-1]}…"),
    (f"{QUOTE}…", [OTHER], f"{QUOTE}…"),
])  # fmt: skip
def test_what_was_quoted_is_blanked_also_where_a_title_was_cut_short(words, runs, left):
    assert without(words, runs) == left


@pytest.mark.parametrize("quoted, left", [
    ("Alle gik så hjem fra byen. Zebraen blev stående ude i haven. Alle gik nu hjem fra by", "[…]"),
    ("Alle gik så hjem fra byen", "[…]"),  # 25 characters
    ("Zebraen blev stående ude i haven", "[…]"),
    ("Alle gik nu hjem fra by", "Alle gik nu hjem fra by"),  # too short to be known again
    ("gik så hjem fra byen", "gik så hjem fra byen"),
])  # fmt: skip
def test_the_longest_run_goes_first_and_a_short_one_is_anybodys(cast, quoted, left):
    said = "Alle gik så hjem fra byen. Zebraen blev stående ude i haven. Alle gik nu hjem fra by"
    thread = cast.reflection(answer=said)
    answer = cast.comment(on=thread, body=f"Du skriver: {quoted}")
    erase(thread)
    assert fresh(answer).body == f"Du skriver: {left}"


def test_a_threads_words_go_from_answers_and_actions_that_hang_on_it(cast):
    thread, elsewhere = cast.reflection(answer=QUOTE), cast.reflection()
    quoting, mute = cast.comment(on=thread, body=QUOTE), cast.comment(on=thread)
    own = cast.comment(on=thread, by=cast.ada, kind="reply", body=QUOTE)
    far = cast.comment(on=elsewhere, body=QUOTE)
    actions = [cast.action(origin=it, why=QUOTE) for it in (thread, quoting, elsewhere, far)]
    erase(thread)
    assert [fresh(it).body for it in (quoting, mute, own, far)] == ["[…]", mute.body, QUOTE, QUOTE]
    assert [fresh(it).why for it in actions] == ["[…]", "[…]", QUOTE, QUOTE]
    assert [fresh(it).title for it in actions] == ["Ét opkald, før vi ændrer"] * 4


def test_an_answers_words_go_from_its_thread_and_the_actions_born_of_it(cast):
    thread = cast.reflection()
    said, beside = (cast.comment(on=thread, body=body) for body in (QUOTE, OTHER))
    after = cast.comment(on=thread, by=cast.eli, body=f"Ja: {QUOTE}")
    far = cast.comment(on=cast.reflection(), body=QUOTE)
    actions = [cast.action(origin=it, why=QUOTE) for it in (said, beside)]
    erase(said)
    bodies = [fresh(it).body for it in (said, beside, after, far)]
    assert bodies == ["", OTHER, "Ja: […]", QUOTE]
    assert [fresh(it).why for it in actions] == ["[…]", QUOTE]


def test_a_trys_words_go_from_its_trials_its_copies_and_the_actions_born_of_it(cast):
    gone, kept = (cast.experiment(state="observed") for _ in range(2))
    Experiment.update(seen_heard=QUOTE).execute()
    actions = [cast.action(origin=it, why=QUOTE) for it in (gone, kept)]
    asked = [cast.backing(body=OTHER, about=it) for it in (gone, kept)]
    Backing.update(about=QUOTE).execute()
    erase(fresh(gone))
    assert [fresh(it).seen_heard for it in (gone, kept)] == ["", QUOTE]
    assert [trial.note for trial in Trial.select().order_by(Trial.experiment)] == ["", "Jeg tav."]
    assert [(it.body, it.about) for it in map(fresh, asked)] == [(OTHER, ""), (OTHER, QUOTE)]
    assert [fresh(it).why for it in actions] == ["[…]", QUOTE]


def test_an_actions_author_takes_along_what_they_said_about_it(cast):
    gone, kept = cast.decided(), cast.decided()
    for action in (gone, kept):
        for who in (cast.ada, cast.ben):
            Voice.create(action=action, user=who, step="questions", body=QUOTE)
            Consent.create(action=action, user=who, answer="remark", body=QUOTE)
            FollowUp.create(action=action, user=who, happened=QUOTE, gain=QUOTE, decision="stop")
        cast.lift(action, why=QUOTE)
    Backing.update(about=QUOTE).where(Backing.id == cast.backing(about=gone).id).execute()
    erase(gone)
    action = fresh(gone)
    assert {action.title, action.why, action.first_step, action.expected_gain} == {""}
    assert fresh(kept).why == kept.why
    for noun, name in ((Voice, "body"), (Consent, "body"), (FollowUp, "happened")):
        said = {(it.action_id, it.user_id): getattr(it, name) for it in noun.select()}
        assert said.pop((gone.id, cast.ada.id)) == "" and set(said.values()) == {QUOTE}
    assert [lift.why for lift in Lift.select().order_by(Lift.action)] == ["", QUOTE]
    assert (Backing.get().title, Backing.get().about) == ("To timer", "")


def test_what_moderation_wrote_about_it_goes_but_for_the_reason(cast):
    gone, kept = (cast.reflection(answer=f"{QUOTE}dhøj") for _ in range(2))
    hidings = [
        Hiding.mask(it, ["Nordhøj"], rule="identifiable", reason="Sted", by=cast.cleo)
        for it in (gone, kept)
    ]
    answer = Hiding.mask(
        cast.comment(body="Hvad sagde Bent?"), ["Bent"], rule="other", reason="Navn", by=cast.cleo
    )
    Hiding.update(reply=QUOTE, subject_id=gone.id).where(Hiding.id == answer.id).execute()
    Hiding.update(reply=QUOTE).where(Hiding.id == hidings[0].id).execute()
    gone.lock(QUOTE, by=cast.cleo)
    erase(fresh(gone))
    it = fresh(hidings[0])
    assert (it.reason, it.reply, it.masks, it.original) == ("Sted", "", [], None)
    assert fresh(hidings[1]).masks == ["Nordhøj"] and fresh(hidings[1]).original
    assert (fresh(answer).masks, fresh(answer).reply) == (["Bent"], QUOTE)
    assert (fresh(gone).answers, fresh(gone).wants, fresh(gone).locked_reason) == ([], [], "")


def test_the_same_number_is_no_kinship(cast):
    """Of two kinds, each the first of its own."""
    habit = Habit.notice(trigger=QUOTE, old_response="b", replacement="c", by=cast.ada)
    action = cast.action(origin=cast.experiment(), why=QUOTE)
    Voice.create(action=action, user=cast.ada, step="questions", body=QUOTE)
    erase(habit)
    assert (fresh(habit).trigger, fresh(action).why, Voice.get().body) == ("", QUOTE, QUOTE)


def test_what_went_up_takes_its_answers_along(cast):
    brief, backing = cast.brief(), cast.backing(body=QUOTE)
    Remark.make(QUOTE, on=brief, by=cast.mads)
    Ask.of(backing, cast.mads).reply("yes_if", QUOTE)
    for item in (brief, backing):
        erase(item)
    assert (Remark.get().body, Ask.get().body, Ask.get().answer) == ("", "", "yes_if")
    assert (fresh(brief).working_on, fresh(backing).title, fresh(backing).body) == ("", "", "")


def test_when_it_cannot_come_back_any_more_its_words_go(cast, still, noon):
    first, second = cast.reflection(answer=QUOTE), cast.reflection(answer=QUOTE)
    first.withdraw()
    still.stop(noon + UNDO / 2)
    second.withdraw()
    for since, left in ((UNDO * 0.99, 2), (UNDO, 1), (UNDO * 1.5, 0)):
        still.stop(noon + since)
        told = len(Reflection.withdrawn_by(cast.ada)), sum(bool(r.text) for r in Reflection)
        assert told[0] == left
        assert forget_withdrawn() == told[1] - left
        assert forget_withdrawn() == 0
        assert sum(bool(row.text) for row in Reflection.select()) == left


def test_erased_it_cannot_come_back_and_its_threads_lie_where_they_lay(cast, still, noon):
    """A try takes the threads it was shared by along, unless one was brought back by itself."""
    direct, before = cast.experiment(state="shared"), cast.experiment(state="shared")
    before.withdraw()
    (thread,) = before.reflections.where(Reflection.visibility == "group")
    thread.restore()
    for it in (direct, before):
        erase(fresh(it))
        assert fresh(it).withdrawn_at == noon - UNDO
    assert not Experiment.withdrawn_by(cast.ada).exists()
    shared = Reflection.select().where(Reflection.visibility == "group")
    assert {it.experiment_id: it.withdrawn_at for it in shared} == {
        direct.id: noon, before.id: None,
    }  # fmt: skip


@pytest.mark.on_sqlite_alone("Postgres overwrites what it vacuums")
@pytest.mark.parametrize("forget", ["erase", "sweep"])
def test_old_bytes_are_overwritten_in_the_file(cast, db, forget):
    db.execute_sql("pragma secure_delete = off")
    erase(cast.reflection()) if forget == "erase" else forget_withdrawn()
    assert db.execute_sql("pragma secure_delete").fetchone() == (1,)
