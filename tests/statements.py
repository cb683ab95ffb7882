"""What each test asks of its database, so that Postgres runs every test that asks something new.

The run on SQLite writes down each test's statements: their text, the kinds of their values, and
the error where one was answered. The run on Postgres that follows takes the fewest twins that
send all of them, and stops where one could not be sent. So no statement passes on SQLite alone,
and which tests run hangs neither on order nor on chance. Tests that send nothing run on both.
"""

import hashlib
import json
import os
import re
from functools import cache
from itertools import groupby
from pathlib import Path

import peewee
import pytest

SETTING_UP = 20  # statements that take as long as a test's beginning and end
SAVEPOINT = re.compile(r"(?<=SAVEPOINT )\S+")
LISTS = re.compile(r"\(\s*[?](\s*,\s*[?])*\s*\)(\s*,\s*\(\s*[?](\s*,\s*[?])*\s*\))*")


def pytest_addoption(parser):
    parser.addoption(
        "--statements",
        metavar="FOLDER",
        help="on SQLite: write there what each test asks of its database; "
        "on Postgres: run what asks all of that, instead of everything",
    )


def pytest_configure(config):
    config.stash[LEDGER] = Ledger()
    config.stash[LEDGER].listen()


def pytest_collection_modifyitems(config, items):
    folder = config.getoption("statements")
    if not folder or config.getoption("engine") != "postgres":
        return
    tests, texts, costs = read(folder)
    twins = {
        item.nodeid.replace("[postgres", "[sqlite"): item
        for item in items
        if "[postgres" in item.nodeid
    }
    chosen, missed = cover(tests, set(twins), costs)
    if missed:
        told = "\n".join(sorted({texts[one] for one in missed}))
        raise pytest.UsageError(f"SQLite was asked this, and no test asks it of Postgres:\n{told}")
    kept = [item for twin, item in twins.items() if twin in chosen or twin not in tests]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_sessionfinish(session):
    config = session.config
    if config.getoption("statements") and config.getoption("engine") == "sqlite":
        config.stash[LEDGER].write(config.getoption("statements"))


class Ledger:
    """The statements of this process's tests, by test; `texts` has each in full."""

    def __init__(self):
        self.tests, self.texts, self.costs = {}, {}, {}
        self.begin()

    def listen(self):
        """From here on every statement is written down."""
        send, ledger = peewee.Database.execute_sql, self

        def heard(database, sql, params=None):
            error = None
            try:
                return send(database, sql, params)
            except Exception as met:
                error = type(met).__name__
                raise
            finally:
                ledger._now.add((sql, kinds(params), error))
                ledger._sent += 1

        peewee.Database.execute_sql = heard

    def begin(self):
        self._now, self._sent = set(), 0

    def keep(self, test):
        """The test is over: these were its statements."""
        known = {digest(*statement): statement[0] for statement in self._now}
        self.texts |= known
        self.tests[test], self.costs[test] = sorted(known), self._sent

    def write(self, folder):
        Path(folder).mkdir(parents=True, exist_ok=True)
        told = {"tests": self.tests, "texts": self.texts, "costs": self.costs}
        (Path(folder) / f"{os.getpid()}.json").write_text(json.dumps(told))


def read(folder):
    """All that the run on SQLite wrote: test → its statements, their texts, test → how many."""
    tests, texts, costs = {}, {}, {}
    for path in sorted(Path(folder).glob("*.json")):
        told = json.loads(path.read_text())
        tests |= {test: set(statements) for test, statements in told["tests"].items()}
        texts |= told["texts"]
        costs |= told["costs"]
    return tests, texts, costs


def cover(tests, twins, costs):
    """Of these tests the few that together send every statement; and what none of them sends.

    `twins` are the tests that can be chosen, `costs` how many statements each sends in all: those
    come first that send much that is new for what they cost.
    """
    chosen, left = set(), set().union(*tests.values())
    new = {test: set(tests[test]) for test in sorted(tests.keys() & twins)}
    while new:
        best = max(new, key=lambda test: len(new[test]) / (SETTING_UP + costs[test]))
        sent = new.pop(best)
        if sent:
            chosen.add(best)
            left -= sent
        new = {test: rest for test, statements in new.items() if (rest := statements - sent)}
    return chosen, left


LEDGER = pytest.StashKey[Ledger]()


@pytest.fixture(scope="session")
def ledger(pytestconfig):
    """Where the statements of this process's tests are written down."""
    return pytestconfig.stash[LEDGER]


@cache
def digest(sql, values, error):
    said = repr((SAVEPOINT.sub("", LISTS.sub("(?)", sql)), values, error))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def kinds(params):
    """What kinds of values a statement carries, runs of one kind as one."""
    return tuple(kind for kind, _ in groupby(type(value).__name__ for value in params or ()))
