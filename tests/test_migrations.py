"""Migrations: each goes down again and up once more, on both engines."""

import sqlite3
from contextlib import closing

import pytest
from playhouse.migrations import Runner

from flu.db import MIGRATIONS, connect, database
from flu.models import ALL

FIRST = "0002_reading_seat"
ALIKE = {"TIMESTAMP": "DATETIME", "BOOLEAN": "INTEGER", "JSON": "TEXT"}
OWN = {"schema_migration"}  # the table in which it is written down which were applied


@pytest.mark.on_sqlite_alone("it reads what SQLite tells of its tables")
def test_the_tables_are_those_of_the_models(db, lent, tmp_path):
    migrated = tables(lent.address.removeprefix("sqlite:///"))
    db.close_all()
    connect(f"sqlite:///{tmp_path}/models.db")
    database.connect()
    database.create_tables(ALL)
    database.close_all()
    made = tables(tmp_path / "models.db")
    assert migrated.keys() - made.keys() == OWN and len(made) > 30
    assert {name: migrated[name] for name in made} == made


def tables(file):
    """name → its columns, its references with what becomes of them, and its indexes."""
    with closing(sqlite3.connect(file)) as link:
        names = [name for (name,) in link.execute("select name from sqlite_schema") if name]
        return {name: told(link, name) for name in names if columns(link, name)}


def told(link, table):
    references = link.execute(f'pragma foreign_key_list("{table}")').fetchall()
    indexes = link.execute(f'pragma index_list("{table}")').fetchall()
    over = [[row[2] for row in link.execute(f'pragma index_info("{it[1]}")')] for it in indexes]
    return (
        columns(link, table),
        sorted((row[3], row[2], row[6]) for row in references),
        sorted((names, it[2]) for names, it in zip(over, indexes, strict=True)),
    )


def columns(link, table):
    rows = link.execute(
        "select i.name, i.type, i.[notnull], i.pk from sqlite_schema as t, "
        "pragma_table_info(t.name) as i where t.name = ? and t.type = 'table' "
        "and t.name not like 'sqlite_%'", (table,),
    )  # fmt: skip
    return {name: (ALIKE.get(kind.upper(), kind.upper()), *more) for name, kind, *more in rows}


def test_what_was_brought_up_goes_down_and_up_again(db):
    runner = Runner(db.obj, str(MIGRATIONS))
    later = [m.name for m in runner.status() if m.name > FIRST]
    with database.atomic() as everything:
        assert sorted(runner.down(later[0])) == later
        assert runner.up() == later
        assert all(noun.select().count() == 0 for noun in ALL)
        everything.rollback()
