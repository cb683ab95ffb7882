"""A tie: told once, by either of the two, and kept from groups that hold both."""

from uuid_utils.compat import uuid7

from flu.models import Tie


def test_the_same_letter_is_the_same_tie_and_so_is_the_same_pair(cast):
    uid = uuid7()
    first = Tie.declare(cast.dora, by=cast.ada, uid=uid)
    assert (first.uid, Tie.declare(cast.ben, by=cast.ada, uid=uid)) == (uid, first)
    assert [Tie.declare(cast.dora, by=cast.ada, uid=new) for new in (None, uuid7())] == [first] * 2
    assert [(tie.told_by, tie.other) for tie in Tie.select()] == [(cast.ada, cast.dora)]


def test_a_pair_counts_where_both_are_and_once_though_both_told_it(cast):
    for one, other in ((cast.ada, cast.dora), (cast.dora, cast.ada), (cast.ben, cast.ada)):
        Tie.declare(other, by=one)
    both = (cast.ada.id, cast.dora.id)
    assert Tie.among([cast.dora, cast.ada, cast.eli]) == [both]
    assert Tie.among([cast.ada, cast.ben, cast.dora]) == [(cast.ada.id, cast.ben.id), both]
    for person in (cast.ada, cast.ben, cast.dora):
        assert Tie.among([person, cast.eli]) == []
