"""What anybody may read: privacy, accessibility, whom to call; and what installs the app."""

import pytest
from babel.dates import format_date

from flu import clock
from flu.views.notices import STATED_ON

PUBLIC = ("/privacy", "/tilgaengelighed", "/offline", "/sign-in")


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("locale", ["da", "en"])
def test_the_public_pages_speak_both_languages(client, path, locale):
    client.set_cookie("locale", locale)
    page = client.get(path)
    assert page.status_code == 200
    assert f'<html lang="{locale}"' in page.text
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["/privacy", "/tilgaengelighed", "/help", "/outbox"])
def test_inside_they_stand_in_the_frame(cast, as_, path):
    page = as_(cast.ada).get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert 'class="tabs"' in page.text


@pytest.mark.parametrize("path", [*PUBLIC, "/findes-ikke"])
def test_every_page_leads_to_the_accessibility_statement(client, path):
    assert 'href="/tilgaengelighed"' in client.get(path, follow_redirects=True).text


def test_the_agency_is_one_step_away(client):
    assert client.get("/was").location == "https://www.was.digst.dk/localhost"
    assert "https://www.was.digst.dk/localhost" in client.get("/tilgaengelighed").text


def test_the_statement_tells_when_it_was_looked_over(client):
    told = format_date(STATED_ON, "d. MMMM yyyy", locale="da")
    assert told in client.get("/tilgaengelighed").text


def test_help_names_every_audience_and_the_limits(cast, as_):
    page = as_(cast.ada).get("/help").text
    for words in (
        "Kun mig", "Min gruppe", "Holdet", "Forvaltningen", "Tavshedspligt", "Aktindsigt",
        "Skærmbilleder",
    ):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("path", ["/help", "/outbox"])
def test_what_is_for_people_inside_asks_for_sign_in(client, path):
    assert client.get(path).location == f"/sign-in?next={path}"


def test_whoever_finds_a_hole_knows_whom_to_tell(client):
    told = client.get("/.well-known/security.txt")
    assert told.mimetype == "text/plain"
    lines = dict(line.split(": ", 1) for line in told.text.splitlines())
    assert lines["Contact"].startswith(("https:", "mailto:", "http:"))
    assert lines["Expires"] > clock.now().isoformat()


def test_the_manifest_is_danish_and_its_pictures_exist(client):
    manifest = client.get("/manifest.webmanifest")
    assert manifest.mimetype == "application/manifest+json"
    assert (manifest.json["lang"], manifest.json["display"]) == ("da", "standalone")
    assert {icon["purpose"] for icon in manifest.json["icons"]} == {"any", "maskable"}
    for icon in manifest.json["icons"]:
        assert client.get(icon["src"]).mimetype == "image/png"
