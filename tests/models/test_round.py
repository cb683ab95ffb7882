"""A round: who is asked, in which step, and until when they are waited for."""

import pytest

from flu.models import Action, Consent, Event, Membership, User
from flu.models.refusal import Refused
from flu.models.round import LIVE_AT_MOST


def asked(cast, **more):
    """A proposal the group answers now."""
    action = cast.action(**more)
    action.turn("consent", by=cast.ada)
    return action


def waiting_for(person):
    return list(Action.awaiting(User.get_by_id(person.id)))


def lines(action):
    """What its log tells: the verb, who did it, in whose log, and the step."""
    told = Event.select().where(Event.subject_uid == action.uid).order_by(Event.id)
    return [(e.verb, e.actor, e.group_id, e.words.get("step")) for e in told]


def test_who_sits_there_as_a_member_or_carries_is_asked_and_nobody_else(cast):
    """Not cleo, a member elsewhere who carries another; nor anker, a member once, staff now."""
    action = asked(cast, helpers=[cast.ben, cast.dora])
    cast.havnen.admit(cast.cleo, by=cast.pia)
    cast.broen.admit(cast.anker, by=cast.lea, role="facilitator")
    cast.accept(cast.havnen, [cast.cleo])
    cast.accept(cast.broen, [cast.anker])
    other = asked(cast, helpers=[cast.ben, cast.cleo])
    known = {person.name for person in action.readers()}
    both = {"Ada Prøve", "Ben Prøve", "Hedda Prøve", "Eli Prøve", "Dora Prøve"}
    assert {person.name for person in action.electorate()} == both
    assert known == both | {"Anker Prøve", "Cleo Proces"}
    for who, waits in (
        ("ben", [action, other]), ("eli", [action, other]), ("dora", [action]), ("cleo", [other]),
        ("anker", []), ("finn", []), ("mads", []), ("nina", []),
    ):  # fmt: skip
        assert waiting_for(getattr(cast, who)) == waits


def test_one_waits_in_the_consent_step_of_what_is_proposed_until_the_answer_to_this_asking(cast):
    one, two, three = asked(cast), asked(cast), cast.action()
    assert waiting_for(cast.ben) == waiting_for(cast.eli) == [one, two]
    Consent.give(one, "live_with", by=cast.ben)
    assert (waiting_for(cast.ben), waiting_for(cast.eli)) == ([two], [one, two])
    three.turn("reactions", by=cast.ada)
    one.turn("adjust", by=cast.ada)
    assert waiting_for(cast.eli) == [two]
    one.turn("consent", by=cast.ada)
    two.become("stopped", by=cast.ada)
    assert waiting_for(cast.ben) == waiting_for(cast.eli) == [one]


@pytest.mark.parametrize("state", ["consented", "started", "followed_up", "adjusted"])
def test_a_group_has_room_for_three_that_live(cast, state):
    action = cast.action()
    for live in range(1, 4):
        assert action.has_room()
        cast.action().become(state, by=cast.ada)
        assert Action.live_in(cast.broen).count() == live
    assert (action.has_room(), LIVE_AT_MOST) == (False, 3)


def test_what_is_over_takes_no_room(cast):
    for state in ("proposed", "done", "stopped", "started"):
        cast.action().become(state, by=cast.ada)
    assert [action.state for action in Action.live_in(cast.broen)] == ["started"]


def test_each_turn_stands_once_in_the_groups_log_under_who_made_it(cast):
    action, broen = cast.action(), str(cast.broen.uid)
    for step, who in (("questions", cast.ben), ("questions", cast.eli), ("consent", cast.ada)):
        action.turn(step, by=who)
    action.ask_again(by=cast.hedda)
    action.turn("adjust", by=cast.eli)
    action.ask_again(by=cast.ben)
    action.become("stopped", by=cast.ben)
    assert lines(action)[1:] == [
        ("action.turned", cast.ben, broen, "questions"),
        ("action.turned", cast.ada, broen, "consent"),
        ("action.turned", cast.hedda, broen, "adjust"),
        ("action.turned", cast.hedda, broen, "consent"),
        ("action.turned", cast.eli, broen, "adjust"),
        ("action.turned", cast.ben, broen, "consent"),
        ("action.stopped", cast.ben, broen, None),
    ]
    kept = Action.get_by_id(action.id)
    assert (kept.state, kept.round_step, kept.round_number) == ("stopped", "consent", 3)


def test_an_old_page_turns_nothing_back_and_no_answer_is_awaited_before_it_is_asked_for(cast):
    action = cast.action()
    old = Action.get_by_id(action.id)
    action.turn("questions", by=cast.ada)
    action.turn("reactions", by=cast.ada)
    assert Action.get_by_id(action.id).round_ends_on is None
    with pytest.raises(Refused, match=r"action\.order"):
        old.turn("questions", by=cast.ada)
    assert Action.get_by_id(action.id).round_step == "reactions"


def test_who_speaks_and_who_answers(cast):
    action = asked(cast, helpers=[cast.ben, cast.dora])
    Membership.update(role="host").where(Membership.user == cast.eli).execute()
    people = {who: getattr(cast, who) for who in "ada ben eli dora cleo finn mads lea".split()}
    people["eli"] = User.get_by_id(cast.eli.id)
    assert {who for who, it in people.items() if action.answered_by(it)} == {
        "ada", "ben", "eli", "dora",
    }  # fmt: skip
    assert {who for who, it in people.items() if action.spoken_by(it)} == {
        "ada", "ben", "eli", "dora", "cleo",
    }  # fmt: skip


def test_what_is_decided_is_turned_no_more(cast):
    action = cast.action()
    action.turn("questions", by=cast.ada)
    action.become("consented", by=cast.ada)
    with pytest.raises(Refused, match=r"action\.order"):
        action.turn("reactions", by=cast.ada)
    assert Action.get_by_id(action.id).round_step == "questions"
