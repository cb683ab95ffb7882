"""Cut from its author for good: only what was chosen, without notes, its threads loosened."""

from datetime import time, timedelta

import pytest

from flu import clock
from flu.models import (
    Action,
    Check,
    Comment,
    Experiment,
    Flag,
    Habit,
    Parting,
    Reflection,
    Trial,
    User,
    Voice,
)
from flu.models.parting import choose
from flu.models.severance import sever


@pytest.fixture
def parted(cast, still, noon):
    """Ada's try, shared with its thread, left without a name; another of hers that is kept."""
    it, kept = cast.experiment(state="shared"), cast.experiment(state="observed")
    habit = Habit.notice(trigger="a", old_response="b", replacement="c", by=cast.ada)
    for row in (it, kept):
        Check.create(experiment=row, week=4, answer="yes")
        Flag.create(group=cast.broen, user=cast.ben, subject_kind="experiment",
                    subject_id=row.id, reason="x")  # fmt: skip
    Flag.create(
        group=cast.broen, user=cast.ben, subject_kind="comment", subject_id=it.id, reason="x"
    )
    Experiment.update(habit=habit, previous=None, situation="Mødet", sign="Ro").execute()
    Experiment.update(previous=it).where(Experiment.id == kept.id).execute()
    still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))
    nameless = ("experiment", it.uid)
    choose(cast.programme, "nameless", nameless, by=cast.ada)
    return it, kept


def nobodys(noun, cast):
    return list(noun.select().where(noun.author == User.stand_in(cast.home)))


def test_a_trys_own_notes_go_and_what_others_read_stays(cast, parted):
    it, kept = parted
    assert sever([cast.programme]) == 1
    (cut,) = nobodys(Experiment, cast)
    told = (cut.desk_task, cut.situation, cut.sign, cut.habit_id)
    assert told == ("", "", "", None)
    assert (cut.wondering, cut.takeaway) == (it.wondering, "Ti, til nogen siger noget.")
    assert (cut.seen_heard, cut.sign_seen, cut.state) == ("Tre tog ordet.", "yes", "shared")
    stays = Experiment.get_by_id(kept.id)
    assert (stays.situation, stays.desk_task, bool(stays.habit)) == ("Mødet", "Tavlemødet", True)
    for noun in (Trial, Check):
        assert {row.experiment_id for row in noun.select()} == {kept.id}
    flags = {(flag.subject_kind, flag.subject_id) for flag in Flag.select()}
    assert flags == {("experiment", kept.id), ("comment", it.id)}


def test_it_gets_another_key_and_address_and_a_moment_of_its_readers(cast, parted):
    it, kept = parted
    Experiment.update(version=7, edited_at=clock.now()).execute()
    before = Experiment.get_by_id(it.id)
    sever([cast.programme])
    (cut,) = nobodys(Experiment, cast)
    assert it.id != cut.id and it.uid != cut.uid
    assert (cut.version, cut.edited_at) == (1, None)
    seat = cast.seat(cast.ada)
    assert {cut.created_at, cut.shared_at, cut.sealed_at} == {seat.reads_from}
    assert (cut.paused_at, before.withdrawn_at) == (None, None)
    (thread,) = nobodys(Reflection, cast)
    assert thread.experiment == cut
    assert not Experiment.select().where(Experiment.id == it.id).exists()
    stays = Experiment.get_by_id(kept.id)
    assert (stays.author, stays.uid, stays.version) == (cast.ada, kept.uid, 7)


def test_nothing_that_is_still_its_authors_leads_to_it(cast, parted):
    it, kept = parted
    hers = cast.action(origin=it)
    others = cast.action(origin=it, by=cast.ben)
    far = cast.action(origin=kept)
    assert Experiment.get_by_id(kept.id).previous == it
    sever([cast.programme])
    (cut,) = nobodys(Experiment, cast)
    assert Experiment.get_by_id(kept.id).previous is None
    assert [Action.get_by_id(a.id).experiment for a in (hers, others, far)] == [None, cut, kept]


