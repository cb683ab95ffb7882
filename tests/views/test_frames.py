"""The plan of the half-year: frames, holiday weeks, a run made like another (S32, S34)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Frame, Programme, Seance, Track
from flu.models.template import begin, standard_breaks

GOOD = {"kind": "seance", "week": "9", "title": "Når alt forandrer sig", "task": "Prøv med teamet"}
RUN = {"name": "Hold 2", "starts_on": "2027-01-04", "weeks": "26", "weekday": "3", "hour": "08:30"}


def plan(cast):
    return [frame.title for frame in Frame.plan(cast.programme)]


def test_the_manager_lays_into_the_plan_changes_and_takes_out(cast, as_):
    lea, data = as_(cast.lea), {**GOOD, "uid": uuid7()}
    for _ in range(2):
        assert lea.post("/frames", data=data).status_code == 303
    assert plan(cast) == ["Når alt forandrer sig"]
    [frame] = Frame.select()
    assert lea.post(f"/frames/{frame.uid}", data={**GOOD, "title": "Kæden"}).status_code == 303
    assert plan(cast) == ["Kæden"] and "Kæden" in lea.get("/programme").text
    assert lea.post(f"/frames/{frame.uid}/removal").status_code == 303
    assert plan(cast) == []


def test_a_frame_with_a_time_stays(cast, as_):
    frame = cast.seance(group=False).frame
    answer = as_(cast.lea).post(f"/frames/{frame.uid}/removal")
    assert answer.status_code == 409 and Frame.select().count() == 1


@pytest.mark.parametrize("who", ["ada", "cleo", "mads", "sofus"])
def test_the_plan_is_the_managers_alone_to_change(cast, as_, who):
    frame, person = cast.frame(), as_(getattr(cast, who))
    for path in ("/frames", f"/frames/{frame.uid}", f"/frames/{frame.uid}/removal"):
        assert person.post(path, data=GOOD).status_code in (403, 404)
    assert Frame.get_by_id(frame.id).title == frame.title


@pytest.mark.parametrize("bad", [{"title": " "}, {"week": "99"}, {"week": "x"}, {"kind": "kursus"}])
def test_a_frame_that_is_none_is_told_and_kept(cast, as_, bad):
    answer = as_(cast.lea).post("/frames", data={**GOOD, **bad})
    assert answer.status_code == 422 and "Prøv med teamet" in answer.text
    frame = cast.frame()
    assert as_(cast.lea).post(f"/frames/{frame.uid}", data={**GOOD, **bad}).status_code == 422


def test_a_holiday_week_does_not_count_and_shifts_the_rest(cast, still):
    programme = begin("Hold", starts_on=date(2026, 8, 24), weeks=26, by=cast.lea)
    assert programme.monday(7) == date(2026, 10, 5)
    assert programme.monday(8) == date(2026, 10, 19), "week 42 is autumn holiday"
    assert programme.monday(0) == date(2026, 8, 17)
    still.stop(datetime(2026, 10, 14, 12, tzinfo=UTC))
    assert programme.week == 7 and programme.is_on_break
    still.stop(datetime(2026, 10, 19, 12, tzinfo=UTC))
    assert programme.week == 8 and not programme.is_on_break
    assert programme.ends_on == programme.mondays[25] + timedelta(weeks=1)
    still.stop(clock.at(programme.ends_on, time(0, 1)))
    assert programme.week == 27


def test_the_standard_holidays_are_those_of_a_municipality():
    weeks = [day.isocalendar().week for day in standard_breaks(date(2026, 8, 24), 26)]
    assert weeks == [42, 52, 53, 7]
    weeks = [day.isocalendar().week for day in standard_breaks(date(2027, 2, 22), 26)]
    assert weeks == [12, 28, 29, 30]


@pytest.mark.parametrize("template", ["A", "B", "C"])
def test_a_run_from_a_template_has_a_plan_with_its_seances_dated(cast, as_, template):
    answer = as_(cast.lea).post("/programmes", data={**RUN, "template": template})
    programme = Programme.get(Programme.name == "Hold 2")
    assert answer.location.endswith(f"/programmes/{programme.uid}/breaks")
    kinds = [frame.kind for frame in Frame.plan(programme)]
    assert (kinds.count("seance"), kinds.count("meeting")) == (7, 6)
    seances = list(Seance.within(programme, cast.lea))
    walls = [clock.local(seance.starts_at) for seance in seances]
    assert len(walls) == 7 and {(w.weekday(), w.hour, w.minute) for w in walls} == {(3, 8, 30)}
    assert walls[0].date() == date(2027, 1, 7)


def test_a_run_like_another_has_its_tracks_and_plan_and_nobodys_words(cast, as_):
    cast.frame(title="Vores egen")
    Topic = cast.programme.topics.model
    Topic.propose("Emne", by=cast.ada, programme=cast.programme)
    data = {**RUN, "template": str(cast.programme.uid)}
    assert as_(cast.lea).post("/programmes", data=data).status_code == 303
    programme = Programme.get(Programme.name == "Hold 2")
    assert [frame.title for frame in Frame.plan(programme)] == ["Vores egen"]
    assert [track.name for track in Track.within(programme)] == [cast.track.name]
    assert not Topic.select().where(Topic.programme == programme).exists()
    assert not programme.groups.exists()


def test_a_run_is_not_made_like_one_somebody_else_manages(cast, as_):
    data = {**RUN, "template": str(cast.away_programme.uid)}
    assert as_(cast.lea).post("/programmes", data=data).status_code == 422


def test_a_shorter_run_keeps_the_order(cast):
    programme = begin("Kort", starts_on=date(2027, 1, 4), weeks=13, by=cast.lea)
    weeks = [frame.week for frame in Frame.plan(programme)]
    assert weeks == sorted(weeks) and (weeks[0], weeks[-1]) == (0, 13)


def test_the_weeks_that_do_not_count_are_chosen_on_a_page(cast, as_):
    here, lea = f"/programmes/{cast.programme.uid}/breaks", as_(cast.lea)
    monday = cast.programme.starts_on + timedelta(weeks=20)
    assert (
        lea.post(here, data={"also": (monday + timedelta(days=3)).isoformat()}).status_code == 303
    )
    assert Programme.get_by_id(cast.programme.id).breaks == [monday.isoformat()]
    assert lea.post(here, data={"also": ""}).status_code == 303
    assert Programme.get_by_id(cast.programme.id).breaks == []
    assert lea.post(here, data={"also": "snart"}).status_code == 422
    assert as_(cast.ada).post(here, data={}).status_code in (403, 404)


def test_the_page_says_what_is_next(cast, as_):
    cast.frame(kind="seance", week=2, title="Den er forbi")
    cast.frame(kind="seance", week=18, title="Mellem to stole")
    page = as_(cast.lea).get("/programme").text
    ahead = page.split("Hele planen")[0]
    assert "Mellem to stole" in ahead and "Den er forbi" not in ahead
