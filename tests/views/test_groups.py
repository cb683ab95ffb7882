"""The group's page as each may have it, and the builder that puts people together."""

import uuid
from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Group, Membership, Reflection, Tie
from tests.absence import absent
from tests.cast import leaders

SECRET = "Jeg tav i fire minutter."
OUTSIDERS = ["dora", "finn", "mads", "sofus", "odd", "olga"]


def room(group):
    return f"/groups/{group.uid}"


@pytest.fixture
def post(cast):
    return cast.reflection(answer=SECRET)


@pytest.fixture
def crowd(cast):
    """Five more participants of the programme, from three departments, without a group."""
    people = leaders(cast.home, "ABCAB")
    for person in people:
        cast.programme.enrol(person, "participant", by=cast.lea)
    return people


def chosen(people, **more):
    return {"name": "Fyret", "members": [str(p.uid) for p in people], **more}


# Reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ada", "ben", "hedda", "eli", "cleo"])
def test_those_at_the_table_read_what_is_shared(cast, as_, post, who):
    two_tables = who == "eli"  # she is asked which one
    for path in (room(cast.broen), "/group")[: 1 if two_tables else 2]:
        page = as_(getattr(cast, who)).get(path)
        assert page.status_code == 200
        assert SECRET in page.text


@pytest.mark.parametrize("who", OUTSIDERS)
def test_outsiders_find_nothing_and_cannot_tell_it_from_nothing(cast, as_, post, who):
    person = as_(getattr(cast, who))
    missing = person.get(f"/groups/{uuid.uuid4()}")
    for path in ("", "/agreement", "/log", "/edit", "/memberships/new", "/agreements/new"):
        there = person.get(room(cast.broen) + path)
        assert (there.status_code, there.data) == (404, missing.data)
    for path in ("/group", "/groups"):
        absent(SECRET, from_=person.get(path), but_in=as_(cast.ben).get("/group"))


def test_the_programme_manager_sees_people_and_rules_but_never_a_word(cast, as_, post):
    lea = as_(cast.lea)
    for path in (room(cast.broen), "/groups", "/group", f"{room(cast.broen)}/agreement"):
        absent(SECRET, from_=lea.get(path), but_in=as_(cast.ben).get(room(cast.broen)))
    assert "Hedda Prøve" in lea.get(room(cast.broen)).text
    rules, whole = (as_(it).get(f"{room(cast.broen)}/agreement") for it in (cast.lea, cast.ben))
    absent("Historierne bliver her", from_=rules, but_in=whole)


def test_who_has_left_keeps_the_name_and_the_period_alone(cast, as_, post):
    anker = as_(cast.anker)
    assert "Grupper, du har været i" in anker.get("/groups").text
    page = anker.get(room(cast.broen)).text
    assert "Broen" in page
    assert SECRET not in page
    assert "Ada Prøve" not in page
    assert anker.get(f"{room(cast.broen)}/log").status_code == 404
    for path in ("/agreement", "/edit", "/memberships/new", "/agreements/new"):
        assert anker.get(room(cast.broen) + path).status_code == 403


def test_nobody_signed_in_is_shown_to_the_door(client, cast):
    for path in ("/group", "/groups", "/groups/new", room(cast.broen)):
        assert client.get(path).headers["Location"].startswith("/sign-in")
    assert client.post("/groups").status_code == 303
    assert client.get("/group", headers={"HX-Request": "true"}).status_code == 401


def test_a_newcomer_reads_from_the_joining_moment(cast, as_, crowd, still, noon):
    new = crowd[1]
    new.joined_at = clock.now()
    new.save()
    still.stop(noon - timedelta(hours=1))
    cast.reflection(answer="Det gamle, I delte før.")
    still.stop(noon)
    given = as_(cast.hedda).post(f"{room(cast.broen)}/memberships", data={"person": new.uid})
    assert given.status_code == 303
    newcomer = as_(new)
    newcomer.post(f"/agreements/{cast.broen.agreement.uid}/acceptance")
    cast.reflection(answer="Det nye, vi deler nu.")
    page = newcomer.get(room(cast.broen)).text
    assert "Det nye, vi deler nu." in page
    assert "Det gamle, I delte før." not in page


def test_leaving_takes_effect_at_once(cast, as_, post):
    ben = as_(cast.ben)
    before = ben.get("/group")
    left = ben.post(f"/memberships/{cast.seat(cast.ben).uid}/departure")
    assert left.status_code == 303
    for path in (f"/reflections/{post.uid}", f"{room(cast.broen)}/log"):
        assert ben.get(path).status_code == 404
    for path in (room(cast.broen), "/group", "/groups", "/now"):
        absent(SECRET, from_=ben.get(path), but_in=before)


