"""A guest: one window at one seance, and what is told of the asking (GU)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Event, Guest, Invitation, Tie, User
from flu.models.refusal import Refused

SECOND = timedelta(seconds=1)
GERDA = {"name": "Gerda Gæst", "email": "gerda@ude.example"}


def known_as(person):
    return {"name": person.name, "email": person.email}


def told(verb):
    lines = Event.select().where(Event.verb == verb)
    return [(line.actor, line.subject_uid, line.group_id) for line in lines]


def test_the_window_opens_a_fortnight_before_and_shuts_a_day_after(cast, still):
    seance = cast.seance(in_days=20)
    guest = Guest.ask(seance, by=cast.ada, **GERDA)
    opens, closes = seance.starts_at - timedelta(days=14), seance.ends_at + timedelta(days=1)
    for time, is_open in (
        (opens - SECOND, False), (opens, True), (closes - SECOND, True), (closes, False),
    ):  # fmt: skip
        still.stop(time)
        assert (guest.is_open, list(Guest.visible_to(guest.user))) == (is_open, [guest] * is_open)


def test_asking_and_shutting_stand_in_the_groups_log_once(cast):
    seance, uid = cast.seance(), uuid7()
    guest = Guest.ask(seance, by=cast.ada, uid=uid, **GERDA)
    assert Guest.ask(seance, by=cast.ben, uid=uid, **known_as(cast.finn)) == guest
    again = Guest.ask(seance, by=cast.ben, **GERDA)
    assert (guest.uid, again, Guest.select().count()) == (uid, guest, 1)
    guest.close(by=cast.hedda)
    assert not guest.is_open and not Guest.get().is_open
    broen = str(cast.broen.uid)
    assert told("guest.asked") == [(cast.ada, uid, broen)]
    assert told("guest.closed") == [(cast.hedda, uid, broen)]


def test_a_newcomer_gets_a_link_from_who_asked_and_a_role_that_opens_nothing_else(cast):
    guest = Guest.ask(cast.seance(), by=cast.ada, **GERDA)
    link = Invitation.opened_by(guest.token)
    assert (link.user, link.invited_by, link.role, link.programme, link.group) == (
        guest.user, cast.ada, "guest", None, None,
    )  # fmt: skip
    assert User.get_by_id(guest.user_id).visiting and guest.user.roles == guest.user.posts == {}


def test_each_seance_has_its_own_guests(cast):
    here, there = cast.seance(), cast.seance(group=cast.taarnet)
    gerda = Guest.ask(here, by=cast.ada, **GERDA)
    gro = Guest.ask(there, by=cast.dora, **known_as(cast.gro))
    finn = Guest.ask(here, by=cast.ada, **known_as(cast.finn))
    assert list(Guest.at(here)) == [finn, gerda]
    assert [(guest.user, guest.token) for guest in Guest.at(there)] == [(cast.gro, gro.token)]


def test_nobody_whom_a_member_cannot_sit_with_is_a_guest_of_the_group(cast):
    Tie.declare(cast.gro, by=cast.ada)
    for person in (cast.gro, cast.mads):
        with pytest.raises(Refused, match=r"group\.cannot_join"):
            Guest.ask(cast.seance(), by=cast.ben, **known_as(person))
        Guest.ask(cast.seance(group=False), by=cast.ben, **known_as(person))
