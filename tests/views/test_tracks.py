"""Tracks: named, ordered, set aside, never deleted (S40)."""

import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Track

GOOD = {"name": "På tværs og med borgerne", "short_name": "På tværs", "hue": "moss", "icon": "link"}


def here(track):
    return f"/tracks/{track.uid}"


def names(cast):
    return [track.short_name for track in Track.within(cast.programme)]


@pytest.fixture
def three(cast):
    added = [Track.add(cast.programme, name=n, short_name=n) for n in ("To", "Tre")]
    return [cast.track, *added]


def test_the_manager_adds_and_renames(cast, as_):
    lea, data = as_(cast.lea), {**GOOD, "uid": uuid7(), "first_week": "9", "last_week": "26"}
    for _ in range(2):
        assert lea.post("/tracks", data=data).status_code == 303
    assert names(cast) == ["Mig", "På tværs"]
    sent = lea.post(here(cast.track), data={**GOOD, "short_name": "Selv", "name_en": "Me"})
    assert sent.status_code == 303
    assert names(cast) == ["Selv", "På tværs"]
    assert "Selv" in as_(cast.ada).get("/programme").text


def test_the_ninth_is_one_too_many_also_when_it_comes_back(cast, as_, three):
    lea = as_(cast.lea)
    assert lea.post(f"{here(cast.track)}/archive").status_code == 303
    for n in range(6):
        Track.add(cast.programme, name=f"Spor {n}", short_name=f"Spor {n}")
    before = names(cast)
    assert len(before) == 8
    assert lea.post(f"{here(cast.track)}/return").status_code == 409
    assert lea.post("/tracks", data=GOOD).status_code == 409
    assert names(cast) == before


@pytest.mark.parametrize("move, order", [
    ("up", ["To", "Mig", "Tre"]), ("down", ["Mig", "Tre", "To"]),
])  # fmt: skip
def test_a_track_moves_one_place(cast, as_, three, move, order):
    assert as_(cast.lea).post(here(three[1]), data={"move": move}).status_code == 303
    assert names(cast) == order


def test_the_first_cannot_move_up(cast, as_, three):
    as_(cast.lea).post(here(three[0]), data={"move": "up"})
    assert names(cast) == ["Mig", "To", "Tre"]


def test_a_track_is_set_aside_and_taken_out_again_with_all_that_was_tried(cast, as_, three):
    tried = cast.experiment(state="tried")
    lea = as_(cast.lea)
    assert lea.post(f"{here(cast.track)}/archive").status_code == 303
    assert names(cast) == ["To", "Tre"]
    assert type(tried).get_by_id(tried.id).track == cast.track
    assert "lagt væk" in lea.get("/tracks").text
    assert lea.post(f"{here(cast.track)}/return").status_code == 303
    assert names(cast) == ["Mig", "To", "Tre"]


def test_one_track_always_remains_and_never_more_than_eight(cast, as_):
    assert as_(cast.lea).post(f"{here(cast.track)}/archive").status_code == 409
    answers = [as_(cast.lea).post("/tracks", data=GOOD).status_code for _ in range(8)]
    assert answers == [303] * 7 + [409]
    assert len(names(cast)) == 8


@pytest.mark.parametrize("who, status", [
    ("cleo", 403), ("ada", 403), ("mads", 403), ("sofus", 403), ("olga", 404), ("odd", 404),
])  # fmt: skip
def test_nobody_else_changes_tracks(cast, as_, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{here(cast.track)}/edit").status_code == status
    for path in ("", "/archive", "/return"):
        assert person.post(here(cast.track) + path, data=GOOD).status_code == status
    asked = person.get("/tracks", query_string={"programme": cast.programme.uid})
    assert asked.status_code == status
    made = person.post("/tracks", data={**GOOD, "programme": cast.programme.uid})
    assert made.status_code == status
    assert names(cast) == ["Mig"]


def test_a_missing_track_answers_like_a_foreign_one(cast, as_):
    olga = as_(cast.olga)
    missing = olga.get(f"/tracks/{uuid.uuid4()}/edit")
    foreign = olga.get(f"{here(cast.track)}/edit")
    assert (foreign.status_code, foreign.data) == (404, missing.data)


@pytest.mark.parametrize("bad", [
    {"name": ""}, {"short_name": ""}, {"short_name": "x" * 25}, {"hue": "pink"}, {"icon": "x"},
    {"first_week": "junk"}, {"first_week": "99"}, {"first_week": "9", "last_week": "3"},
    {"description": "x" * 281}, {"name": "a\x00b"},
])  # fmt: skip
def test_what_cannot_be_a_track_is_asked_again(cast, as_, bad):
    data = {"description": "Behold mig", **GOOD, **bad}
    for path in ("/tracks", here(cast.track)):
        page = as_(cast.lea).post(path, data=data)
        assert page.status_code == 422
        assert data["description"] in page.text
    assert names(cast) == ["Mig"]


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get("/tracks").headers["Location"].startswith("/sign-in")
    assert client.post(f"{here(cast.track)}/archive").headers["Location"].startswith("/sign-in")
