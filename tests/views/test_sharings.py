"""Words shared from another app fill a page; nothing is saved, and no other write gets in."""

import pytest

from tests.test_matrix import content
from tests.test_oddities import doors
from tests.test_outsiders import things

SHARED = {
    "title": "Et opslag",
    "text": "Hvad fortæller vagten dig?",
    "url": "https://avis.example/1",
}
OUTSIDE = [
    {"Sec-Fetch-Site": "none", "Origin": "null"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://avis.example"},
    {"Sec-Fetch-Site": "", "Origin": "null"},
]


def share(client, said=SHARED, **more):
    return client.post("/reflections/shared", data=said, **more)


@pytest.mark.parametrize("headers", OUTSIDE)
def test_what_is_shared_stands_in_a_new_reflection_and_nothing_is_saved(cast, as_, headers):
    client, before = as_(cast.ada), content()
    answer = share(client, headers=headers)
    assert answer.status_code == 200
    assert "Et opslag\nHvad fortæller vagten dig?\nhttps://avis.example/1</textarea>" in answer.text
    assert 'action="/reflections"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert content() == before


@pytest.mark.parametrize("headers", OUTSIDE)
def test_no_other_write_comes_in_from_outside(cast, as_, app, headers):
    known = things(cast) | {"decided": cast.decided()}
    paths = {path for _endpoint, path, _about in doors(app, known)} - {"/reflections/shared"}
    client = as_(cast.ada)
    before = content()
    for path in paths | {"/sign-out"}:
        assert client.post(path, headers=headers).status_code == 403, path
    assert len(paths) > 60
    assert content() == before


def test_only_this_view_says_that_it_fills_and_no_more(app):
    open_ = {name for name, view in app.view_functions.items() if hasattr(view, "fills_only")}
    assert open_ == {"sharings.create"}


def test_whoever_is_signed_out_is_told_and_given_the_words_back(cast, client):
    before = content()
    answer = share(client, headers={"Sec-Fetch-Site": "none"})
    assert answer.status_code == 401
    assert all(f">{said}</textarea>" in answer.text for said in SHARED.values())
    assert 'href="/sign-in?next=/reflections/new"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert content() == before


def test_whoever_comes_back_to_the_address_alone_begins_anew(cast, as_):
    assert as_(cast.ada).get("/reflections/shared").location == "/reflections/new"


@pytest.mark.parametrize("said, filled", [
    ({"text": "Kun ord"}, "Kun ord"),
    ({"url": "https://avis.example/1"}, "https://avis.example/1"),
    ({"title": "A", "text": "A", "url": "A"}, "A"),
    ({"title": "Avisen", "text": "Avisen https://a.example", "url": "https://a.example"},
     "Avisen https://a.example"),
    ({"text": "ord\0 \x1bmed\x85mere"}, "ord med\nmere"),
    ({"text": "<b>&"}, "&lt;b&gt;&amp;"),
])  # fmt: skip
def test_each_thing_is_said_once_and_whole(cast, as_, said, filled):
    assert f"\n{filled}</textarea>" in share(as_(cast.ada), said).text.replace("\r\n", "\n")


@pytest.mark.parametrize("said", [{}, {"text": "  "}])
def test_nothing_shared_is_an_empty_page(cast, as_, said):
    assert share(as_(cast.ada), said).status_code == 200


def test_more_than_there_is_room_for_stands_there_to_be_cut(cast, as_):
    words = "ord " * 2000
    assert words.strip() in share(as_(cast.ada), {"text": words}).text
