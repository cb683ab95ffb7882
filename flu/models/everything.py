"""Every row of every noun: out in one moment, in again into an empty house, and whether all holds.

Values travel as JSON knows them, so that what came from SQLite fits into Postgres.
"""

from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

from peewee import DateField, DateTimeField, ForeignKeyField, IntegrityError, fn

from flu.db import applied, connection, database, engine, pending, transaction
from flu.models import ALL
from flu.models.event import Event

BATCH = 200


class Unfit(Exception):
    """This copy cannot be taken in; the words say why."""


@contextmanager
def one_moment():
    """Whatever is written meanwhile is not seen, and nobody who writes has to wait."""
    if engine() == "sqlite":
        with connection(), database.atomic("DEFERRED"):
            yield
        return
    with connection(), database.atomic():
        database.execute_sql("set transaction isolation level repeatable read, read only")
        yield


def told():
    """The header, then each noun's fields and rows, then how many rows there were."""
    with one_moment():
        yield {"migrations": applied()}
        count = 0
        for noun in ALL:
            yield {"noun": noun.__name__, "fields": [field.name for field in _fields(noun)]}
            for row in noun.select().order_by(noun.id).tuples().iterator():
                count += 1
                yield [_plain(value) for value in row]
        yield {"rows": count}


def heard(lines):
    """Take in what `told` told: all of it or nothing. Raises Unfit. How many rows."""
    try:
        with connection(), transaction():
            _refuse_unless_fit(next(lines, None))
            count = _take_in(lines)
            _set_counters()
    except IntegrityError:
        raise Unfit("its rows do not fit each other") from None
    return count


def is_empty():
    return not any(noun.select().exists() for noun in ALL)


def faults():
    """What does not hold: the schema, what rows point at, the ledger's chain."""
    with connection():
        yield from (f"migration {name} has not been applied" for name in pending())
        if pending():
            return
        if engine() == "sqlite":
            told = [row for (row,) in database.execute_sql("pragma integrity_check")]
            yield from (f"the file is damaged: {row}" for row in told if row != "ok")
        for noun in ALL:
            yield from _orphans(noun)
        broken = Event.first_fault()
        if broken is not None:
            yield f"the ledger was changed: line {broken} does not follow from the one before"


def _refuse_unless_fit(header):
    if not is_empty():
        raise Unfit("there is something in this database already")
    if not isinstance(header, dict) or header.get("migrations") != applied():
        raise Unfit("it was made by another version; install that one, restore, then update")


def _take_in(lines):
    noun, later, count, batch = None, [], 0, []
    for line in lines:
        if isinstance(line, list):
            batch.append(line)
            count += 1
        if batch and (isinstance(line, dict) or len(batch) == BATCH):
            _insert(noun, batch, later)
            batch = []
        if isinstance(line, dict) and "noun" in line:
            noun = _known(line)
        elif isinstance(line, dict):
            _point_back(later)
            return _whole(count, line)
    raise Unfit("it ends in the middle")


def _known(line):
    noun = next((noun for noun in ALL if noun.__name__ == line["noun"]), None)
    if noun is None or [field.name for field in _fields(noun)] != line["fields"]:
        raise Unfit(f"it holds another kind of {line['noun']}")
    return noun


def _whole(count, line):
    if count != line["rows"]:
        raise Unfit(f"it holds {count} rows and says {line['rows']}")
    return count


def _insert(noun, rows, later):
    """What points at rows that come later is pointed there when all are in."""
    fields = _fields(noun)
    ahead = {at: field for at, field in enumerate(fields) if _points_ahead(noun, field)}
    ready = []
    for row in rows:
        values = [_full(field, value) for field, value in zip(fields, row, strict=True)]
        for at, field in ahead.items():
            if values[at] is not None:
                later.append((noun, field, values[0], values[at]))
                values[at] = None
        ready.append(values)
    noun.insert_many(ready, fields=fields).execute()


def _point_back(later):
    for noun, field, key, value in later:
        noun.update({field: value}).where(noun.id == key).execute()


def _points_ahead(noun, field):
    if not isinstance(field, ForeignKeyField):
        return False
    return ALL.index(field.rel_model) >= ALL.index(noun)


def _set_counters():
    """Postgres counts on from where the copy ended."""
    if engine() != "postgres":
        return
    for noun in ALL:
        last, table = noun.select(fn.MAX(noun.id)).scalar(), noun._meta.table_name
        if last:
            counter = "select setval(pg_get_serial_sequence(%s, 'id'), %s)"
            database.execute_sql(counter, (f'"{table}"', last))


def _orphans(noun):
    for field in noun._meta.sorted_fields:
        if isinstance(field, ForeignKeyField):
            There = field.rel_model.alias()
            found = There.select(There.id).where(There.id == field)
            lost = noun.select().where(field.is_null(False), ~fn.EXISTS(found)).count()
            if lost:
                yield f"{lost} of {noun.__name__} point at a {field.name} that is gone"


def _fields(noun):
    return noun._meta.sorted_fields


def _plain(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _full(field, value):
    if value is None:
        return None
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(field, DateField) else value
