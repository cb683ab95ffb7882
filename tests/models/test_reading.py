"""The one rule of reading, from the side of whoever must not (N4, I1, I4)."""

import pytest

from flu.models import Group, Programme, Reflection
from flu.models.circles import Circles
from tests.cast import leaders


@pytest.fixture
def havnen(cast):
    """A group in another programme of the same house; all of it have accepted the promise."""
    starts_on = cast.programme.starts_on
    other = Programme.create(organisation=cast.home, name="Nye Ledere", starts_on=starts_on)
    people = leaders(cast.home, "ABCA")
    group = Group.form(other, "Havnen", members=people, by=cast.lea)
    cast.accept(group, people)
    return group


def test_what_a_cohort_was_told_stays_in_its_own_programme(cast, havnen):
    """Readers sit in both programmes; only those of the author's read it, and are counted."""
    thread = cast.reflection(visibility="cohort")
    assert thread in Reflection.visible_to(cast.dora)
    for seat in havnen.seats():
        assert thread not in Reflection.visible_to(seat.user)
        assert seat.user not in thread.readers()
    told = Circles(thread).sizes["cohort", cast.broen]
    assert told == thread.readers().count() == Reflection.audiences([thread])[thread.id]
