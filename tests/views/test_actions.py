"""The shared action in its rooms: the list, the sheet, the page."""

import re
from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Action, Carrier, Consent, FollowUp, Reflection
from tests.absence import absent

OUTSIDERS = ("anker", "dora", "finn", "lea", "mads", "nina", "odd", "olga", "sofus")


# Reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ada", "ben", "hedda", "eli", "cleo"])
def test_the_group_reads_its_action(cast, as_, who):
    page = as_(getattr(cast, who)).get(at(cast.action()))
    assert page.status_code == 200
    assert "Ét opkald, før vi ændrer" in page.text
    assert 'data-audience="5"' in page.text


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("room", ["", "/edit", "/followups/new"])
def test_nobody_else_finds_it(cast, as_, who, room):
    client, action = as_(getattr(cast, who)), cast.action()
    page, missing = client.get(at(action) + room), client.get(f"/actions/{uuid7()}{room}")
    assert page.status_code == missing.status_code == 404
    assert page.data == missing.data


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("room", ["", "/rounds", "/voices", "/consents", "/start", "/followups"])
def test_nobody_else_does_anything_to_it(cast, as_, who, room):
    action = cast.action()
    assert as_(getattr(cast, who)).post(at(action) + room, data=plan(cast)).status_code == 404
    assert Action.get_by_id(action.id).version == 1


def test_a_helper_from_another_group_reads_and_answers(cast, as_):
    action = cast.action(helpers=[cast.ben, cast.dora])
    action.turn("consent", by=cast.ada)
    page = as_(cast.dora).get(at(action)).text
    assert "Hvad siger du?" in page
    assert "Ret forslaget" not in page
    assert "Et led, du ikke kan læse" in page
    assert "Hvad gjorde du med blikket?" not in page


@pytest.mark.parametrize("path", ["/actions", "/actions/new"])
def test_a_stranger_signs_in_first(client, path):
    assert client.get(path).location.startswith("/sign-in")


def test_the_page_asks_the_database_no_more_when_it_is_long(cast, as_):
    action = cast.action()
    action.turn("consent", by=cast.ada)
    client = as_(cast.ben)
    client.get(at(action))
    with count_queries() as few:
        client.get(at(action))
    for person in (cast.ada, cast.eli, cast.hedda):
        Consent.give(action, "remark", body="Ja.", by=person)
    for _ in range(20):
        action.edit(by=cast.ada, why=f"Borgeren {_}")
        Consent.give(action, "live_with", by=cast.ada)
    with count_queries() as many:
        client.get(at(action))
    assert many.count <= few.count <= 14


# The list ---------------------------------------------------------------------------------------


def test_the_list_begins_with_what_one_carries(cast, as_):
    cast.action()
    ben, eli = (as_(who).get("/actions") for who in (cast.ben, cast.eli))
    absent("Det bærer du", from_=eli, but_in=ben)


@pytest.mark.parametrize(
    "show, titles",
    [
        ("open", {"Live", "Proposed"}),
        ("mine", {"Live", "Proposed"}),
        ("live", {"Live"}),
        ("proposed", {"Proposed"}),
        ("over", {"Over"}),
        ("junk", {"Live", "Proposed"}),
    ],
)
def test_the_list_shows_what_is_asked_for(cast, as_, show, titles):
    for title, state in (("Live", "started"), ("Proposed", "proposed"), ("Over", "done")):
        standing(cast, state, title=title)
    page = as_(cast.ada).get(f"/actions?show={show}").text
    assert {title for title in ("Live", "Proposed", "Over") if f">{title}<" in page} == titles


@pytest.mark.parametrize("who", ["lea", "sofus", "mads", "odd", "anker", "nina"])
def test_who_has_no_seat_sees_an_empty_list(cast, as_, who):
    cast.action()
    page = as_(getattr(cast, who)).get("/actions")
    absent("Ét opkald", from_=page, but_in=as_(cast.ben).get("/actions"))


def test_an_empty_list_teaches(cast, as_):
    page = as_(cast.ada).get("/actions").text
    assert "båret af to afdelinger" in page
    assert "Foreslå en fælles handling" in page


def test_old_ones_come_page_by_page(cast, as_):
    for n in range(23):
        standing(cast, "done", title=f"Nummer {n:02}")
    client = as_(cast.ada)
    first = client.get("/actions?show=over").text
    assert ("Nummer 22" in first, "Nummer 02" in first) == (True, False)
    last = Action.get(Action.title == "Nummer 03")
    assert f"before={last.uid}" in first
    assert "Nummer 02" in client.get(f"/actions?show=over&before={last.uid}").text
    assert client.get("/actions?show=over&before=junk").status_code == 404


def test_a_long_list_asks_the_database_no_more(cast, as_):
    client = as_(cast.ada)
    cast.action()
    client.get("/actions")
    with count_queries() as few:
        client.get("/actions")
    for _ in range(20):
        cast.action()
    with count_queries() as many:
        client.get("/actions")
    assert many.count == few.count <= 7


