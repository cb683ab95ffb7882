"""What a phone is told before it installs FLU."""

import struct

import pytest

PHONE = 390 / 844


@pytest.fixture
def told(client):
    def ask(lang="da"):
        answer = client.get(f"/manifest.webmanifest?lang={lang}")
        assert answer.mimetype == "application/manifest+json"
        return answer.json

    return ask


def shape(client, picture):
    """Width and height as the PNG itself tells them."""
    answer = client.get(picture["src"])
    assert answer.mimetype == "image/png" == picture["type"]
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.data.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", answer.data[16:24])


def sizes(picture):
    return tuple(int(side) for side in picture["sizes"].split("x"))


def test_the_app_is_one_and_the_same_for_ever(told):
    kept = {key: told()[key] for key in ("id", "start_url", "scope", "display", "short_name")}
    assert kept == {
        "id": "/", "start_url": "/now", "scope": "/", "display": "standalone", "short_name": "FLU",
    }  # fmt: skip
    assert told()["launch_handler"] == {"client_mode": "navigate-existing"}


def test_there_is_an_icon_for_every_place(told, client):
    icons = told()["icons"]
    assert [(icon["sizes"], icon["purpose"]) for icon in icons] == [
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    ]  # fmt: skip
    for icon in icons:
        assert shape(client, icon) == sizes(icon)


def test_three_shortcuts_lead_straight_to_writing_and_to_the_group(told, client):
    shortcuts = told()["shortcuts"]
    assert [(shortcut["name"], shortcut["url"]) for shortcut in shortcuts] == [
        ("Skriv en undring", "/capture"),
        ("Ugens to minutter", "/reflections/new?format=RF3"),
        ("Min gruppe", "/group"),
    ]
    for shortcut in shortcuts:
        (icon,) = shortcut["icons"]
        assert shape(client, icon) == sizes(icon)


def test_every_shortcut_opens(told, cast, as_):
    for shortcut in told()["shortcuts"]:
        assert as_(cast.ada).get(shortcut["url"]).status_code == 200


def test_three_screens_of_the_demo_are_shown_before_installing(told, client):
    screens = told()["screenshots"]
    assert len({screen["src"] for screen in screens}) == 3
    for screen in screens:
        width, height = shape(client, screen)
        assert (width, height) == sizes(screen)
        assert width / height == pytest.approx(PHONE, abs=0.01)
        assert (screen["form_factor"], bool(screen["label"])) == ("narrow", True)
        assert len(client.get(screen["src"]).data) <= 120 * 1024


def test_what_is_shared_is_posted_and_so_stands_in_no_address(told):
    target = told()["share_target"]
    assert (target["action"], target["method"]) == ("/reflections/shared", "POST")
    assert set(target["params"]) == {"title", "text", "url"}


def test_the_page_asks_for_the_manifest_in_its_readers_language(told, cast, as_):
    assert 'href="/manifest.webmanifest?lang=da"' in as_(cast.ada).get("/now").text
    cast.ada.speak("en")
    assert 'href="/manifest.webmanifest?lang=en"' in as_(cast.ada).get("/now").text
    danish, english = told(), told("en")
    assert (danish["lang"], english["lang"]) == ("da", "en")
    assert [shortcut["name"] for shortcut in english["shortcuts"]] == [
        "Write a wondering", "The two minutes of the week", "My group",
    ]  # fmt: skip
    assert not {s["label"] for s in danish["screenshots"]} & {
        s["label"] for s in english["screenshots"]
    }
    assert told("xx")["lang"] == "da"


def test_an_iphone_knows_its_name_and_its_icon(cast, as_, client):
    page = as_(cast.ada).get("/now").text
    assert '<meta name="apple-mobile-web-app-title" content="FLU">' in page
    assert '<meta name="mobile-web-app-capable" content="yes">' in page
    src = page.split('rel="apple-touch-icon" sizes="180x180" href="')[1].split('"')[0]
    assert shape(client, {"src": src, "type": "image/png"}) == (180, 180)
