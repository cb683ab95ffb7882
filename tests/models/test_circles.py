"""Whom it may be shared with, and how many that is, before it is (N4, N5)."""

import pytest

from flu.models import Group, Reflection
from flu.models.circles import Circles


@pytest.fixture
def draft(cast):
    """Written by eli, who sits in Broen and in Havnen."""
    return cast.reflection(by=cast.eli, visibility="private")


def names(people):
    return {person.name.split()[0] for person in people}


def test_each_circle_of_each_table_is_counted_by_the_rule_that_guards_it(cast, draft):
    circles = Circles(draft)
    assert circles.groups == [cast.broen, cast.havnen]
    assert {group: names(people) for group, people in circles.readers.items()} == {
        cast.broen: {"Ada", "Ben", "Cleo", "Eli", "Hedda"},
        cast.havnen: {"Eli", "Gro", "Hans", "Ida"},
    }
    for (reach, group), size in circles.sizes.items():
        it = cast.reflection(by=cast.eli, visibility="private")
        it.share(visibility=reach, group=group, by=cast.eli)
        assert size == it.readers().count() == len(circles.whom(reach, group))
    assert set(circles.sizes) == {
        (reach, group)
        for reach in ("group", "cohort", "organisation")
        for group in (cast.broen, cast.havnen)
    }


def test_those_who_would_recognise_each_other_are_all_but_the_author(cast, draft):
    assert {name.split()[0] for name in Circles(draft).colleagues} == {
        "Ada", "Ben", "Cleo", "Hedda", "Gro", "Hans", "Ida",
    }  # fmt: skip


def test_it_begins_at_the_table_it_lies_on_else_at_the_first(cast, draft):
    assert Circles(draft).home == cast.broen
    draft.share(visibility="group", group=cast.havnen, by=cast.eli)
    circles = Circles(Reflection.get_by_id(draft.id))
    assert circles.home == cast.havnen
    assert circles.chosen(str(cast.broen.uid)) == cast.broen
    for unknown in ("", "x", str(cast.taarnet.uid)):
        assert circles.chosen(unknown) == cast.havnen
    assert Circles(cast.reflection(by=cast.lea, visibility="private")).home is None


def test_a_thread_begins_as_its_group_does_and_goes_on_as_its_author_chose(cast, draft):
    cast.havnen.open_with("questions", by=cast.hans)
    circles, havnen = Circles(draft), Group.get_by_id(cast.havnen.id)
    assert circles.script_in(havnen, None) == circles.script_in(havnen, draft) == "questions"
    assert circles.script_in(cast.broen, None) == circles.script_in(None, None) == "plain"
    draft.share(visibility="group", group=cast.broen, by=cast.eli)
    assert circles.script_in(havnen, draft) == draft.script == "plain"
