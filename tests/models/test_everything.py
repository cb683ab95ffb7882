"""A copy of everything is of one moment, however busy the house is meanwhile."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from flu.models import ALL, Event, Organisation
from flu.models.everything import Unfit, faults, heard, is_empty, told


@pytest.fixture
def meanwhile(engine, address):
    """`meanwhile(sql)`: somebody else writes, and has it acknowledged."""

    def write(statement):
        if engine == "postgres":
            with psycopg.connect(address) as link:
                link.execute(statement)
            return
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as link, link:
            link.execute("pragma busy_timeout = 100")
            link.execute(statement)

    return write


def test_what_is_written_meanwhile_is_not_in_it_and_need_not_wait(cast, meanwhile):
    lines = told()
    next(lines)
    meanwhile("update organisation set name = 'Omdøbt'")
    rest = list(lines)
    assert "Prøveby Kommune" in str(rest)
    assert "Omdøbt" not in str(rest)
    assert Organisation.get_by_id(cast.home.id).name == "Omdøbt"


def test_every_row_comes_back_as_it_was(cast, db):
    cast.experiment(state="shared")
    cast.action()
    lines, before = list(told()), rows()
    for noun in reversed(ALL):
        noun.delete().execute()
    assert heard(iter(lines)) == len([line for line in lines if isinstance(line, list)])
    assert rows() == before
    assert list(faults()) == []
    assert Event.first_fault() is None


def test_nothing_is_taken_into_a_house_that_is_lived_in(cast):
    lines = list(told())
    with pytest.raises(Unfit, match="something in this database"):
        heard(iter(lines))


def without_a_row(lines):
    return [line for line in lines if line is not lines[2]]


@pytest.mark.parametrize("spoil", [
    lambda lines: lines[:-1], without_a_row, lambda lines: lines[1:],
    lambda lines: [{"migrations": ["9999_other"]}, *lines[1:]], lambda lines: [],
    lambda lines: [lines[0], {"noun": "Elephant", "fields": []}, *lines[1:]],
])  # fmt: skip
def test_what_is_not_whole_is_not_taken_in_at_all(cast, spoil):
    lines = list(told())
    for noun in reversed(ALL):
        noun.delete().execute()
    with pytest.raises(Unfit):
        heard(iter(spoil(lines)))
    assert is_empty()


def rows():
    return {noun.__name__: list(noun.select().order_by(noun.id).tuples()) for noun in ALL}
