"""Whatever is ever told of a pulse, no arithmetic over it leaves fewer than five people (P14)."""

import itertools
import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from flu.models.disclosure import isolates_nobody, smallest_cut, tellable
from flu.models.pot import Pot


def orders(seed, count):
    """Of so many holds, the group of each person in the order in which they answer; 0: in none."""
    draw = random.Random(seed)
    for _ in range(count):
        sizes = [draw.randint(0, 8) for _ in range(draw.randint(1, 5))]
        people = [group for group, size in enumerate(sizes) for _ in range(size)]
        for _ in range(draw.choice((0, 1, 2, len(people)))):  # at their own tables, or across
            one, other = draw.randrange(len(people) or 1), draw.randrange(len(people) or 1)
            if people:
                people[one], people[other] = people[other], people[one]
        yield people


def told(order):
    """The people behind every sum that was ever told: the hold's in turn, then the groups'."""
    pot, hold, views = Pot(), [], []
    for person, group in enumerate(order):
        hold.append(person)
        if pot.put({"mistakes": 3}, by=person, group=group):
            views.append(frozenset(hold))
    groups = {group: set() for group in tellable(pot.batches)}
    for person in views[-1] if views else ():
        groups.get(order[person], set()).add(person)
    return views, {group: frozenset(people) for group, people in groups.items()}


def test_no_two_views_can_be_subtracted_to_fewer_than_five():
    groups_told = 0
    for order in orders(seed=1, count=10_000):
        hold, groups = told(order)
        groups_told += len(groups)
        for one, other in itertools.combinations([frozenset(), *hold, *groups.values()], 2):
            assert not 0 < len(one ^ other) < 5, order
    assert groups_told > 1_000  # it is no answer to tell nothing


def test_neither_can_any_number_of_them():
    groups_told = 0
    for order in orders(seed=2, count=1_000):
        hold, groups = told(order)
        groups_told += len(groups)
        views = [*hold, *groups.values()][:7]
        for factors in itertools.product((-1, 0, 1), repeat=len(views)):
            weights = Counter()
            for factor, view in zip(factors, views, strict=True):
                if factor:
                    weights.update(dict.fromkeys(view, factor))
            assert not 0 < sum(weight != 0 for weight in weights.values()) < 5, order
    assert groups_told > 100


def test_what_is_left_of_the_hold_beside_its_groups_is_nobody_or_five():
    for order in orders(seed=3, count=2_000):
        hold, groups = told(order)
        left = (hold[-1] if hold else frozenset()).difference(*groups.values())
        assert len(left) == 0 or len(left) >= 5
        assert all(len(group) >= 5 for group in groups.values())


def test_a_group_that_answered_at_its_own_table_is_told():
    assert told([1] * 5 + [2] * 5)[1].keys() == {1, 2}


def test_of_two_groups_that_would_betray_a_third_one_is_kept_back():
    batches = [{1: 2, 2: 2, 3: 1}] * 3
    assert isolates_nobody(batches, {1}) and isolates_nobody(batches, {2})
    assert not isolates_nobody(batches, {1, 2})
    assert tellable(batches) == [1]
    assert tellable([{1: 2, 2: 3, 3: 1}] * 3) == [2]  # the larger of the two is told


def test_people_without_a_group_are_no_group():
    assert tellable([{0: 5}, {0: 5}]) == []
    assert tellable([{1: 5}, {1: 5}]) == [1]


def test_the_smallest_cut_is_found():
    edges = {("a", "b"): 3, ("b", "c"): 1, ("c", "d"): 7, ("a", "c"): 1}
    graph = {node: {} for pair in edges for node in pair}
    for (one, other), weight in edges.items():
        graph[one][other] = graph[other][one] = weight
    assert smallest_cut(graph) == 2


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 6)), min_size=1))
@settings(max_examples=200, deadline=None)
def test_no_cut_is_smaller_than_the_smallest(edges):
    graph = {node: Counter() for node in range(5)}
    for one, other, weight in [*edges, (0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1)]:
        if one != other:
            graph[one][other] += weight
            graph[other][one] += weight
    cuts = [
        sum(w for n in side for m, w in graph[n].items() if m not in side)
        for size in range(1, 5)
        for side in itertools.combinations(range(5), size)
    ]
    assert smallest_cut(graph) == min(cuts)


def test_a_pot_is_the_same_after_it_was_put_away(db):
    pot = Pot()
    for person in range(7):
        pot.put({"mistakes": 1 + person % 5}, by=person, group=person % 2)
    again = Pot.opened(pot.sealed("one"), "one")
    assert vars(again) == vars(pot)
    assert Pot.opened(pot.sealed("one"), "another") is None
