"""A seat: whose it is, when it ends, when it rests, and what a person has behind them."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Event, Group, Membership
from flu.models.refusal import Refused
from tests.cast import leaders

HOUR = timedelta(hours=1)


def seat_of(person, group=None):
    """Their seat, ended or not."""
    seats = Membership.select().where(Membership.user == person)
    return (seats.where(Membership.group == group) if group else seats).get()


def verbs(group, *among):
    return [event.verb for event in Event.log_of(group) if event.verb in among]


def test_a_group_that_closes_ends_its_own_seats_and_those_alone(cast, still, noon):
    """Who left before, left when they left; who sits elsewhere, sits there."""
    still.stop(noon + HOUR)
    cast.broen.archive(by=cast.lea)
    ended = {seat.user.name: seat.left_at for seat in Membership.at([cast.broen])}
    assert set(ended.values()) == {noon + HOUR}
    assert "Anker Prøve" not in ended
    assert seat_of(cast.anker).left_at == noon
    assert [seat.group for seat in Membership.former(cast.ada)] == [cast.broen]
    assert [seat.left_at for seat in Membership.former(cast.anker)] == [noon]
    assert seat_of(cast.eli, cast.havnen).left_at is None
    assert cast.taarnet.seats().count() == 5


@pytest.fixture
def on_the_day(cast, still, noon):
    """Two weeks after the end of the programme: the day on which its facilitators go."""
    day = noon + (cast.programme.staff_leaves_on - noon.date())
    still.stop(day)
    return day


def test_facilitators_go_two_weeks_after_the_programme_and_nobody_else_does(cast, on_the_day):
    Group.get_by_id(cast.taarnet.id).keep_staff(True, by=cast.dora)
    assert Membership.end_staff() == 1
    assert seat_of(cast.cleo).left_at == on_the_day
    assert [seat_of(person).left_at for person in (cast.finn, cast.hedda, cast.ben)] == [None] * 3
    event = Event.log_of(cast.broen).get()
    assert (event.verb, event.actor_id) == ("group.staff_left", None)
    assert event.subject_uid == cast.cleo.uid
    assert Membership.end_staff() == 0


def test_a_facilitator_stays_until_that_day(cast, on_the_day, still):
    still.stop(on_the_day - timedelta(days=1))
    assert Membership.end_staff() == 0
    assert seat_of(cast.cleo).is_open


def test_of_two_sweeps_at_once_one_ends_the_seat(cast, on_the_day):
    seen = cast.seat(cast.cleo)
    cast.seat(cast.cleo).end(by=cast.cleo)
    assert not seen._make_room()
    assert verbs(cast.broen, "group.staff_left") == []
    assert len(verbs(cast.broen, "group.left")) >= 1


def test_who_joins_anew_reads_from_then_on_in_the_seats_they_have(cast, still, noon):
    cast.taarnet.admit(cast.anker, by=cast.lea)
    still.stop(noon + HOUR)
    Membership.begin_reading(cast.anker)
    assert seat_of(cast.anker, cast.taarnet).reads_from == noon + HOUR
    assert seat_of(cast.anker, cast.broen).reads_from == noon
    assert seat_of(cast.ada).reads_from == noon


def test_whom_one_sat_with_is_known_and_whom_one_facilitated_is_not(cast):
    """Of these people's groups, ever: anker left Broen, eli sits in two, cleo guides."""
    people = [cast.anker, cast.eli, cast.cleo]
    assert Membership.past_of(people) == [
        (cast.eli.id, cast.broen.id, "Broen", True),
        (cast.anker.id, cast.broen.id, "Broen", False),
        (cast.eli.id, cast.havnen.id, "Havnen", True),
    ]
    assert Membership.now_of(people) == {cast.eli.id: "Havnen"}


def test_a_former_seat_is_one_the_person_does_not_have_again(cast, still, noon):
    """The latest first; a group one came back to is none one has left."""
    for hours, group in ((1, cast.taarnet), (2, cast.broen)):
        group.admit(cast.anker, by=cast.lea)
        still.stop(noon + hours * HOUR)
        group.seat_of(cast.anker).end(by=cast.anker)
    assert [seat.group.name for seat in Membership.former(cast.anker)] == [
        "Broen", "Tårnet", "Broen",
    ]  # fmt: skip
    assert [seat.group_id for seat in cast.broen.seats_left_by(cast.anker)] == [cast.broen.id] * 2
    cast.broen.admit(cast.anker, by=cast.lea)
    assert [seat.group.name for seat in Membership.former(cast.anker)] == ["Tårnet"]
    assert not Membership.former(cast.ada).exists()


