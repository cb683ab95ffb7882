"""The course of a try: every step and every guard (domain section 3, N1)."""

from datetime import timedelta

import pytest

from flu import clock
from flu.db import database
from flu.models import Event, Experiment, Habit, Reflection, Trial
from flu.models.course import CONCLUDED, EXPECTED, OPEN, STATES
from flu.models.refusal import Refused
from tests.absence import absent

ENDS = {
    "adopted": {"practice_when": "Hver tirsdag", "practice_stops": "At tale først"},
    "dropped": {"dropped_why": "Ingen så den", "dropped_along": "Vis det ved tavlen"},
    "unlearned": {
        "unlearned_trigger": "nogen spørger",
        "unlearned_old": "svare straks",
        "unlearned_new": "tæller jeg til fem",
    },
}
STEPS = {
    "hypothesis": lambda it, by: it.hypothesise(by=by, if_i="tier", then="taler de", core_task="B"),
    "planned": lambda it, by: it.plan(
        by=by, planned_at=clock.now() + timedelta(days=2), situation="tavlemødet", first_move="tier"
    ),
    "tried": lambda it, by: Trial.report(it, "yes", by=by),
    "given up": lambda it, by: Trial.report(it, "given_up", note="For stor", by=by),
    "observed": lambda it, by: it.observe(by=by, seen_heard="De talte"),
    "adopted": lambda it, by: it.conclude("adopted", by=by, **ENDS["adopted"]),
    "dropped": lambda it, by: it.conclude("dropped", by=by, **ENDS["dropped"]),
    "unlearned": lambda it, by: it.conclude("unlearned", by=by, **ENDS["unlearned"]),
    "paused": lambda it, by: it.pause(None, by=by),
    "edition": lambda it, by: it.next_edition(changes="Kortere", by=by),
}  # fmt: skip
MAY = {
    "hypothesis": ("idea", "hypothesis", "planned"),
    "planned": ("hypothesis", "planned"),
    "tried": ("planned",),
    "given up": ("planned",),
    "observed": ("tried", "observed"),
    "adopted": ("reflected", "shared"),
    "dropped": ("reflected", "shared"),
    "unlearned": ("reflected", "shared"),
    "paused": OPEN,
    "edition": ("reflected", "shared", *CONCLUDED),
}


def at(cast, state):
    """A try in this state, wherever its course leads through."""
    if state in ENDS:
        it = cast.experiment(state="shared")
        it.conclude(state, by=cast.ada, **ENDS[state])
        return it
    if state == "paused":
        it = cast.experiment(state="planned")
        it.pause(None, by=cast.ada)
        return it
    return cast.experiment(state=state)


@pytest.mark.parametrize("step", [step for step in STEPS if step != "paused"])
def test_a_step_is_taken_from_its_places_and_refused_from_all_others(cast, step):
    for state in STATES:
        with database.atomic() as trial:
            take(cast, step, state)
            trial.rollback()


def take(cast, step, state):
    """The step from this state: taken, refused, or – the same once more – no second step."""
    it, lines = at(cast, state), Event.select().count()
    if state in MAY[step]:
        STEPS[step](it, cast.ada)
        return
    if step == state:
        STEPS[step](it, cast.ada)
    else:
        with pytest.raises(Refused) as no:
            STEPS[step](it, cast.ada)
        assert no.value.key == "experiment.order", state
    assert Experiment.get_by_id(it.id).state == state
    assert Event.select().count() == lines


@pytest.mark.parametrize("state", OPEN)
def test_any_open_try_rests_and_comes_back_where_it_was(cast, state):
    it = cast.experiment(state=state)
    it.pause(clock.today() + timedelta(days=9), by=cast.ada)
    assert (it.state, it.stage) == ("paused", state)
    it.resume(by=cast.ada)
    assert (it.state, it.paused_until, it.paused_from) == (state, None, "")


@pytest.mark.parametrize("state", CONCLUDED)
def test_what_is_over_does_not_rest(cast, state):
    with pytest.raises(Refused):
        at(cast, state).pause(None, by=cast.ada)


@pytest.mark.parametrize("state, step", [
    ("idea", 0), ("hypothesis", 1), ("planned", 1), ("tried", 2), ("observed", 2),
    ("reflected", 3), ("shared", 4), ("adopted", 4), ("dropped", 4), ("unlearned", 4),
])  # fmt: skip
def test_the_phone_shows_five_steps(cast, state, step):
    assert at(cast, state).step == step


def test_the_same_step_twice_is_taken_once(cast):
    it = cast.experiment(state="reflected")
    for _ in range(2):
        it.conclude("unlearned", by=cast.ada, **ENDS["unlearned"])
    assert Habit.select().count() == 1
    assert Event.select().where(Event.verb == "experiment.unlearned").count() == 1


def test_a_plan_holds_the_core_task_a_situation_and_an_action(cast):
    it = cast.experiment(state="hypothesis")
    for gap in ("situation", "first_move", "planned_at"):
        fields = {"situation": "her", "first_move": "tier", "planned_at": clock.now()}
        with pytest.raises(Refused) as no:
            it.plan(by=cast.ada, **{**fields, gap: "" if gap != "planned_at" else None})
        assert no.value.key == "experiment.incomplete"


