"""Phases: questions before advice, by the server's own clock; what is early waits (N8, PR7)."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Action, Comment, Event, Reflection
from flu.models.chain import Chain
from flu.models.feed import Feed
from flu.models.phases import DEFAULTS, SCRIPTS, is_ripe
from flu.models.refusal import Refused
from flu.models.thread import Thread
from flu.models.waiting import Waiting

pytestmark = pytest.mark.hangs_on_dates
PEOPLE = ("ada", "ben", "hedda", "eli", "cleo")
SECRET = "Jeg har prøvet fast ringetid. Sig til, hvis du vil høre."


def opened(cast, script="questions", **more):
    thread = cast.reflection()
    thread.begin(script, by=cast.ada, **more)
    return fresh(thread)


def fresh(row):
    return type(row).get_by_id(row.id)


def offer(cast, on, by=None, kind="offers"):
    return Comment.post(SECRET, kind=kind, on=on, by=by or cast.ben)


def later(hours):
    clock.stop(clock.now() + timedelta(hours=hours))


def readers(comment, cast):
    return [
        who for who in PEOPLE
        if Comment.visible_to(getattr(cast, who)).where(Comment.id == comment.id).exists()
    ]  # fmt: skip


def test_every_script_ends_in_a_phase_that_is_not_left_by_itself():
    assert set(DEFAULTS) < set(SCRIPTS)
    for steps in SCRIPTS.values():
        names = [step.name for step in steps]
        assert len(names) == len(set(names)) and all(len(name) <= 16 for name in names)
        for at, step in enumerate(steps):
            assert step.lasts is None or at + 1 < len(steps)
            assert not step.waits or set(step.waits) <= set(steps[at + 1].open)
        assert len(names) == 1 or names[-2:] == ["conclusion", "over"]


def test_an_early_offer_waits_and_is_not_lost(cast):
    thread = opened(cast)
    comment = offer(cast, thread)
    assert comment.waits and not comment.hinted
    assert readers(comment, cast) == ["ben", "cleo"]
    later(23.9)
    assert readers(comment, cast) == ["ben", "cleo"]
    later(0.2)
    assert readers(comment, cast) == list(PEOPLE)
    assert not fresh(comment).waits


def test_the_author_opens_the_next_phase_and_what_waited_is_read(cast):
    thread = opened(cast)
    comment = offer(cast, thread)
    thread.turn("questions", by=cast.ada)
    assert fresh(thread).phase.name == "offers"
    assert readers(comment, cast) == list(PEOPLE)
    assert not offer(cast, fresh(thread), by=cast.eli).waits


def test_a_turn_sent_twice_is_done_once_and_nobody_else_turns(cast):
    thread = opened(cast)
    for _ in range(2):
        fresh(thread).turn("questions", by=cast.ada)
    assert fresh(thread).phase.name == "offers"
    thread.turn("offers", by=cast.ben)
    assert fresh(thread).phase.name == "offers"


def test_it_moves_on_by_itself_as_told(cast):
    thread = opened(cast)
    seen = []
    for _ in range(4):
        seen.append((fresh(thread).phase.name, bool(fresh(thread).phase_ends_at)))
        later(24)
    assert seen == [
        ("questions", True), ("offers", True), ("conclusion", False), ("conclusion", False),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["hears", "recognises", "wonders", "impressed"])
def test_questions_are_read_at_once(cast, kind):
    comment = Comment.post("Hvad gjorde du?", kind=kind, on=opened(cast), by=cast.ben)
    assert readers(comment, cast) == list(PEOPLE)


def test_no_count_no_list_and_no_chain_tells_what_waits(cast):
    it = cast.experiment(state="shared")
    thread = Reflection.thread_of(it)
    thread.begin("questions", by=cast.ada)
    comment = offer(cast, fresh(thread))
    action = cast.action(origin=comment, by=cast.ben)
    for who, sees in (("ada", 0), ("eli", 0), ("ben", 1), ("cleo", 1)):
        person = getattr(cast, who)
        row = Reflection.find(thread.uid, person)
        assert Comment.counts([row], person)[row.id] == sees
        assert [post.answers_now for post in Feed(cast.broen, person).posts] == [sees]
        assert len(Thread.find(thread.uid, person).comments) == sees
        told = [node.text for node in Chain.of(Action.find(action.uid, person), person)]
        assert (SECRET in told) is bool(sees)
    assert Comment.audiences([comment])[comment.id] == 2
    assert {p.id for p in comment.readers()} == {cast.ben.id, cast.cleo.id}


def test_nu_asks_for_nothing_that_waits(cast):
    thread = opened(cast)
    offer(cast, thread)
    asked = [thing.subject for thing in Waiting.for_(cast.eli)[1] if thing.kind == "thread"]
    assert asked == [thread]
    Comment.post("Hvad nu hvis?", kind="wonders", on=fresh(thread), by=cast.ben)
    assert [t.kind for t in Waiting.for_(cast.eli)[1] if t.kind == "thread"] == []


@pytest.mark.parametrize("script, hours", [("questions", 48), ("team", 48), ("plain", None)])
def test_nu_asks_the_author_to_gather_it_when_it_is_time(cast, script, hours):
    thread = opened(cast, script)
    later(47.9)
    assert gathering(cast.ada) == []
    later(0.2)
    assert gathering(cast.ada) == ([thread] if hours else [])
    assert gathering(cast.ben) == []
    if hours:
        conclude(cast, thread)
        assert gathering(cast.ada) == []


def gathering(person):
    return [thing.subject for thing in Waiting.for_(person)[1] if thing.kind == "conclude"]


def test_rewritten_as_an_offer_it_waits_and_as_a_question_it_is_read(cast):
    thread = opened(cast)
    comment = Comment.post("Hvad gjorde du?", kind="wonders", on=thread, by=cast.ben)
    fresh(comment).revise(SECRET, kind="offers")
    assert readers(comment, cast) == ["ben", "cleo"]
    fresh(comment).revise("Hvad så?", kind="wonders")
    assert readers(comment, cast) == list(PEOPLE)


def test_another_script_lets_out_what_waited(cast):
    thread = opened(cast)
    comment = offer(cast, thread)
    fresh(thread).begin("plain", by=cast.ada)
    assert readers(comment, cast) == list(PEOPLE)


def test_the_conclusion_comes_last_and_closes_until_it_is_opened_again(cast):
    thread = opened(cast)
    for name in ("questions", "offers"):
        with pytest.raises(Refused, match=f"phase.{name}"):
            conclude(cast, thread)
        fresh(thread).turn(name, by=cast.ada)
    assert conclude(cast, thread).kind == "concludes"
    assert fresh(thread).is_over
    for by, kind in ((cast.ben, "wonders"), (cast.cleo, "facilitates"), (cast.ada, "reply")):
        with pytest.raises(Refused, match=r"phase\.over"):
            Comment.post("En til", kind=kind, on=fresh(thread), by=by)
    assert Comment.visible_to(cast.eli).count() == 1
    fresh(thread).reopen(by=cast.ada)
    assert Comment.post("En til", kind="wonders", on=fresh(thread), by=cast.ben)


def test_nothing_becomes_the_conclusion_by_being_rewritten(cast):
    thread = opened(cast)
    later(49)
    reply = Comment.post("Svar", kind="reply", on=fresh(thread), by=cast.ada)
    with pytest.raises(Refused):
        fresh(reply).revise("Svar", kind="concludes")
    assert not fresh(thread).is_over


def test_the_groups_way_is_taken_unless_the_author_chooses(cast):
    cast.broen.open_with("questions", by=cast.hedda)
    assert cast.reflection().script == "questions"
    own = cast.reflection(visibility="private")
    own.share(visibility="group", group=cast.broen, by=cast.ada, script="plain")
    assert fresh(own).script == "plain"
    own.share(visibility="cohort", group=cast.broen, by=cast.ada)
    assert fresh(own).script == "plain"
    it = cast.experiment(state="shared")
    assert Reflection.thread_of(it).script == "questions"
    assert DEFAULTS == ("plain", "questions")


def test_a_plain_thread_is_as_it_was(cast):
    thread = cast.reflection()
    assert (thread.script, thread.unfolds, thread.phase_ends_at) == ("plain", False, None)
    assert not offer(cast, thread).waits
    assert Comment.kinds_for(cast.ada, thread) == ("reply",)


# The reflecting team ----------------------------------------------------------------------------


def test_first_one_asks_and_the_rest_listen(cast):
    thread = opened(cast, "team", interviewer=cast.ben)
    assert Comment.kinds_for(cast.ben, thread) == ("moved", "wonders")
    assert Comment.kinds_for(cast.ada, thread) == ("reply",)
    assert Comment.kinds_for(cast.eli, thread) == ("moved",)
    asked = Comment.post("Hvad skete der?", kind="wonders", on=thread, by=cast.ben)
    assert readers(asked, cast) == list(PEOPLE)
    with pytest.raises(Refused):
        Comment.post("Hvad skete der?", kind="wonders", on=thread, by=cast.eli)
    thought = Comment.post("Jeg blev optaget af", kind="moved", on=thread, by=cast.eli)
    assert readers(thought, cast) == ["eli", "cleo"]


@pytest.mark.parametrize("who", ["ada", "ben", None])
def test_then_the_team_thinks_aloud_and_the_author_listens(cast, who):
    thread = opened(cast, "team", interviewer=cast.ben)
    thought = Comment.post("Jeg blev optaget af", kind="moved", on=thread, by=cast.eli)
    later(24) if who is None else fresh(thread).turn("interview", by=getattr(cast, who))
    thread = fresh(thread)
    assert thread.phase.name == "team"
    assert readers(thought, cast) == list(PEOPLE)
    assert Comment.kinds_for(cast.ada, thread) == ()
    for kind in ("reply", "concludes"):
        with pytest.raises(Refused, match=r"phase\.team"):
            Comment.post("Jamen", kind=kind, on=thread, by=cast.ada)
    with pytest.raises(Refused, match=r"phase\.team"):
        Comment.post("Og så?", kind="wonders", on=thread, by=cast.ben)
    thread.turn("team", by=cast.ben)
    assert fresh(thread).phase.name == "team"
    later(24)
    assert conclude(cast, thread) and fresh(thread).is_over


def test_a_volunteer_asks_and_the_day_begins_then(cast):
    thread = opened(cast, "team")
    assert [p.id for p in thread.askers()] == [cast.ben.id, cast.eli.id, cast.hedda.id]
    able = [who for who in PEOPLE if thread.interviewed_by(getattr(cast, who))]
    assert able == ["ben", "hedda", "eli"]
    later(10)
    thought = Comment.post("Jeg blev optaget af", kind="moved", on=thread, by=cast.eli)
    fresh(thread).interview(by=cast.hedda)
    fresh(thread).interview(by=cast.ben)
    assert fresh(thread).interviewer == cast.hedda
    assert fresh(thread).phase_ends_at == clock.now() + timedelta(hours=24)
    assert fresh(thought).opens_at == fresh(thread).phase_ends_at


# By hand and by the clock ------------------------------------------------------------------------


HOURS = {  # script, and the phase it was moved to by hand → hours until its author may gather it
    ("questions", "questions"): 48, ("questions", "offers"): 24, ("questions", "conclusion"): 0,
    ("team", "interview"): 48, ("team", "team"): 24, ("team", "conclusion"): 0,
    ("questions", "over"): None, ("team", "over"): None, ("plain", "open"): None,
    ("team", "offers"): None,  # none of its own
}  # fmt: skip


def test_it_is_ripe_to_the_second_from_wherever_it_was_moved_to(cast, still, noon):
    threads = {place: opened(cast, place[0]) for place in HOURS}
    for (_, stage), thread in threads.items():
        Reflection.update(stage=stage).where(Reflection.id == thread.id).execute()
    for hours, seconds in ((0, 0), (24, -1), (24, 0), (48, -1), (48, 0), (99, 0)):
        since = timedelta(hours=hours, seconds=seconds)
        still.stop(noon + since)
        ripe = {row.id for row in Reflection.select().where(is_ripe(Reflection))}
        assert {place for place, thread in threads.items() if thread.id in ripe} == {
            place for place, it in HOURS.items() if it is not None and timedelta(hours=it) <= since
        }


def test_each_step_stands_in_the_ledger_of_its_group(cast):
    thread = opened(cast)
    for leaving in ("questions", "offers"):
        fresh(thread).turn(leaving, by=cast.ada)
    conclude(cast, thread)
    fresh(thread).reopen(by=cast.ada)
    told = Event.select().where(Event.verb.startswith("thread.")).order_by(Event.id)
    assert [(line.verb, *line.words.values()) for line in told] == [
        ("thread.begun", "questions"), ("thread.turned", "offers"),
        ("thread.turned", "conclusion"), ("thread.concluded",), ("thread.reopened",),
    ]  # fmt: skip
    for line in told:
        assert (line.actor, line.group_id) == (cast.ada, str(cast.broen.uid))
        assert line.subject_uid == thread.uid


def test_it_stands_where_it_was_put_last_whoever_saw_it_otherwise(cast, still, noon):
    """What a page held when it was opened decides nothing when it is sent."""
    thread = opened(cast)
    one, other, third = (fresh(thread) for _ in range(3))
    one.turn("questions", by=cast.ada)
    still.stop(noon + timedelta(hours=1))
    other.turn("questions", by=cast.ada)
    third.begin("questions", by=cast.ada)
    for row in (fresh(thread), other, third):
        assert (row.phase.name, row.staged_at) == ("offers", noon)
    other.begin("plain", by=cast.ada)
    third.begin("questions", by=cast.ada)
    assert fresh(thread).staged_at == noon + timedelta(hours=1)
    team = opened(cast, "team")
    late = fresh(team)
    fresh(team).interview(by=cast.ben)
    late.interview(by=cast.eli)
    assert fresh(team).interviewer == late.interviewer == cast.ben
    over, open_still = opened(cast), opened(cast)
    late = fresh(over)
    over.conclude(by=cast.ada)
    late.reopen(by=cast.ada)
    fresh(open_still).reopen(by=cast.ada)
    assert [fresh(it).phase.name for it in (over, open_still)] == ["conclusion", "questions"]


def test_chosen_again_it_goes_on_and_chosen_otherwise_it_begins_anew(cast, still, noon):
    thread = opened(cast, "team", interviewer=cast.ben)
    still.stop(noon + timedelta(hours=5))
    fresh(thread).begin("team", by=cast.ada, interviewer=cast.eli)
    assert (fresh(thread).interviewer, fresh(thread).staged_at) == (cast.eli, noon)
    fresh(thread).begin("questions", by=cast.ada, interviewer=cast.eli)
    assert (fresh(thread).interviewer, fresh(thread).staged_at) == (None, clock.now())
    assert fresh(thread).phase_ends_at == clock.now() + timedelta(hours=24)
    assert fresh(thread).unfolds
    fresh(thread).interview(by=cast.ben)  # where nobody interviews
    assert fresh(thread).interviewer is None


def test_moved_by_hand_it_takes_along_what_waits_there_and_nothing_else(cast, still, noon):
    thread, other = opened(cast), opened(cast)
    waiting, elsewhere = offer(cast, thread), offer(cast, other)
    asked = cast.comment(on=thread)
    still.stop(noon + timedelta(hours=3))
    fresh(thread).turn("questions", by=cast.ada)
    assert fresh(waiting).opens_at == clock.now()
    assert fresh(elsewhere).opens_at == noon + timedelta(hours=24)
    assert fresh(asked).opens_at is None


def test_what_is_read_never_waits_again(cast, still, noon):
    """Not even if its thread begins anew at the very moment it opened."""
    thread, day = opened(cast), noon + timedelta(hours=24)
    comment = offer(cast, thread)
    still.stop(day)
    fresh(thread).begin("plain", by=cast.ada)
    fresh(thread).begin("questions", by=cast.ada)
    assert fresh(comment).opens_at == day
    still.stop(day + timedelta(hours=1))
    fresh(thread).turn("questions", by=cast.ada)
    assert fresh(comment).opens_at == day


MOVES = {  # script and hours → who may be let near the button, and who may move it on
    ("plain", 0): ("ada", ""), ("questions", 0): ("ada", "ada"), ("questions", 24): ("ada", "ada"),
    ("questions", 48): ("ada", ""), ("team", 0): ("ada ben", "ada ben"),
    ("team", 24): ("ada ben", "ada"), ("team", 48): ("ada ben", ""),
}  # fmt: skip


@pytest.mark.parametrize("script, hours", MOVES)
def test_its_author_moves_it_on_and_out_of_the_interview_whoever_asks(cast, script, hours):
    thread = opened(cast, script, interviewer=cast.ben)
    later(hours)
    told = tuple(
        " ".join(who for who in PEOPLE if may(getattr(cast, who)))
        for may in (thread.steered_by, thread.turned_by)
    )
    assert told == MOVES[script, hours]


def test_somebody_comes_forward_while_there_is_an_interview_and_nobody_asks(cast):
    team, asked = (opened(cast, "team", interviewer=asks) for asks in (None, cast.ben))
    plain = opened(cast)
    able = {
        it.id: [who for who in (*PEOPLE, "dora") if it.interviewed_by(getattr(cast, who))]
        for it in (team, asked, plain)
    }
    assert able == {team.id: ["ben", "hedda", "eli"], asked.id: [], plain.id: []}
    later(24)
    assert not fresh(team).interviewed_by(cast.eli)


def conclude(cast, thread):
    return Comment.post("Det tager jeg med", kind="concludes", on=fresh(thread), by=cast.ada)


def test_a_thread_told_to_be_plain_says_so_once(cast):
    thread = cast.reflection()
    for _ in range(2):
        thread.begin("plain", by=cast.ada)
    begun = Event.select().where(Event.verb == "thread.begun", Event.subject_uid == thread.uid)
    assert [event.words["script"] for event in begun] == ["plain"]
