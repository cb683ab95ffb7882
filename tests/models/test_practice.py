"""Eget kort: three new and three classical with equal weight, and the balance (S23, S37)."""

from datetime import timedelta

from flu import clock, defaults
from flu.models import Experiment, InspirationCard
from flu.models.practice import Balance, grounds


def tagged(cast, state, *codes, by=None):
    it = cast.experiment(by=by, state=state)
    it.write(disciplines=list(codes))
    return it


def test_both_groups_are_as_large_and_stand_in_the_order_of_the_map():
    chart = grounds([])
    assert list(chart) == ["new", "classical"]
    assert [len(side) for side in chart.values()] == [3, 3]
    assert [g.discipline for side in chart.values() for g in side] == list(defaults.disciplines())


def test_a_try_stands_on_each_of_its_grounds_and_a_wonder_lies_ahead(cast):
    tried = tagged(cast, "shared", "conflict", "translation")
    wonder = tagged(cast, "idea", "conflict")
    cast.experiment(state="shared")
    chart = grounds(Experiment.mine(cast.ada))
    known = {ground.discipline.code: ground for side in chart.values() for ground in side}
    assert (known["conflict"].tried, known["conflict"].ahead) == ([tried], [wonder])
    assert (known["translation"].tried, known["translation"].ahead) == ([tried], [])
    others = [g for code, g in known.items() if code not in ("conflict", "translation")]
    assert not any(ground.tried or ground.ahead for ground in others)


def test_a_code_that_is_gone_from_the_defaults_harms_nothing(cast):
    tagged(cast, "shared", "of_old", "conflict")
    chart = grounds(Experiment.mine(cast.ada))
    assert sum(len(ground.tried) for side in chart.values() for ground in side) == 1


def test_the_last_four_weeks_are_told_by_kind_and_week(still, cast):
    start = clock.now()
    still.stop(start - timedelta(weeks=5))
    cast.experiment(state="shared")
    still.stop(start - timedelta(days=20))
    cast.reflection(visibility="private")
    still.stop(start - timedelta(days=1))
    cast.experiment(state="tried")
    thread = cast.reflection(by=cast.ben)
    cast.comment(on=thread, by=cast.ada)
    cast.experiment(by=cast.ben, state="shared")
    still.stop(start)
    assert Balance.of(cast.ada).counts == {
        "trying": [0, 0, 0, 1],
        "reflecting": [0, 1, 0, 1],
        "knowing": [0, 0, 0, 0],
    }
    assert Balance.of(cast.ada).missing == ["knowing"]
    assert Balance.of(cast.mads).is_empty


def test_what_was_taken_up_from_somebody_else_is_new_knowledge(still, cast):
    theirs, mine = cast.experiment(by=cast.ben, state="shared"), cast.experiment(state="shared")
    for elder in (theirs, mine):
        Experiment.wonder(desk_task="Mit", wondering="Virker det?", previous=elder, by=cast.ada)
    assert Balance.of(cast.ada).counts["knowing"] == [0, 0, 0, 1]


def test_a_card_that_was_read_is_new_knowledge_for_its_reader_alone(still, cast):
    card = InspirationCard.add(cast.programme, title="At tie", body="Tæl til fem.", by=cast.lea)
    for _ in range(2):
        card.read(by=cast.ada)
    assert Balance.of(cast.ada).counts["knowing"] == [0, 0, 0, 1]
    assert Balance.of(cast.ben).counts["knowing"] == [0, 0, 0, 0]
