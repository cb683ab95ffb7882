"""What every answer tells the browser: it may run nothing of others', and comes by https alone."""

import re

import pytest

from flu import create_app
from flu.config import Settings
from tests.cast import PASSWORD
from tests.conftest import SECRET, Client, keep_connected

HSTS = "Strict-Transport-Security"
SAFE = "https://flu.example.dk"


@pytest.fixture(scope="module")
def safe(settled):
    """FLU where https is its address; each test lays its own database under it."""
    settings = Settings(
        database_url=f"sqlite:///{settled}/nobody.db", secret_key=SECRET, data_dir=settled,
        base_url=SAFE,
    )  # fmt: skip
    app = create_app(settings)
    app.testing, app.test_client_class = True, Client
    keep_connected(app)
    return app


def test_under_https_the_browser_is_told_never_to_come_without_it(safe, client):
    for path, status in (("/sign-in", 200), ("/now", 303), ("/invitations/no-such", 404)):
        answer = safe.test_client().get(path, base_url=SAFE)
        assert answer.status_code == status
        assert answer.headers[HSTS] == "max-age=63072000; includeSubDomains"
    plain = client.get("/sign-in")
    assert (plain.status_code, plain.headers.get(HSTS)) == (200, None)


def test_under_https_the_sign_in_travels_no_other_way(safe, cast):
    data = {"email": cast.ada.email, "password": PASSWORD}
    answer = safe.test_client().post("/sign-in", data=data, base_url=SAFE)
    assert answer.status_code == 303
    name, *rules = re.split("[=;] ?", answer.headers["Set-Cookie"])
    assert name == "__Host-flu"
    assert {"Secure", "HttpOnly", "SameSite", "Lax", "Path", "/"} <= set(rules)


@pytest.mark.parametrize("path, status", [
    ("/sign-in", 200), ("/now", 303), ("/invitations/no-such", 404), ("/service-worker.js", 200),
    ("/healthz", 200),
])  # fmt: skip
def test_no_answer_lets_others_run_frame_or_guess(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    policy = dict(
        (rule.strip() + " ").split(" ", 1)
        for rule in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"].strip() == policy["frame-ancestors"].strip() == "'none'"
    assert policy["base-uri"].strip() == "'none'" and policy["form-action"].strip() == "'self'"
    assert re.fullmatch(r"'self' 'sha256-\S+' ?", policy["script-src"])
    told = {name: answer.headers[name] for name in ("X-Content-Type-Options", "X-Frame-Options")}
    assert told == {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
    assert answer.headers["Referrer-Policy"] == "same-origin"
