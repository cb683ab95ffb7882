"""A person: where they stand, what opens for them, and who is above whom (I1, M33, M43, S12)."""

from datetime import timedelta

import pytest

from flu.models import Enrolment, Group, Line, Membership, SignIn, User
from flu.models.refusal import Refused
from flu.models.sending import Sending, managers_of
from flu.models.user import NOBODY
from tests.cast import PASSWORD

EVERYBODY = (
    "ada ben hedda eli nina anker cleo dora finn gro hans ida pia mads lea sofus odd olga"
).split()


def fresh(row):
    return type(row).get_by_id(row.id)


def those(cast, rule):
    return {who for who in EVERYBODY if rule(getattr(cast, who))}


def known(cast, people):
    ids = {person.id for person in people}
    return {who for who in EVERYBODY if getattr(cast, who).id in ids}


def test_somebody_new_has_a_place_and_an_address_of_their_own(cast):
    unit = cast.units["Pleje"]
    vera = User.add(
        organisation=cast.home, name="Vera", email="Vera@X.example", unit=unit, title="Leder"
    )
    kept = fresh(vera)
    assert (kept.email, kept.unit, kept.department, kept.title) == (
        "vera@x.example", unit, unit.department, "Leder",
    )  # fmt: skip
    assert (kept.joined_at, kept.organisation, kept.is_active) == (None, cast.home, True)
    for organisation in (cast.home, cast.away):
        with pytest.raises(Refused, match=r"user\.email_taken"):
            User.add(organisation=organisation, name="En anden", email="VERA@x.example")
    without = User.add(organisation=cast.home, name="Uden", email="uden@x.example")
    assert (without.unit, without.department) == (None, None)


def test_the_directory_is_the_house_without_guests_and_those_shut_out(cast):
    house = {*EVERYBODY} - {"odd", "olga"}
    for person in (cast.ada, cast.mads):
        assert known(cast, User.visible_to(person)) == house
    assert known(cast, User.visible_to(cast.odd)) == {"odd", "olga"}
    cast.ben.deactivate()
    User.update(visiting=True).where(User.id == cast.hedda.id).execute()
    User.stand_in(cast.home)
    assert known(cast, User.visible_to(cast.ada)) == house - {"ben", "hedda"}
    assert not any(person.is_nameless for person in User.visible_to(cast.ada))
    cast.ben.reactivate()
    assert known(cast, User.visible_to(cast.ada)) == house - {"hedda"}


def test_one_nobody_stands_in_for_each_house_and_signs_in_nowhere(cast):
    here, there = User.stand_in(cast.home), User.stand_in(cast.away)
    assert User.stand_in(cast.home) == here != there
    assert (here.organisation, there.organisation) == (cast.home, cast.away)
    assert here.is_nameless and not here.is_active and not cast.ada.is_nameless
    assert (here.first_name, cast.ada.first_name) == ("En leder", "Ada")


@pytest.mark.parametrize("email", ["ada@proeveby.example", " ADA@Proeveby.example\n"])
def test_the_right_words_open_for_whoever_is_in(cast, email):
    assert User.by_credentials(email, PASSWORD) == cast.ada
    assert User.by_credentials(email, PASSWORD + "x") is None
    assert cast.ada.opens_with(PASSWORD) and not cast.ada.opens_with("")
    cast.ada.deactivate()
    assert User.by_credentials(email, PASSWORD) is None


def test_no_words_open_for_nobody_or_for_whoever_never_chose_any(cast):
    vera = User.add(organisation=cast.home, name="Vera", email="vera@x.example")
    never = "a password nobody has, so that unknown addresses take as long"
    assert not vera.opens_with(never)
    for email in ("ingen@x.example", vera.email):
        assert User.by_credentials(email, never) is None
        assert User.by_credentials(email, "") is None
    vera.password_hash = "no hash at all"
    vera.save()
    assert User.by_credentials(vera.email, "no hash at all") is None
    assert not vera.opens_with("no hash at all")
    assert User.by_credentials(cast.ada.email, PASSWORD) == cast.ada


def test_a_password_costs_whoever_guesses_it_what_we_promise(cast):
    cast.ada.set_password("fire-stille-heste")
    for kept in (fresh(cast.ada).password_hash, NOBODY):
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_new_password_leaves_the_day_one_joined(cast, still, noon):
    vera = User.add(organisation=cast.home, name="Vera", email="vera@x.example")
    for hours in (1, 2):
        still.stop(noon + timedelta(hours=hours))
        vera.set_password(f"fire-stille-heste-{hours}")
        assert fresh(vera).joined_at == noon + timedelta(hours=1)
        assert fresh(vera).opens_with(f"fire-stille-heste-{hours}")


def test_what_is_said_of_oneself_is_kept(cast):
    cast.ada.describe(name="Ada Ny", title="Chef")
    cast.ada.speak("en")
    cast.ada.move_to(cast.units["Handicap"])
    kept = fresh(cast.ada)
    assert (kept.name, kept.title, kept.locale) == ("Ada Ny", "Chef", "en")
    assert (kept.unit, kept.department) == (
        cast.units["Handicap"], cast.units["Handicap"].department,
    )  # fmt: skip
    assert User.names([cast.ada.uid, cast.ben.uid]) == {
        cast.ada.uid: "Ada Ny", cast.ben.uid: "Ben Prøve",
    }  # fmt: skip