def test_what_it_led_to_is_loosened_only_from_its_author(cast, still, noon):
    own, bens = cast.experiment(state="observed"), cast.experiment(by=cast.ben, state="observed")
    threads = [cast.reflection(on=on, answer=word) for on, word in ((own, "a"), (bens, "b"))]
    still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))
    choose(cast.programme, "nameless", by=cast.ada)
    sever([cast.programme])
    assert {row.text: row.experiment for row in nobodys(Reflection, cast)} == {"a": None, "b": bens}
    assert not Reflection.select().where(Reflection.id.in_([it.id for it in threads])).exists()


def test_only_what_was_left_nameless_in_these_programmes_is_cut(cast, still, noon):
    home, named, away = cast.reflection(), cast.reflection(), cast.reflection(by=cast.eli)
    Reflection.update(group=cast.havnen).where(Reflection.id == away.id).execute()
    gone = cast.reflection()
    still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))
    for it, choice in ((home, "home"), (named, "nameless"), (gone, "nameless")):
        choose(cast.programme, choice, ("reflection", it.uid), by=cast.ada)
    choose(cast.other_programme, "nameless", by=cast.eli)
    gone.delete_instance()
    assert sever([cast.programme]) == 3
    assert [parting.programme for parting in Parting.select()] == [cast.other_programme]
    assert Reflection.get_by_id(home.id).uid == home.uid
    assert Reflection.get_by_id(away.id).uid == away.uid
    reborn = Reflection.get(Reflection.id.not_in([home.id, away.id]))
    assert reborn.uid != named.uid


def test_answers_and_what_was_said_follow_to_the_new_key(cast, still, noon):
    thread, action = cast.reflection(), cast.action(by=cast.ada)
    answer = cast.comment(on=thread)
    loose = cast.comment(on=cast.reflection(answer="Væk"), by=cast.ada, kind="reply", body="Svar")
    loose.reflection.withdraw()
    said = [Voice.create(action=action, user=who, step="questions", body="Ord")
            for who in (cast.ada, cast.ben)]  # fmt: skip
    still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))
    choose(cast.programme, "nameless", by=cast.ada)
    since = cast.comment(on=Reflection.get_by_id(thread.id), by=cast.ada)
    sever([cast.programme])
    (reply,) = nobodys(Comment, cast)
    assert (reply.body, reply.reflection) == ("Svar", loose.reflection)
    assert Comment.get_by_id(since.id).author == cast.ada
    kept = Comment.get_by_id(answer.id)
    assert (kept.author, kept.uid) == (cast.ben, answer.uid)
    assert kept.reflection.author == User.stand_in(cast.home) and kept.reflection_id != thread.id
    (cut,) = nobodys(Action, cast)
    voices = {row.user: row for row in Voice.select()}
    assert {row.action_id for row in voices.values()} == {cut.id}
    assert voices[cast.ben].uid == said[1].uid
    assert voices[User.stand_in(cast.home)].created_at == clock.at(cast.programme.starts_on, time())
    assert (cut.carriers.count(), cut.why) == (2, action.why)


@pytest.mark.parametrize("seats, read_since", [((1, 2, 4), 2), ((1, 3, 4), 3), ((4,), 0)])
def test_its_moment_is_when_the_last_who_may_read_it_sat_down(cast, still, noon, seats, read_since):
    thread, hour = cast.reflection(), timedelta(hours=1)
    Reflection.update(shared_at=noon + 3 * hour).execute()
    taken = cast.broen.memberships.model
    taken.update(reads_from=noon + 4 * hour).where(taken.group == cast.broen).execute()
    taken.update(reads_from=noon + 2.5 * hour).where(taken.group == cast.taarnet).execute()
    for who, hours in zip((cast.ben, cast.eli, cast.hedda), seats, strict=False):
        taken.update(reads_from=noon + hours * hour).where(taken.id == cast.seat(who).id).execute()
    still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))
    choose(cast.programme, "nameless", ("reflection", thread.uid), by=cast.ada)
    sever([cast.programme])
    begun = clock.at(cast.programme.starts_on, time())
    (cut,) = nobodys(Reflection, cast)
    assert cut.shared_at == cut.created_at == (noon + read_since * hour if read_since else begun)
