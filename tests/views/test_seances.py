"""Seances: a time and a place, an agenda that writes itself, topics and minutes (S34, N12, S38)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Event, Minute, Reflection, Seance, Topic
from tests.absence import absent

pytestmark = pytest.mark.hangs_on_dates
TIME = {"date": "2027-01-12", "time": "13:00", "length": "60", "place": "Kajen", "note": ""}


def here(seance, more=""):
    return f"/seances/{seance.uid}{more}"


def wanted(cast, kind="meeting"):
    frame = cast.frame(kind)
    return {"frame": frame.uid, "uid": uuid7(), **TIME} | (
        {"group": cast.broen.uid} if kind == "meeting" else {}
    )


def test_a_member_sets_the_groups_time_once(cast, as_):
    data = wanted(cast)
    for _ in range(2):
        assert as_(cast.ben).post("/seances", data=data).status_code == 303
    [seance] = Seance.select()
    assert (seance.place, clock.local(seance.starts_at).hour) == ("Kajen", 13)
    assert "Kajen" in as_(cast.ada).get(here(seance)).text


def test_two_who_set_a_time_at_once_are_told(cast, as_):
    data = wanted(cast)
    as_(cast.ben).post("/seances", data=data)
    answer = as_(cast.ada).post("/seances", data={**data, "uid": uuid7()})
    assert answer.status_code == 409 and "allerede aftalt en tid" in answer.text
    assert Seance.select().count() == 1


def test_two_who_set_the_holds_time_at_once_are_told(cast, as_):
    data, lea = wanted(cast, "seance"), as_(cast.lea)
    assert lea.post("/seances", data=data).status_code == 303
    second = lea.post("/seances", data={**data, "uid": uuid7(), "place": "Et helt andet sted her"})
    assert second.status_code == 409 and "Et helt andet sted her" in second.text
    assert [seance.place for seance in Seance.select()] == ["Kajen"]


def test_the_holds_time_is_set_by_who_makes_groups(cast, as_):
    data = wanted(cast, "seance")
    assert as_(cast.ben).post("/seances", data=data).status_code == 403
    assert as_(cast.lea).post("/seances", data=data).status_code == 303


@pytest.mark.parametrize("field, value", [("date", ""), ("time", "25:99"), ("length", "0")])
def test_a_time_that_is_none_is_told_and_the_rest_kept(cast, as_, field, value):
    answer = as_(cast.ben).post(
        "/seances", data={**wanted(cast), "note": "Tag kaffe med", field: value}
    )
    assert answer.status_code == 422 and "Tag kaffe med" in answer.text
    assert not Seance.select().exists()


@pytest.mark.parametrize("who, status", [
    ("ada", 200), ("nina", 200), ("cleo", 200), ("anker", 404), ("dora", 404), ("finn", 404),
    ("mads", 404), ("sofus", 404), ("lea", 404), ("odd", 404),
])  # fmt: skip
def test_a_groups_meeting_is_its_own(cast, as_, who, status):
    assert as_(getattr(cast, who)).get(here(cast.seance())).status_code == status


@pytest.mark.parametrize("who, status", [
    ("lea", 200), ("cleo", 200), ("mads", 404), ("sofus", 404), ("odd", 404),
])  # fmt: skip
def test_the_holds_seance_is_for_those_who_come(cast, as_, who, status):
    assert as_(getattr(cast, who)).get(here(cast.seance(group=False))).status_code == status


def test_the_agenda_names_what_is_unfinished_until_it_is_decided(cast, as_):
    action, seance = cast.action(title="Ét opkald"), cast.seance()
    cast.experiment(state="planned")  # private: not the table's
    shared = cast.reflection(answer="Jeg tav i fire minutter")
    ask = as_(cast.ben).post(f"/reflections/{shared.uid}/topics")
    assert ask.status_code == 303
    page = as_(cast.ada).get(here(seance)).text
    assert page.index("Ét opkald") < page.index("Jeg tav i fire minutter")
    assert "Tavlemødet" not in page
    [topic] = Topic.select()
    settled = {"seance": seance.uid, "as": "talked"}
    assert as_(cast.eli).post(f"/topics/{topic.uid}/settlement", data=settled).status_code == 303
    page = as_(cast.ada).get(here(seance)).text
    assert "Jeg tav i fire minutter" not in page and "Ét opkald" in page
    type(action).update(state="done").execute()
    absent("Ét opkald", from_=as_(cast.ada).get(here(seance)), but_in=page)


def test_the_agenda_is_the_same_twice_and_tries_come_between(cast, as_):
    seance = cast.seance(in_days=3)
    for n in range(3):
        cast.experiment(state="shared", by=cast.ben)
        cast.action(title=f"Handling {n}")
        Topic.propose(f"Emne {n}", by=cast.eli, programme=cast.programme, group=cast.broen)
    pages = {
        as_(cast.ada).get(here(seance)).text.split('id="agenda"')[1].split("<details")[0]
        for _ in range(2)
    }
    assert len(pages) == 1
    page = pages.pop()
    assert page.index("Handling 2") < page.index("Ben Prøve") < page.index("Emne 0")


def test_who_has_not_agreed_sees_the_time_and_nothing_said(cast, as_):
    seance = cast.seance()
    cast.action(title="Ét opkald")
    Minute.note(seance, "Vi tav.", by=cast.ada)
    page = as_(cast.nina).get(here(seance)).text
    assert "Havglimt" in page and "Ét opkald" not in page and "Vi tav." not in page


def test_topics_are_wished_for_and_the_most_wished_comes_first(cast, as_):
    seance = cast.seance()
    for title in ("Først", "Sidst"):
        data = {"title": title, "led": "1", "uid": uuid7()}
        for _ in range(2):
            assert as_(cast.ada).post(here(seance, "/topics"), data=data).status_code == 303
    last = Topic.get(Topic.title == "Sidst")
    for _ in range(2):
        wish = {"seance": seance.uid, "wanted": "1"}
        assert as_(cast.ben).post(f"/topics/{last.uid}/wish", data=wish).status_code == 303
    page = as_(cast.ada).get(here(seance)).text
    assert page.index("Sidst") < page.index("Først") and "2 vil gerne" in page
    as_(cast.ben).post(f"/topics/{last.uid}/wish", data={"seance": seance.uid, "wanted": "0"})
    page = as_(cast.ada).get(here(seance)).text
    assert page.index("Først") < page.index("Sidst")


def test_an_empty_topic_is_told(cast, as_):
    answer = as_(cast.ada).post(here(cast.seance(), "/topics"), data={"title": " "})
    assert answer.status_code == 422 and not Topic.select().exists()


def test_only_the_table_settles_its_topics(cast, as_):
    mine = Topic.propose("Emne", by=cast.ada, programme=cast.programme, group=cast.broen)
    hold = Topic.propose("Holdets", by=cast.ada, programme=cast.programme)
    data = {"seance": cast.seance().uid, "as": "let_go"}
    assert as_(cast.dora).post(f"/topics/{mine.uid}/settlement", data=data).status_code == 404
    assert as_(cast.ben).post(f"/topics/{hold.uid}/settlement", data=data).status_code in (403, 404)


def test_what_is_settled_is_not_settled_otherwise(cast, as_):
    seance = cast.seance()
    topic = Topic.propose("Emne", by=cast.ada, programme=cast.programme, group=cast.broen)
    answers = [
        as_(who).post(f"/topics/{topic.uid}/settlement", data={"seance": seance.uid, "as": how})
        for who, how in ((cast.eli, "talked"), (cast.ada, "let_go"))
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert (Topic.get().settled_as, Topic.get().seance) == ("talked", seance)
    assert Event.select().where(Event.verb == "topic.settled").count() == 1


def test_minutes_are_written_once_and_read_by_the_table(cast, as_):
    seance, data = cast.seance(), {"body": "Ro er også en handling.", "uid": uuid7()}
    for _ in range(2):
        assert as_(cast.eli).post(here(seance, "/minutes"), data=data).status_code == 303
    assert [line.body for line in Minute.of(seance, cast.ada)] == ["Ro er også en handling."]
    assert as_(cast.nina).post(here(seance, "/minutes"), data=data).status_code == 403
    empty = as_(cast.eli).post(here(seance, "/minutes"), data={"body": ""})
    assert empty.status_code == 422


def test_a_line_before_and_a_line_after_are_found_on_the_page(cast, as_):
    seance = cast.seance()
    before = type(cast.format).create(
        programme=cast.programme, code="RF1", name="Før", prompts=["?"]
    )
    cast.programme.enrol(cast.ada, "participant")
    page = as_(cast.ada).get(here(seance)).text
    assert "Skriv før" in page
    Reflection.post([{"prompt": "?", "answer": "En uro"}], by=cast.ada, format=before)
    page = as_(cast.ada).get(here(seance)).text
    assert "En uro" in page and "Skriv før" not in page
    absent("En uro", from_=as_(cast.ben).get(here(seance)), but_in=page)


def test_a_seance_is_in_the_calendar_without_a_word_anybody_wrote(cast, as_, client):
    seance = cast.seance()
    cast.action(title="Ét opkald")
    ics = as_(cast.ada).get(here(seance, "/invitation.ics"))
    assert ics.mimetype == "text/calendar" and "LOCATION:Havglimt" in ics.text
    assert "Ét opkald" not in ics.text
    page = as_(cast.ada).post("/me/calendar").text
    address = "/calendar/" + page.split("/calendar/")[1].split(".ics")[0] + ".ics"
    feed = client.get(address)
    assert feed.text.count("BEGIN:VEVENT") == 1 and f"UID:{seance.uid}@flu" in feed.text
    assert client.get("/calendar/forkert.ics").status_code == 404
    as_(cast.ada).post("/me/calendar/end")
    assert client.get(address).status_code == 404


def test_a_feed_follows_its_owners_seat(cast, as_, client):
    cast.seance()
    page = as_(cast.ben).post("/me/calendar").text
    address = "/calendar/" + page.split("/calendar/")[1].split(".ics")[0] + ".ics"
    before = client.get(address)
    cast.seat(cast.ben).end(by=cast.ben)
    absent("BEGIN:VEVENT", from_=client.get(address), but_in=before)
    cast.ben.deactivate()
    assert client.get(address).status_code == 404


def test_a_changed_time_counts_up_so_that_calendars_follow(cast, as_):
    seance = cast.seance()
    assert as_(cast.ben).post(here(seance), data=TIME).status_code == 303
    seance = Seance.get_by_id(seance.id)
    assert seance.revision == 1 and seance.place == "Kajen"
    bad = as_(cast.ben).post(here(seance), data={**TIME, "date": "i morgen"})
    assert bad.status_code == 422
    assert as_(cast.anker).post(here(seance), data=TIME).status_code == 404


def test_a_seance_moves_with_the_holiday_weeks(cast, as_):
    seance = cast.seance(group=False, in_days=10)
    data = {"off": [(cast.programme.starts_on + timedelta(weeks=13)).isoformat()]}
    then = seance.starts_at
    monday = cast.programme.starts_on + timedelta(weeks=13)
    sent = as_(cast.lea).post(
        f"/programmes/{cast.programme.uid}/breaks", data={"also": monday.isoformat()}
    )
    assert sent.status_code == 303 and data
    assert Seance.get_by_id(seance.id).starts_at - then == timedelta(days=7)
    assert Seance.get_by_id(seance.id).revision == 1


def test_nu_leads_to_the_meeting_that_is_soon_on_now_and_just_over(cast, as_, still):
    ada, seance = as_(cast.ada), cast.seance(in_days=1)
    dora, before = as_(cast.dora).get("/now"), ada.get("/now")
    absent("Hvad tager du med ind i rummet?", from_=dora, but_in=before)
    still.stop(seance.starts_at)
    seance.begin("25", by=cast.ben)
    assert "Mødet er i gang" in as_(cast.ada).get("/now").text
    seance.close(by=cast.ben)
    after = as_(cast.ada).get("/now")
    still.stop(seance.starts_at + timedelta(days=9))
    absent("Hvad vil du prøve inden fredag?", from_=as_(cast.ada).get("/now"), but_in=after)
