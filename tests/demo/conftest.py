"""Fjordslette on a Tuesday, filled once for all tests that only look around in it."""

from datetime import date, time

import pytest

from flu import clock, demo, seal
from flu.db import connect, database, migrate

TUESDAY = date(2026, 11, 24)
SECRET = "a secret that guards nothing but the tests"


@pytest.fixture(autouse=True)
def on_a_tuesday():
    clock.stop(clock.at(TUESDAY, time(12)))
    yield
    clock.go()


@pytest.fixture(scope="session")
def filled(engine, quick_folder):
    """Where the demo has moved in, once for all."""
    url = f"{engine}:///{quick_folder}/fjordslette.db"
    move_in(url)
    return url


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
