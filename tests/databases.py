"""Databases as new for each test, empty or with the cast in them, each built once and copied."""

import pickle
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager

from flu import clock, seal
from flu.db import connect, database, migrate
from tests import postgres
from tests.cast import Cast

SECRET = "a secret that guards nothing but the tests"


class Files:
    """SQLite: a template without anybody, and one with the cast for each moment it was built at."""

    def __init__(self, folder):
        self.folder, self.empty, self.casts = folder, folder / "empty.db", {}
        connect(f"sqlite:///{self.empty}")
        migrate()
        self._close(self.empty)

    @contextmanager
    def lend(self, *, peopled):
        """The address of a file as new, gone after the block, and the cast in it or None."""
        template, cast = self._peopled() if peopled else (self.empty, None)
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield f"sqlite:///{shutil.copy(template, folder)}", cast

    def _peopled(self):
        if clock.now() not in self.casts:
            path = self.folder / f"cast-{len(self.casts)}.db"
            shutil.copy(self.empty, path)
            self.casts[clock.now()] = path, gathered(f"sqlite:///{path}")
            self._close(path)
        return self.casts[clock.now()]

    def _close(self, path):
        database.close_all()
        with closing(sqlite3.connect(path)) as link:
            link.execute("pragma wal_checkpoint(truncate)")


class Server:
    """Postgres: one database a worker, emptied and filled again from shadows of its tables."""

    def __init__(self, url):
        self.url, self.casts = url, {}
        connect(url)
        migrate()
        database.close_all()

    @contextmanager
    def lend(self, *, peopled):
        """The address of the database as new, and the cast in it or None."""
        schema, cast = self._peopled() if peopled else ("nobody", None)
        postgres.empty(self.url, fill_from=schema)
        yield self.url, cast

    def _peopled(self):
        if clock.now() not in self.casts:
            schema = f"cast_{len(self.casts)}"
            postgres.empty(self.url)
            cast = gathered(self.url)
            database.close_all()
            postgres.shadow(self.url, schema)
            self.casts[clock.now()] = schema, cast
        return self.casts[clock.now()]


def gathered(address):
    """The cast, built there by its own verbs and pickled, to be met anew by every test."""
    connect(address)
    seal.use(SECRET)
    with database:
        return pickle.dumps(Cast())
