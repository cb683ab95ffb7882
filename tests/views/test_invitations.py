"""Inviting and joining: by whom, to what, once, and not too often (M04, S13, S24)."""

import re
import uuid
from datetime import date, timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Enrolment, Event, Invitation, User
from flu.models.invitation import A_DAY
from flu.models.refusal import Refused
from flu.models.template import begin
from tests.absence import absent

FRESH = "fire-stille-heste-sover"
NEW = {"name": "Nye Navn", "email": "nye@proeveby.example", "role": "participant"}


@pytest.fixture
def vera(cast):
    """In the directory, and not in FLU yet."""
    unit = cast.units["Myndighed"]
    return User.add(
        organisation=cast.home, name="Vera Venter", email="vera@proeveby.example", unit=unit
    )


def invite(client, **data):
    return client.post("/invitations", data={"role": "participant", **data})


def link(client):
    """The address on the page that follows, which shows it this once."""
    found = re.search(
        r'value="(http://localhost/invitations/[^"]+)"', client.get("/invitations").text
    )
    return found and found[1].removeprefix("http://localhost")


def test_a_link_is_shown_once(cast, as_, vera):
    lea = as_(cast.lea)
    answer = invite(lea, person=vera.uid)
    assert (answer.status_code, answer.location) == (303, "/invitations")
    assert link(lea) is not None
    assert link(lea) is None
    assert "Vera Venter" in lea.get("/invitations").text


def test_the_invited_is_told_who_and_what_and_the_limits(cast, as_, client, vera):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid, group=cast.broen.uid)
    page = client.get(link(lea)).text
    for words in (
        "Lea Ramme",
        "Vera Venter",
        "Broen",
        "tavshedspligt",
        "aktindsigt",
        "skærmbillede",
    ):
        assert words in page


def test_joining_chooses_a_password_and_is_inside(cast, as_, client, vera):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid)
    path, before = link(lea), lea.get("/invitations")
    answer = client.post(path, data={"password": FRESH})
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/people").status_code == 200
    assert User.by_credentials(vera.email, FRESH) == vera
    absent("Vera Venter", from_=lea.get("/invitations"), but_in=before)


@pytest.mark.parametrize("weak", ["", "kort", "password1234", "aaaaaaaaaaaa", "abababababab"])
def test_an_easy_password_is_refused_and_the_link_still_works(cast, as_, client, vera, weak):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid)
    path = link(lea)
    assert client.post(path, data={"password": weak}).status_code == 422
    assert client.post(path, data={"password": FRESH}).status_code == 303


def test_used_expired_replaced_and_unknown_look_alike(cast, as_, app, vera, still, noon):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid)
    replaced = link(lea)
    invite(lea, person=vera.uid)
    used = link(lea)
    app.test_client().post(used, data={"password": FRESH})
    other = User.add(organisation=cast.home, name="Otto", email="otto@proeveby.example")
    invite(lea, person=other.uid)
    expired = link(lea)
    still.stop(noon + timedelta(hours=72, seconds=1))
    answers = [
        app.test_client().get(path)
        for path in (replaced, used, expired, "/invitations/aldrig-set", "/invitations/%00")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert app.test_client().post(used, data={"password": FRESH}).status_code == 404


def test_the_link_itself_is_not_kept(cast, as_, vera):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid)
    path = link(lea)
    assert lea.get(path).status_code == 200
    kept = str([list(noun.select().dicts()) for noun in (Invitation, Event)])
    assert "invitation.sent" in kept and path.rpartition("/")[2] not in kept


def test_somebody_new_comes_into_the_directory_with_the_invitation(cast, as_):
    lea = as_(cast.lea)
    unit = cast.units["Pleje"]
    assert invite(lea, **NEW, unit=unit.uid).status_code == 303
    new = User.by_email("nye@proeveby.example")
    assert (new.name, new.organisation, new.unit) == ("Nye Navn", cast.home, unit)
    assert new.department.name == "Pleje"
    assert link(lea) is not None


