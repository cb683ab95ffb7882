"""A crowd tells how many of it, and what share; neither points at a few (I11, P14)."""

import pytest

from flu.models.discreet import Crowd, weighed


def things(count, tells, *, start, tables=3):
    """Each of a person of its own, at these tables in turn."""
    return tuple((frozenset([start + n]), n % tables, tells) for n in range(count))


@pytest.mark.parametrize("yes, no, telling, share", [
    (0, 0, 0, None), (0, 5, 0, 0), (5, 0, 5, 100), (5, 5, 5, 50), (10, 5, 10, 67), (5, 16, 5, 24),
    (5, 4, None, None), (4, 5, None, None), (4, 4, None, None), (4, 0, None, None),
    (1, 20, None, None), (20, 1, None, None), (2, 2, None, None),
])  # fmt: skip
def test_a_part_is_told_when_five_stand_behind_it_and_behind_the_rest(yes, no, telling, share):
    crowd = Crowd(things(yes, True, start=0) + things(no, False, start=50))
    assert (crowd.telling, crowd.share) == (telling, share)


def test_a_part_from_two_tables_alone_is_not_told():
    for one, other in ((2, 3), (3, 2)):
        crowd = Crowd(
            things(6, True, start=0, tables=one) + things(6, False, start=50, tables=other)
        )
        assert (crowd.count, crowd.telling, crowd.share) == (12, None, None)
    assert Crowd(things(6, True, start=0, tables=2)).count is None
    assert Crowd(things(4, True, start=0) + things(4, False, start=0)).count is None


def test_tries_and_actions_of_an_aim_are_kept_back_each_for_itself():
    assert weighed({7: ((9, 5, 3), (9, 4, 3)), 8: ((5, 9, 2), (0, 0, 0))}) == {
        7: (9, None), 8: (None, 0),
    }  # fmt: skip
