"""Blev det til noget? One tap, also from Nu; and what comes after."""

from datetime import time, timedelta

import pytest

from flu import clock
from flu.models import Experiment, Trial
from tests.absence import absent
from tests.dates import written


def tell(cast, as_, it, outcome, **more):
    return as_(cast.ada).post(f"/experiments/{it.uid}/trials", data={"outcome": outcome, **more})


@pytest.mark.parametrize("outcome", ["yes", "partly"])
def test_one_tap_is_enough(cast, as_, outcome):
    it = cast.experiment(state="planned")
    for _ in range(2):  # a thumb may tap twice
        assert tell(cast, as_, it, outcome).status_code == 303
    assert Experiment.get_by_id(it.id).state == "tried"
    assert Trial.select().count() == 1


def test_put_off_asks_for_a_new_moment_without_scolding(still, cast, as_):
    it = cast.experiment(state="planned")
    asked = tell(cast, as_, it, "postponed")
    assert asked.status_code == 422
    assert "Hvornår prøver du i stedet?" in asked.text
    assert "field__error" not in asked.text
    assert tell(cast, as_, it, "postponed", date=written(4), time="9:15").status_code == 303
    it = Experiment.get_by_id(it.id)
    assert (it.state, it.postponed) == ("planned", 1)
    assert it.planned_at == clock.at(clock.today() + timedelta(days=4), time(9, 15))


def test_given_up_asks_for_one_sentence_and_is_dropped_with_it(cast, as_):
    it = cast.experiment(state="planned")
    assert "Én sætning er nok" in tell(cast, as_, it, "given_up").text
    assert tell(cast, as_, it, "given_up", note=" ").status_code == 422
    assert tell(cast, as_, it, "given_up", note="Den var for stor").status_code == 303
    it = Experiment.get_by_id(it.id)
    assert (it.state, it.dropped_why) == ("dropped", "Den var for stor")
    assert "Lav næste udgave" in as_(cast.ada).get(f"/experiments/{it.uid}").text


def test_the_third_time_the_plan_may_become_smaller(still, cast, as_):
    it = cast.experiment(state="planned")
    ada, pages = as_(cast.ada), []
    for n in range(3):
        pages.append(ada.get(f"/experiments/{it.uid}"))
        tell(cast, as_, it, "postponed", date=written(n + 8))
    for page in pages:
        absent("Gør den mindre", from_=page, but_in=ada.get(f"/experiments/{it.uid}"))
    smaller = as_(cast.ada).get(f"/experiments/{it.uid}/plans/new?smaller=ja").text
    assert "mindste udgave" in smaller


def test_the_same_letter_twice_postpones_once_and_nobody_elses_counts(still, cast, as_):
    it, uid = cast.experiment(state="planned"), "01931e6a-0000-7000-8000-000000000001"
    for _ in range(2):
        tell(cast, as_, it, "postponed", date=written(8), uid=uid)
    assert Experiment.get_by_id(it.id).postponed == 1