@pytest.mark.parametrize("wrong", [
    {"name": ""}, {"email": ""}, {"email": "ikke en adresse"}, {"email": "ada@proeveby.example"},
    {"email": "odd@fremmedby.example"}, {"role": "kejser"}, {"unit": "junk"}, {"person": "junk"},
    {"name": "x" * 121}, {"name": "a\0b"}, {"person": str(uuid.uuid4())},
])  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_made(cast, as_, wrong):
    before = User.select().count()
    answer = invite(as_(cast.lea), **{**NEW, **wrong})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert (User.select().count(), Invitation.select().count()) == (before, 0)


def test_an_e_mail_in_another_house_says_no_more_than_one_here(cast, as_):
    lea = as_(cast.lea)
    here, there = (
        invite(lea, **{**NEW, "email": e}).text
        for e in ("ada@proeveby.example", "odd@fremmedby.example")
    )
    assert here.replace("ada@proeveby.example", "") == there.replace(
        "odd@fremmedby.example", ""
    ) or ("Den e-mail kan ikke bruges her" in here and "Den e-mail kan ikke bruges her" in there)
    assert "Fremmed" not in there


@pytest.mark.parametrize("who, status", [
    ("lea", 303), ("cleo", 303), ("hedda", 303), ("ada", 403), ("ben", 403), ("dora", 404),
    ("finn", 404), ("mads", 404), ("sofus", 404), ("anker", 403), ("odd", 404), ("olga", 404),
])  # fmt: skip
def test_who_may_invite_to_a_group(cast, as_, vera, who, status):
    client = as_(getattr(cast, who))
    assert invite(client, person=vera.uid, group=cast.broen.uid).status_code == status
    seated = cast.broen.seat_of(vera) is not None
    assert seated is (status == 303)


@pytest.mark.parametrize("who, status", [
    ("lea", 200), ("cleo", 200), ("hedda", 200), ("finn", 200), ("ada", 403), ("mads", 403),
    ("sofus", 403), ("anker", 403), ("odd", 403), ("olga", 200),
])  # fmt: skip
def test_who_may_see_the_invitations(cast, as_, who, status):
    for path in ("/invitations", "/invitations/new"):
        assert as_(getattr(cast, who)).get(path).status_code == status


def test_a_hidden_group_is_as_missing_as_no_group(cast, as_, vera):
    client = as_(cast.dora)
    hidden, missing = (
        invite(client, person=vera.uid, group=g) for g in (cast.broen.uid, uuid.uuid4())
    )
    assert hidden.data == missing.data


def test_nobody_of_another_house_can_be_invited(cast, as_):
    stranger = User.add(organisation=cast.away, name="Fjern", email="fjern@fremmedby.example")
    assert invite(as_(cast.lea), person=stranger.uid).status_code == 422


def test_a_host_gives_no_roles(cast, as_, vera):
    for role in ("facilitator", "programme_manager", "sponsor"):
        answer = invite(as_(cast.hedda), person=vera.uid, group=cast.broen.uid, role=role)
        assert answer.status_code == 422
    assert not Enrolment.select().where(Enrolment.user == vera).exists()


def test_the_programme_manager_gives_any_role(cast, as_, vera):
    assert invite(as_(cast.lea), person=vera.uid, role="sponsor").status_code == 303
    assert User.get_by_id(vera.id).posts == {cast.programme.id: {"sponsor"}}


def test_a_sponsor_gets_no_seat(cast, as_, vera):
    answer = invite(as_(cast.lea), person=vera.uid, role="sponsor", group=cast.broen.uid)
    assert answer.status_code == 422


def test_a_seat_comes_with_the_invitation_and_reading_with_the_joining(
    cast, as_, client, vera, still, noon
):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid, group=cast.broen.uid)
    path = link(lea)
    still.stop(noon + timedelta(hours=5))
    client.post(path, data={"password": FRESH})
    assert cast.broen.seat_of(vera).reads_from == noon + timedelta(hours=5)


