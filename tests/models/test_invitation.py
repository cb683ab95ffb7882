"""An invitation: one link at a time, for 72 hours, with the seat and the role it names (S24)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Enrolment, Event, Invitation, Membership, User
from flu.models.refusal import Refused, TooMany

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
LASTS, KEPT = timedelta(hours=72), timedelta(days=30)
PASSWORD = "fire-stille-heste-sover"


def newcomer(cast, name="Vera"):
    unit = cast.units["Myndighed"]
    email = f"{name}@x.example"
    return User.add(organisation=cast.home, name=name, email=email, unit=unit)


def invite(cast, person, by=None, **to):
    return Invitation.invite(person, programme=cast.programme, by=by or cast.lea, **to)


def opens(invitation):
    return Invitation.opened_by(invitation.token) is not None


@pytest.fixture
def vera(cast):
    return newcomer(cast)


@pytest.fixture
def after(still, noon):
    return lambda time: still.stop(noon + time)


def test_a_link_of_256_bits_opens_for_72_hours_to_the_second(cast, vera, after):
    invitation = invite(cast, vera)
    assert len(invitation.token) == 43  # 32 bytes, in letters of 6 bits
    for time, works in ((LASTS - SECOND, True), (LASTS, False)):
        after(time)
        assert (opens(invitation), invitation.is_open) == (works, works)


def test_whoever_opens_it_is_told_who_invited_and_to_what(cast, vera):
    kept = Invitation.opened_by(invite(cast, vera, group=cast.broen, by=cast.hedda).token)
    known = (kept.user, kept.invited_by, kept.programme, kept.group, kept.role)
    assert known == (vera, cast.hedda, cast.programme, cast.broen, "participant")


def test_a_fresh_link_ends_the_earlier_one_of_the_same_person_and_no_other(cast, vera, after, noon):
    others, first = invite(cast, newcomer(cast, "Otto")), invite(cast, vera)
    after(LASTS + SECOND)
    second = invite(cast, vera)
    after(LASTS + DAY)
    third = invite(cast, vera)
    ends = {it.id: it.expires_at for it in Invitation.select()}
    assert ends == {
        others.id: noon + LASTS, first.id: noon + LASTS, second.id: noon + LASTS + DAY,
        third.id: noon + LASTS + DAY + LASTS,
    }  # fmt: skip
    assert (opens(second), opens(third)) == (False, True)


def test_joining_uses_up_ones_own_link_alone_and_stands_in_the_log(cast, vera, after, noon):
    others, own = invite(cast, newcomer(cast, "Otto")), invite(cast, vera)
    after(DAY)
    assert Invitation.opened_by(own.token).accept(PASSWORD) == vera
    used = {it.id: it.used_at for it in Invitation.select()}
    assert used == {others.id: None, own.id: noon + DAY}
    line = Event.select().where(Event.verb == "invitation.accepted").get()
    assert (line.actor, line.subject_uid) == (vera, vera.uid)


def test_a_new_password_moves_nobodys_reading(cast, after):
    before = cast.seat(cast.ada).reads_from
    link = Invitation.readmit(cast.ada)
    after(DAY)
    Invitation.opened_by(link.token).accept(PASSWORD)
    assert cast.seat(cast.ada).reads_from == before
    assert User.get_by_id(cast.ada.id).opens_with(PASSWORD)


def test_twenty_within_a_day_and_the_next_when_the_first_is_a_day_old(cast, after):
    assert not Invitation.spent(cast.lea)
    for n in range(20):
        invite(cast, newcomer(cast, f"n{n}"))
    one_more = newcomer(cast, "n20")
    after(DAY - SECOND)
    with pytest.raises(TooMany, match=r"invitation\.day"):
        invite(cast, one_more)
    after(DAY)
    assert opens(invite(cast, one_more))


def test_it_is_swept_thirty_days_after_it_was_used_or_ended(cast, vera, after):
    Invitation.opened_by(invite(cast, vera).token).accept(PASSWORD)
    invite(cast, newcomer(cast, "Otto"))
    for time, gone, kept in ((KEPT, 0, 2), (KEPT + SECOND, 1, 1), (KEPT + LASTS, 0, 1)):
        after(time)
        assert (Invitation.purge(), Invitation.select().count()) == (gone, kept)
    after(KEPT + LASTS + SECOND)
    assert (Invitation.purge(), Invitation.select().count()) == (1, 0)


def test_the_same_letter_is_the_same_invitation_and_nobody_elses(cast, vera):
    uid, unit = uuid7(), cast.units["Pleje"]
    to = {"name": "Ny", "email": "ny@x.example", "unit": unit, "programme": cast.programme}
    first, again = (Invitation.invite_newcomer(**to, by=cast.lea, uid=uid) for _ in range(2))
    assert (first.uid, again, again.token) == (uid, first, None)
    with pytest.raises(Refused, match=r"uid\.taken"):
        Invitation.invite_newcomer(**to, by=cast.cleo, uid=uid)
    for whom, by in ((vera, cast.lea), (first.user, cast.cleo)):
        with pytest.raises(Refused, match=r"uid\.taken"):
            invite(cast, whom, by=by, uid=uid)
    assert Invitation.select().count() == 1


def test_one_of_a_batch_is_for_the_role_held_already_and_stands_in_the_log(cast, vera):
    drawn = Invitation.draw_for(vera, programme=cast.programme, role="sponsor", by=cast.lea)
    kept = Invitation.opened_by(drawn.token)
    assert (kept.user, kept.programme, kept.role, kept.invited_by, kept.group) == (
        vera, cast.programme, "sponsor", cast.lea, None,
    )  # fmt: skip
    line = Event.select().where(Event.verb == "invitation.sent").get()
    assert (line.actor, line.subject_uid) == (cast.lea, vera.uid)
    assert not Enrolment.select().where(Enrolment.user == vera).exists()


def test_waiting_are_those_who_have_not_joined_each_with_the_latest(cast, vera):
    otto, jens, tove = (newcomer(cast, name) for name in ("Otto", "Jens", "Tove"))
    invite(cast, vera)
    latest = invite(cast, vera, group=cast.broen)
    there = Invitation.invite(otto, programme=cast.other_programme, by=cast.pia)
    invite(cast, jens)
    jens.deactivate()
    Invitation.opened_by(invite(cast, tove).token).accept(PASSWORD)
    assert list(Invitation.waiting([cast.programme], [])) == [latest]
    assert list(Invitation.waiting([], [cast.broen])) == [latest]
    assert list(Invitation.waiting([cast.other_programme, cast.programme], [])) == [there, latest]
    assert list(Invitation.waiting([], [cast.taarnet])) == []
    told = Invitation.waiting([cast.programme], []).get()
    assert (told.user, told.user.department, told.group) == (
        vera, cast.units["Myndighed"].department, cast.broen,
    )  # fmt: skip


@pytest.mark.parametrize("role, seat", [("participant", "member"), ("facilitator", "facilitator")])
def test_the_seat_that_comes_along_is_of_the_role_and_given_once(cast, vera, role, seat):
    for _ in range(2):
        invite(cast, vera, group=cast.broen, role=role)
    seats = Membership.select().where(Membership.user == vera)
    assert [(it.group, it.role) for it in seats] == [(cast.broen, seat)]
    given = Enrolment.select().where(Enrolment.user == vera)
    assert [(it.programme, it.role, it.granted_by) for it in given] == [
        (cast.programme, role, cast.lea)
    ]


def test_a_link_opens_no_more_than_its_giver_could_give(cast, vera):
    invite(cast, vera, group=cast.broen)
    Membership.update(role="host").where(
        Membership.user == cast.eli, Membership.group == cast.havnen
    ).execute()
    for who in ("eli", "ben", "finn", "pia"):
        with pytest.raises(Refused, match=r"invitation\.elsewhere"):
            invite(cast, vera, by=User.get_by_id(getattr(cast, who).id))
    for who in ("hedda", "cleo", "lea"):
        assert opens(invite(cast, vera, by=getattr(cast, who)))
    cast.broen.seat_of(vera).end(by=vera)
    assert opens(invite(cast, vera, by=cast.finn))