def test_two_plans_are_enough_also_for_one_that_comes_back_from_a_pause(cast):
    resting = cast.experiment(state="planned")
    resting.pause(None, by=cast.ada)
    for _ in range(2):
        cast.experiment(state="planned")
    with pytest.raises(Refused) as no:
        cast.experiment(state="planned")
    assert no.value.key == "plan.too_many"
    with pytest.raises(Refused):
        resting.resume(by=cast.ada)
    cast.experiment(by=cast.ben, state="planned")


@pytest.mark.parametrize("field", sorted(EXPECTED))
def test_what_was_expected_is_sealed_when_the_try_is_told(cast, field):
    it = cast.experiment(state="tried")
    with pytest.raises(Refused) as no:
        it.write(**{field: "Det vidste jeg hele tiden"})
    assert no.value.key == "experiment.sealed"
    it.write(**{field: getattr(it, field)}, wondering="Ret gerne mig")


def test_it_is_sealed_from_the_planned_moment_on_and_not_by_a_pause_undone(still, cast):
    it = cast.experiment(state="planned")
    it.write(expectation="De taler")
    still.stop(it.planned_at)
    for change in (lambda: it.write(expectation="De tav"), lambda: STEPS["planned"](it, cast.ada)):
        with pytest.raises(Refused):
            change()
    it.pause(None, by=cast.ada)
    with pytest.raises(Refused):
        it.write(expectation="De tav")
    it.resume(by=cast.ada)
    still.stop(it.planned_at + timedelta(hours=3))
    Trial.report(it, "yes", by=cast.ada)
    assert (it.sealed_at, it.expectation) == (it.planned_at, "De taler")


def test_nothing_expected_in_so_many_words_means_the_hypothesis_was(cast):
    it = cast.experiment(state="planned")
    it.write(expectation="")
    Trial.report(it, "partly", by=cast.ada)
    assert it.expectation == it.then


def test_put_off_it_may_be_thought_over_again(still, cast):
    it = cast.experiment(state="planned")
    still.stop(it.planned_at + timedelta(hours=1))
    Trial.report(it, "postponed", planned_at=clock.now() + timedelta(days=1), by=cast.ada)
    it.write(expectation="Nu venter jeg noget andet")
    assert (it.state, it.postponed) == ("planned", 1)


def test_two_pens_at_once_lose_nothing(cast):
    it = cast.experiment()
    other = Experiment.get_by_id(it.id)
    it.write(wondering="Først")
    with pytest.raises(Refused):
        other.write(wondering="Derefter")
    assert Experiment.get_by_id(it.id).wondering == "Først"


def test_the_next_edition_is_the_same_thought_with_one_thing_changed(cast):
    it = cast.experiment(state="shared")
    edition = it.next_edition(changes="Uden mig i rummet", by=cast.ada)
    assert (edition.state, edition.visibility) == ("hypothesis", "private")
    assert (edition.previous, edition.if_i, edition.core_task) == (it, it.if_i, it.core_task)
    assert not edition.expectation
    assert not edition.sealed_at


def test_sharing_takes_the_thread_along_and_narrowing_brings_both_home(cast):
    it = cast.experiment(state="shared")
    thread = Reflection.thread_of(it)
    assert (thread.visibility, thread.text) == ("group", "Stilheden.")
    share(cast, it, visibility="private")
    assert (it.state, it.visibility, it.step) == ("reflected", "private", 3)
    assert Reflection.get_by_id(thread.id).visibility == "private"
    share(cast, it)
    assert Reflection.thread_of(it) == thread


def test_alone_the_sentence_travels_without_what_was_reflected(cast):
    it = cast.experiment(state="reflected")
    thread = share(cast, it, alone=True)
    assert thread.text == ""
    assert [r.visibility for r in it.reflections.order_by(Reflection.id)] == ["private", "group"]


def test_a_reflection_of_a_private_kind_never_goes_along(cast):
    it = cast.experiment(state="observed")
    cast.format.private = True
    cast.format.save()
    tank = Reflection.post(
        [{"prompt": "?", "answer": "Halvt fuld"}], on=it, format=cast.format, by=cast.ada
    )
    share(cast, it)
    assert Reflection.get_by_id(tank.id).visibility == "private"


@pytest.mark.parametrize("state", ["idea", "hypothesis", "planned", "tried", "observed"])
def test_nothing_is_shared_before_it_was_learned(cast, state):
    it = cast.experiment(state=state)
    with pytest.raises(Refused):
        share(cast, it)
    assert Experiment.get_by_id(it.id).visibility == "private"


def test_it_is_taken_back_on_pause_too(cast):
    it = cast.experiment(state="shared")
    it.pause(None, by=cast.ada)
    share(cast, it, visibility="private")
    it.resume(by=cast.ada)
    assert (it.state, it.visibility) == ("reflected", "private")


def test_withdrawn_it_takes_its_thread_along_and_brings_it_back(cast):
    it = cast.experiment(state="shared")
    thread = Reflection.thread_of(it)
    before = [*Experiment.visible_to(cast.ben), *Reflection.visible_to(cast.ben)]
    it.withdraw()
    now = [*Experiment.visible_to(cast.ben), *Reflection.visible_to(cast.ben)]
    absent(it, thread, from_=now, but_in=before)
    Experiment.withdrawn_by(cast.ada).get().restore()
    assert thread in list(Reflection.visible_to(cast.ben))


def share(cast, it, **but):
    words = {"takeaway": "Tæl til fem", "wants": ["listen"], "visibility": "group", **but}
    return Reflection.share_experiment(it, group=cast.broen, by=cast.ada, **words)