def test_joining_moves_nobody_elses_reading(cast, as_, client, vera, still, noon):
    """What the others at the table could read before, they read as before; vera does not."""
    thread, before = cast.reflection(), reads_from(cast.broen)
    lea = as_(cast.lea)
    invite(lea, person=vera.uid, group=cast.broen.uid)
    path = link(lea)
    still.stop(noon + timedelta(hours=5))
    assert client.post(path, data={"password": FRESH}).status_code == 303
    cast.accept(cast.broen, [vera])
    assert reads_from(cast.broen) == {**before, vera.id: noon + timedelta(hours=5)}
    assert as_(cast.ben).get(f"/reflections/{thread.uid}").status_code == 200
    assert as_(vera).get(f"/reflections/{thread.uid}").status_code == 404


def reads_from(group):
    return {seat.user_id: seat.reads_from for seat in group.seats()}


def test_nobody_above_a_member_is_invited_to_the_group(cast, as_, vera):
    cast.ben.report_to(vera)
    answer = invite(as_(cast.lea), person=vera.uid, group=cast.broen.uid)
    assert answer.status_code == 409
    assert (Invitation.select().count(), cast.broen.seat_of(vera)) == (0, None)


def test_whoever_has_joined_is_not_invited_again(cast, as_):
    assert invite(as_(cast.lea), person=cast.ben.uid).status_code == 422


def test_inviting_again_kills_the_old_link(cast, as_, client, vera):
    lea = as_(cast.lea)
    invite(lea, person=vera.uid)
    old = link(lea)
    invite(lea, person=vera.uid)
    assert client.get(old).status_code == 404
    assert client.get(link(lea)).status_code == 200


@pytest.mark.parametrize("role", ["programme_manager", "facilitator", "sponsor", "participant"])
@pytest.mark.parametrize("who", ["hedda", "cleo"])
def test_nobody_draws_a_link_to_more_than_they_could_give(cast, as_, vera, who, role):
    lea, other = as_(cast.lea), as_(getattr(cast, who))
    seat = {"group": cast.taarnet.uid} if role == "participant" else {}
    invite(lea, person=vera.uid, role=role, **seat)
    path = link(lea)
    answer = invite(other, person=vera.uid, group=cast.broen.uid)
    assert (answer.status_code, link(other)) == (409, None)
    assert "Tårnet" not in answer.text
    assert lea.get(path).status_code == 200
    assert invite(lea, person=vera.uid, group=cast.broen.uid).status_code == 303


def test_a_manager_draws_no_link_to_a_role_in_a_programme_of_others(cast, as_, vera):
    other = begin("Et andet", starts_on=date(2027, 1, 4), weeks=26, template="A", by=cast.ben)
    Invitation.invite(vera, programme=other, role="programme_manager", by=cast.ben)
    assert invite(as_(cast.lea), person=vera.uid).status_code == 409


@pytest.mark.parametrize("query", ["", "?group=", "?group=junk"])
def test_only_the_form_says_which_group(cast, as_, vera, query):
    hedda = as_(cast.hedda)
    letter = {"role": "participant", "person": vera.uid}
    assert hedda.post(f"/invitations{query}", data=letter).status_code == 403
    letter["group"] = cast.broen.uid
    assert hedda.post(f"/invitations{query}", data=letter).status_code == 303
    assert cast.broen.seat_of(vera)


