"""The days on which words go: to the day, of the group's own, and nothing beside (P21)."""

from datetime import timedelta

import pytest

from flu import clock, workdays
from flu.models import (
    Comment,
    Experiment,
    Flag,
    Focus,
    FollowUp,
    Habit,
    Keepsake,
    Minute,
    Reflection,
    Topic,
    Voice,
)
from flu.models.retention import (
    due_in,
    forget_the_old,
    goes_on,
    idle_on,
    said_at_meetings,
    sent_up,
    touched_on,
    warned,
)

pytestmark = pytest.mark.hangs_on_dates
CANARY = "Kanariefuglen sang på Nordhøj den morgen"


def months_on(day, months=6):
    return workdays.months_after(day, months)


@pytest.mark.parametrize("moment", ["edited_at", "shared_at", "concluded_at", "let_go_at"])
def test_it_was_touched_when_anybody_last_wrote_in_it(cast, still, noon, moment):
    habit = Habit.notice(trigger="a", old_response="b", replacement="c", by=cast.ada)
    it = habit if moment == "let_go_at" else cast.experiment()
    assert touched_on(it) == clock.today()
    setattr(it, moment, noon + timedelta(days=3))
    assert touched_on(it) == clock.today() + timedelta(days=3)


def test_a_try_is_touched_with_its_threads_and_an_action_with_what_is_said_of_it(cast, still, noon):
    it, alone = cast.experiment(state="reflected"), cast.experiment()
    action, other = cast.action(origin=it), cast.action(origin=it)
    begun = clock.today()
    rows = (it, alone, action, other)
    for n, write in enumerate((
        lambda: cast.reflection(on=it),
        lambda: cast.comment(on=it.reflections.order_by(Reflection.id.desc()).get()),
        lambda: Voice.create(action=action, user=cast.ben, step="questions", body="Og så?"),
        lambda: FollowUp.create(action=action, user=cast.ben, happened="Ja", decision="stop"),
    ), 1):  # fmt: skip
        still.stop(noon + timedelta(days=n))
        write()
        days = [(touched_on(row) - begun).days for row in rows]
        assert days == [min(n, 2), 0, n if n > 2 else 0, 0]


def test_what_is_due_is_the_groups_own_and_to_the_day(cast, on, still, noon):
    thread, own = cast.reflection(), cast.reflection(visibility="private")
    answer, action = cast.comment(on=thread), cast.action(origin=thread)
    Reflection.update(group=cast.broen).where(Reflection.id == own.id).execute()
    Reflection.update(wants=[]).execute()
    day = cast.programme.retained_until
    on(0)
    assert due_on(cast.programme, day) == {thread, answer, action}
    assert due_on(cast.programme, day - timedelta(days=1)) == set()
    assert due_on(cast.other_programme, day) == set()
    on(-20)
    late = cast.comment(on=thread)
    on(0)
    until = months_on(clock.local(late.created_at).date())
    for day, due in (
        (until - timedelta(days=1), {action}),
        (until, {thread, answer, late, action}),
    ):
        assert due_on(cast.programme, day) == due
    cast.broen.archive(by=cast.lea)
    assert due_on(cast.programme, cast.programme.retained_until) == {thread, answer, late, action}


def due_on(programme, day):
    return set(due_in(programme, day))


def test_an_action_lives_by_itself_and_a_thread_with_the_try_it_shares(cast, on):
    it = cast.experiment(state="shared")
    (thread,) = it.reflections.where(Reflection.visibility == "group")
    action = cast.action(origin=it)
    on(-20)
    Experiment.update(edited_at=clock.now()).execute()
    late = months_on(clock.today())
    for row, day in ((it, late), (thread, late), (action, cast.programme.retained_until)):
        assert goes_on(type(row).get_by_id(row.id), cast.broen) == day
    answer = cast.comment(on=thread)
    assert goes_on(answer, cast.broen) == late
    Experiment.update(visibility="private").execute()  # only the thread is shared
    on(-10)
    Comment.update(edited_at=clock.now()).execute()
    by_itself = months_on(clock.today())
    on(-5)
    Experiment.update(edited_at=clock.now()).execute()
    assert goes_on(Reflection.get_by_id(thread.id), cast.broen) == by_itself


def test_minutes_and_topics_go_by_their_own_groups_day_and_the_holds_by_the_programmes(cast, on):
    topics = [
        Topic.propose(CANARY, by=cast.ada, programme=cast.programme, group=group)
        for group in (None, cast.broen)
    ]
    Topic.propose(CANARY, by=cast.gro, programme=cast.other_programme, group=cast.havnen)
    minutes = [Minute.note(cast.seance(group), CANARY, by=cast.ada) for group in (False, None)]
    day = cast.programme.retained_until
    on(-20)
    young = Topic.propose(CANARY, by=cast.ada, programme=cast.programme, group=cast.broen)
    before, later = day - timedelta(days=1), months_on(clock.today())
    on(0)
    for programme, when, due in (
        (cast.programme, before, [topics[0], minutes[0]]),
        (cast.programme, day, [*topics, *minutes]),
        (cast.programme, later, [*topics, young, *minutes]),
        (cast.other_programme, before, []),
    ):  # fmt: skip
        assert {*said_at_meetings(programme, when)} == {*due}


