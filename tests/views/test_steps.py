"""Every step of a try has the same door: its owner's alone."""

import uuid

import pytest

from flu.models import Event, Experiment
from tests.dates import posted

pytestmark = pytest.mark.hangs_on_dates
TOMORROW, YESTERDAY = 1, -1  # written as days from the clock's
GOOD = {
    "hypotheses": ("idea", {"if_i": "tier", "then": "taler de", "core_task": "Borgeren"}),
    "plans": ("hypothesis", {"date": TOMORROW, "situation": "tavlen", "first_move": "tier"}),
    "trials": ("planned", {"outcome": "yes", "note": "Jeg tav længe"}),
    "observations": ("tried", {"seen_heard": "De talte sammen", "sign_seen": "little"}),
    "shares": ("reflected", {"takeaway": "Tæl til fem", "wants": "listen", "visibility": "group"}),
    "outcomes": ("shared", {"outcome": "adopted", "practice_when": "Hver tirsdag"}),
    "pauses": ("planned", {"until": 31}),
    "editions": ("shared", {"changes": "Uden mig i rummet"}),
}
BAD = [
    ("hypotheses", {"if_i": "Behold mig", "then": " "}),
    ("hypotheses", {"if_i": "Behold mig", "then": "x" * 4001, "core_task": "B"}),
    ("hypotheses", {"if_i": "Behold mig", "then": "a\x00b", "core_task": "B"}),
    ("hypotheses", {"if_i": "Behold mig", "then": "så 010190-1234", "core_task": "B"}),
    ("hypotheses", {"if_i": "Behold mig", "then": "så", "core_task": "B", "habit": "min"}),
    ("plans", {"first_move": "Behold mig"}),
    ("plans", {"first_move": "Behold mig", "situation": "her", "date": YESTERDAY}),
    ("plans", {"first_move": "Behold mig", "situation": "her", "date": "9999-12-31"}),
    ("plans", {"first_move": "Behold mig", "situation": "her", "date": "0000-00-00"}),
    ("plans", {"first_move": "Behold mig", "situation": "her", "date": "banan"}),
    ("plans", {"first_move": "Behold mig", "situation": "h", "date": TOMORROW, "time": "25:61"}),
    ("plans", {"first_move": "Behold mig", "date": TOMORROW, "place": "månen"}),
    ("trials", {"note": "Behold mig"}),
    ("trials", {"note": "Behold mig", "outcome": "måske"}),
    ("trials", {"note": "Behold mig", "outcome": "postponed"}),
    ("trials", {"note": "Behold mig", "outcome": "postponed", "date": YESTERDAY}),
    ("observations", {"seen_heard": "", "employee_voice": "Behold mig"}),
    ("observations", {"seen_heard": "Behold mig", "sign_seen": "grøn"}),
    ("shares", {"takeaway": "Behold mig", "visibility": "group"}),
    ("shares", {"takeaway": "Behold mig", "wants": "ros", "visibility": "group"}),
    ("shares", {"takeaway": "Behold mig", "wants": "listen", "visibility": "alle"}),
    ("shares", {"takeaway": "Behold mig", "wants": "listen"}),
    ("outcomes", {"outcome": "adopted", "practice_stops": "Behold mig"}),
    ("outcomes", {"outcome": "dropped", "dropped_why": "Behold mig"}),
    ("outcomes", {"outcome": "unlearned", "unlearned_trigger": "Behold mig"}),
    ("pauses", {"until": "1999-01-01"}),
    ("pauses", {"until": "i morgen"}),
    ("editions", {"changes": " "}),
]
NOBODYS = [("dora", 404), ("mads", 404), ("finn", 404), ("lea", 404), ("sofus", 404),
           ("odd", 404), ("nina", 404), ("anker", 404), ("ben", 403), ("hedda", 403),
           ("cleo", 403)]  # fmt: skip


@pytest.mark.parametrize("step", GOOD)
def test_it_is_taken_and_leads_back_to_the_try(still, cast, as_, step):
    state, data = GOOD[step]
    it, ada = cast.experiment(state=state), as_(cast.ada)
    assert ada.get(f"/experiments/{it.uid}/{step}/new").status_code == 200
    answer = ada.post(f"/experiments/{it.uid}/{step}", data=posted(data))
    assert answer.status_code == 303
    assert answer.location.startswith("/experiments/")
    assert Event.select().where(Event.actor == cast.ada).count() > 0
    assert ada.get(answer.location).status_code == 200


@pytest.mark.parametrize("step", GOOD)
def test_nobody_else_takes_it(still, cast, as_, step):
    it = cast.experiment(state="shared")
    address, before = f"/experiments/{it.uid}/{step}", (it.version, Event.select().count())
    for who, status in NOBODYS:
        person = as_(getattr(cast, who))
        assert person.get(f"{address}/new").status_code == status, who
        assert person.post(address, data=posted(GOOD[step][1])).status_code == status, who
    assert (Experiment.get_by_id(it.id).version, Event.select().count()) == before


@pytest.mark.parametrize("step", GOOD)
def test_a_private_try_answers_like_one_that_never_was(still, cast, as_, step):
    it, data = cast.experiment(state="reflected"), posted(GOOD[step][1])
    for who in ("ben", "cleo", "mads", "lea", "odd"):
        person = as_(getattr(cast, who))
        hidden = person.post(f"/experiments/{it.uid}/{step}", data=data)
        missing = person.post(f"/experiments/{uuid.uuid4()}/{step}", data=data)
        assert (hidden.status_code, hidden.data) == (404, missing.data)


@pytest.mark.parametrize("step", GOOD)
def test_bad_input_is_asked_again_with_its_words(still, cast, as_, step):
    it, ada = cast.experiment(state=GOOD[step][0]), as_(cast.ada)
    for data in (data for name, data in BAD if name == step):
        answer = ada.post(f"/experiments/{it.uid}/{step}", data=posted(data))
        assert answer.status_code == 422, data
        assert ("Behold mig" in answer.text) is ("Behold mig" in data.values())
    after = Experiment.get_by_id(it.id)
    assert (after.state, after.version, after.visibility) == (it.state, it.version, it.visibility)


@pytest.mark.parametrize("step", GOOD)
def test_from_the_wrong_place_it_is_refused_with_the_words_given_back(still, cast, as_, step):
    wrong = {"pauses": "reflected", "editions": "idea", "shares": "observed", "outcomes": "tried"}
    it = cast.experiment(state=wrong.get(step, "reflected"))
    if step == "pauses":
        it.conclude("dropped", by=cast.ada, dropped_why="Nej", dropped_along="Ja")
    answer = as_(cast.ada).post(f"/experiments/{it.uid}/{step}", data=posted(GOOD[step][1]))
    assert answer.status_code == 409
    assert Experiment.get_by_id(it.id).version == it.version


@pytest.mark.parametrize("step", GOOD)
def test_the_door_is_closed_without_signing_in(client, cast, step):
    it = cast.experiment(state=GOOD[step][0])
    assert client.get(f"/experiments/{it.uid}/{step}/new").location.startswith("/sign-in")
    assert client.post(f"/experiments/{it.uid}/{step}").location.startswith("/sign-in")
