"""The consent round: five people, three working days, and a silence that is no yes."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.db import connection
from flu.models import Action, Consent, Event, FollowUp, User, Voice
from flu.models.refusal import Refused
from flu.models.round import ROUND

pytestmark = pytest.mark.hangs_on_dates


def test_five_people_decide(cast):
    """ada proposes with dora of another group; eli objects; at the second asking all can live."""
    action = cast.action(helpers=[cast.ben, cast.dora])
    action.turn("questions", by=cast.ada)
    Voice.speak(action, "Hvem tager telefonen?", by=cast.eli)
    Voice.speak(action, "Den, der har vagten.", by=cast.ada)
    action.turn("reactions", by=cast.ada)
    Voice.speak(action, "Det ville lette os.", by=cast.dora)
    action.turn("consent", by=cast.ada)
    assert silent(action) == ["Ada", "Ben", "Dora", "Eli", "Hedda"]

    for person in (cast.ada, cast.dora, cast.hedda):
        Consent.give(action, "live_with", by=person)
    Consent.give(action, "remark", body="Kun om formiddagen.", by=cast.ben)
    assert (silent(action), fresh(action).state) == (["Eli"], "proposed")

    Consent.give(action, "objection", harms="employee", body="Nattevagten er alene.", by=cast.eli)
    assert (silent(action), fresh(action).state) == ([], "proposed")
    action.turn("adjust", by=cast.ada)
    action.edit(by=cast.ada, first_step="Ringetid kl. 10")
    action.ask_again(by=cast.ada)
    assert (action.round_number, len(silent(action))) == (2, 5)

    for person in (cast.ada, cast.ben, cast.dora, cast.hedda):
        Consent.give(action, "live_with", by=person)
    assert fresh(action).state == "proposed"
    Consent.give(action, "live_with", by=cast.eli)
    assert fresh(action).state == "consented"
    assert [v.body for v in Voice.of(action)][-1] == "Det ville lette os."
    assert Consent.of(action).count() == 10


@pytest.mark.parametrize("at", ROUND)
@pytest.mark.parametrize("to", ROUND)
def test_where_a_round_can_turn(cast, at, to):
    allowed = {
        "proposal": {"questions", "reactions", "consent"},
        "questions": {"reactions", "consent"},
        "reactions": {"consent"},
        "consent": {"adjust"},
        "adjust": {"consent"},
    }
    action = standing(cast, at)
    if to in {at, *allowed[at]}:
        action.turn(to, by=cast.ada)
        assert fresh(action).round_step == to
        return
    with pytest.raises(Refused, match=r"action\.order"):
        action.turn(to, by=cast.ada)


@pytest.mark.parametrize("step", ROUND)
def test_when_the_round_listens(cast, step):
    action = standing(cast, step)
    speak = {"questions", "reactions"}
    for verb, when in (
        (lambda: Voice.speak(action, "Hvem?", by=cast.ben), speak),
        (lambda: Consent.give(action, "live_with", by=cast.ben), {"consent"}),
    ):
        if step in when:
            verb()
            continue
        with pytest.raises(Refused, match=r"action\.order"):
            verb()


@pytest.mark.parametrize("harms", Consent.HARMS)
def test_an_objection_that_says_what_would_be_harmed_is_heard(cast, harms):
    action = standing(cast, "consent")
    Consent.give(action, "objection", harms=harms, body="De venter.", by=cast.ben)
    assert Consent.objections(action) == [Consent.get()]
    assert harms in {"core_task", "citizen", "employee", "law"}


@pytest.mark.parametrize(
    "harms, body",
    [("", ""), ("citizen", ""), ("", "Det går ud over nogen"), ("budget", "Det er dyrt")],
)
def test_an_objection_says_what_would_be_harmed(cast, harms, body):
    action = standing(cast, "consent")
    with pytest.raises(Refused, match=r"consent\.objection_without_reason"):
        Consent.give(action, "objection", harms=harms, body=body, by=cast.ben)
    assert not Consent.select().exists()


def test_one_changes_ones_mind(cast):
    action = standing(cast, "consent")
    Consent.give(action, "objection", harms="citizen", body="De venter.", by=cast.ben)
    Consent.give(action, "live_with", by=cast.ben)
    assert [c.answer for c in Consent.given(action)] == ["live_with"]


@pytest.mark.on_day("2026-11-23")
@pytest.mark.parametrize(
    "asked, ends",
    [
        (datetime(2026, 11, 23, 11, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 26, 11, tzinfo=UTC), date(2026, 12, 1)),  # over a weekend
        (datetime(2026, 12, 22, 11, tzinfo=UTC), date(2026, 12, 29)),  # over Christmas
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), date(2026, 11, 26)),  # Monday in Denmark
    ],
)
def test_the_answers_have_three_working_days(cast, still, asked, ends):
    still.stop(asked)
    assert standing(cast, "consent").round_ends_on == ends


@pytest.mark.on_day("2026-11-23")
def test_changed_words_are_asked_anew(cast, still):
    action = standing(cast, "consent")
    Consent.give(action, "live_with", by=cast.ben)
    still.stop(clock.now() + timedelta(days=2))
    action.edit(by=cast.hedda, why="Borgeren får ét svar")
    assert (action.round_number, action.round_ends_on) == (2, date(2026, 11, 30))
    assert "Ben" in silent(action)


@pytest.mark.parametrize("step", ["proposal", "questions", "reactions", "adjust"])
def test_words_changed_before_the_asking_are_asked_with_the_rest(cast, step):
    action = standing(cast, step)
    action.edit(by=cast.ada, why="Borgeren får ét svar")
    assert action.round_number == 1


def test_an_answer_to_the_words_of_before_does_not_count(cast):
    action = standing(cast, "consent")
    action.edit(by=cast.ada, why="Borgeren får ét svar")
    with pytest.raises(Refused, match=r"consent\.asked_anew"):
        Consent.give(action, "live_with", by=cast.ben, asked=1)
    Consent.give(action, "live_with", by=cast.ben, asked=2)


def test_who_cannot_read_is_not_waited_for(cast):
    action = standing(cast, "consent")
    assert silent(action) == ["Ada", "Ben", "Eli", "Hedda"]
    cast.eli.deactivate()
    cast.seat(cast.hedda).end(by=cast.hedda)
    assert silent(action) == ["Ada", "Ben"]


def test_the_fourth_waits_without_losing_a_word(cast):
    for _ in range(3):
        agreed(cast)
    fourth = agreed(cast)
    assert fresh(fourth).state == "proposed"
    assert Consent.settled(fourth)
    with pytest.raises(Refused, match=r"action\.three_live"):
        Consent.conclude(fourth, by=cast.ada)
    assert Consent.given(fourth).count() == 4

    first = Action.live_in(cast.broen).order_by(Action.id).first()
    FollowUp.hold(first, happened="Ja", gain="Roligere", decision="done", by=cast.ada)
    Consent.conclude(fourth, by=cast.ada)
    assert fresh(fourth).state == "consented"
    assert Action.live_in(cast.broen).count() == 3


@pytest.mark.parametrize("since", ["consented", "started", "done"])
def test_what_is_decided_takes_no_further_answer(cast, since):
    """Not a second thought of somebody heard, and not the first word of somebody new."""
    action = agreed(cast)
    action.become(since, by=cast.ada)
    words = {"harms": "citizen", "body": "De venter."}
    for person in (cast.ben, cast.nina):
        with pytest.raises(Refused, match=r"action\.order"):
            Consent.give(action, "objection", by=person, **words)
    assert [c.answer for c in Consent.given(action)] == ["live_with"] * 4
    assert fresh(action).state == since


@pytest.mark.parametrize("step", ["questions", "reactions"])
def test_what_is_decided_takes_no_further_word(cast, step):
    action = standing(cast, step)
    action.become("consented", by=cast.ada)
    with pytest.raises(Refused, match=r"action\.order"):
        Voice.speak(action, "Hvem tager telefonen?", by=cast.ben)
    assert not Voice.select().exists()


def test_an_answer_stands_for_its_own_action_in_its_own_words(cast):
    """Two proposals at once; what would be harmed is kept of an objection, and of nothing else."""
    first, second = standing(cast, "consent"), standing(cast, "consent")
    Consent.give(first, "objection", harms="citizen", body="De venter.", by=cast.ben)
    Consent.give(second, "remark", harms="citizen", body="Kun om formiddagen.", by=cast.ben)
    said = [[(c.answer, c.harms, c.body) for c in Consent.given(it)] for it in (first, second)]
    assert said == [
        [("objection", "citizen", "De venter.")],
        [("remark", "", "Kun om formiddagen.")],
    ]
    answered = Event.select().where(Event.verb == "action.answered")
    assert {event.group_id for event in answered} == {str(cast.broen.uid)}


def test_a_word_meets_the_action_as_it_is_now(cast):
    """ben and eli have it on their screens as it stood before; meanwhile ada went on."""
    action = standing(cast, "questions")
    seen = [fresh(action) for _ in range(2)]
    action.turn("consent", by=cast.ada)
    with pytest.raises(Refused, match=r"action\.order"):
        Voice.speak(seen[0], "Hvem tager telefonen?", by=cast.ben)
    Consent.give(seen[1], "live_with", by=cast.eli)
    seen = [fresh(action) for _ in range(2)]
    action.turn("adjust", by=cast.ada)
    for late in (
        lambda: Consent.give(seen[0], "live_with", by=cast.ben),
        lambda: Consent.conclude(seen[1], by=cast.ada),
    ):
        with pytest.raises(Refused, match=r"action\.order"):
            late()


def test_an_action_is_concluded_once_and_only_while_it_is_asked_about(cast):
    action = agreed(cast)
    Consent.conclude(action, by=cast.ada)  # it is; nothing to do
    consented = Event.select().where(Event.verb == "action.consented")
    assert consented.count() == 1
    action.become("started", by=cast.ada)
    with pytest.raises(Refused, match=r"action\.order"):
        Consent.conclude(action, by=cast.ada)
    for _ in range(2):
        agreed(cast)
    waiting = agreed(cast)
    assert Consent.settled(waiting)
    fresh(waiting).turn("adjust", by=cast.ada)
    with pytest.raises(Refused, match=r"action\.order"):
        Consent.conclude(waiting, by=cast.ada)
    assert consented.count() == 3


def test_asking_twice_asks_once(cast):
    action = standing(cast, "adjust")
    for _ in range(2):
        action.turn("consent", by=cast.ada)
    assert action.round_number == 2


def test_nothing_is_concluded_over_a_silence_or_an_objection(cast):
    action = standing(cast, "consent")
    with pytest.raises(Refused, match=r"action\.order"):
        Consent.conclude(action, by=cast.ada)
    for person in (cast.ada, cast.ben, cast.eli):
        Consent.give(action, "live_with", by=person)
    Consent.give(action, "objection", harms="law", body="Det må vi ikke.", by=cast.hedda)
    with pytest.raises(Refused, match=r"action\.order"):
        Consent.conclude(action, by=cast.ada)


def test_the_same_letter_twice_is_one_word(cast):
    action, uids = standing(cast, "questions"), [uuid7() for _ in range(3)]
    asked = [Voice.speak(action, "Hvem?", by=cast.ben, uid=uids[0]) for _ in range(2)]
    action.turn("consent", by=cast.ada)
    said = [Consent.give(action, "live_with", by=cast.ben, uid=uids[1]) for _ in range(2)]
    assert (asked, said) == ([Voice.get()] * 2, [Consent.get()] * 2)
    assert (Voice.select().count(), Consent.select().count()) == (1, 1)
    assert Event.select().where(Event.verb == "action.answered").count() == 1
    with pytest.raises(Refused, match=r"uid\.taken"):
        Consent.give(action, "live_with", by=cast.eli, uid=uids[1])


def test_who_is_asked_is_told_so_until_they_answer(cast):
    action = standing(cast, "consent", helpers=[cast.ben, cast.dora])
    for person, waits in (("ben", 1), ("dora", 1), ("cleo", 0), ("mads", 0), ("finn", 0)):
        assert Action.awaiting(getattr(cast, person)).count() == waits
    Consent.give(action, "live_with", by=cast.ben)
    assert not Action.awaiting(cast.ben).exists()


def test_two_last_words_at_once_let_only_one_begin(cast):
    """Two live, two more at the point of it, four people speaking at the same moment."""
    for _ in range(2):
        agreed(cast)
    last = [standing(cast, "consent") for _ in range(2)]
    for action in last:
        for person in action.electorate()[:-2]:
            Consent.give(action, "live_with", by=person)
    words = [(action.id, p.id) for action in last for p in action.electorate()[-2:]]
    at_once(lambda action, person: Consent.give(action, "live_with", by=person), words)
    assert Action.live_in(cast.broen).count() == 3
    assert [Consent.given(action).count() for action in last] == [4, 4]


def standing(cast, step, **more):
    action = cast.action(**more)
    action.round_step = step
    action.save(only=["round_step"])
    if step == "consent":
        action.ask(anew=False)
        action.save(only=["round_ends_on"])
    return action


def agreed(cast):
    action = cast.action(origin=cast.reflection())
    action.turn("consent", by=cast.ada)
    for person in action.electorate():
        Consent.give(action, "live_with", by=person)
    return action


def silent(action):
    return sorted(person.first_name for person in Consent.silent(action))


def fresh(action):
    return Action.get_by_id(action.id)


def at_once(verb, pairs):
    """The verb on each (action, person) in a thread of its own, all let go together."""
    gate, faults = threading.Barrier(len(pairs)), []

    def run(action_id, user_id):
        with connection():
            action, person = Action.get_by_id(action_id), User.get_by_id(user_id)
            gate.wait()
            try:
                verb(action, person)
            except Exception as fault:
                faults.append(fault)

    threads = [threading.Thread(target=run, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
