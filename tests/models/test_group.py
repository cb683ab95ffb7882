"""Seats and promises: nobody seats themselves, a letter sent twice has one effect."""

import pytest
from uuid_utils.compat import uuid7

from flu.models import Agreement, Event, Group, Membership, Tie, User
from flu.models.refusal import Refused
from tests.cast import leaders


def test_nobody_gives_themselves_a_seat_or_a_role(cast):
    others = leaders(cast.home, "ABCA")
    for people in ({"members": [cast.lea, *others]}, {"members": others, "facilitator": cast.lea}):
        with pytest.raises(Refused, match="self_appointed"):
            Group.form(cast.programme, "Ny", by=cast.lea, **people)
    for role in ("member", "facilitator"):
        with pytest.raises(Refused, match="self_appointed"):
            cast.broen.admit(cast.lea, by=cast.lea, role=role)
    assert Group.select().where(Group.name == "Ny").count() == 0


def test_a_group_formed_twice_by_one_letter_is_one(cast):
    uid, people = uuid7(), leaders(cast.home, "ABCA")
    first = Group.form(cast.programme, "Ny", members=people, by=cast.lea, uid=uid)
    again = Group.form(cast.programme, "Ny", members=people, by=cast.lea, uid=uid)
    assert first == again
    assert len(list(first.seats())) == 4
    with pytest.raises(Refused, match=r"uid.taken"):
        Group.form(cast.programme, "Anden", members=people, by=cast.cleo, uid=uid)


def test_a_seat_given_twice_by_one_letter_is_one(cast):
    uid = uuid7()
    seat = cast.broen.admit(cast.anker, by=cast.lea, uid=uid)
    assert cast.broen.admit(cast.anker, by=cast.lea, uid=uid) == seat
    with pytest.raises(Refused, match=r"uid.taken"):
        cast.broen.admit(leaders(cast.home, "B")[0], by=cast.lea, uid=uid)


def test_there_is_one_host_at_a_time(cast):
    cast.seat(cast.ben).appoint("host", by=cast.lea)
    assert {s.user.name: s.role for s in cast.broen.seats()}["Hedda Prøve"] == "member"
    assert cast.seat(cast.ben).role == "host"
    with pytest.raises(Refused, match="facilitator_stays"):
        cast.seat(cast.cleo).appoint("host", by=cast.lea)


def test_nobody_sits_twice_at_one_table(cast):
    with pytest.raises(Refused, match="already_in"):
        cast.broen.admit(cast.ben, by=cast.lea)
    assert [seat.user for seat in cast.broen.seats()].count(cast.ben) == 1


def test_nobody_loses_a_seat_without_a_reason(cast):
    seat, lines = cast.seat(cast.ben), Event.select().count()
    for by in (cast.lea, cast.cleo):
        with pytest.raises(Refused, match="reason_missing"):
            seat.end(by=by)
    assert cast.seat(cast.ben).is_open and cast.broen.seat_of(cast.ben) == seat
    assert Event.select().count() == lines
    seat.end(by=cast.ben)
    assert Event.select().order_by(Event.id.desc()).get().verb == "group.left"


def test_a_closed_group_has_no_seats_and_takes_nobody_in(cast):
    cast.broen.archive(by=cast.lea)
    assert not cast.broen.seats().exists()
    assert not cast.broen.read_by(User.get_by_id(cast.ada.id))
    assert not Membership.groups_of(cast.ada).exists()
    with pytest.raises(Refused, match=r"group.archived"):
        cast.broen.admit(cast.anker, by=cast.lea)


def test_who_may_not_give_seats_learns_nothing_of_a_tie(cast):
    from_below = leaders(cast.home, "B")[0]
    Tie.declare(from_below, by=cast.ada)
    with pytest.raises(Refused, match=r"group.cannot_join"):
        cast.broen.admit(from_below, by=cast.hedda)
    with pytest.raises(Refused, match=r"group.tie"):
        cast.broen.admit(from_below, by=cast.lea)


def test_a_line_that_straightens_out_opens_the_seat_again(cast):
    cast.ben.report_to(cast.hedda)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    assert cast.seat(cast.hedda).paused_at
    cast.seat(cast.ben).end(by=cast.ben)
    assert cast.seat(cast.hedda).paused_at is None
    verbs = [e.verb for e in Event.log_of(cast.broen) if e.verb in ("group.clash", "group.resumed")]
    assert verbs == ["group.resumed", "group.clash"]


def test_an_old_version_is_not_accepted(cast):
    old = cast.broen.agreement
    Agreement.propose(cast.broen, by=cast.ben, text="Ny")
    with pytest.raises(Refused, match=r"agreement.superseded"):
        old.accept(by=cast.ada)
