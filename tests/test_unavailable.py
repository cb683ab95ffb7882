"""When the database is locked or gone: 503 in words, nothing half-saved, and back by itself."""

import sqlite3
from contextlib import closing, contextmanager

import psycopg
import pytest

from flu.models import Attempt, User
from tests.cast import PASSWORD

PAGES = ("/now", "/people", "/devices", "/groups", "/invitations", "/experiments", "/reflections")
TABLES = ("user", "schema_migration")
KICK = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s"
RIGHT = {"email": "ada@proeveby.example", "password": PASSWORD}


@pytest.fixture
def gone(engine, address, db):
    """`with gone():` nobody reaches the database."""
    return from_postgres(address, db) if engine == "postgres" else from_sqlite(address, db)


def from_postgres(address, db):
    @contextmanager
    def away():
        name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
        elsewhere = psycopg.conninfo.make_conninfo(address, dbname="template1")
        with psycopg.connect(elsewhere, autocommit=True) as link:
            link.execute(f'alter database "{name}" allow_connections false')
            link.execute(KICK, (name,))
            try:
                yield
            finally:
                link.execute(f'alter database "{name}" allow_connections true')

    return away


def from_sqlite(address, db):
    """A file whose tables are gone fails as a broken disk does."""

    @contextmanager
    def away():
        db.close()
        db.close_all()
        path = address.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as link:
            for table in TABLES:
                link.execute(f'alter table "{table}" rename to "lost_{table}"')
        try:
            yield
        finally:
            db.close_all()
            with closing(sqlite3.connect(path)) as link:
                for table in TABLES:
                    link.execute(f'alter table "lost_{table}" rename to "{table}"')

    return away


@pytest.fixture
def ada(cast, as_, app, db, monkeypatch):
    """Ada on the app as it runs: no test's connection stays open between two requests."""
    client = as_(cast.ada)
    closing_only = app.teardown_request_funcs[None][1:]
    monkeypatch.setitem(app.teardown_request_funcs, None, closing_only)
    monkeypatch.setattr(app, "testing", False)
    db.close()
    yield client
    db.connect(reuse_if_open=True)


def test_every_page_says_so_in_words_and_comes_back_by_itself(ada, gone):
    with gone():
        for path in PAGES:
            answer = ada.get(path)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10"), path
            assert "FLU holder en kort pause" in answer.text
            assert answer.headers["Cache-Control"] == "no-store"
        assert ada.post("/sign-in", data=RIGHT).status_code == 503
        assert ada.get("/readyz").status_code == 503
        assert ada.get("/healthz").status_code == 200
    statuses = [ada.get("/people").status_code for _ in range(3)]
    assert statuses[-1] == 200
    assert statuses.count(500) == 0


def test_what_was_typed_is_given_back(ada, gone):
    text = "Jeg tav i fire minutter, og så talte de selv."
    with gone():
        data = {"answers-0": text, "password": "mit hemmelige ord er her"}
        answer = ada.post("/reflections", data=data)
    assert answer.status_code == 503
    assert text in answer.text
    assert "hemmelige" not in answer.text


@pytest.fixture
def locked(address, db):
    db.execute_sql("pragma busy_timeout = 50")
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as link:
        link.isolation_level = None
        link.execute("begin immediate")
        yield link
        link.execute("rollback")


@pytest.mark.on_sqlite_alone("Postgres locks rows, not files")
def test_a_locked_file_is_read_and_a_write_is_asked_to_wait(cast, client, locked):
    answer = client.post("/sign-in", data=RIGHT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Intet nyt er gemt" in answer.text
    assert client.get("/sign-in").status_code == 200
    locked.execute("rollback")
    assert client.post("/sign-in", data=RIGHT).status_code == 303
    locked.execute("begin immediate")
    assert client.get("/people").status_code == 200
    assert client.post("/language", data={"locale": "en"}).status_code == 503
    assert Attempt.select().count() == 0
    assert User.get_by_id(cast.ada.id).locale == "da"
