"""One tap is enough in the demo, and only there."""

import pytest

from flu import create_app
from flu.config import Settings
from flu.db import database
from tests.absence import absent
from tests.conftest import Client, keep_connected


@pytest.fixture
def demo_client(app, address, settled):
    app = create_app(
        Settings(
            database_url=address,
            secret_key="a secret that guards nothing but the tests",
            data_dir=settled,
            base_url="http://localhost",
            demo=True,
        )
    )
    app.testing = True
    app.test_client_class = Client
    keep_connected(app)
    database.connect(reuse_if_open=True)
    return app.test_client()


def test_everybody_stands_at_their_table_or_around_it(cast, demo_client):
    page = demo_client.get("/sign-in").text
    for name in ("Broen", "Tårnet", "Ada Prøve", "Lea Ramme", "Cleo Proces", "Sofus Top"):
        assert name in page


def test_one_tap_is_enough(cast, demo_client):
    answer = demo_client.post("/sign-in/demo", data={"person": cast.ben.uid, "next": "/people"})
    assert (answer.status_code, answer.location) == (303, "/people")
    assert "Ben Prøve" in demo_client.get("/devices").text


@pytest.mark.parametrize("person", ["a35955ba-108f-4b76-af3d-51d134d76755", "ada", "", "\0"])
def test_nobody_is_a_page_not_found(cast, demo_client, person):
    assert demo_client.post("/sign-in/demo", data={"person": person}).status_code == 404


def test_someone_deactivated_is_not_on_the_list(cast, demo_client):
    before = demo_client.get("/sign-in")
    cast.ben.deactivate()
    absent("Ben Prøve", from_=demo_client.get("/sign-in"), but_in=before)
    answer = demo_client.post("/sign-in/demo", data={"person": cast.ben.uid})
    assert answer.status_code == 404


def test_in_real_life_there_is_no_such_door(cast, client):
    page = client.get("/sign-in").text
    assert 'name="password"' in page and "Ada Prøve" not in page
    assert client.post("/sign-in/demo", data={"person": cast.ada.uid}).status_code == 404
    assert client.get("/devices").status_code == 303
