"""What an action must have, and who may carry it from within and from elsewhere (N11, I13)."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Membership, User
from flu.models.refusal import Refused
from flu.models.terms import Terms, members_to_carry, others_to_carry


def names(people):
    return [person.name for person in people]


def sit(cast, *people):
    """In Tårnet, another group of the programme."""
    for person in people:
        cast.taarnet.admit(person, by=cast.lea)
    cast.accept(cast.taarnet, people)


def test_who_carries_from_within_reads_there_and_gets_in(cast):
    """By department and name."""
    assert names(members_to_carry(cast.broen)) == [
        "Ben Prøve", "Eli Prøve", "Ada Prøve", "Hedda Prøve",
    ]  # fmt: skip
    cast.ben.deactivate()
    User.update(joined_at=None).where(User.id == cast.hedda.id).execute()
    assert names(members_to_carry(cast.broen)) == ["Eli Prøve", "Ada Prøve"]


def test_who_carries_from_elsewhere_reads_in_another_group_of_the_programme_alone(cast):
    others = ["Tårn 0", "Tårn 1", "Dora Prøve", "Tårn 2"]
    assert names(others_to_carry(cast.broen)) == others
    sit(cast, cast.eli, cast.anker)
    assert names(others_to_carry(cast.broen)) == ["Tårn 0", "Anker Prøve", *others[1:]]


def test_nobody_above_or_below_the_table_carries_from_elsewhere(cast):
    cast.gro.report_to(cast.ben)
    cast.dora.report_to(cast.anker)
    cast.hans.report_to(cast.dora)
    assert names(others_to_carry(cast.broen)) == ["Tårn 0", "Tårn 1", "Dora Prøve", "Tårn 2"]
    for above, below in ((cast.ben, cast.dora), (cast.dora, cast.ben)):
        below.report_to(above)
        assert names(others_to_carry(cast.broen)) == ["Tårn 0", "Tårn 1", "Tårn 2"]
        below.report_to(None)


def test_a_carrier_is_told_with_unit_and_department(cast):
    for person in (*members_to_carry(cast.broen), *others_to_carry(cast.broen)):
        known = User.get_by_id(person.id)
        along = person.__rel__  # loaded with the person
        assert (along["unit"].name, along["department"].name) == (
            known.unit.name, known.department.name,
        )  # fmt: skip


def test_nowhere_is_no_second_department(cast):
    User.update(department=None).where(User.id == cast.ben.id).execute()
    with pytest.raises(Refused, match=r"action\.one_department"):
        cast.action(helpers=[User.get_by_id(cast.ben.id)])


def test_a_helper_above_or_below_who_reads_along_is_refused(cast, noon):
    cast.action(helpers=[cast.ben, cast.dora])
    cast.dora.report_to(cast.cleo)
    with pytest.raises(Refused, match=r"action\.line") as no:
        cast.action(helpers=[cast.ben, cast.dora])
    assert no.value.words == {"above": "Cleo Proces", "below": "Dora Prøve"}
    Membership.update(paused_at=noon).where(Membership.user == cast.cleo).execute()
    assert cast.action(helpers=[cast.ben, cast.dora]).state == "proposed"


@pytest.mark.parametrize("days, kept", [(-1, False), (0, True), (14, True), (15, False)])
def test_the_first_step_is_within_two_weeks(cast, days, kept):
    first = clock.today() + timedelta(days=days)
    after = {"follow_up_on": first, "due_on": first}
    terms = Terms(cast.broen, [cast.ada, cast.ben], first, **after, has_origin=True)
    assert [key for key, _ in terms.faults()] == ([] if kept else ["action.first_step_late"])
