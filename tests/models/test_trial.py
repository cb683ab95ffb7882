"""What became of a plan, and of a practice weeks later."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Check, Experiment, Trial
from flu.models.refusal import Refused


@pytest.mark.parametrize("outcome, state", [
    ("yes", "tried"), ("partly", "tried"), ("given_up", "dropped"),
])  # fmt: skip
def test_an_answer_moves_the_plan_on(cast, outcome, state):
    it = cast.experiment(state="planned")
    Trial.report(it, outcome, note="For stor en bid", by=cast.ada)
    it = Experiment.get_by_id(it.id)
    assert it.state == state
    assert (it.dropped_why == "For stor en bid") is (outcome == "given_up")


def test_a_second_tap_tells_nothing_new(cast):
    it = cast.experiment(state="planned")
    first = Trial.report(it, "yes", by=cast.ada)
    assert Trial.report(Experiment.get_by_id(it.id), "yes", by=cast.ada) == first
    with pytest.raises(Refused):
        Trial.report(Experiment.get_by_id(it.id), "given_up", note="Nej", by=cast.ada)
    assert Trial.select().count() == 1


def test_the_same_postponement_twice_is_one(cast):
    it, uid = cast.experiment(state="planned"), uuid7()
    for _ in range(2):
        later = clock.now() + timedelta(days=3)
        Trial.report(it, "postponed", planned_at=later, uid=uid, by=cast.ada)
    assert it.postponed == 1
    with pytest.raises(Refused):
        Trial.report(cast.experiment(state="planned"), "yes", uid=uid, by=cast.ada)


def test_a_third_postponement_says_the_plan_is_too_large(cast):
    it = cast.experiment(state="planned")
    for _ in range(3):
        assert not it.postponed_often
        Trial.report(it, "postponed", planned_at=clock.now(), by=cast.ada)
    assert it.postponed_often


def test_a_practice_is_asked_about_after_four_and_after_twelve_weeks(still, cast):
    it = cast.experiment(state="shared")
    it.conclude("adopted", by=cast.ada, practice_when="Tirsdag", practice_stops="")
    begun = clock.now()
    for weeks, asked in ((3, None), (4, 4), (11, 4), (12, 12), (30, 12)):
        still.stop(begun + timedelta(weeks=weeks))
        assert Check.week_due(it) == asked
        assert (it in list(Check.due_for(cast.ada))) is (asked is not None)
        assert list(Check.due_for(cast.ben)) == []


def test_each_week_is_answered_once(still, cast):
    it = cast.experiment(state="shared")
    it.conclude("adopted", by=cast.ada, practice_when="Tirsdag", practice_stops="")
    still.stop(clock.now() + timedelta(weeks=5))
    Check.answered(it, "sometimes", by=cast.ada)
    with pytest.raises(Refused):
        Check.answered(it, "yes", by=cast.ada)
    assert list(Check.due_for(cast.ada)) == []
    still.stop(clock.now() + timedelta(weeks=8))
    Check.answered(it, "yes", by=cast.ada)
    assert [check.week for check in Check.of(it)] == [4, 12]


def test_nobody_asks_about_what_was_dropped(still, cast):
    it = cast.experiment(state="shared")
    it.conclude("dropped", by=cast.ada, dropped_why="Nej", dropped_along="Ja")
    kept = cast.experiment(state="shared")
    kept.conclude("adopted", by=cast.ada, practice_when="Tirsdag", practice_stops="")
    still.stop(clock.now() + timedelta(weeks=5))
    assert (Check.week_due(it), Check.week_due(kept)) == (None, 4)
    assert list(Check.due_for(cast.ada)) == [kept]