# Proposing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["experiment", "reflection", "comment"])
def test_one_tap_brings_the_words_along(cast, as_, kind):
    it = cast.experiment(state="shared")
    thread = Reflection.thread_of(it)
    origin = {"experiment": it, "reflection": thread, "comment": cast.comment(on=thread)}[kind]
    words = {"experiment": it.takeaway, "reflection": thread.text, "comment": "Hvad gjorde du"}
    client = as_(cast.ben)
    page = client.get(f"/actions/new?{kind}={origin.uid}").text
    assert page.count(words[kind]) >= 2
    client.post("/actions", data=plan(cast) | {kind: origin.uid})
    action = Action.get()
    assert (action.origin_kind, getattr(action, kind)) == (kind, origin)


@pytest.mark.parametrize("kind", ["experiment", "reflection", "comment"])
@pytest.mark.parametrize("uid", ["", "junk", None])
def test_an_origin_one_cannot_read_is_not_found(cast, as_, kind, uid):
    hidden = {
        "experiment": cast.experiment,
        "reflection": lambda: cast.reflection(visibility="private"),
        "comment": cast.comment,
    }[kind]()
    client = as_(cast.dora)
    where = f"{kind}={hidden.uid if uid is None else uid}"
    expected = 200 if uid == "" else 404
    assert client.get(f"/actions/new?{where}").status_code == expected
    if uid is None:
        data = plan(cast) | {kind: hidden.uid, "group": cast.taarnet.uid}
        assert client.post("/actions", data=data).status_code == 404
        assert not Action.select().exists()


@pytest.mark.parametrize("who", ["lea", "sofus", "mads", "nina", "anker"])
def test_who_reads_in_no_group_has_nobody_to_propose_to(cast, as_, who):
    client = as_(getattr(cast, who))
    assert client.get("/actions/new").status_code == 404
    assert client.post("/actions", data=plan(cast)).status_code == 404


@pytest.mark.parametrize("who", ["dora", "odd", "finn"])
def test_nobody_proposes_to_a_group_of_others(cast, as_, who):
    client = as_(getattr(cast, who))
    assert client.post("/actions", data=plan(cast)).status_code == 404
    assert client.get(f"/actions/new?group={cast.broen.uid}").status_code == 404


@pytest.mark.parametrize("who", ["ada", "eli", "hedda", "cleo"])
def test_a_proposal_is_made(cast, as_, who):
    answer = as_(getattr(cast, who)).post("/actions", data=plan(cast))
    action = Action.get()
    assert (answer.status_code, answer.location) == (303, at(action))
    assert (action.group, action.state, action.author) == (
        cast.broen,
        "proposed",
        getattr(cast, who),
    )
    assert [c.user for c in action.crew()] == [cast.ada, cast.ben, cast.dora]


def test_the_same_letter_twice_is_one_proposal(cast, as_):
    client, letter = as_(cast.ada), plan(cast) | {"uid": str(uuid7())}
    assert {client.post("/actions", data=letter).location for _ in range(2)} == {
        f"/actions/{letter['uid']}"
    }
    assert as_(cast.ben).post("/actions", data=letter).status_code == 409
    assert Action.select().count() == 1


