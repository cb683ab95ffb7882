"""Signing in and out: the same answer for everybody, not too often, and safely gone (S12–S14)."""

from datetime import UTC, datetime, timedelta
from statistics import median
from time import process_time

import pytest

from flu import create_app
from flu.config import Settings
from flu.db import database
from flu.models import Attempt, SignIn, User
from tests.cast import PASSWORD
from tests.conftest import Client, keep_connected

RIGHT = {"email": "ada@proeveby.example", "password": PASSWORD}


def sign_in(client, **data):
    return client.post("/sign-in", data={**RIGHT, **data})


def test_the_right_password_opens_the_door(cast, client):
    answer = sign_in(client, next="/groups")
    assert (answer.status_code, answer.location) == (303, "/groups")
    assert client.get("/").location == "/now"


def test_an_e_mail_is_the_same_in_capitals_and_with_blanks_around(cast, client):
    assert sign_in(client, email=" ADA@proeveby.example ").status_code == 303


def test_known_and_unknown_look_alike(cast, client):
    wrong = sign_in(client, password="en-anden-adgangskode")
    unknown = sign_in(client, email="ada@ukendt.example")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text == unknown.text.replace("ada@ukendt.example", RIGHT["email"])
    assert "E-mail og adgangskode passer ikke sammen." in wrong.text
    assert PASSWORD not in wrong.text


def test_an_empty_form_says_what_is_missing_and_keeps_the_e_mail(cast, client):
    answer = sign_in(client, password="")
    assert answer.status_code == 422
    assert "Skriv din adgangskode." in answer.text
    assert 'value="ada@proeveby.example"' in answer.text


@pytest.mark.parametrize(
    "email", ["ada\0@proeveby.example", "a" * 300, "\ud800".encode("utf-8", "surrogatepass")]
)
def test_what_no_database_can_keep_is_refused_in_words(cast, client, email):
    assert sign_in(client, email=email).status_code == 422


def test_someone_deactivated_stays_outside(cast, client, as_):
    inside = as_(cast.ada)
    cast.ada.deactivate()
    assert sign_in(client).status_code == 422
    assert inside.get("/devices").location.startswith("/sign-in")


@pytest.mark.parametrize("trick", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
    "/\t/evil.example", "now", "https:/evil.example", "\\\\evil.example", "/people\\evil", "",
])  # fmt: skip
def test_next_never_leads_away_from_here(cast, client, trick):
    assert sign_in(client, next=trick).location == "/"


def test_a_page_that_asked_for_sign_in_is_where_one_goes_on(cast, client):
    asked = client.get("/people?q=ada")
    assert (asked.status_code, asked.location) == (303, "/sign-in?next=/people?q%3Dada")
    assert 'value="/people?q=ada"' in client.get(asked.location).text


def test_a_fragment_is_told_to_sign_in_with_the_whole_page(client):
    here = {"HX-Request": "true", "HX-Current-URL": "http://localhost/people"}
    answer = client.get("/people", headers=here)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in?next=/people")


def test_ten_wrong_ones_close_the_account_for_a_quarter(cast, client, still, noon):
    for _ in range(Attempt.PER_ACCOUNT):
        assert sign_in(client, password="forkert").status_code == 422
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "Prøv igen om et kvarter" in answer.text
    assert 'value="ada@proeveby.example"' in answer.text
    still.stop(noon + timedelta(minutes=15, seconds=1))
    assert sign_in(client).status_code == 303


def test_an_unknown_account_is_closed_just_as_soon(cast, client, still):
    for _ in range(Attempt.PER_ACCOUNT):
        sign_in(client, email="ingen@ukendt.example")
    assert sign_in(client, email="ingen@ukendt.example").status_code == 429
    assert sign_in(client).status_code == 303


