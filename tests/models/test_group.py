"""Seats and promises: nobody seats themselves, a letter sent twice has one effect."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Agreement, Enrolment, Event, Group, Membership, Tie, User
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


def test_no_group_is_formed_against_a_hard_rule(cast):
    """Too few, all of one department, a facilitator above a member, and two with a tie, by name."""
    few, alike = leaders(cast.home, "AB"), leaders(cast.home, "AAAA")
    low, *others = leaders(cast.home, "ABCA")
    low.report_to(cast.finn)
    kin = [*others, cast.anker]
    Tie.declare(others[0], by=cast.anker)
    for rule, members in (
        ("too_few", few), ("one_department", alike), ("line", [low, *others]), ("tie", kin),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"group\.{rule}"):
            Group.form(cast.programme, "Ny", members=members, facilitator=cast.finn, by=cast.lea)
    assert not Group.select().where(Group.name == "Ny").exists()


def test_a_new_group_has_a_log_a_first_promise_and_people_let_in_by_somebody(cast):
    people = leaders(cast.home, "ABCA")
    group = Group.form(cast.programme, "Ny", members=people, by=cast.lea)
    assert [event.verb for event in Event.log_of(group)][-1] == "group.formed"
    assert group.agreement.version == 1
    granted = Enrolment.select().where(Enrolment.user.in_(people))
    assert {enrolment.granted_by for enrolment in granted} == {cast.lea}


def test_a_table_that_shrank_takes_somebody_in_again(cast):
    """Fewer than a new one may have, and all of one department."""
    for person in (cast.ada, cast.hedda, cast.nina):
        cast.seat(person).end(by=person)
    alike, other = leaders(cast.home, "HM", "Ny")
    alike.unit, alike.department = cast.ben.unit, cast.ben.department
    for person in (alike, other):
        assert cast.broen.admit(person, by=cast.lea).user == person


def test_of_a_programmes_groups_the_closed_ones_come_last(cast):
    assert [group.name for group in Group.within(cast.programme)] == ["Broen", "Tårnet"]
    cast.broen.archive(by=cast.lea)
    assert [group.name for group in Group.within(cast.programme)] == ["Tårnet", "Broen"]


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


EVERYBODY = (
    "ada ben hedda eli nina anker cleo dora finn gro hans ida pia mads lea sofus odd olga"
).split()


def those(cast, rule):
    return {who for who in EVERYBODY if rule(getattr(cast, who))}


@pytest.mark.parametrize("rule, them", [
    ("shown_to", "ada ben hedda eli nina cleo lea"), ("read_by", "ada ben hedda eli cleo"),
    ("managed_by", "lea"), ("edited_by", "cleo lea"), ("archived_by", "cleo lea"),
    ("tended_by", "hedda cleo lea"), ("guided_by", "hedda cleo"),
    ("owned_by", "ada ben hedda eli nina"),
])  # fmt: skip
def test_who_may_do_what_at_a_table(cast, rule, them):
    assert those(cast, getattr(cast.broen, rule)) == {*them.split()}


def test_who_knows_of_a_group_and_who_looks_into_it(cast):
    def looks(person):
        try:
            return Group.look_into(cast.broen.uid, person) == cast.broen
        except Group.DoesNotExist:
            return False

    sees = {*"ada ben hedda eli nina cleo lea".split()}
    assert those(cast, looks) == sees
    assert those(cast, lambda who: cast.broen in Group.visible_to(who)) == sees | {"anker"}
    assert Group.look_into(cast.taarnet.uid, cast.lea) == cast.taarnet
    assert {group.name for group in Group.visible_to(cast.lea)} == {"Broen", "Tårnet"}
    assert {group.name for group in Group.within(cast.programme)} == {"Broen", "Tårnet"}


def test_the_tables_one_sits_at_come_once_each_those_one_guides_last(cast):
    assert [group.name for group in Group.of(cast.eli)] == ["Broen", "Havnen"]
    cast.taarnet.admit(cast.cleo, by=cast.lea)
    assert [group.name for group in Group.of(cast.cleo)] == ["Tårnet", "Broen"]
    cast.broen.admit(cast.anker, by=cast.lea)  # who was there before
    assert [group.name for group in Group.of(cast.anker)] == ["Broen"]
    assert [seat.group_id for seat in cast.broen.seats_left_by(cast.anker)] == []
    assert not Group.of(cast.lea).exists()


def test_the_log_tells_what_was_done_to_a_group_and_not_what_changed_nothing(cast):
    def log():
        return [event.verb for event in Event.log_of(cast.broen)]

    before = log()
    cast.broen.rename("Broerne", by=cast.lea)
    cast.broen.admit(cast.anker, by=cast.lea)
    for script in ("questions", "questions"):
        cast.broen.open_with(script, by=cast.hedda)
    for stays in (True, True, False):
        cast.broen.keep_staff(stays, by=cast.ben)
    kept = Group.get_by_id(cast.broen.id)
    assert (kept.name, kept.script, kept.keeps_staff) == ("Broerne", "questions", False)
    kept.archive(by=cast.lea)
    assert log()[: len(log()) - len(before)] == [
        "group.archived", "group.staff_released", "group.staff_asked", "group.opening",
        "group.admitted", "group.renamed",
    ]  # fmt: skip
    assert before[-1] == "group.formed"
    for late in (
        lambda: kept.archive(by=cast.lea),
        lambda: kept.keep_staff(True, by=cast.ben),
    ):
        with pytest.raises(Refused, match=r"group\.archived"):
            late()
    assert Group.get_by_id(kept.id).archived_at == kept.archived_at


def test_a_seat_makes_its_person_part_of_the_programme(cast):
    member, guide = leaders(cast.home, "BC", "Ny")
    cast.broen.admit(member, by=cast.lea)
    seat = cast.broen.admit(guide, by=cast.lea, role="facilitator")
    assert (seat.role, seat.group, seat.user) == ("facilitator", cast.broen, guide)
    posts = [User.get_by_id(person.id).posts for person in (member, guide)]
    assert posts == [{cast.programme.id: {role}} for role in ("participant", "facilitator")]
    with pytest.raises(Refused, match=r"group\.already_in"):
        cast.broen.admit(member, by=cast.lea)


def test_a_seventh_member_is_welcome_and_an_eighth_is_not_but_a_guide_takes_no_seat(cast):
    sixth, seventh, eighth = leaders(cast.home, "ABC", "Ny")
    for person in (sixth, seventh):
        cast.broen.admit(person, by=cast.lea)
    with pytest.raises(Refused, match=r"group\.too_many"):
        cast.broen.admit(eighth, by=cast.lea)
    cast.broen.admit(eighth, by=cast.lea, role="facilitator")
    assert cast.broen.seats().count() == 9


def test_a_group_goes_on_by_itself_once_the_programme_is_over(cast, still, noon):
    def alone():
        return Group.get_by_id(cast.broen.id).is_on_its_own

    assert not alone()
    still.stop(noon + timedelta(weeks=20))
    assert alone()
    cast.broen.archive(by=cast.lea)
    assert not alone()


def test_a_draft_tells_who_sat_together_before_and_who_guides(cast):
    people = [cast.anker, cast.ada, *leaders(cast.home, "CC")]
    draft = Group.draft(people, staff=[cast.finn])
    assert draft.staff == [cast.finn]
    assert ("group.carried_over", {"names": ["Ada Prøve", "Anker Prøve"], "group": "Broen"}) in [
        (key, {**words, "names": sorted(words["names"])})
        for key, words in draft.warnings()
        if key == "group.carried_over"
    ]
