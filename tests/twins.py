"""Databases that are filled once and copied, and read in the same words on both engines."""

import json
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

import psycopg

from tests import postgres

TABLES = {
    "sqlite": "select name from sqlite_master where type = 'table'",
    "postgres": "select tablename as name from pg_tables where schemaname = 'public'",
}


def copied(address, folder):
    """The address of a database with the same in it: a file in the folder, or on its server."""
    if is_file(address):
        return f"sqlite:///{shutil.copy(path_of(address), Path(folder) / 'flu.db')}"
    there, _, options = address.partition("?")
    host, _, name = there.rpartition("/")
    twin = f"flu_twin_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(_beside(address), autocommit=True) as link:
        link.execute(f'create database "{twin}" template "{name}" strategy file_copy')
    return f"{host}/{twin}?{options}"


def drop(address):
    """A file goes with its folder; a database on a server goes here."""
    if not is_file(address):
        postgres.drop(_beside(address), psycopg.conninfo.conninfo_to_dict(address)["dbname"])


def query(address, sql, *values):
    """The rows as dicts; `?` stands for a value, on either engine."""
    if is_file(address):
        with closing(sqlite3.connect(path_of(address), timeout=10)) as link, link:
            link.row_factory = sqlite3.Row
            return [_plain(dict(row)) for row in link.execute(sql, values)]
    with psycopg.connect(address, row_factory=psycopg.rows.dict_row) as link:
        done = link.execute(sql.replace("%", "%%").replace("?", "%s"), values)
        return [_plain(row) for row in done.fetchall()] if done.description else []


def everything(address):
    """(table, row) of all there is."""
    for table in query(address, TABLES["sqlite" if is_file(address) else "postgres"]):
        for row in query(address, f'select * from "{table["name"]}"'):
            yield table["name"], row


def is_file(address):
    return address.startswith("sqlite:")


def path_of(address):
    return address.removeprefix("sqlite:///")


def _beside(address):
    return psycopg.conninfo.make_conninfo(address, dbname="template1")


def _plain(row):
    """An address is 32 digits and a list is its JSON, as SQLite keeps them."""
    return {name: _written(value) for name, value in row.items()}


def _written(value):
    if isinstance(value, uuid.UUID):
        return value.hex
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
