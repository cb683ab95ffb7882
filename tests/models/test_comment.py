"""An answer: taken once, read as its author agreed, counted alike everywhere, rewritten alone."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Comment, Event, Reflection
from flu.models.comment import PAGE
from flu.models.refusal import Refused

HOUR = timedelta(hours=1)
OFFER = "Jeg har prøvet fast ringetid. Sig til, hvis du vil høre."


def fresh(row):
    return type(row).get_by_id(row.id)


def opened(cast, script="questions"):
    thread = cast.reflection()
    thread.begin(script, by=cast.ada)
    return fresh(thread)


def test_an_answer_is_born_with_its_threads_reach_and_stands_in_the_groups_ledger(cast, noon):
    thread, uid = cast.reflection(visibility="cohort"), uuid7()
    answer = Comment.post(OFFER, kind="offers", on=thread, by=cast.ben, uid=uid)
    told = (answer.author, answer.reflection, answer.kind, answer.body, answer.hinted, answer.uid)
    assert told == (cast.ben, thread, "offers", OFFER, True, uid)
    assert (answer.group, answer.visibility, answer.shared_at) == (cast.broen, "cohort", noon)
    assert Comment.post("Andet", kind="wonders", on=thread, by=cast.ben, uid=uid) == answer
    assert fresh(answer).body == OFFER
    events = Event.select().where(Event.verb == "comment.posted")
    assert [(it.actor, it.group_id, it.words) for it in events] == [
        (cast.ben, str(cast.broen.uid), {"kind": "offers"}),
    ]  # fmt: skip
    thread.lock("Pause", by=cast.cleo)
    with pytest.raises(Refused, match=r"thread\.locked"):
        Comment.post("Andet", kind="wonders", on=thread, by=cast.ben)
    assert Comment.select().count() == 1


def test_what_waits_is_not_hinted_at_and_a_conclusion_sent_twice_concludes_once(cast, still, noon):
    thread, stale = opened(cast), opened(cast)
    assert not Comment.post(OFFER, kind="offers", on=thread, by=cast.ben).hinted
    fresh(stale).turn("questions", by=cast.ada)
    late = Comment.post(OFFER, kind="offers", on=stale, by=cast.ben)
    assert (late.opens_at, late.hinted) == (None, True)
    still.stop(noon + 48 * HOUR)
    uid = uuid7()
    Comment.post("Ro", kind="concludes", on=fresh(thread), by=cast.ada, uid=uid)
    assert fresh(thread).is_over
    assert Event.get(Event.verb == "thread.concluded").actor == cast.ada
    fresh(thread).reopen(by=cast.ada)
    Comment.post("Ro", kind="concludes", on=fresh(thread), by=cast.ada, uid=uid)
    assert not fresh(thread).is_over


def test_a_page_holds_the_threads_answers_in_order_and_one_more_tells_of_more(cast):
    thread = cast.reflection()
    made = []
    for n in range(2 * PAGE + 1):
        made.append(cast.comment(on=thread, kind="hears", body=f"{n}"))
        if n == 3:
            cast.comment(on=thread, kind="hears", body="Væk").withdraw()
            cast.comment(body="Et andet sted")

    def page(after=None):
        return Comment.under(thread, cast.eli, after=after and after.uid)

    assert page() == made[: PAGE + 1]
    assert page(made[4]) == made[5 : PAGE + 6]
    assert page(made[2 * PAGE]) == []
    for place, before in (
        (0, None), (PAGE - 1, None), (PAGE, made[0]), (2 * PAGE - 1, made[PAGE - 1]),
    ):  # fmt: skip
        assert Comment.page_ending_with(made[place]) == (before and before.uid)


def test_under_a_thread_each_reads_what_its_author_agreed_to(cast):
    thread = cast.reflection()
    first, paused = cast.comment(on=thread), cast.comment(on=thread, by=cast.eli)
    fresh(paused).hold(paused.created_at)
    thread.share(visibility="cohort", group=cast.broen, by=cast.ada)
    wide = cast.comment(on=fresh(thread), by=cast.hedda)
    for who, reads in (("ben", 3), ("dora", 1)):
        under = Comment.under(fresh(thread), getattr(cast, who), sized=True)
        assert under == [first, paused, wide][-reads:]
    shown, place, last = Comment.under(fresh(thread), cast.ben, sized=True)
    told = (place.withheld, place.body, place.kind, place.author_id)
    assert told == (True, "", "", None)
    assert (shown.withheld, shown.body, shown.author) == (False, first.body, cast.ben)
    sizes = Comment.audiences([shown, last])
    assert [it.readers_now for it in (shown, last)] == [sizes[shown.id], sizes[last.id]]
    assert not hasattr(Comment.under(fresh(thread), cast.ben)[0], "readers_now")
    assert not any(it.withheld for it in Comment.under(fresh(thread), cast.cleo))
    Reflection.update(group=cast.havnen).where(Reflection.id == thread.id).execute()
    assert Comment.under(fresh(thread), cast.ben)[0].group == cast.broen


def test_how_many_stay_behind_is_how_many_agreed_to_less(cast, still, noon):
    """Each where it was written: not what was taken away, nor what still waits."""

    def behind():
        rows = Reflection.select(Reflection.id, Comment.behind().alias("behind"))
        return dict(rows.where(Reflection.id.in_(ids)).tuples())

    one, two, never = opened(cast), cast.reflection(), cast.reflection()
    ids = [it.id for it in (one, two, never)]
    made = [cast.comment(on=on) for on in (one, one, two, never)]
    Comment.post(OFFER, kind="offers", on=one, by=cast.ben)
    cast.comment(on=one).withdraw()
    assert behind() == dict.fromkeys(ids, 0)
    one.share(visibility="cohort", group=cast.broen, by=cast.ada)
    two.share(visibility="organisation", group=cast.broen, by=cast.ada)
    assert behind() == {one.id: 2, two.id: 1, never.id: 0}
    fresh(made[0]).follow(by=cast.ben)
    fresh(made[2]).follow(by=cast.ben)
    Comment.update(visibility="cohort").where(Comment.id == made[2].id).execute()
    assert behind() == {one.id: 1, two.id: 1, never.id: 0}
    still.stop(noon + 24 * HOUR)
    assert behind() == {one.id: 2, two.id: 1, never.id: 0}


def test_every_count_counts_what_this_reader_may_read(cast):
    one, two, empty = opened(cast), cast.reflection(), cast.reflection()
    cast.comment(on=one)
    Comment.post(OFFER, kind="offers", on=one, by=cast.ben)
    cast.comment(on=two)
    threads = [one, two, empty]
    for who, numbers in (("eli", [1, 1, 0]), ("ben", [2, 1, 0]), ("dora", [0, 0, 0])):
        reader = getattr(cast, who)
        assert Comment.counts(threads, reader) == {
            it.id: n for it, n in zip(threads, numbers, strict=True)
        }
        tally = Reflection.select(Comment.tally(reader)).order_by(Reflection.id).tuples()
        assert [n for (n,) in tally] == numbers
    assert Comment.counts([two], cast.eli) == {two.id: 1}
    two.share(visibility="private", group=None, by=cast.ada)
    one.share(visibility="cohort", group=cast.broen, by=cast.ada)
    for who, number in (("eli", 1), ("dora", 0)):  # the thread, and the answer itself
        told = Comment.counts(threads, getattr(cast, who))
        assert told == {one.id: number, two.id: 0, empty.id: 0}


def test_a_question_waits_until_its_threads_author_answers_after_it(cast):
    thread, other = cast.reflection(), cast.reflection()
    theirs = cast.reflection(by=cast.ben)

    def waiting():
        return list(Comment.unanswered_for(cast.ada))

    first, far = cast.comment(on=thread), cast.comment(on=other)
    cast.comment(on=thread, kind="hears")
    cast.comment(on=theirs, by=cast.eli)
    assert waiting() == [first, far]
    cast.comment(on=thread, by=cast.hedda, kind="hears")
    assert waiting() == [first, far]
    reply = cast.comment(on=thread, by=cast.ada, kind="reply")
    assert waiting() == [far]
    later = cast.comment(on=thread)
    assert waiting() == [far, later]
    fresh(reply).withdraw()
    assert waiting() == [first, far, later]
    Comment.update(kind="challenges").where(Comment.id == far.id).execute()
    Comment.update(author=cast.ada).where(Comment.id == later.id).execute()
    assert waiting() == [far]  # what she asked herself answers what was asked before
    Comment.update(author=cast.ada).where(Comment.id == far.id).execute()
    assert waiting() == []


def test_rewritten_it_keeps_its_moment_unless_its_kind_is_another(cast, still, noon):
    thread = opened(cast)
    offer = Comment.post(OFFER, kind="offers", on=thread, by=cast.ben)
    day = noon + 24 * HOUR
    still.stop(noon + HOUR)
    fresh(offer).revise("Sagt bedre", kind="offers")
    assert (fresh(offer).body, fresh(offer).opens_at, fresh(offer).hinted) == (
        "Sagt bedre", day, False,
    )  # fmt: skip
    still.stop(day + HOUR)
    fresh(offer).revise("Igen", kind="offers")
    assert (fresh(offer).opens_at, fresh(offer).hinted) == (day, False)
    fresh(offer).revise("Du skal bare ringe", kind="hears")
    now = fresh(offer)
    assert (now.kind, now.opens_at, now.hinted) == ("hears", None, True)
    version = now.version
    now.revise("Hvad nu?", kind="wonders", seen=version)
    with pytest.raises(Refused, match=r"item\.moved_on"):
        fresh(offer).revise("Hvad så?", kind="wonders", seen=version)
    with pytest.raises(Refused, match=r"comment\.kind"):
        fresh(offer).revise("Hvad så?", kind="challenges")
    assert fresh(offer).body == "Hvad nu?"


def test_it_travels_only_when_its_author_says_so_and_home_again(cast, still, noon):
    answer = cast.comment()
    thread = answer.reflection

    def told():
        it = fresh(answer)
        return it.visibility, it.group, it.stays_behind(fresh(thread))

    def shared():
        lines = Event.select().where(Event.verb == "comment.shared").order_by(Event.id)
        return [(it.words["reach"], it.actor, it.group_id) for it in lines]

    for move in ("follow", "stay"):  # where it is already
        getattr(fresh(answer), move)(by=cast.ben)
    assert (told(), shared()) == (("group", cast.broen, False), [])
    thread.share(visibility="organisation", group=cast.broen, by=cast.ada)
    assert told() == ("group", cast.broen, True)
    fresh(answer).follow(by=cast.ben)
    assert told() == ("organisation", cast.broen, False)
    fresh(answer).stay(by=cast.ben)
    assert told() == ("group", cast.broen, True)
    broen = str(cast.broen.uid)
    assert shared() == [("organisation", cast.ben, broen), ("group", cast.ben, broen)]


def test_it_waits_until_its_moment(cast, still, noon):
    offer = Comment.post(OFFER, kind="offers", on=opened(cast), by=cast.ben)
    for hours, waits in ((0, True), (23.9, True), (24, False), (25, False)):
        still.stop(noon + hours * HOUR)
        assert fresh(offer).waits is waits
    assert not cast.comment().waits
    assert (offer.wording, offer.title, offer.thread) == (OFFER, OFFER, offer.reflection)