def test_what_its_leaders_sent_up_goes_so_long_after_it_was_sent(cast, still, noon):
    sent = [cast.brief(), cast.backing(), cast.lift()]
    day = months_on(clock.today())
    cast.programme.enrol(cast.gro, "sponsor")
    cast.gro.report_to(cast.mads)
    cast.brief(by=cast.gro)  # a leader elsewhere
    assert sent_up(cast.programme, day - timedelta(days=1)) == []
    assert {*sent_up(cast.programme, day)} == {*sent}
    assert {row.author for row in sent_up(cast.other_programme, day)} == {cast.gro}


def test_ones_own_goes_after_a_year_but_not_while_ones_programme_keeps_what_was_shared(
    cast, still, noon
):
    for who in (cast.ada, cast.odd):
        cast.reflection(by=who, visibility="private")
        Habit.notice(trigger="a", old_response="b", replacement="c", by=who)
        Keepsake.create(user=who, kind="comments", told={"body": "x"})
        Focus.create(author=who, programme=cast.programme, moment="start", body="x")
    touched = cast.experiment()
    still.stop(noon + timedelta(days=1))
    Experiment.update(edited_at=clock.now()).where(Experiment.id == touched.id).execute()
    day = months_on(clock.local(noon).date(), 12)
    cast.reflection()  # it is shared
    own = {"Reflection", "Habit", "Keepsake", "Focus"}
    assert idle(day - timedelta(days=1)) == {}
    assert idle(day) == {cast.ada: own, cast.odd: own}
    assert idle(day + timedelta(days=1))[cast.ada] == {*own, "Experiment"}
    ends = cast.programme.ends_on
    months = next(n for n in range(1, 24) if months_on(ends, n) > day)
    cast.programme.change(retain_months=months)
    assert idle(day) == {cast.odd: own}
    until = cast.programme.retained_until
    assert cast.ada not in idle(until - timedelta(days=1)) and cast.ada in idle(until)


def idle(day):
    """Whose rows of which kinds have had their year."""
    found = {}
    for row in idle_on(day):
        found.setdefault(getattr(row, "author", None) or row.user, set()).add(type(row).__name__)
    return found


def test_the_earliest_of_ones_days_is_told_and_of_ones_own_shared_things_alone(cast, on, still):
    cast.reflection(by=cast.ben)
    narrowed, elsewhere = cast.reflection(), cast.reflection()
    narrowed.share(visibility="private", group=None, by=cast.ada)
    Reflection.update(group=cast.havnen).where(Reflection.id == elsewhere.id).execute()
    for group, by in ((cast.taarnet, cast.lea), (cast.havnen, cast.pia)):
        group.archive(by=by)
    on(-40)
    mine = cast.reflection()
    on(0)
    late = months_on(clock.local(mine.created_at).date())
    assert (warned(cast.ada), warned(cast.ben)) == (None, cast.programme.retained_until)
    for since, said in ((-31, None), (-30, late), (0, late)):
        still.stop(clock.at(late, clock.local(clock.now()).time()) + timedelta(days=since))
        assert warned(cast.ada) == said
    Reflection.update(group=cast.taarnet).where(Reflection.id == elsewhere.id).execute()
    assert warned(cast.ada) == cast.programme.retained_until


def test_each_thing_that_goes_is_counted_once_and_takes_only_its_own_notes_along(cast, on):
    """Of a kept group nothing goes with the key of another's."""
    far = cast.reflection(by=cast.eli)
    Reflection.update(group=cast.havnen).where(Reflection.id == far.id).execute()
    thread = cast.reflection()
    answer = cast.comment(on=thread)
    Flag.raise_on(answer, CANARY, by=cast.eli)
    for kind, key in (("reflection", far.id), ("comment", answer.id + 9), ("action", thread.id)):
        Flag.create(group=cast.havnen, user=cast.gro, subject_kind=kind, subject_id=key, reason="x")
    topic = Topic.propose(CANARY, by=cast.ada, programme=cast.programme, group=cast.broen)
    cast.other_programme.change(retain_months=24)
    cast.brief()
    cast.reflection(by=cast.odd, visibility="private")
    on(0)
    clock.stop(clock.now() + timedelta(days=200))
    assert forget_the_old() == 4  # the thread, the topic, what went up, what was odd's alone
    assert {flag.reason for flag in Flag.select()} == {"x"} and Flag.select().count() == 3
    assert list(Reflection.select()) == [far]
    assert not Topic.select().where(Topic.id == topic.id).exists()
    assert forget_the_old() == 0


def test_a_private_try_goes_no_sooner_than_the_thread_others_read(cast, still, noon):
    kept, gone = cast.experiment(state="reflected"), cast.experiment(state="reflected")
    thread = cast.reflection(on=kept)
    cast.programme.change(retain_months=24)
    away = cast.experiment(by=cast.odd)
    Experiment.update(author=cast.odd).execute()
    Reflection.update(visibility="group", group=cast.broen).where(
        Reflection.id == thread.id
    ).execute()
    still.stop(noon + timedelta(days=370))
    assert forget_the_old() == 2
    assert list(Experiment.select()) == [kept] and thread in Reflection.select()
    assert not {gone, away} & {*Experiment.select()}


@pytest.mark.on_sqlite_alone("Postgres overwrites what it vacuums")
def test_old_bytes_are_overwritten_when_the_old_goes(cast, db):
    db.execute_sql("pragma secure_delete = off")
    forget_the_old()
    assert db.execute_sql("pragma secure_delete").fetchone() == (1,)