def test_twenty_a_day_and_the_rest_tomorrow(cast, as_, still, noon):
    lea = as_(cast.lea)
    for n in range(A_DAY):
        assert invite(lea, **{**NEW, "email": f"n{n}@proeveby.example"}).status_code == 303
    answer = invite(lea, **{**NEW, "email": "n20@proeveby.example"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "86400")
    assert "i morgen" in answer.text
    assert User.by_email("n20@proeveby.example") is None
    still.stop(noon + timedelta(hours=11))
    assert (
        invite(
            as_(cast.cleo), person=User.by_email("n3@proeveby.example").uid, group=cast.broen.uid
        ).status_code
        == 303
    )
    still.stop(noon + timedelta(hours=24, seconds=1))
    assert invite(as_(cast.lea), **{**NEW, "email": "n20@proeveby.example"}).status_code == 303


def test_the_same_letter_twice_is_one_invitation(cast, as_, client):
    lea, uid = as_(cast.lea), str(uuid7())
    invite(lea, **NEW, uid=uid)
    path = link(lea)
    assert invite(lea, **NEW, uid=uid).status_code in (303, 422)
    assert Invitation.select().count() == 1
    assert client.get(path).status_code == 200


def test_the_same_letter_twice_draws_one_link_for_who_is_in_the_directory(cast, as_, client, vera):
    lea, uid = as_(cast.lea), str(uuid7())
    assert invite(lea, person=vera.uid, uid=uid).status_code == 303
    path = link(lea)
    assert invite(lea, person=vera.uid, uid=uid).status_code == 303
    assert (link(lea), Invitation.select().count()) == (None, 1)
    assert client.get(path).status_code == 200


def test_anothers_invitation_is_not_drawn_again_under_its_number(cast, as_, client, vera):
    wanda = User.add(organisation=cast.home, name="Wanda", email="wanda@proeveby.example")
    lea, cleo, uid = as_(cast.lea), as_(cast.cleo), str(uuid7())
    invite(lea, person=vera.uid, group=cast.broen.uid, uid=uid)
    path = link(lea)
    for other, whom in ((lea, wanda), (cleo, vera), (cleo, wanda)):
        answer = invite(other, person=whom.uid, group=cast.broen.uid, uid=uid)
        assert answer.status_code == 409 and "Genindlæs siden" in answer.text
        assert link(other) is None
    assert [(it.user, it.invited_by) for it in Invitation.select()] == [(vera, cast.lea)]
    assert cast.broen.seat_of(wanda) is None
    assert client.get(path).status_code == 200


def test_nobody_invites_themselves_or_who_is_in(cast):
    for whom, why in ((cast.lea, r"invitation\.self"), (cast.ben, r"invitation\.joined")):
        with pytest.raises(Refused, match=why):
            Invitation.invite(whom, programme=cast.programme, role="sponsor", by=cast.lea)
    assert Invitation.select().count() == 0
    given = Enrolment.select(Enrolment.user).where(Enrolment.role == "sponsor")
    assert [row.user for row in given] == [cast.sofus]


def test_two_taps_at_once_let_one_in(cast, vera):
    invitation = Invitation.invite(vera, programme=cast.programme, by=cast.lea)
    first, second = (Invitation.opened_by(invitation.token) for _ in range(2))
    first.accept(FRESH)
    with pytest.raises(Exception, match=r"invitation\.used"):
        second.accept("en-helt-anden-adgangskode")
    assert User.by_credentials(vera.email, FRESH) == vera


def test_a_host_sees_only_those_of_the_own_group(cast, as_, vera):
    invite(as_(cast.lea), person=vera.uid, group=cast.taarnet.uid)
    hedda, finn = (as_(who).get("/invitations") for who in (cast.hedda, cast.finn))
    absent("Vera Venter", from_=hedda, but_in=finn)


def test_a_stranger_is_led_to_sign_in(client):
    assert client.get("/invitations").location == "/sign-in?next=/invitations"
    assert client.post("/invitations").status_code == 303


def test_joining_shuts_whatever_was_open_in_this_browser(cast, as_, vera):
    ben = as_(cast.ben)
    invitation = Invitation.invite(vera, programme=cast.programme, by=cast.lea)
    ben.post(f"/invitations/{invitation.token}", data={"password": FRESH})
    assert "Vera Venter" in ben.get("/me/profile").text
