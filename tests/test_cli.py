"""The `flu` command, as an operator types it: on an empty folder, on both engines."""

import io
import json
import os
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path

import pytest

from flu import cli, clock, config
from flu.config import ROOT
from flu.db import MIGRATIONS, connect, connection, database
from flu.models import Attempt
from tests import postgres

KEY = "a secret that guards nothing but the tests"


class Flu:
    """A folder and a database of one's own, and what `flu WORDS` says and does there."""

    def __init__(self, folder, url=""):
        self.folder, self.url = folder, url

    def __call__(self, *words, code=0, **more):
        """In this process, since starting one takes longer than what it does."""
        said, umask = io.StringIO(), os.umask(0o022)
        with redirect_stdout(said), redirect_stderr(said), self.environ(**more):
            try:
                found = cli.main([str(word) for word in words])
            except SystemExit as end:
                found = end.code if isinstance(end.code, int) else 1
                print(end.code)
            finally:
                os.umask(umask)
                close_all()
        assert found == code, said.getvalue()
        return said.getvalue()

    def start(self, *words):
        with self.environ():
            return subprocess.Popen(
                [sys.executable, "-m", "flu.cli", *map(str, words)],
                cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip

    @contextmanager
    def environ(self, **more):
        before = dict(os.environ)
        for name in before:
            if name.startswith("FLU_"):
                del os.environ[name]
        os.environ.update({"FLU_DATA_DIR": str(self.folder), "FLU_SECRET_KEY": KEY, **more})
        if self.url:
            os.environ["FLU_DATABASE_URL"] = self.url
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def close_all():
    if database.obj is not None:
        if not database.is_closed():
            database.close()
        database.close_all()


@pytest.fixture
def house(engine, request, tmp_path):
    """`house()` is an empty installation on this test's engine."""
    made = []

    def another():
        folder = tmp_path / secrets.token_hex(4)
        if engine == "sqlite":
            return Flu(folder)
        server, name = request.getfixturevalue("migrated_server"), f"flu_{secrets.token_hex(6)}"
        made.append((server, name))
        return Flu(folder, postgres.create(server, name))

    yield another
    for server, name in made:
        postgres.drop(server, name)


@pytest.fixture
def flu(house):
    return house()


def test_of_four_that_migrate_at_once_one_applies_and_three_wait(flu):
    running = [flu.start("migrate") for _ in range(4)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    all_of_them = ", ".join(path.stem for path in sorted(MIGRATIONS.glob("[0-9]*.py")))
    once = [f"applied {all_of_them}\n", *["nothing to apply\n"] * 3]
    assert sorted(out for out, _err in said) == once


def test_the_demo_moves_in_once_and_is_sound(flu):
    flu("migrate")
    assert "moved in" in flu("demo", "--at", "2026-11-23")
    assert "somebody lives here" in flu("demo", code=1)
    assert "somebody lives here" in flu("demo", "--if-empty")
    assert flu("verify") == "everything holds\n"


def test_the_demo_people_are_told_without_a_database(tmp_path):
    people = json.loads(Flu(tmp_path)("demo", "--personas"))
    assert {"id", "name", "email", "password", "roles", "group"} <= people[0].keys()
    assert len({person["id"] for person in people}) == len(people)


def test_a_backup_comes_back_whole_on_the_other_side(house, engine, tmp_path):
    there, here, again = house(), house(), tmp_path / "again.flu"
    there("migrate")
    there("demo")
    sealed = tmp_path / "all.flu"
    assert "rows in" in there("backup", sealed)
    assert b"Skabelonsen" not in sealed.read_bytes()
    assert sealed.stat().st_mode & 0o777 == 0o600
    rows = here("restore", sealed).split()[0]
    assert here("verify") == "everything holds\n"
    assert here("backup", again).split()[0] == rows
    assert "something in this database" in here("restore", sealed, code=1)
    assert here("migrate") == "nothing to apply\n"
    here("found", "Ny Kommune", "--manager-name", "Ny Leder", "--manager-email", "ny@x.example")


def test_a_backup_moves_from_one_engine_to_the_other(house, engine, tmp_path):
    there, sealed = house(), tmp_path / "all.flu"
    there("migrate")
    there("demo")
    there("backup", sealed)
    if engine == "postgres":
        here = Flu(tmp_path / "sqlite")
        here("restore", sealed)
        assert here("verify") == "everything holds\n"


def test_a_backup_opens_with_its_own_key_alone(tmp_path):
    flu, sealed = Flu(tmp_path / "one"), tmp_path / "all.flu"
    flu("migrate")
    flu("backup", sealed)
    other = Flu(tmp_path / "two")
    said = other("restore", sealed, code=1, FLU_SECRET_KEY=KEY[::-1])
    assert "another FLU_SECRET_KEY" in said


@pytest.mark.parametrize("spoil", [
    lambda content: content[:-1], lambda content: content[: len(content) // 2],
    lambda content: content[:-20] + b"x" + content[-19:], lambda content: content + content[-99:],
    lambda content: b"", lambda content: b"hello",
])  # fmt: skip
def test_a_spoilt_backup_brings_back_nothing(tmp_path, spoil):
    flu, sealed = Flu(tmp_path / "one"), tmp_path / "all.flu"
    flu("migrate")
    flu("found", "Kommune", "--manager-name", "Leder", "--manager-email", "leder@x.example")
    flu("backup", sealed)
    sealed.write_bytes(spoil(sealed.read_bytes()))
    other = Flu(tmp_path / "two")
    other("restore", sealed, code=1)
    other("found", "Anden", "--manager-name", "Ny", "--manager-email", "ny@x.example")


def test_a_backup_that_fails_leaves_no_half_file(tmp_path):
    flu = Flu(tmp_path / "one")
    flu("backup", tmp_path / "all.flu", code=1)
    assert not list(tmp_path.glob("*flu*"))
    flu("migrate")
    flu("backup", tmp_path / "all.flu")
    assert [path.name for path in tmp_path.glob("*flu*")] == ["all.flu"]


def test_a_changed_ledger_line_and_a_lost_row_are_found(tmp_path):
    flu = Flu(tmp_path)
    flu("migrate")
    flu("demo")
    spoil(tmp_path, "update event set verb = 'group.renamed' where id = 7")
    assert "line 7 does not follow" in flu("verify", code=1)
    spoil(tmp_path, "delete from organisation")
    assert "point at a organisation that is gone" in flu("verify", code=1)


def test_verify_wants_the_schema_first(flu):
    assert "migration 0001_initial has not been applied" in flu("verify", code=1)


def test_founding_opens_the_first_door(flu):
    flu("migrate")
    words = ("--manager-name", "Tove Rammegaard", "--manager-email", "tove@x.example")
    said = flu("found", "Prøveby Kommune", *words, "--starts-on", "2027-02-01")
    assert "http://127.0.0.1:8000/invitations/" in said
    assert "Tove Rammegaard" in said
    assert "kan ikke bruges her" in flu("found", "Anden", *words, code=1)


def test_who_forgot_the_password_is_let_in_again(flu):
    flu("migrate")
    flu("demo")
    said = flu("readmit", "P01@fjordslette.example")
    assert "http://127.0.0.1:8000/invitations/" in said
    assert "works once" in said
    assert "ingen med den e-mail" in flu("readmit", "nobody@x.example", code=1)


def test_people_come_in_from_a_file(flu, tmp_path):
    flu("migrate")
    flu("found", "Prøveby", "--manager-name", "Tove", "--manager-email", "tove@x.example")
    people = tmp_path / "ledere.csv"
    people.write_text("navn;email;leder\nAda;ada@x.example;tove@x.example\n", encoding="latin-1")
    assert "1 new, 0 changed, 0 same, 0 error" in flu("import", people, "--preview")
    assert "1 new, 0 changed, 0 same, 0 error" in flu("import", people)
    assert "0 new, 0 changed, 1 same, 0 error" in flu("import", people)
    people.write_text("navn;email\nBo;bo@x.example\n;nej\n")
    said = flu("import", people, code=1)
    assert "3: Navn mangler." in said
    assert "nothing was changed" in said
    assert "Der findes intet forløb" in flu("import", people, "--programme", "Andet", code=1)


def test_check_says_what_real_use_still_wants(flu):
    flu("migrate")
    said = flu("check", code=1)
    assert "NO  the base URL is https" in said
    assert KEY not in said
    real = {"FLU_BASE_URL": "https://flu.example.dk", "FLU_CONTACT": "flu@example.dk"}
    if not flu.url:  # the tests' Postgres is told to forget, and check says so
        said = flu("check", **real)
        assert "ok" in said and "NO" not in said
    else:
        assert "NO  show fsync = off" in flu("check", code=1, **real)


def test_nobody_else_may_read_what_is_in_the_data_folder(tmp_path):
    flu = Flu(tmp_path)
    flu("migrate", FLU_SECRET_KEY="")
    flu("routes", FLU_SECRET_KEY="")
    for name in ("flu.db", "secret_key"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_every_route_is_told_with_its_decision(tmp_path):
    flu = Flu(tmp_path)
    routes = json.loads(flu("routes", "--json"))
    assert {"method": "POST", "path": "/sign-in", "endpoint": "sessions.create",
            "decision": "anyone", "rows": []} in routes  # fmt: skip
    assert len(flu("routes").splitlines()) == len(routes)


@pytest.mark.parametrize("wrong", [
    {"FLU_TIMEZONE": "Mars/Olympus"}, {"FLU_LOCALE": "tlh"}, {"FLU_SECRET_KEY": "short"},
    {"FLU_BASE_URL": "flu"}, {"FLU_DATABASE_URL": "mysql://x"}, {"FLU_DEMO": "perhaps"},
    {"FLU_DEMO": "1", "FLU_BASE_URL": "https://flu.example.dk"}, {"FLU_PROXIES": "-1"},
])  # fmt: skip
def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path, wrong):
    said = Flu(tmp_path)("serve", code=1, **wrong)
    assert said.startswith("flu: FLU_")
    assert said.count("\n") == 1


def test_an_unreachable_database_is_one_line_too(tmp_path):
    said = Flu(tmp_path, "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")(
        "migrate", code=1
    )
    assert said.startswith("flu: the database cannot be used")
    assert said.count("\n") == 1


def test_serve_answers_drains_and_takes_everybody_with_it(flu):
    flu("migrate")
    port = free_port()
    process = flu.start("serve", "--port", port, "--workers", "1")
    try:
        assert process.stdout.readline() == f"FLU answers at http://127.0.0.1:{port}\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            assert answer.status == 200
        children = offspring(process.pid)
        assert len(children) >= 2
    finally:
        process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=40) == 0
    assert not [pid for pid in children if alive(pid)]


def test_the_worker_sweeps_as_soon_as_it_starts_and_stops_when_told(flu):
    flu("migrate")
    with flu.environ():
        connect(config.read().database)
    with connection():
        Attempt.create(account="a", address="b", at=clock.now() - timedelta(hours=1))
    process = flu.start("work")
    try:
        with connection():
            until(lambda: Attempt.select().count() == 0)
    finally:
        process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out + err) == (0, "")
    close_all()


def test_when_the_parent_is_killed_nobody_is_left(tmp_path):
    flu = Flu(tmp_path)
    flu("migrate")
    process = flu.start("serve", "--port", free_port(), "--workers", "1")
    process.stdout.readline()
    children = offspring(process.pid)
    process.kill()
    process.wait(timeout=10)
    until(lambda: not [pid for pid in children if alive(pid)])


def spoil(folder, statement):
    with closing(sqlite3.connect(folder / "flu.db")) as link, link:
        link.execute(statement)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def offspring(pid):
    """The processes under this one, at any depth."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *offspring(child)]
    return found


def alive(pid):
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def until(true, seconds=90):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
