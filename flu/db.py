"""The database: one connection per request, short transactions, migrations under a lock."""

import fcntl
import zlib
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from urllib.parse import urlsplit

import peewee
from playhouse import db_url
from playhouse.migrations import Runner
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase
from uuid_utils.compat import uuid7

from flu import clock
from flu.sql import Context

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
MIGRATION_LOCK = 0x464C55  # "FLU"

database = peewee.DatabaseProxy()


def connect(url):
    """Bind every model to this address. SQLite survives a power cut (WAL, FULL), see safety.md."""
    pool = {"max_connections": 80, "stale_timeout": 300, "timeout": 10, "autoconnect": False}
    if urlsplit(url).scheme == "sqlite":
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        chosen = PooledSqliteDatabase(
            str(path),
            check_same_thread=False,
            lock_type="IMMEDIATE",
            pragmas={
                "journal_mode": "wal",
                "synchronous": "full",
                "busy_timeout": 5000,
                "foreign_keys": 1,
                "cache_size": -16000,
                "mmap_size": 256 * 2**20,
                "temp_store": "memory",
            },
            **pool,
        )
    else:
        address = db_url.parse(url)
        chosen = PooledPostgresqlDatabase(
            address.pop("database"), prefer_psycopg3=True, **address, **pool
        )
    chosen.context_class = Context
    database.initialize(chosen)
    return chosen


def engine():
    """`sqlite` or `postgres`."""
    return "sqlite" if isinstance(database.obj, peewee.SqliteDatabase) else "postgres"


@contextmanager
def transaction():
    """All of it or nothing; on SQLite it queues for the pen before it reads (IMMEDIATE)."""
    with database.atomic():
        yield


def queue(*key):
    """Until the end of this transaction, nobody else passes here with the same key."""
    if engine() == "postgres":
        number = zlib.crc32(repr(key).encode()) - 2**31
        database.execute_sql("select pg_advisory_xact_lock(%s, %s)", (MIGRATION_LOCK, number))


@contextmanager
def connection():
    """A connection for work outside a request; leaves an open one as it was."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


def migrate():
    """Bring the schema up; of several processes one applies, the others wait. Names applied."""
    with connection(), _migration_lock():
        return Runner(database.obj, str(MIGRATIONS)).up()


def applied():
    """Names of the migrations that made this schema, in their order."""
    with connection():
        return [m.name for m in Runner(database.obj, str(MIGRATIONS)).status() if m.applied]


def pending():
    """Names of the migrations not yet applied."""
    with connection():
        return [m.name for m in Runner(database.obj, str(MIGRATIONS)).status() if not m.applied]


@contextmanager
def _migration_lock():
    if engine() == "postgres":
        database.execute_sql("select pg_advisory_lock(%s)", (MIGRATION_LOCK,))
        try:
            yield
        finally:
            database.execute_sql("select pg_advisory_unlock(%s)", (MIGRATION_LOCK,))
        return
    with open(f"{database.obj.database}.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class UTCDateTimeField(peewee.DateTimeField):
    """An aware moment; kept as naive UTC so that both engines compare alike."""

    def db_value(self, value):
        if value is None or not hasattr(value, "tzinfo"):
            return value
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return super().db_value(value.astimezone(UTC).replace(tzinfo=None))

    def python_value(self, value):
        value = super().python_value(value)
        return value.replace(tzinfo=UTC) if hasattr(value, "tzinfo") else value


class Model(peewee.Model):
    """A row with an inner key, which tells the order of arrival and never leaves the house."""

    id = peewee.AutoField()

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def find(cls, uid, viewer):
        """The one with this address that the viewer may see. Raises DoesNotExist (404)."""
        return cls.visible_to(viewer).where(cls.uid == uid).get()


class Born(Model):
    """A row with an address: the UUIDv7 it was born with, often on somebody's phone."""

    uid = peewee.UUIDField(unique=True, default=uuid7)
    created_at = UTCDateTimeField(default=clock.now)