def test_who_has_not_accepted_gets_the_agreement_instead(cast, as_, post):
    nina = as_(cast.nina)
    for path in (room(cast.broen), "/group", f"{room(cast.broen)}/log"):
        page = nina.get(path).text
        assert "Det vil jeg være med til" in page
        assert SECRET not in page
    nina.post(f"/agreements/{cast.broen.agreement.uid}/acceptance")
    assert SECRET in nina.get("/group").text


def test_a_manager_who_comes_to_sit_above_stops_reading_and_the_group_is_told(cast, as_, post):
    hedda = as_(cast.hedda)
    assert SECRET in hedda.get("/group").text
    cast.ben.report_to(cast.hedda)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    for path in (room(cast.broen), f"/reflections/{post.uid}", f"{room(cast.broen)}/log"):
        assert hedda.get(path).status_code == 404
    own = hedda.get("/group").text
    assert SECRET not in own
    assert "Din plads i Broen er på pause" in own
    assert "står nu over en anden i gruppen" in as_(cast.ada).get(f"{room(cast.broen)}/log").text
    cast.ben.report_to(None)
    Membership.pause_clashes(cast.ben, by=cast.lea)
    assert SECRET in hedda.get("/group").text


def test_a_closed_group_is_read_by_nobody_and_everybody_keeps_their_own(cast, as_, post):
    members = [as_(getattr(cast, who)) for who in ("ada", "ben", "hedda", "cleo")]
    before = [member.get(room(cast.broen)) for member in members]
    assert as_(cast.cleo).post(f"{room(cast.broen)}/archive").status_code == 303
    for member, page in zip(members, before, strict=True):
        absent(SECRET, from_=member.get(room(cast.broen)), but_in=page)
    assert as_(cast.ben).get(f"/reflections/{post.uid}").status_code == 404
    assert Reflection.visible_to(cast.ada).where(Reflection.id == post.id).exists()
    assert "lukket" in as_(cast.lea).get("/groups").text


def test_the_feed_walks_back_by_key_until_it_ends(cast, as_):
    for n in range(23):
        cast.reflection(answer=f"nummer {n:02}")
    first = as_(cast.ben).get("/group").text
    assert "nummer 22" in first
    assert "nummer 02" not in first
    older = as_(cast.ben).get(first.split('pager__more" href="')[1].split('"')[0]).text
    assert "nummer 02" in older
    assert "Vis ældre" not in older
    assert as_(cast.ben).get(f"{room(cast.broen)}?before=junk").status_code == 404


@pytest.mark.parametrize("path", ["/group", "/groups"])
def test_many_posts_and_groups_cost_no_more_questions_than_one(cast, as_, post, path):
    who = as_(cast.ben if path == "/group" else cast.lea)
    who.get(path)
    with count_queries() as one:
        who.get(path)
    for n in range(20):
        cast.reflection(answer=f"nummer {n}")
        if n % 4 == 0:
            Group.form(cast.programme, f"G{n}", members=leaders(cast.home, "ABCA"), by=cast.lea)
    with count_queries() as many:
        who.get(path)
    assert many.count == one.count


# Making ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who, status", [
    ("lea", 200), ("cleo", 200), ("finn", 200), ("ada", 403), ("hedda", 403), ("mads", 403),
    ("sofus", 403), ("anker", 403), ("odd", 403),
])  # fmt: skip
def test_who_makes_groups(cast, as_, crowd, who, status):
    person, before = as_(getattr(cast, who)), Group.select().count()
    assert person.get("/groups/new").status_code == status
    made = person.post("/groups", data=chosen(crowd))
    assert made.status_code == (303 if status == 200 else status)
    assert Group.select().count() == before + (status == 200)


def test_another_programme_answers_like_none(cast, as_):
    for uid in (cast.away_programme.uid, uuid.uuid4(), "junk"):
        assert as_(cast.lea).get("/groups/new", query_string={"programme": uid}).status_code == 404


def test_the_builder_lists_where_everybody_sits_now(cast, as_, crowd):
    page = as_(cast.lea).get("/groups/new").text
    assert "leder: Mads Kæde" in page
    assert "sidder i Broen" in page
    assert crowd[0].name in page


def test_a_group_is_made_with_its_host_and_facilitator(cast, as_, crowd):
    data = chosen(crowd, host=str(crowd[2].uid), facilitator=str(cast.finn.uid), uid=uuid7())
    answer = as_(cast.lea).post("/groups", data=data)
    group = Group.get(Group.name == "Fyret")
    assert answer.headers["Location"] == room(group)
    roles = {seat.user_id: seat.role for seat in group.seats()}
    assert roles[crowd[2].id] == "host"
    assert roles[cast.finn.id] == "facilitator"
    again = as_(cast.lea).post("/groups", data=data)
    assert (again.status_code, again.headers["Location"]) == (303, room(group))
    assert Group.select().where(Group.name == "Fyret").count() == 1


