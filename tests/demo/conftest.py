"""Fjordslette on a Tuesday, filled once for all tests that only look around in it."""

from datetime import date, time

import pytest

from flu import clock, demo, seal
from flu.db import connect, database, migrate
from tests import postgres

TUESDAY = date(2026, 11, 24)
SECRET = "a secret that guards nothing but the tests"


@pytest.fixture(autouse=True)
def on_a_tuesday():
    clock.stop(clock.at(TUESDAY, time(12)))
    yield
    clock.go()


@pytest.fixture(scope="session")
def filled(engine, request, quick_folder, worker_id):
    """Where the demo has moved in, once for each engine."""
    if engine == "sqlite":
        url = f"sqlite:///{quick_folder}/fjordslette.db"
        move_in(url)
        yield url
        return
    server, name = request.getfixturevalue("migrated_server"), f"flu_demo_{worker_id}"
    url = postgres.create(server, name)
    move_in(url)
    yield url
    postgres.drop(server, name)


def move_in(url):
    connect(url)
    seal.use(SECRET)
    migrate()
    clock.stop(clock.at(TUESDAY, time(12)))
    demo.fill()
    clock.go()
    database.close_all()


@pytest.fixture
def town(filled):
    """Fjordslette as it stands; what a test does there has not happened for the next."""
    connect(filled)
    seal.use(SECRET)
    database.connect()
    with database.atomic() as everything:
        yield
        everything.rollback()
    database.close()
    database.close_all()
