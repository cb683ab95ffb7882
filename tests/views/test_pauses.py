"""Stepping back and coming back; and the next edition."""

import pytest
from uuid_utils.compat import uuid7

from flu.models import Experiment
from tests.absence import absent
from tests.dates import posted


@pytest.mark.parametrize("until", ["", 31])
def test_a_pause_asks_for_no_explanation(still, cast, as_, until):
    it, ada = cast.experiment(state="tried"), as_(cast.ada)
    data = posted({"until": until})
    for _ in range(2):
        assert ada.post(f"/experiments/{it.uid}/pauses", data=data).status_code == 303
    assert "Tag den op igen" in ada.get(f"/experiments/{it.uid}").text
    for _ in range(2):
        assert ada.post(f"/experiments/{it.uid}/return").status_code == 303
    assert Experiment.get_by_id(it.id).state == "tried"


@pytest.mark.parametrize("who, status", [("ben", 403), ("dora", 404), ("mads", 404), ("odd", 404)])
def test_nobody_else_calls_it_back(cast, as_, who, status):
    it = cast.experiment(state="shared")
    it.pause(None, by=cast.ada)
    assert as_(getattr(cast, who)).post(f"/experiments/{it.uid}/return").status_code == status
    assert Experiment.get_by_id(it.id).state == "paused"


def test_a_third_plan_waits_outside(cast, as_):
    it = cast.experiment(state="planned")
    it.pause(None, by=cast.ada)
    for _ in range(2):
        cast.experiment(state="planned")
    assert as_(cast.ada).post(f"/experiments/{it.uid}/return").status_code == 409


def test_the_next_edition_knows_the_one_before_and_is_known_by_it(cast, as_):
    it, ada, uid = cast.experiment(state="shared"), as_(cast.ada), uuid7()
    data = {"changes": "Uden mig i rummet", "uid": str(uid)}
    answers = [ada.post(f"/experiments/{it.uid}/editions", data=data) for _ in range(2)]
    assert {answer.location for answer in answers} == {f"/experiments/{uid}"}
    page = ada.get(f"/experiments/{uid}").text
    assert f"/experiments/{it.uid}" in page
    assert "Uden mig i rummet" in page
    before, bens = (client.get(f"/experiments/{it.uid}") for client in (ada, as_(cast.ben)))
    absent(f"/experiments/{uid}", from_=bens, but_in=before)
