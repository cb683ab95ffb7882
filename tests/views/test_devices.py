"""Where one is signed in, one's new password, name and language: one's own, and nobody else's."""

import uuid

import pytest

from flu.models import Attempt, SignIn, User
from tests.cast import PASSWORD

FRESH = "fire-stille-heste-sover"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"
PIXEL = f"Mozilla/5.0 (Linux; Android 15) {CHROME} Mobile Safari/537.36"
EDGE = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/131.0.0.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)


def enter(app, email="ada@proeveby.example", agent=PIXEL):
    client = app.test_client()
    data = {"email": email, "password": PASSWORD}
    client.post("/sign-in", data=data, headers={"User-Agent": agent})
    return client


@pytest.mark.parametrize("agent, words", [
    (PIXEL, "Chrome på Android"), (EDGE, "Edge på Windows"), (IPHONE, "Safari på iPhone"),
    ("curl/8.0", "Ukendt enhed"), ("", "Ukendt enhed"),
])  # fmt: skip
def test_a_device_is_told_in_neutral_words(cast, app, agent, words):
    assert words in enter(app, agent=agent).get("/devices").text
    assert agent == "" or agent not in SignIn.get().device


def test_the_list_holds_ones_own_devices_and_marks_this_one(cast, app):
    client = enter(app)
    enter(app, agent=EDGE)
    enter(app, email="ben@proeveby.example", agent=IPHONE)
    page = client.get("/devices").text
    assert page.count("denne enhed") == 1
    assert "Edge på Windows" in page
    assert "iPhone" not in page


def test_one_device_can_be_shut(cast, app):
    here, there = enter(app), enter(app, agent=EDGE)
    old = SignIn.select().where(SignIn.device == "Edge/Windows").get()
    assert here.post(f"/devices/{old.uid}/ending").location == "/devices"
    assert there.get("/devices").status_code == 303
    assert here.get("/devices").status_code == 200


def test_shutting_this_very_one_is_signing_out(cast, app):
    here = enter(app)
    answer = here.post(f"/devices/{SignIn.get().uid}/ending")
    assert answer.location == "/sign-in"
    assert "Clear-Site-Data" in answer.headers


def test_somebody_elses_device_is_not_found(cast, app):
    ada, ben = enter(app), enter(app, email="ben@proeveby.example", agent=EDGE)
    his = SignIn.select().where(SignIn.device == "Edge/Windows").get()
    hidden, missing = (ada.post(f"/devices/{uid}/ending") for uid in (his.uid, uuid.uuid4()))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.data == missing.data
    assert ben.get("/devices").status_code == 200


def test_a_new_password_asks_for_the_present_one(cast, app):
    client = enter(app)
    data = {"present": "en-forkert-adgangskode", "fresh": FRESH}
    assert client.post("/me/password", data=data).status_code == 422
    assert client.post("/sign-in", data={"email": cast.ada.email, "password": FRESH}).status_code


def test_a_new_password_shuts_every_other_device(cast, app):
    here, there = enter(app), enter(app, agent=EDGE)
    old = here.get_cookie("flu").value
    answer = here.post("/me/password", data={"present": PASSWORD, "fresh": FRESH})
    assert (answer.status_code, answer.location) == (303, "/devices")
    assert here.get("/devices").status_code == 200
    assert here.get_cookie("flu").value != old
    assert there.get("/devices").status_code == 303
    assert User.by_credentials(cast.ada.email, FRESH) == cast.ada
    assert User.by_credentials(cast.ada.email, PASSWORD) is None


@pytest.mark.parametrize("weak", ["kort", "Adgangskode123", "111111111111", "password1234", ""])
def test_an_easy_password_is_refused_in_words(cast, app, weak):
    answer = enter(app).post("/me/password", data={"present": PASSWORD, "fresh": weak})
    assert answer.status_code == 422
    assert User.by_credentials(cast.ada.email, PASSWORD) == cast.ada


def test_the_present_password_cannot_be_guessed_from_inside(cast, app):
    client = enter(app)
    for _ in range(Attempt.PER_ACCOUNT):
        client.post("/me/password", data={"present": "forkert-adgangskode", "fresh": FRESH})
    answer = client.post("/me/password", data={"present": PASSWORD, "fresh": FRESH})
    assert answer.status_code == 429


def test_ones_own_name_and_title_can_be_changed(cast, as_):
    data = {"name": " Ada Nyprøve ", "title": "Teamleder", "locale": "en"}
    assert as_(cast.ada).post("/me/profile", data=data).location == "/me"
    ada = User.get_by_id(cast.ada.id)
    assert (ada.name, ada.title, ada.locale) == ("Ada Nyprøve", "Teamleder", "en")


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"locale": "fr"}, {"name": "x" * 121}, {"name": "a\0"}]
)
def test_what_cannot_stand_is_refused_and_kept_on_the_page(cast, as_, wrong):
    data = {"name": "Ada", "title": "Teamleder for det hele", "locale": "da", **wrong}
    answer = as_(cast.ada).post("/me/profile", data=data)
    assert answer.status_code == 422
    assert "Teamleder for det hele" in answer.text
    assert User.get_by_id(cast.ada.id).name == "Ada Prøve"


def test_nothing_else_can_be_changed_with_it(cast, as_):
    data = {
        "name": "Ada", "locale": "da", "email": "x@x.dk", "manager": "", "organisation": "2",
        "joined_at": "", "id": str(cast.ben.id), "uid": str(cast.ben.uid),
    }  # fmt: skip
    as_(cast.ada).post("/me/profile", data=data)
    ada = User.get_by_id(cast.ada.id)
    assert (ada.email, ada.manager_id) == (cast.ada.email, cast.mads.id)
    assert User.get_by_id(cast.ben.id).name == "Ben Prøve"


def test_english_is_kept_with_the_person(cast, app):
    client = enter(app)
    assert client.post("/language", data={"locale": "en", "next": "/people"}).location == "/people"
    assert User.get_by_id(cast.ada.id).locale == "en"
    assert '<html lang="en"' in client.get("/people").text
    assert '<html lang="en"' in enter(app).get("/people").text


def test_a_stranger_chooses_a_language_by_cookie(cast, client):
    client.post("/language", data={"locale": "en", "next": "/sign-in"})
    assert '<html lang="en"' in client.get("/sign-in").text
    client.post("/language", data={"locale": "xx", "next": "//evil.example"})
    assert '<html lang="en"' in client.get("/sign-in").text
