"""A plan: a day on the wall's calendar, a situation, and no third one beside two."""

from datetime import UTC, datetime, timedelta

import pytest

from flu import clock
from flu.models import Experiment, Habit
from tests.dates import posted, written

pytestmark = pytest.mark.hangs_on_dates
GOOD = {"date": 1, "time": "07:40", "situation": "mødet begynder", "first_move": "tier"}


def plan(cast, as_, it, **but):
    return as_(cast.ada).post(f"/experiments/{it.uid}/plans", data=posted({**GOOD, **but}))


@pytest.mark.on_day("2026-11-23")
@pytest.mark.parametrize("when, moment", [
    (("2026-11-24", "07:40"), datetime(2026, 11, 24, 6, 40, tzinfo=UTC)),
    (("2027-06-01", "07:40"), datetime(2027, 6, 1, 5, 40, tzinfo=UTC)),
    (("2027-03-28", "02:30"), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # no such time that night
    (("2026-11-23", ""), datetime(2026, 11, 23, 14, 0, tzinfo=UTC)),
])  # fmt: skip
def test_the_moment_is_the_one_on_the_wall(still, cast, as_, when, moment):
    it, (date, time) = cast.experiment(state="hypothesis"), when
    assert plan(cast, as_, it, date=date, time=time).status_code == 303
    it = Experiment.get_by_id(it.id)
    assert (it.planned_at, it.planned_whole_day) == (moment, not time)


def test_a_tap_or_some_words_tell_the_situation(still, cast, as_):
    it = cast.experiment(state="hypothesis")
    for place, typed, kept in (
        ("board", "", "tavlemødet"), ("", "ved kaffen", "ved kaffen"),
        ("board", "på tirsdag", "tavlemødet, på tirsdag"),
    ):  # fmt: skip
        plan(cast, as_, it, place=place, situation=typed)
        assert Experiment.get_by_id(it.id).situation == kept


def test_a_second_plan_is_met_with_a_calm_word_and_a_third_is_refused(still, cast, as_):
    cast.experiment(state="planned")
    second, third = (cast.experiment(state="hypothesis") for _ in range(2))
    page = as_(cast.ada).get(f"/experiments/{second.uid}/plans/new").text
    assert "Du har allerede en plan i gang" in page
    assert plan(cast, as_, second).status_code == 303
    refused = plan(cast, as_, third, first_move="Behold mig")
    assert refused.status_code == 422
    assert "to planer i gang" in refused.text
    assert "Behold mig" in refused.text
    assert Experiment.get_by_id(third.id).state == "hypothesis"


def test_a_plan_that_waits_is_moved_and_one_whose_time_has_come_is_not(still, cast, as_):
    it = cast.experiment(state="planned")
    assert plan(cast, as_, it, date=7).status_code == 303
    still.stop(clock.now() + timedelta(days=9))
    assert plan(cast, as_, it, date=22).status_code == 409


def test_the_form_is_filled_with_what_is_planned(still, cast, as_):
    it = cast.experiment(state="planned")
    page = as_(cast.ada).get(f"/experiments/{it.uid}/plans/new").text
    assert f'value="{written(1)}"' in page
    assert 'value="12:00"' in page
    assert it.first_move in page


def test_the_hypothesis_forgets_the_words_that_are_printed_before_it(cast, as_):
    it, ada = cast.experiment(), as_(cast.ada)
    data = {"if_i": "Hvis jeg tier", "then": "Så taler de", "core_task": "Borgeren"}
    ada.post(f"/experiments/{it.uid}/hypotheses", data=data)
    it = Experiment.get_by_id(it.id)
    assert (it.if_i, it.then) == ("tier", "taler de")
    assert "Hvis jeg tier, så taler de." in ada.get(f"/experiments/{it.uid}").text


def test_a_habit_of_ones_own_can_be_worked_on_and_nobody_elses(cast, as_):
    mine, theirs = (
        Habit.notice(trigger="t", old_response="o", replacement="r", by=person)
        for person in (cast.ada, cast.ben)
    )
    it, ada = cast.experiment(), as_(cast.ada)
    data = {"if_i": "tier", "then": "taler de", "core_task": "Borgeren"}
    address = f"/experiments/{it.uid}/hypotheses"
    assert ada.post(address, data={**data, "habit": str(theirs.uid)}).status_code == 422
    assert ada.post(address, data={**data, "habit": str(mine.uid)}).status_code == 303
    assert Experiment.get_by_id(it.id).habit == mine
