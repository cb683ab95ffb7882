"""Whatever is written and may be shared: whose it is, since when, and which version (N4, N5)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Experiment, Reflection
from flu.models.item import Prospect
from flu.models.refusal import Refused

HOUR = timedelta(hours=1)


def fresh(row):
    return type(row).get_by_id(row.id)


def test_an_edit_changes_this_one_alone_and_only_as_it_was_seen(cast, still, noon):
    mine, other = cast.experiment(), cast.experiment()
    before, beside = mine.version, fresh(other)
    still.stop(noon + HOUR)
    mine.write_over(seen=before, desk_task="Vagtplanen")
    kept = fresh(mine)
    assert (kept.desk_task, kept.version, kept.edited_at) == (
        "Vagtplanen", before + 1, noon + HOUR,
    )  # fmt: skip
    assert (mine.desk_task, mine.version) == ("Vagtplanen", before + 1)
    with pytest.raises(Refused, match=r"item\.moved_on"):
        fresh(mine).write_over(seen=before, desk_task="Noget andet")
    stale = fresh(mine)
    fresh(mine).write_over(desk_task="Tavlen")
    with pytest.raises(Refused, match=r"item\.moved_on"):
        stale.write_over(desk_task="Noget tredje")
    assert (fresh(mine).desk_task, fresh(mine).version) == ("Tavlen", before + 2)
    now = fresh(other)
    assert (now.desk_task, now.version, now.edited_at) == (
        beside.desk_task, beside.version, beside.edited_at,
    )  # fmt: skip


def test_a_letter_makes_one_row_and_somebody_elses_makes_none(cast):
    uid, words = uuid7(), {"desk_task": "Tavlen", "wondering": "Hvorfor?", "track": cast.track}
    it, is_new = Experiment.once(uid, by=cast.ada, **words)
    assert (it.uid, it.author, is_new) == (uid, cast.ada, True)
    assert Experiment.once(uid, by=cast.ada, **words) == (it, False)
    with pytest.raises(Refused, match=r"uid\.taken"):
        Experiment.once(uid, by=cast.ben, **words)
    for _ in range(2):
        other, is_new = Experiment.once(None, by=cast.ada, **words)
        assert is_new and other.author == cast.ada
    assert Experiment.select().count() == 3


def test_sharing_began_when_it_began_with_this_table(cast, still, noon):
    """Narrowed and widened again it is the same sharing; at another table it begins anew."""
    thread, anew = cast.reflection(by=cast.eli), noon + 4 * HOUR
    for hours, reach, group, since in (
        (1, "cohort", cast.broen, noon), (2, "private", None, noon), (3, "group", cast.broen, noon),
        (4, "group", cast.havnen, anew), (5, "organisation", cast.havnen, anew),
    ):  # fmt: skip
        still.stop(noon + hours * HOUR)
        would = Prospect.of(fresh(thread), reach, group)
        assert would.shared_at == since
        fresh(thread).share(visibility=reach, group=group, by=cast.eli)
        kept = fresh(thread)
        assert (kept.shared_at, kept.visibility) == (since, reach)
        assert kept.group == (group or cast.broen)  # the table it comes back to


def test_what_never_was_shared_would_be_from_now_on(cast, still, noon):
    draft = cast.reflection(visibility="private")
    still.stop(noon + HOUR)
    assert draft.shared_at is None
    for reach, group in (("group", cast.broen), ("private", None)):
        would = Prospect.of(draft, reach, group)
        assert (would.shared_at, would.visibility) == (noon + HOUR, reach)
        assert would.group_id == (group and group.id)
    assert Prospect.of(draft, "private", None).count() == 1
    draft.group = cast.broen  # it lies there, and nobody was told yet
    assert Prospect.of(draft, "group", cast.broen).shared_at == noon + HOUR
    draft.widen_or_narrow("group", cast.broen)
    assert draft.shared_at == noon + HOUR
    draft.hold(noon)
    assert {person.name for person in Prospect.of(draft, "group", cast.broen).readers()} == {
        cast.ada.name, cast.cleo.name,
    }  # fmt: skip
    draft.withdraw()
    assert Prospect.of(draft, "group", cast.broen).count() == 0


def test_of_those_who_read_it_so_many_would_read_an_answer(cast):
    """eli answers at Broen what the whole house may read; nobody of Havnen reads the answer."""
    thread = cast.reflection(visibility="organisation")
    read, of_them = thread.readers_of_answer(cast.eli)
    assert read == of_them == thread.readers().count()
    narrow = cast.reflection(by=cast.ben)
    cast.ada.report_to(cast.hedda)
    assert narrow.readers_of_answer(cast.ada) == (5, 4)  # hedda sits above her now
    assert narrow.readers_of_answer(cast.ben) == (5, 5)
    cast.eli.deactivate()
    assert narrow.readers_of_answer(cast.ben) == (4, 4)
    assert Prospect.of(narrow, "group", cast.broen).count() == 4


def test_the_number_beside_each_of_a_list_is_its_own(cast):
    threads = [cast.reflection(visibility=reach) for reach in ("private", "group", "cohort")]
    sizes = {thread.id: thread.readers().count() for thread in threads}
    assert Reflection.audiences(threads) == sizes
    size = Reflection.audience_size().alias("size")
    rows = Reflection.select(Reflection.id, size).order_by(Reflection.id).tuples()
    assert dict(rows) == sizes
    assert Reflection.audiences([]) == {}
    cast.hedda.deactivate()
    fewer = {thread.id: thread.readers().count() for thread in threads}
    assert fewer[threads[1].id] == sizes[threads[1].id] - 1
    assert Reflection.audiences(threads) == dict(rows.clone()) == fewer
    assert Reflection.audiences(threads[1:2]) == {threads[1].id: fewer[threads[1].id]}
    threads[2].withdraw()
    assert Reflection.audiences(threads[2:]) == {threads[2].id: 0}


def test_what_was_taken_away_can_be_brought_back_for_thirty_days_by_its_author(cast, still, noon):
    mine, his = cast.reflection(), cast.reflection(by=cast.ben)
    older = cast.reflection()
    older.withdraw()
    still.stop(noon + HOUR)
    for thread in (mine, his):
        thread.withdraw()
    assert list(Reflection.withdrawn_by(cast.ada)) == [mine, older]
    assert list(Reflection.withdrawn_by(cast.ben)) == [his]
    still.stop(noon + timedelta(days=30) - timedelta(seconds=1))
    assert list(Reflection.withdrawn_by(cast.ada)) == [mine, older]
    still.stop(noon + timedelta(days=30))
    assert list(Reflection.withdrawn_by(cast.ada)) == [mine]
    fresh(mine).restore()
    assert list(Reflection.withdrawn_by(cast.ada)) == []
    assert fresh(mine).withdrawn_at is None
    assert mine in Reflection.visible_to(cast.ben)


def test_who_may_do_what_with_a_post_at_a_table_and_with_one_of_ones_own(cast):
    """edits, takes away, flags, moderates"""
    post, draft = cast.reflection(), cast.reflection(visibility="private")
    Reflection.update(group=cast.broen).where(Reflection.id == draft.id).execute()
    for who, may in (
        ("ada", [True, True, False, False]), ("ben", [False, False, True, False]),
        ("hedda", [False, False, True, False]), ("nina", [False, False, True, False]),
        ("cleo", [False, False, True, True]), ("finn", [False] * 4), ("anker", [False] * 4),
        ("lea", [False] * 4), ("mads", [False] * 4),
    ):  # fmt: skip
        person, kept = getattr(cast, who), fresh(post)
        assert [
            kept.editable_by(person), kept.withdrawable_by(person), kept.flagged_by(person),
            kept.moderated_by(person),
        ] == may, who  # fmt: skip
        assert not fresh(draft).moderated_by(person)


def test_the_seats_at_the_table_it_lies_on_are_those_of_now(cast):
    thread = cast.reflection(by=cast.eli)
    people = {"ada": "member", "ben": "member", "hedda": "host", "eli": "member",
              "nina": "member", "cleo": "facilitator"}  # fmt: skip
    assert thread.seats() == {getattr(cast, who).id: role for who, role in people.items()}


def test_a_pause_is_kept_and_each_touch_makes_the_next_version(cast, noon):
    thread = cast.reflection()
    version = thread.version
    thread.hold(noon)
    assert fresh(thread).paused_at == noon
    thread.hold(None)
    assert fresh(thread).paused_at is None
    thread.touch()
    assert (thread.version, thread.edited_at) == (version + 1, noon)
    assert thread.noun == "reflection" and Reflection.names_readers