def test_a_facilitator_makes_a_group_but_appoints_nobody(cast, as_, crowd):
    data = chosen(crowd, host=str(crowd[2].uid), facilitator=str(cast.finn.uid))
    assert as_(cast.cleo).post("/groups", data=data).headers["Location"] == "/groups"
    group = Group.get(Group.name == "Fyret")
    assert {seat.role for seat in group.seats()} == {"member"}


def test_looking_first_tells_what_speaks_against_and_makes_nothing(cast, as_, crowd):
    data = chosen([cast.ada, cast.dora, *crowd[:2]], step="check")
    page = as_(cast.lea).post("/groups", data=data)
    assert page.status_code == 200
    assert "Ada Prøve og Dora Prøve har samme nærmeste leder." in page.text
    assert "Ada Prøve sidder allerede i Broen." in page.text
    assert 'value="Fyret"' in page.text
    assert page.text.count("checked") == 4
    assert not Group.select().where(Group.name == "Fyret").exists()


@pytest.mark.parametrize("wrong, told", [
    ({"name": ""}, "Giv gruppen et navn."),
    ({"name": "x" * 61}, "Det er for langt."),
    ({"name": "a\x00b"}, "tegn, der ikke kan gemmes"),
    ({"members": []}, "Her er 0."),
    ({"members": ["junk"]}, "Vælg en af mulighederne."),
    ({"host": "junk"}, "Vælg en af mulighederne."),
    ({"facilitator": "junk"}, "Vælg en af mulighederne."),
])  # fmt: skip
def test_a_group_that_cannot_be_is_told_on_its_own_page(cast, as_, crowd, wrong, told):
    before = Group.select().count()
    page = as_(cast.lea).post("/groups", data={**chosen(crowd), **wrong})
    assert page.status_code == 422
    assert told in page.text
    assert "Lav gruppen" in page.text
    assert Group.select().count() == before


def test_a_host_from_outside_the_group_is_refused(cast, as_, crowd):
    page = as_(cast.lea).post("/groups", data=chosen(crowd[:4], host=str(crowd[4].uid)))
    assert page.status_code == 422
    assert "Værten er en af lederne i gruppen." in page.text


def test_no_related_pair_gets_past_the_builder(cast, as_, crowd):
    for person in (cast.mads, cast.sofus):
        cast.programme.enrol(person, "participant", by=cast.lea)
        cast.programme.enrol(person, "facilitator", by=cast.lea)
    lea = as_(cast.lea)
    pairs = [(cast.mads, cast.ada), (cast.sofus, cast.ada), (cast.sofus, cast.mads)]
    for above, below in pairs:
        for data in (
            chosen([above, below, *crowd[:3]]),
            chosen([below, *crowd[:4]], facilitator=str(above.uid)),
        ):
            page = lea.post("/groups", data=data)
            assert page.status_code == 422
            assert f"{above.name} er over {below.name} i ledelseslinjen." in page.text
    assert not Group.select().where(Group.name == "Fyret").exists()


def test_the_builder_tells_of_a_tie_but_not_who_told_it(cast, as_, crowd):
    Tie.declare(crowd[1], by=crowd[0])
    page = as_(cast.lea).post("/groups", data=chosen(crowd))
    assert page.status_code == 422
    assert "Leder A0 og Leder B1 kan ikke sidde i samme gruppe." in page.text


# Renaming and closing ----------------------------------------------------------------------------


@pytest.mark.parametrize("who, status", [("lea", 303), ("cleo", 303), ("hedda", 403), ("ada", 403)])
def test_who_renames_and_closes(cast, as_, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{room(cast.broen)}/edit").status_code == (200 if status == 303 else 403)
    assert person.post(room(cast.broen), data={"name": "Brohovedet"}).status_code == status
    assert Group.get_by_id(cast.broen.id).name == ("Brohovedet" if status == 303 else "Broen")
    assert person.post(f"{room(cast.broen)}/archive").status_code == status


def test_a_group_keeps_a_name(cast, as_):
    page = as_(cast.lea).post(room(cast.broen), data={"name": "  "})
    assert page.status_code == 422
    assert Group.get_by_id(cast.broen.id).name == "Broen"


def test_a_group_is_closed_once(cast, as_):
    as_(cast.lea).post(f"{room(cast.broen)}/archive")
    assert as_(cast.lea).post(f"{room(cast.broen)}/archive").status_code == 409
