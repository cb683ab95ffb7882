"""What a test asks of its database, so that Postgres runs each test that asks it something new.

A test on SQLite leaves its statements here: their text, the types of their values, and the error
where one answered. Its twin on Postgres runs unless the twins before it in the same file have
already sent every one of them; so no statement passes on SQLite alone, whatever the order.
"""

import re
from collections import defaultdict
from functools import cache
from itertools import groupby

import peewee

SAME = "its file has sent each statement of this test to Postgres already"
LIST = re.compile(r"\(\s*[?](?:\s*,\s*[?])*\s*\)(?:\s*,\s*\(\s*[?](?:\s*,\s*[?])*\s*\))*")


class Ledger:
    """The statements of each test on SQLite, and those of each file that Postgres has answered."""

    def __init__(self):
        self.sent, self.met = {}, defaultdict(set)
        self._now = set()

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
                ledger._now.add((shape(sql), kinds(params), error))

        peewee.Database.execute_sql = heard

    def begin(self):
        self._now = set()

    def keep(self, test):
        """The test on SQLite is over: these were its statements."""
        self.sent[test] = frozenset(self._now)

    def is_new(self, test):
        """Does Postgres learn anything from this test's twin?"""
        return test not in self.sent or not self.sent[test] <= self.met[file_of(test)]

    def meet(self, test):
        """The twin has passed on Postgres."""
        self.met[file_of(test)] |= self.sent.get(test, frozenset())

    def unmet(self):
        """(file, statement) that SQLite answered and Postgres was never asked."""
        answered = set().union(*self.met.values())
        return sorted({
            (file_of(test), sql)
            for test, statements in self.sent.items()
            for sql, *_ in statements - answered
        })  # fmt: skip


@cache
def shape(sql):
    """The statement, with every list of values as long as the next."""
    return LIST.sub("(?)", sql)


def kinds(params):
    return tuple(kind for kind, _ in groupby(type(value).__name__ for value in params or ()))


def file_of(test):
    return test.partition("::")[0]