@pytest.mark.parametrize(
    "change, says",
    [
        ({"title": ""}, "Skriv lidt her først"),
        ({"title": "x" * 121}, "for langt"),
        ({"why": ""}, "Skriv lidt her først"),
        ({"why": "Fru Jensen 010190-1234"}, "CPR-nummer"),
        ({"first_step": " "}, "Skriv lidt her først"),
        ({"first_step_on": ""}, "Vælg en dag"),
        ({"first_step_on": "snart"}, "Vælg en dag"),
        ({"first_step_on": "0000-00-00"}, "Vælg en dag"),
        ({"first_step_on": "2026-12-08"}, "inden for 14 dage"),
        ({"first_step_on": "2026-11-22"}, "inden for 14 dage"),
        ({"due_on": "9999-12-31"}, "for langt ude i fremtiden"),
        ({"due_on": "2026-11-25"}, "mellem det første skridt og fristen"),
        ({"follow_up_on": "2026-11-24"}, "mellem det første skridt og fristen"),
        ({"lead": ""}, "Vælg den ene"),
        ({"lead": "junk"}, "Vælg en af mulighederne"),
        ({"helpers": ["junk"]}, "Vælg en af mulighederne"),
        ({"helpers": [], "others": []}, "mindst to afdelinger"),
        ({"origin_reason": ""}, "hvad handlingen kommer af"),
        ({"why": "", "first_step_on": "2026-12-08"}, "inden for 14 dage"),
        ({"track": "junk"}, "Vælg en af mulighederne"),
        ({"sign": "a\x00b"}, "tegn, der ikke kan gemmes"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(cast, as_, change, says):
    data = plan(cast) | {"expected_gain": "Færre ringer to gange"} | change
    page = as_(cast.ada).post("/actions", data=data)
    assert page.status_code == 422
    assert says in page.text
    assert "Færre ringer to gange" in page.text
    assert f'value="{cast.dora.uid}"' in page.text
    assert not Action.select().exists()


def test_who_stands_above_a_member_cannot_be_chosen(cast, as_):
    cast.dora.report_to(cast.ben)
    page = as_(cast.ada).post("/actions", data=plan(cast))
    assert page.status_code == 422
    assert not Carrier.select().exists()


def test_in_two_groups_one_chooses(cast, as_):
    cast.taarnet.admit(cast.eli, by=cast.lea)
    cast.accept(cast.taarnet, [cast.eli])
    client = as_(cast.eli)
    assert f"group={cast.taarnet.uid}" in client.get("/actions/new").text
    thread = cast.reflection()
    assert f'value="{cast.broen.uid}"' in client.get(f"/actions/new?reflection={thread.uid}").text


# Changing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who, status", [("ada", 303), ("eli", 303), ("hedda", 303), ("cleo", 403)])
def test_the_group_edits_and_the_facilitator_does_not(cast, as_, who, status):
    action = cast.action()
    answer = as_(getattr(cast, who)).post(at(action), data=plan(cast) | {"title": "Ring først"})
    assert answer.status_code == status
    assert (Action.get_by_id(action.id).title == "Ring først") is (status == 303)
    shown = as_(getattr(cast, who)).get(at(action) + "/edit")
    assert shown.status_code == (200 if status == 303 else 403)


def test_a_helper_from_another_group_does_not_edit(cast, as_):
    action = cast.action(helpers=[cast.ben, cast.dora])
    assert as_(cast.dora).get(at(action) + "/edit").status_code == 403
    assert as_(cast.dora).post(at(action), data=plan(cast)).status_code == 403


def test_what_is_saved_stands_in_the_form(cast, as_):
    action = cast.action(helpers=[cast.ben, cast.dora])
    page = as_(cast.ada).get(at(action) + "/edit").text
    assert "Færre ringer to gange" in page
    ticked = re.findall(r'<input[^>]*\bchecked\b[^>]*value="([^"]+)"', page)
    assert ticked[:3] == [str(person.uid) for person in (cast.ada, cast.ben, cast.dora)]


def test_bad_words_keep_the_old_ones(cast, as_):
    action = cast.action()
    page = as_(cast.ada).post(at(action), data=plan(cast) | {"title": "", "why": "Ny grund"})
    assert page.status_code == 422
    assert "Ny grund" in page.text
    assert Action.get_by_id(action.id).why == "Borgeren får én forklaring"


def test_two_who_edit_at_once_both_keep_their_words(cast, as_):
    action = cast.action()
    action.edit(by=cast.ben, why="Bens ord")
    data = plan(cast) | {"why": "Adas ord", "version": "1"}
    page = as_(cast.ada).post(at(action), data=data)
    assert page.status_code == 409
    assert "Adas ord" in page.text and "Bens ord" in page.text
    assert 'name="version" type="hidden" value="2"' in page.text
    assert Action.get_by_id(action.id).why == "Bens ord"


def test_what_is_over_is_not_edited(cast, as_):
    action = standing(cast, "done")
    assert as_(cast.ada).post(at(action), data=plan(cast)).status_code == 403


# Two late follow-ups ----------------------------------------------------------------------------


def test_after_two_late_follow_ups_the_group_is_asked(cast, as_):
    action = standing(cast, "started", late_follow_ups=2)
    for who in ("ada", "eli", "cleo"):
        client = as_(getattr(cast, who))
        assert "Opfølgningen er kommet sent to gange" in client.get(at(action)).text
        assert "sent ude to gange" in client.get("/actions").text
    assert as_(cast.sofus).get(at(action)).status_code == 404


def test_the_gain_stands_beside_what_was_expected(cast, as_):
    action = standing(cast, "started")
    FollowUp.hold(action, happened="Vi ringede", gain="7 af 10", decision="done", by=cast.ada)
    page = as_(cast.ben).get(at(action)).text
    assert page.index("Vi ventede") < page.index("Færre ringer to gange") < page.index("7 af 10")
    assert "Vi ringede" in page


# Helpers ----------------------------------------------------------------------------------------


def at(action):
    return f"/actions/{action.uid}"


def plan(cast, **more):
    today = clock.today()
    return {
        "group": cast.broen.uid, "title": "Ét opkald", "why": "Én forklaring",
        "origin_reason": "Vi talte om det på mødet", "first_step": "Ringetid",
        "first_step_on": today + timedelta(days=3), "follow_up_on": today + timedelta(days=20),
        "due_on": today + timedelta(days=40), "lead": cast.ada.uid,
        "helpers": [cast.ben.uid], "others": [cast.dora.uid], **more,
    }  # fmt: skip


def standing(cast, state, **fields):
    late = fields.pop("late_follow_ups", 0)
    action = cast.action(**fields)
    action.state, action.late_follow_ups = state, late
    action.save()
    return action
