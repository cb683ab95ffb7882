"""Reflection formats: one to three questions, worded by the programme manager."""

import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Format

GOOD = {"name": "Set udefra", "prompt_0": "Hvad skete der?", "minutes": "2"}


def here(format):
    return f"/formats/{format.uid}"


def names(cast):
    return [format.name for format in Format.within(cast.programme)]


def test_the_manager_adds_and_rewords(cast, as_):
    lea, data = as_(cast.lea), {**GOOD, "prompt_2": "Og nu?", "uid": uuid7()}
    for _ in range(2):
        assert lea.post("/formats", data=data).status_code == 303
    assert names(cast) == ["Ugens to minutter", "Set udefra"]
    added = Format.get(Format.name == "Set udefra")
    assert added.prompts == ["Hvad skete der?", "Og nu?"]
    assert "Og nu?" in lea.get(f"{here(added)}/edit").text
    english = {"name_en": "From outside", "prompt_en_0": "What happened?"}
    assert lea.post(here(added), data={**GOOD, **english}).status_code == 303
    assert Format.get_by_id(added.id).questions("en") == ["What happened?"]


def test_what_was_answered_keeps_the_question_it_was_asked(cast, as_):
    post = cast.reflection()
    as_(cast.lea).post(here(cast.format), data=GOOD)
    assert type(post).get_by_id(post.id).answers[0]["prompt"] == "Hvad lagde du mærke til?"


def test_a_format_is_set_aside_and_taken_out_again(cast, as_):
    lea = as_(cast.lea)
    assert lea.post(f"{here(cast.format)}/archive").status_code == 303
    assert names(cast) == []
    assert lea.post(f"{here(cast.format)}/return").status_code == 303
    assert names(cast) == ["Ugens to minutter"]


@pytest.mark.parametrize("who, status", [
    ("cleo", 403), ("ada", 403), ("mads", 403), ("sofus", 403), ("olga", 404), ("odd", 404),
])  # fmt: skip
def test_nobody_else_changes_formats(cast, as_, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{here(cast.format)}/edit").status_code == status
    for path in ("", "/archive", "/return"):
        assert person.post(here(cast.format) + path, data=GOOD).status_code == status
    made = person.post("/formats", data={**GOOD, "programme": cast.programme.uid})
    assert made.status_code == status
    assert names(cast) == ["Ugens to minutter"]


def test_a_missing_format_answers_like_a_foreign_one(cast, as_):
    olga = as_(cast.olga)
    missing = olga.get(f"/formats/{uuid.uuid4()}/edit")
    foreign = olga.get(f"{here(cast.format)}/edit")
    assert (foreign.status_code, foreign.data) == (404, missing.data)


@pytest.mark.parametrize("bad", [
    {"name": ""}, {"prompt_0": ""}, {"prompt_1": "x" * 281}, {"minutes": "junk"},
    {"minutes": "0"}, {"minutes": "31"}, {"prompt_en_0": "One"},
    {"name": "a\x00b"},
])  # fmt: skip
def test_what_cannot_be_a_format_is_asked_again(cast, as_, bad):
    data = {**GOOD, "prompt_2": "Behold mig", **bad}
    for path in ("/formats", here(cast.format)):
        page = as_(cast.lea).post(path, data=data)
        assert page.status_code == 422
        assert "Behold mig" in page.text
    assert names(cast) == ["Ugens to minutter"]


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get("/formats").headers["Location"].startswith("/sign-in")