def test_a_line_is_drawn_at_any_distance_and_never_in_a_ring(cast):
    assert {(line.above_id, line.below_id) for line in Line.select()} == {
        (above.id, below.id)
        for above, below in (
            (cast.mads, cast.ada), (cast.mads, cast.dora), (cast.sofus, cast.mads),
            (cast.sofus, cast.ada), (cast.sofus, cast.dora),
        )
    }  # fmt: skip
    assert cast.sofus.is_above(cast.ada) and not cast.ada.is_above(cast.sofus)
    assert not cast.mads.is_above(cast.ben)
    for person, manager in ((cast.ada, cast.ada), (cast.sofus, cast.ada), (cast.mads, cast.dora)):
        before = fresh(person).manager
        with pytest.raises(Refused, match=r"line\.ring"):
            person.report_to(manager)
        assert fresh(person).manager == before
    cast.mads.report_to(cast.lea)
    assert cast.lea.is_above(cast.dora) and not cast.sofus.is_above(cast.ada)
    cast.ada.report_to(None)
    assert fresh(cast.ada).manager is None
    assert not cast.lea.is_above(cast.ada) and cast.lea.is_above(cast.dora)
    assert list(Line.among([cast.ada, cast.ben]).tuples()) == []
    assert list(Line.among([cast.mads, cast.dora, cast.ben]).tuples()) == [
        (cast.mads.id, cast.dora.id)
    ]


def test_many_move_at_once_and_those_below_them_along(cast):
    Line.report([(cast.mads, cast.olga), (cast.ben, cast.mads)])
    assert fresh(cast.ben).manager == cast.mads
    assert cast.olga.is_above(cast.ben) and cast.olga.is_above(cast.ada)
    assert not cast.sofus.is_above(cast.mads)
    lines = Line.select().count()
    Line.report([])
    assert Line.select().count() == lines


def test_an_ended_or_resting_seat_is_no_role(cast):
    assert cast.ada.roles == {cast.broen.id: "member"}
    assert (cast.anker.roles, cast.lea.roles) == ({}, {})
    assert cast.eli.roles == {cast.broen.id: "member", cast.havnen.id: "member"}
    Membership.update(paused_at=cast.ada.joined_at).where(Membership.user == cast.eli).execute()
    assert fresh(cast.eli).roles == {}
    assert fresh(cast.lea).posts == {cast.programme.id: {"programme_manager"}}
    assert fresh(cast.cleo).posts == {cast.programme.id: {"facilitator"}}


@pytest.mark.parametrize("rule, them", [
    (lambda c, who: who.belongs_to(c.broen.id), "ada ben hedda eli nina cleo"),
    (lambda c, who: who.facilitates(c.broen.id), "cleo"),
    (lambda c, who: who.hosts(c.broen.id), "hedda"),
    (lambda c, who: who.manages(c.programme.id), "lea"),
    (lambda c, who: who.runs_a_programme, "lea pia olga"),
    (lambda c, who: who.tends_a_group, "hedda cleo finn hans"),
    (lambda c, who: who.looks_on, "mads sofus"),
    (lambda c, who: c.ada.administered_by(who), "lea pia"),
    (lambda c, who: c.lea.administered_by(who), "pia"),
    (lambda c, who: c.odd.administered_by(who), "olga"),
])  # fmt: skip
def test_where_everybody_stands(cast, rule, them):
    assert those(cast, lambda who: rule(cast, who)) == {*them.split()}


def test_a_guest_looks_on_and_a_leader_without_a_table_does_not(cast):
    for role, looks in (("guest", True), ("sponsor", True), ("participant", False)):
        person = cast._extra(f"Ny {role}", "Pleje")
        cast.programme.enrol(person, role, by=cast.lea)
        assert User.get_by_id(person.id).looks_on is looks
    cast.programme.enrol(cast.mads, "participant", by=cast.lea)
    assert not fresh(cast.mads).looks_on
    Enrolment.delete().where(Enrolment.user == cast.ada).execute()
    assert not fresh(cast.ada).looks_on


def test_one_programme_among_others_is_enough_to_run_one(cast):
    cast.other_programme.enrol(cast.lea, "participant", by=cast.pia)
    assert fresh(cast.lea).runs_a_programme
    assert not User.stand_in(cast.home).runs_a_programme


def test_a_column_of_people_is_told_by_name(cast):
    leads = Membership.select(Group.name, User.named(Membership.user)).join(Group)
    assert dict(leads.where(Membership.role == "host").tuples()) == {
        "Broen": "Hedda Prøve", "Havnen": "Hans Havn",
    }  # fmt: skip


def test_what_is_sent_up_is_read_by_those_it_was_sent_to_and_oneself(cast):
    assert [person.name for person in managers_of(cast.ada, cast.dora)] == ["Mads Kæde"]
    sent = Sending.upward(cast.ada)
    assert {person.name for person in sent.readers()} == {"Ada Prøve", "Mads Kæde"}
    assert (sent.count(), sent.address) == (2, str(cast.mads.uid))
    sent.refuse_if_nobody()
    cast.ben.report_to(cast.sofus)
    both = Sending.upward(cast.ada, beside=[cast.ben])
    assert both.address == " ".join(sorted(str(who.uid) for who in (cast.mads, cast.sofus)))
    cast.mads.deactivate()
    for nobody in (Sending.upward(cast.ada), Sending(cast.ada, [cast.ada]), Sending(cast.ada, [])):
        assert nobody.to == []
        with pytest.raises(Refused, match=r"sending\.nobody"):
            nobody.refuse_if_nobody()
    User.update(joined_at=None).where(User.id == cast.sofus.id).execute()
    assert list(managers_of(cast.ben)) == []
    assert list(Sending(cast.ada, [cast.sofus]).readers()) == [cast.ada]


def test_a_person_on_a_request_is_known_by_the_secret_of_its_sign_in(cast):
    assert cast.ada.get_id() is None
    SignIn.open(cast.ada)
    assert cast.ada.get_id() == cast.ada.token
    assert SignIn.person(cast.ada.get_id()) == cast.ada
