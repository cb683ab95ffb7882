"""The shared action: its hard rules, who reads and does what, and how it is followed up."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Action, Carrier, Event, FollowUp
from flu.models.reading import tables_of
from flu.models.refusal import Refused
from flu.models.terms import members_to_carry, others_to_carry
from tests.absence import absent
from tests.cast import NAMES


def days(n):
    return clock.today() + timedelta(days=n)


# What it must have ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "helpers, words, refusal",
    [
        ("ben", {}, None),
        ("hedda", {}, "action.one_department"),
        ("", {}, "action.one_department"),
        ("ben dora", {}, None),
        ("ben mads", {}, "action.line"),
        ("ben", {"first_step_on": 14}, None),
        ("ben", {"first_step_on": 15}, "action.first_step_late"),
        ("ben", {"first_step_on": -1}, "action.first_step_late"),
        ("ben", {"first_step_on": 0}, None),
        ("ben", {"first_step_on": 5, "follow_up_on": 4}, "action.dates_order"),
        ("ben", {"follow_up_on": 20, "due_on": 19}, "action.dates_order"),
        ("ben", {"follow_up_on": 20, "due_on": 20}, None),
    ],
)
def test_what_an_action_must_have(cast, helpers, words, refusal):
    people = [getattr(cast, key) for key in helpers.split()]
    moved = {name: days(n) for name, n in words.items()}
    if refusal is None:
        assert cast.action(helpers=people, **moved).state == "proposed"
        return
    with pytest.raises(Refused) as no:
        cast.action(helpers=people, **moved)
    assert no.value.key == refusal
    assert not Action.select().exists()
    assert not Event.select().where(Event.verb == "action.proposed").exists()


def test_without_an_origin_it_has_a_reason(cast):
    with pytest.raises(Refused, match=r"action\.no_origin"):
        propose(cast)
    assert propose(cast, origin_reason="Vi talte om det på mødet").origin_kind == ""


def test_the_same_letter_twice_is_one_action(cast):
    first = propose(cast, origin_reason="Mødet")
    clock.stop(clock.now() + timedelta(days=10))
    again = propose(cast, origin_reason="Mødet", uid=first.uid, first_step_on=days(-7))
    assert (first.id, Action.select().count()) == (again.id, 1)
    assert Carrier.select().count() == 2


def test_it_takes_its_track_from_where_it_was_born(cast):
    assert Action.seed(cast.experiment(state="shared"))["track"] == cast.track
    assert Action.seed(cast.reflection())["track"] is None


# Who may carry it -------------------------------------------------------------------------------


def test_those_who_read_in_the_group_can_carry_it(cast):
    assert names(members_to_carry(cast.broen)) == {"ada", "ben", "eli", "hedda"}


def test_nobody_in_the_line_of_a_member_carries_from_elsewhere(cast):
    assert names(others_to_carry(cast.broen)) >= {"dora"}
    cast.dora.report_to(cast.ada)
    assert "dora" not in names(others_to_carry(cast.broen))


def test_one_proposes_where_one_sits_and_reads(cast):
    homes_of = {key: [g.name for g in tables_of(getattr(cast, key))] for key in NAMES}
    assert homes_of.pop("dora") == homes_of.pop("finn") == ["Tårnet"]
    assert homes_of.pop("odd") == ["Fjernt"]
    assert homes_of.pop("eli") == ["Broen", "Havnen"]
    assert homes_of.pop("gro") == homes_of.pop("hans") == homes_of.pop("ida") == ["Havnen"]
    assert {key for key, at in homes_of.items() if at} == {"ada", "ben", "cleo", "hedda"}


# Who reads it and who does what -----------------------------------------------------------------


@pytest.mark.parametrize(
    "who, may",
    [
        ("ada", "read edit steer answer speak"),  # the tovholder
        ("ben", "read edit answer speak"),  # a helper in the group
        ("hedda", "read edit answer speak"),  # the host
        ("eli", "read edit answer speak"),  # a member
        ("dora", "read answer speak"),  # a helper from another group
        ("cleo", "read speak"),  # the facilitator
        ("nina", "edit answer speak"),  # has not accepted the agreement, so she cannot find it
        ("anker", ""),  # left
        ("finn", ""),
        ("mads", ""),
        ("lea", ""),
        ("sofus", ""),
        ("odd", ""),
        ("olga", ""),
    ],
)
def test_who_may_do_what(cast, who, may):
    person, action = getattr(cast, who), cast.action(helpers=[cast.ben, cast.dora])
    allowed = {
        "read": action in Action.visible_to(person),
        "edit": action.edited_by(person),
        "steer": action.steered_by(person),
        "answer": action.answered_by(person),
        "speak": action.spoken_by(person),
    }
    assert [verb for verb, yes in allowed.items() if yes] == may.split()
    assert (person in action.readers()) is ("read" in may.split())


def test_who_left_the_group_loses_it_unless_carrying(cast):
    proposed, carried = cast.action(by=cast.eli), cast.action(helpers=[cast.eli], by=cast.eli)
    cast.seat(cast.eli).end(by=cast.eli)
    assert list(Action.visible_to(cast.eli)) == [carried]
    assert proposed not in Action.visible_to(cast.eli)


def test_a_carrier_who_rises_above_the_author_stops_reading(cast):
    action = cast.action(helpers=[cast.ben, cast.dora])
    before = list(Action.visible_to(cast.dora))
    cast.ada.report_to(cast.dora)
    absent(action, from_=Action.visible_to(cast.dora), but_in=before)


def test_a_member_who_has_not_accepted_reads_nothing_by_carrying(cast):
    action = cast.action(helpers=[cast.nina])
    before = list(Action.visible_to(cast.nina))
    cast.accept(cast.broen, [cast.nina])
    absent(action, from_=before, but_in=Action.visible_to(cast.nina))


# Changing it ------------------------------------------------------------------------------------


def test_words_that_stay_the_same_change_nothing(cast):
    action = cast.action()
    action.edit(by=cast.ada, title=action.title, lead=cast.ada, helpers=[cast.ben])
    assert action.version == 1


def test_an_old_page_does_not_overwrite_a_newer_one(cast):
    action = cast.action()
    action.edit(by=cast.ada, title="Ring først", seen=1)
    with pytest.raises(Refused, match=r"item\.moved_on"):
        Action.get_by_id(action.id).edit(by=cast.ben, title="Skriv først", seen=1)
    assert Action.get_by_id(action.id).title == "Ring først"


def test_what_is_over_is_not_written_anew(cast):
    action = live(cast)
    FollowUp.hold(action, happened="Vi ringede", gain="Roligere", decision="done", by=cast.ada)
    before = Action.get_by_id(action.id)
    with pytest.raises(Refused, match=r"action\.order"):
        Action.get_by_id(action.id).edit(by=cast.ada, title="Noget andet", lead=cast.ben)
    now = Action.get_by_id(action.id)
    assert (now.title, now.version, now.state) == (before.title, before.version, "done")
    assert [carrier.user for carrier in now.crew()] == [carrier.user for carrier in before.crew()]


def test_changing_it_keeps_the_hard_rules(cast):
    action = cast.action()
    for refusal, change in (
        ("action.one_department", {"lead": cast.ada, "helpers": [cast.hedda]}),
        ("action.first_step_late", {"first_step_on": days(15)}),
        ("action.dates_order", {"due_on": days(1)}),
    ):
        with pytest.raises(Refused, match=refusal):
            Action.get_by_id(action.id).edit(by=cast.ben, **change)
    assert [c.user for c in action.crew()] == [cast.ada, cast.ben]


def test_a_first_step_long_past_does_not_stand_in_the_way(cast):
    action = cast.action()
    clock.stop(clock.now() + timedelta(days=10))
    action.edit(by=cast.ada, title="Ring først")
    assert Action.get_by_id(action.id).title == "Ring først"


def test_a_new_tovholder_steers(cast):
    action = cast.action()
    action.edit(by=cast.hedda, lead=cast.ben, helpers=[cast.ada])
    again = Action.get_by_id(action.id)
    assert [again.steered_by(p) for p in (cast.ada, cast.ben)] == [False, True]


# From the first step to the gain ----------------------------------------------------------------


@pytest.mark.parametrize(
    "decision, more, state",
    [
        ("continue", {"next_on": 30}, "followed_up"),
        ("continue", {}, "follow_up.next_missing"),
        ("continue", {"next_on": 0}, "follow_up.next_past"),
        ("adjust", {"next_on": 30}, "adjusted"),
        ("adjust", {}, "follow_up.next_missing"),
        ("done", {"gain": "7 af 10 planer"}, "done"),
        ("done", {}, "follow_up.gain_missing"),
        ("stop", {"takeaway": "Spørg før du ringer"}, "stopped"),
        ("stop", {}, "follow_up.takeaway_missing"),
    ],
)
def test_what_a_follow_up_asks_for(cast, decision, more, state):
    action = live(cast)
    told = {**more, "next_on": days(more["next_on"]) if "next_on" in more else None}
    told.setdefault("gain", "")
    if "." in state:
        with pytest.raises(Refused, match=state):
            FollowUp.hold(action, happened="Vi ringede.", decision=decision, by=cast.ada, **told)
        assert not FollowUp.select().exists()
        return
    FollowUp.hold(action, happened="Vi ringede.", decision=decision, by=cast.ada, **told)
    again = Action.get_by_id(action.id)
    assert (again.state, again.realised_gain) == (state, told["gain"])
    assert again.follow_up_on == (told["next_on"] or action.follow_up_on)


@pytest.mark.parametrize("state", ["proposed", "done", "stopped"])
def test_only_what_is_live_is_followed_up(cast, state):
    action = live(cast, state)
    with pytest.raises(Refused, match=r"action\.order"):
        FollowUp.hold(
            action, happened="Ja", gain="Ja", decision="continue", next_on=days(9), by=cast.ada
        )


def test_a_proposal_can_be_put_away_with_what_it_taught(cast):
    action = cast.action()
    FollowUp.hold(
        action, happened="Vi droppede den", gain="", decision="stop",
        takeaway="Spørg visitationen først", by=cast.ada,
    )  # fmt: skip
    assert (action.state, action.takeaway) == ("stopped", "Spørg visitationen først")


@pytest.mark.parametrize("state", ["proposed", "followed_up", "done", "stopped"])
def test_the_first_step_waits_for_its_place(cast, state):
    with pytest.raises(Refused, match=r"action\.order"):
        live(cast, state).start(by=cast.ada)


def test_the_first_step_is_taken_once(cast, still):
    action = live(cast, "consented")
    for _ in range(2):
        action.start(by=cast.ada)
        still.stop(clock.now() + timedelta(days=1))
    assert action.first_step_done_at == clock.now() - timedelta(days=2)
    assert Event.select().where(Event.verb == "action.started").count() == 1


def test_after_an_adjustment_it_starts_again(cast):
    action = live(cast, "adjusted")
    action.start(by=cast.ada)
    assert (action.state, action.first_step_done_at) == ("started", clock.now())


def test_two_late_follow_ups_ask_the_group(cast):
    action = live(cast)
    assert (action.late_in_a_row, action.asks_group) == (0, False)
    for n in (1, 2):
        clock.stop(clock.now() + (action.follow_up_on - clock.today()) + timedelta(days=1))
        assert (action.late_in_a_row, action.asks_group) == (n, n == 2)
        go_on(cast, action)
    assert action.asks_group
    clock.stop(clock.now() + timedelta(days=5))
    go_on(cast, action)
    assert not action.asks_group


def test_a_follow_up_long_overdue_asks_the_group(cast):
    action = live(cast)
    clock.stop(clock.now() + timedelta(days=34))
    assert not action.asks_group
    clock.stop(clock.now() + timedelta(days=1))
    assert action.asks_group


# Helpers ----------------------------------------------------------------------------------------


def propose(cast, **more):
    words = {
        "title": "Ét opkald", "why": "Én forklaring", "first_step": "Ringetid",
        "first_step_on": days(3), "follow_up_on": days(20), "due_on": days(40), **more,
    }  # fmt: skip
    return Action.propose(group=cast.broen, lead=cast.ada, helpers=[cast.ben], by=cast.ada, **words)


def live(cast, state="started"):
    action = cast.action()
    action.state = state
    action.save()
    return action


def go_on(cast, action):
    FollowUp.hold(
        action, happened="Vi ringede.", gain="", decision="continue", next_on=days(5), by=cast.ada
    )


def names(people):
    return {person.email.split("@")[0] for person in people} & set(NAMES)
