"""A reflection: one's own until it is shared, asked for by page, and taken along with its try."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Event, Experiment, Format, Reflection
from flu.models.reflection import PAGE, WANTS
from flu.models.refusal import Refused

HOUR = timedelta(hours=1)


def fresh(row):
    return type(row).get_by_id(row.id)


def ledger(verb):
    lines = Event.select().where(Event.verb == verb).order_by(Event.id)
    return [(it.actor, it.group_id, it.words) for it in lines]


def test_it_is_written_down_once_and_moves_its_try_on(cast):
    it, uid, said = cast.experiment(state="observed"), uuid7(), [{"prompt": "?", "answer": "Ro"}]
    for _ in range(2):
        Reflection.post(said, by=cast.ada, on=fresh(it), format=cast.format, uid=uid)
    (kept,) = Reflection.select()
    assert (kept.author, kept.experiment, kept.format, kept.uid) == (cast.ada, it, cast.format, uid)
    assert (kept.text, kept.visibility, kept.is_excerpt) == ("Ro", "private", False)
    assert fresh(it).state == "reflected"
    assert Event.get(Event.verb == "experiment.reflected").actor == cast.ada
    assert ledger("reflection.posted") == [(cast.ada, None, {})]
    assert Reflection.post(said, by=cast.ada, is_excerpt=True).is_excerpt


def test_a_list_is_read_by_pages_the_latest_first(cast, still, noon):
    """Of what was shared, by when; of one's own, by when it was written."""
    shared = []
    for n in range(PAGE + 3):
        still.stop(noon + n // 2 * HOUR)  # two at the same moment each
        shared.append(cast.reflection(answer=f"{n}"))
    late = [shared[0], *shared[1:]]
    own = cast.reflection(visibility="private")
    was_shared = {"group": cast.broen, "shared_at": noon + PAGE * HOUR}
    Reflection.update(**was_shared).where(Reflection.id == own.id).execute()
    cast.reflection(by=cast.ben)
    far = cast.reflection(by=cast.eli)
    Reflection.update(group=cast.havnen).where(Reflection.id == far.id).execute()
    theirs = Reflection.get(Reflection.author == cast.ben)
    inside, mine = [theirs, *late[::-1]], [own, *late[::-1]]

    def feed(before=None, viewer=cast.eli):
        return list(Reflection.feed(cast.broen, viewer, before=before and before.uid))

    def written(before=None):
        return list(Reflection.mine(cast.ada, before=before and before.uid))

    assert feed() == inside[: PAGE + 1] and written() == mine[: PAGE + 1]
    for at in (0, 1, 2, PAGE):
        assert feed(inside[at]) == inside[at + 1 :][: PAGE + 1]
        assert written(mine[at]) == mine[at + 1 :][: PAGE + 1]
    assert own not in feed(viewer=cast.ada) and feed(viewer=cast.dora) == []


def test_what_moderation_keeps_is_counted_for_those_it_is_kept_from(cast):
    paused, wide, away = (cast.reflection() for _ in range(3))
    cast.reflection()
    wide.share(visibility="organisation", group=cast.broen, by=cast.ada)
    far = {"group": cast.havnen, "visibility": "organisation"}
    Reflection.update(**far).where(Reflection.id == away.id).execute()
    for it in (paused, fresh(away), fresh(wide)):
        it.hold(it.created_at)
    gone = cast.reflection()
    gone.hold(gone.created_at)
    gone.withdraw()
    counted = {who: Reflection.withheld_in(cast.broen, getattr(cast, who))
               for who in ("ada", "ben", "cleo", "dora", "odd")}  # fmt: skip
    assert counted == {"ada": 0, "ben": 2, "cleo": 0, "dora": 1, "odd": 0}


def test_of_a_try_its_thread_is_the_one_shared_before_else_the_latest_that_may_be(cast):
    it, other = cast.experiment(), cast.experiment()
    secret = Format.create(
        programme=cast.programme, code="RF11", name="Tank", prompts=["?"], private=True
    )

    def post(**fields):
        return Reflection.post([{"prompt": "?", "answer": "a"}], by=cast.ada, **fields)

    assert Reflection.thread_of(it) is None
    free, fit = post(on=it), post(on=it, format=cast.format)
    tank, elsewhere = post(on=it, format=secret), post(on=other)
    assert Reflection.thread_of(it) == fit
    assert Reflection.thread_of(it, alone=True) is None
    assert Reflection.threads_of(it) == []
    for row in (free, fit):
        row.share(visibility="group", group=cast.broen, by=cast.ada)
        assert Reflection.thread_of(it) == Reflection.thread_of(it, alone=True) == row
    assert Reflection.threads_of(it) == [fit, free]
    assert Reflection.threads_of(other) == []
    fresh(free).share(visibility="private", group=None, by=cast.ada)
    assert Reflection.threads_of(it) == [fit]
    fresh(fit).withdraw()
    assert (Reflection.threads_of(it), Reflection.thread_of(it)) == ([], free)
    assert list(Reflection.on(it, cast.ada)) == [free, tank]
    assert list(Reflection.on(other, cast.ada)) == [elsewhere]


def test_a_try_and_its_thread_go_out_and_come_home_together(cast):
    it = cast.experiment(state="reflected")

    def share(reach, **more):
        return Reflection.share_experiment(
            fresh(it), takeaway="Ti.", visibility=reach, by=cast.ada,
            **{"group": cast.broen, "wants": ["listen"], **more},
        )  # fmt: skip

    (own,) = it.reflections
    thread = share("cohort", alone=True, script="questions")
    now = fresh(thread)
    assert not now.shows_try  # unless it was asked for this reader
    assert thread != own and fresh(own).visibility == "private"
    assert (now.author, now.experiment, now.answers) == (cast.ada, it, [])
    told = (now.visibility, now.group, now.wants, now.script)
    assert told == ("cohort", cast.broen, ["listen"], "questions")
    assert (fresh(it).visibility, fresh(it).takeaway) == ("cohort", "Ti.")
    assert share("private", group=None, wants=["challenge"]) == thread
    assert (fresh(thread).visibility, fresh(thread).wants) == ("private", ["listen"])
    assert (fresh(it).visibility, share("private", group=None)) == ("private", None)
    assert share("group") == thread  # shared before
    assert {actor for actor, *_ in ledger("reflection.shared")} == {cast.ada}


def test_sharing_is_told_to_the_group_and_wished_for_only_when_it_is_said(cast):
    draft, broen = cast.reflection(visibility="private"), str(cast.broen.uid)
    cast.broen.open_with("questions", by=cast.hedda)
    for reach, wants, kept in (
        ("private", None, []), ("group", ["listen"], ["listen"]), ("cohort", None, ["listen"]),
        ("private", [], []),
    ):  # fmt: skip
        group = None if reach == "private" else fresh(cast.broen)
        fresh(draft).share(visibility=reach, group=group, wants=wants, by=cast.ada)
        assert (fresh(draft).visibility, fresh(draft).wants) == (reach, kept)
    assert ledger("reflection.shared") == [
        (cast.ada, None, {"reach": "private"}), (cast.ada, broen, {"reach": "group"}),
        (cast.ada, broen, {"reach": "cohort"}), (cast.ada, None, {"reach": "private"}),
    ]  # fmt: skip
    assert ledger("thread.begun") == [(cast.ada, broen, {"script": "questions"})]


def test_what_may_not_be_shared_is_refused_and_may_stay_ones_own(cast):
    secret = Format.create(
        programme=cast.programme, code="RF11", name="Tank", prompts=["?"], private=True
    )
    tank = Reflection.post([], by=cast.ada, format=secret)
    for it, group, why in (
        (tank, cast.broen, "private"), (cast.reflection(visibility="private"), None, "no_table"),
        (Reflection.post([], by=cast.ada), cast.havnen, "no_table"),
        (Reflection.post([], by=cast.nina), cast.broen, "no_table"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"reflection\.{why}"):
            it.share(visibility="group", group=group, by=it.author)
        fresh(it).share(visibility="private", group=None, by=it.author)
    Reflection.post([], by=cast.ada).share(visibility="group", group=cast.broen, by=cast.ada)


def test_the_try_that_went_out_with_it_waits_and_no_other(cast, noon):
    it, other = cast.experiment(state="shared"), cast.experiment(state="shared")
    (thread,) = it.reflections
    for since in (noon, None):
        thread.hold(since)
        held = [fresh(row).paused_at for row in (thread, it, other, *other.reflections)]
        assert held == [since, since, None, None]


def test_rewritten_it_keeps_its_wishes_unless_told_others(cast):
    thread, better = cast.reflection(), [{"prompt": "?", "answer": "Bedre"}]
    assert WANTS == ("listen", "questions", "experience", "challenge")
    for wants, kept in ((None, ["questions"]), ([], []), (["challenge"], ["challenge"])):
        fresh(thread).revise(better, wants=wants)
        now = fresh(thread)
        assert (now.text, now.wants, now.invites_challenge) == ("Bedre", kept, "challenge" in kept)
    with pytest.raises(Refused, match=r"item\.moved_on"):
        fresh(thread).revise(better, seen=1)


def test_locked_and_opened_it_says_so_in_the_groups_ledger(cast, noon):
    thread, broen = cast.reflection(), str(cast.broen.uid)
    thread.lock("Pause", by=cast.cleo)
    assert (fresh(thread).locked_at, fresh(thread).locked_reason) == (noon, "Pause")
    assert ledger("thread.locked") == [(cast.cleo, broen, {"reason": "Pause"})]
    thread.unlock(by=cast.cleo)
    assert (fresh(thread).locked_at, fresh(thread).locked_reason) == (None, "")
    assert ledger("thread.unlocked") == [(cast.cleo, broen, {})]


def test_its_title_is_the_takeaway_else_all_that_was_answered(cast):
    said = [{"prompt": "?", "answer": word} for word in ("Ro", "", "Uro")]
    free = Reflection.post(said, by=cast.ada)
    on_try = Reflection.post(said, by=cast.ada, on=cast.experiment())
    assert free.text == free.title == free.wording == on_try.title == "Ro\n\nUro"
    assert free.thread == free
    Experiment.update(takeaway="Ti.").execute()
    assert fresh(on_try).title == "Ti."
