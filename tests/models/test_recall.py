"""A takeaway comes back to whoever wrote it, after 1, 4 and 12 weeks (F13)."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Experiment, Recall
from flu.models.recall import returns
from flu.models.refusal import Refused
from flu.models.waiting import Waiting

pytestmark = pytest.mark.hangs_on_dates


@pytest.fixture
def lesson(still, cast):
    """A try whose sentence was shared at noon on a Monday."""
    return cast.experiment(state="shared")


def after(still, lesson, **time):
    still.stop(lesson.learned_at + timedelta(**time))


def takeaways(user):
    return [thing.subject for thing in Waiting.for_(user)[1] if thing.kind == "takeaway"]


@pytest.mark.parametrize("days, week", [
    (6, None), (7, 1), (27, 1), (28, 4), (83, 4), (84, 12), (300, 12),
])  # fmt: skip
def test_it_comes_back_after_one_four_and_twelve_weeks(still, cast, lesson, days, week):
    after(still, lesson, days=days)
    assert Recall.week_due(lesson) == week
    assert list(Recall.due_for(cast.ada)) == ([lesson] if week else [])
    for other in (cast.ben, cast.cleo, cast.mads):
        assert list(Recall.due_for(other)) == []


def test_it_stands_on_nu_for_its_author_alone(still, cast, lesson):
    after(still, lesson, weeks=1)
    assert takeaways(cast.ada) == [lesson]
    assert takeaways(cast.ben) == takeaways(cast.cleo) == takeaways(cast.mads) == []


def test_each_moment_is_answered_once(still, cast, lesson):
    after(still, lesson, days=6)
    with pytest.raises(Refused, match="not_asked"):
        Recall.answered(lesson, "true", by=cast.ada)
    for week in (1, 4, 12):
        after(still, lesson, weeks=week)
        Recall.answered(lesson, "later", by=cast.ada)
        with pytest.raises(Refused, match="not_asked"):
            Recall.answered(lesson, "true", by=cast.ada)
        assert takeaways(cast.ada) == []
    assert [recall.week for recall in Recall.of(cast.ada)] == [1, 4, 12]
    after(still, lesson, weeks=60)
    assert list(Recall.due_for(cast.ada)) == []


def test_there_is_one_a_day_and_the_eldest_comes_first(still, cast, lesson):
    second = cast.experiment(state="shared")
    after(still, lesson, weeks=1)
    assert takeaways(cast.ada) == [lesson]
    Recall.answered(lesson, "true", by=cast.ada)
    assert takeaways(cast.ada) == []
    assert list(Recall.due_for(cast.ada)) == [second]
    after(still, lesson, weeks=1, hours=10)
    assert takeaways(cast.ada) == []
    after(still, lesson, weeks=1, hours=14)
    assert takeaways(cast.ada) == [second]


def test_what_a_dropped_try_left_comes_back_too(still, cast):
    it = cast.experiment(state="reflected")
    it.conclude(
        "dropped", by=cast.ada, dropped_why="Ingen så den", dropped_along="Vis det ved tavlen"
    )
    it = Experiment.get_by_id(it.id)
    still.stop(it.concluded_at + timedelta(weeks=1))
    assert [found.lesson for found in Recall.due_for(cast.ada)] == ["Vis det ved tavlen"]


def test_what_left_no_sentence_or_was_taken_back_does_not_return(still, cast, lesson):
    cast.experiment(state="reflected")
    still.stop(clock.now() + timedelta(weeks=5))
    assert list(Recall.due_for(cast.ada)) == takeaways(cast.ada) == [lesson]
    lesson.withdraw()
    assert list(Recall.due_for(cast.ada)) == takeaways(cast.ada) == []


def test_its_days_are_told(lesson):
    days = [(week, (moment - lesson.shared_at).days) for week, moment in returns(lesson)]
    assert days == [(1, 7), (4, 28), (12, 84)]