def test_a_hundred_wrong_ones_close_the_address(cast, client, still):
    for n in range(Attempt.PER_ADDRESS):
        Attempt.admit(f"{n}@ukendt.example", "127.0.0.1")
    forged = {"X-Forwarded-For": "192.0.2.7"}
    assert client.post("/sign-in", data=RIGHT, headers=forged).status_code == 429
    elsewhere = client.post("/sign-in", data=RIGHT, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 303


def test_the_right_password_takes_the_wrong_ones_back(cast, client):
    for _ in range(3):
        for _ in range(Attempt.PER_ACCOUNT - 1):
            sign_in(client, password="forkert")
        assert sign_in(client).status_code == 303
        client.post("/sign-out")


def test_signing_in_draws_a_new_session_and_shuts_the_old_one(cast, client, app):
    sign_in(client)
    old = client.get_cookie("flu").value
    client.post("/sign-in", data={**RIGHT, "email": "ben@proeveby.example"})
    assert client.get_cookie("flu").value != old
    thief = app.test_client()
    thief.set_cookie("flu", old)
    assert thief.get("/devices").status_code == 303


def test_signing_out_kills_the_cookie_and_empties_the_browser(cast, client, app):
    sign_in(client)
    old = client.get_cookie("flu").value
    answer = client.post("/sign-out")
    assert answer.location == "/sign-in"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    thief = app.test_client()
    thief.set_cookie("flu", old)
    assert thief.get("/devices").status_code == 303


def test_signing_out_asks_for_a_write(cast, client):
    sign_in(client)
    assert client.get("/sign-out").status_code == 405
    assert client.get("/devices").status_code == 200


def test_signing_out_everywhere_shuts_every_device(cast, client, as_):
    sign_in(client)
    phone = as_(cast.ada)
    other = as_(cast.ben)
    client.post("/sign-out", data={"everywhere": "1"})
    assert phone.get("/devices").status_code == client.get("/devices").status_code == 303
    assert other.get("/devices").status_code == 200


@pytest.mark.parametrize("idle, status", [(11.9, 200), (12.1, 303)])
def test_a_sign_in_sleeps_away_after_twelve_hours(cast, as_, still, idle, status, noon):
    client = as_(cast.ada)
    still.stop(noon + timedelta(hours=idle))
    assert client.get("/devices").status_code == status


def test_a_sign_in_ends_after_seven_days_however_much_it_is_used(cast, as_, still, noon):
    client = as_(cast.ada)
    for hours in range(0, 7 * 24, 6):
        still.stop(noon + timedelta(hours=hours))
        assert client.get("/devices").status_code == 200
    still.stop(noon + timedelta(days=7, seconds=1))
    assert client.get("/devices").status_code == 303


def test_a_clock_that_goes_back_lengthens_nothing(cast, as_, still, noon):
    client = as_(cast.ada)
    still.stop(noon - timedelta(days=1))
    client.get("/devices")
    still.stop(noon + timedelta(hours=12, seconds=1))
    assert client.get("/devices").status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(cast, client):
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_no_secret_of_a_sign_in_stands_in_the_database(cast, client):
    sign_in(client)
    row = SignIn.select().dicts().get()
    with client.session_transaction() as session:
        secret = session["_user_id"]
    assert row["user"] == SignIn.person(secret).id == cast.ada.id
    assert not [value for value in map(str, row.values()) if secret in value]


@pytest.mark.parametrize(
    "site, origin, status",
    [
        ("same-origin", None, 303),
        ("same-origin", "http://localhost", 303),
        ("", "http://localhost", 303),  # an older Safari says only where it comes from
        ("", "https://evil.example", 403),
        ("", "http://localhost.evil.example", 403),
        ("", "null", 403),
        ("", "http://[", 403),  # no address at all
        ("", None, 403),
        ("same-origin", "https://evil.example", 403),
        ("cross-site", "https://evil.example", 403),
        ("cross-site", "http://localhost", 403),
        ("same-site", "http://localhost", 403),
        ("none", None, 403),
    ],
)
def test_a_write_comes_from_our_own_pages(cast, client, site, origin, status):
    headers = {"Sec-Fetch-Site": site} | ({"Origin": origin} if origin else {})
    assert client.post("/sign-in", data=RIGHT, headers=headers).status_code == status
    assert SignIn.of(cast.ada).exists() is (status == 303)


@pytest.mark.parametrize("origin, status", [("http://localhost", 303), ("http://evil", 403)])
def test_behind_a_proxy_that_calls_us_otherwise_our_own_address_writes(
    cast, client, origin, status
):
    headers = {"Origin": origin}
    inside = {"base_url": "http://10.0.0.7:8000", "headers": headers, "data": RIGHT}
    assert client.post("/sign-in", **inside).status_code == status


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_what_only_reads_may_be_asked_from_anywhere(cast, client, method):
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert getattr(client, method)("/sign-in", headers=elsewhere).status_code == 200


def test_the_cookie_goes_when_the_sign_in_does_and_is_not_sent_anew_with_each_page(
    cast, client, noon
):
    sign_in(client)
    left = client.get_cookie("flu").expires - datetime.now(UTC)
    assert timedelta(days=7, minutes=-1) < left <= timedelta(days=7, seconds=1)
    page = client.get("/people")
    assert page.status_code == 200 and "Set-Cookie" not in page.headers


def test_nothing_of_one_person_is_left_in_the_browser_for_the_next(cast, as_):
    client = as_(cast.ada)
    client.post(f"/experiments/{cast.experiment().uid}/pauses")
    with client.session_transaction() as session:
        assert "Sat på pause" in str(dict(session))  # it waits for her next page
    answer = client.post("/sign-out")
    assert answer.headers["X-Flu-User"] == "-"
    with client.session_transaction() as session:
        assert dict(session) == {}
    sign_in(client, email="ben@proeveby.example")
    page = client.get("/now")
    assert page.status_code == 200 and "Sat på pause" not in page.text


def test_only_a_page_is_where_one_goes_on_and_a_fragment_without_one_begins_in_front(client):
    assert client.post("/experiments", data={}).location == "/sign-in"
    fragment = client.get("/people", headers={"HX-Request": "true"})
    assert fragment.headers["HX-Redirect"] == "/sign-in?next=/"


def test_whoever_is_inside_needs_no_sign_in_page(cast, as_):
    assert as_(cast.ada).get("/sign-in?next=/people").location == "/people"


def test_behind_a_proxy_it_is_the_caller_who_is_counted(cast, address, settled, app):
    settings = {**app.config["SETTINGS"].model_dump(), "database_url": address, "proxies": 1}
    behind = create_app(Settings(**settings))
    behind.test_client_class = Client
    keep_connected(behind)
    database.connect(reuse_if_open=True)
    client = behind.test_client()
    for n in range(Attempt.PER_ADDRESS):
        Attempt.admit(f"{n}@ukendt.example", "192.0.2.7")
    for caller, status in (("192.0.2.7", 429), ("192.0.2.7, 192.0.2.8", 303)):
        answer = client.post("/sign-in", data=RIGHT, headers={"X-Forwarded-For": caller})
        assert answer.status_code == status


def test_unknown_takes_as_long_as_known(cast):
    cast.ada.set_password("fire-stille-heste-sover")
    vera = User.add(organisation=cast.home, name="Vera", email="vera@proeveby.example")
    times = {
        email: median(seconds(email) for _ in range(7))
        for email in (cast.ada.email, vera.email, "ingen@ukendt.example")
    }
    assert max(times.values()) < 2 * min(times.values())


def seconds(email):
    before = process_time()
    assert User.by_credentials(email, "en-forkert-adgangskode") is None
    return process_time() - before