def test_a_seat_rests_while_somebody_below_sits_there_too_and_only_that_seat(cast):
    cast.ben.report_to(cast.eli)  # eli sits in Havnen, too, where ben does not
    Membership.pause_clashes(cast.ben, by=cast.lea)
    assert [seat.group for seat in Membership.paused_of(cast.eli)] == [cast.broen]
    for other in (cast.ben, cast.ada, cast.hans):
        assert not Membership.paused_of(other).exists()
    assert [seat.group for seat in Membership.groups_of(cast.eli)] == [cast.havnen]
    assert (cast.eli.id, cast.broen.id, "Broen", False) in Membership.past_of([cast.eli])
    assert not Membership.former(cast.eli).exists()
    since = seat_of(cast.eli, cast.broen).paused_at
    Membership.pause_clashes(cast.ben, by=cast.lea)  # once more changes nothing
    assert seat_of(cast.eli, cast.broen).paused_at == since
    assert verbs(cast.broen, "group.clash", "group.resumed") == ["group.clash"]
    assert verbs(cast.havnen, "group.clash", "group.resumed") == []

    cast.seat(cast.ben).end(by=cast.ben)
    assert not Membership.paused_of(cast.eli).exists()
    assert verbs(cast.broen, "group.clash", "group.resumed") == ["group.resumed", "group.clash"]


def test_an_ended_seat_neither_rests_nor_wakes(cast):
    """anker left Broen; that somebody below him sits there is nobody's business."""
    cast.ben.report_to(cast.anker)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    assert seat_of(cast.anker).paused_at is None
    assert verbs(cast.broen, "group.clash") == []
    cast.ben.report_to(cast.hedda)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    seat = seat_of(cast.hedda)
    seat.end(by=cast.hedda)
    cast.ben.report_to(None)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    assert seat_of(cast.hedda).paused_at is not None
    assert verbs(cast.broen, "group.resumed") == []
    assert not Membership.paused_of(cast.hedda).exists()


def test_an_appointment_is_told_once_to_the_group_and_a_repeated_one_not_at_all(cast):
    assert seat_of(cast.hedda).role == "host"
    cast.seat(cast.ben).appoint("host", by=cast.lea)
    told = [
        (event.subject_uid, event.words["role"])
        for event in Event.log_of(cast.broen)
        if event.verb == "group.appointed"
    ]
    assert told == [(cast.ben.uid, "host"), (cast.hedda.uid, "member")]
    cast.seat(cast.ben).appoint("member", by=cast.lea)
    cast.seat(cast.ben).appoint("member", by=cast.lea)
    assert verbs(cast.broen, "group.appointed") == ["group.appointed"] * 3
    assert seat_of(cast.hedda).role == "member"
    with pytest.raises(Refused, match="self_appointed"):
        cast.seat(cast.ben).appoint("host", by=cast.ben)
    assert seat_of(cast.ben).role == "member"


def test_whoever_tends_a_group_stands_last_at_its_table(cast):
    names = [seat.user.name for seat in Membership.at([cast.broen])]
    assert names == [*sorted(set(names) - {"Cleo Proces"}), "Cleo Proces"]


def test_a_facilitator_is_made_neither_host_nor_member(cast):
    assert cast.seat(cast.ben).appointed_by(cast.lea)
    assert not cast.seat(cast.cleo).appointed_by(cast.lea)
    with pytest.raises(Refused, match="facilitator_stays"):
        cast.seat(cast.cleo).appoint("member", by=cast.lea)


def test_leaving_needs_no_reason_and_being_removed_does(cast, still, noon):
    with pytest.raises(Refused, match="reason_missing"):
        cast.seat(cast.ben).end(by=cast.lea)
    assert seat_of(cast.ben).left_at is None
    still.stop(noon + HOUR)
    cast.seat(cast.ben).end(by=cast.ben)
    cast.seat(cast.ada).end(by=cast.lea, reason="Fratrådt")
    assert [seat_of(person).left_at for person in (cast.ben, cast.ada)] == [noon + HOUR] * 2
    assert verbs(cast.broen, "group.left", "group.removed")[:2] == ["group.removed", "group.left"]


def test_one_letters_seat_is_that_persons_in_that_group(cast):
    uid = uuid7()
    cast.broen.admit(cast.anker, by=cast.lea, uid=uid)
    newcomer = leaders(cast.home, "D", "Ny")[0]
    for group, person in ((cast.broen, newcomer), (cast.taarnet, cast.anker)):
        with pytest.raises(Refused, match=r"uid\.taken"):
            group.admit(person, by=cast.lea, uid=uid)
