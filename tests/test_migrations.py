"""Migrations: each goes down again and up once more, on both engines."""

from playhouse.migrations import Runner

from flu.db import MIGRATIONS, database
from flu.models import ALL

FIRST = "0002_reading_seat"


def test_what_was_brought_up_goes_down_and_up_again(db):
    runner = Runner(db.obj, str(MIGRATIONS))
    later = [m.name for m in runner.status() if m.name > FIRST]
    with database.atomic() as everything:
        assert sorted(runner.down(later[0])) == later
        assert runner.up() == later
        assert all(noun.select().count() == 0 for noun in ALL)
        everything.rollback()
