"""A server that may be killed, frozen, cut off and lied for, and is found at its address again."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from flu.jobs.parent import die_with_parent
from tests import twins
from tests.live import ROOT, Live
from tests.weather import FAIR, read

PORTS = range(20_000, 30_000)  # where no system looks for a passing port, and Chromium may call
END_SESSIONS = """
update sign_in set ended_at = current_timestamp where ended_at is null
and user_id = (select id from "user" where email = ?)
"""


class Server(Live):
    """One address for as long as the test lasts, whatever becomes of the process behind it."""

    def __init__(self, folder, database):
        super().__init__(folder)
        self.database = database
        self.port = quiet_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.stable = self.pid = None
        self.home = ROOT

    @property
    def environ(self):
        return super().environ | {"FLU_DATABASE_URL": self.database}

    def start(self):
        """On the same port and the same database; one that lives is left alone."""
        if self.is_alive:
            return
        if self.stable is None:
            self.stable = self._stable()
        self.stable.stdin.write("\n")
        self.stable.stdin.flush()
        told = self.stable.stdout.readline()
        if not told:
            raise RuntimeError(f"No app:\n{read(self.folder / 'server.log')}")
        self.pid = int(told)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.wait_until_dead()

    def wait_until_dead(self, seconds=10):
        """For one that goes by itself. Raises TimeoutError if it does not."""
        end = time.monotonic() + seconds
        while self.is_alive:
            if time.monotonic() > end:
                raise TimeoutError("It lives.")
            time.sleep(0.01)

    def freeze(self):
        """Connections are taken and nobody answers: the net of a lift."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self):
        os.kill(self.pid, signal.SIGCONT)

    def leave(self):
        """For good."""
        if self.is_alive:
            self.kill()
        if self.stable is not None:
            self.stable.communicate(timeout=10)
            self.stable = None

    @property
    def is_alive(self):
        try:
            os.kill(self.pid, 0)
        except (ProcessLookupError, TypeError):
            return False
        return True

    def _stable(self):
        """The process in which the app stands saddled, so that a start takes no second."""
        command = [sys.executable, "-m", "tests.weather", str(self.port), str(self.folder)]
        with open(self.folder / "server.log", "a") as log:
            return subprocess.Popen(
                command, cwd=self.home, env=self.environ, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=log, text=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509
            )  # fmt: skip

    def arm(self, fault, times=1):
        """The next `times` keyed writes meet this fault."""
        self._order(script=[fault] * times)

    def arm_at_random(self, odds, seed, writes=2000):
        """Each keyed write meets a fault with its odds, in an order the seed decides."""
        faults, weights = [*odds, FAIR], [*odds.values(), 1 - sum(odds.values())]
        self._order(script=random.Random(seed).choices(faults, weights, k=writes))

    def weather(self, fault=FAIR):
        """Every request meets this fault from now on; without a name, none."""
        self._order(weather=[fault])

    def clear(self):
        """All is well again, and what was asked is forgotten."""
        self._order(script=[], weather=[], asked=[])

    @property
    def asked(self):
        """The keyed writes that came, in order, each with its fault and what the app said."""
        return [json.loads(line) for line in read(self.folder / "asked").splitlines()]

    def rows(self, sql, *values):
        """What the database answers, as dicts; `?` stands for a value."""
        return twins.query(self.database, sql, *values)

    def places_of(self, words):
        """`table.column` for each time these words stand in the database."""
        return [
            f"{table}.{column}"
            for table, row in twins.everything(self.database)
            for column, value in row.items()
            if isinstance(value, str) and words in value
        ]

    def dump(self):
        """All the words in the database, a string for each row."""
        return [
            " ".join(value for value in row.values() if isinstance(value, str))
            for _, row in twins.everything(self.database)
        ]

    def end_sessions_of(self, who):
        """As after twelve idle hours: no cookie of theirs opens anything any more."""
        self.rows(END_SESSIONS, f"{who}@fjordslette.example")

    def _order(self, **files):
        """Each at once, so that the server never reads half an order."""
        if "script" in files:
            (self.folder / "played").unlink(missing_ok=True)
        for name, lines in files.items():
            fresh = self.folder / f"{name}.new"
            fresh.write_text("".join(f"{line}\n" for line in lines))
            fresh.replace(self.folder / name)


def fill(folder, database):
    """The demo in this database, once; every server starts from a copy."""
    owner = Server(folder, database)
    owner.flu("migrate")
    owner.flu("demo")
    return database


@contextmanager
def serving(database, folder, settled=None):
    """A Server on a copy of this database; `settled` holds static files that were laid out."""
    if settled is not None and (settled / "static").is_dir():
        shutil.copytree(settled / "static", folder / "static", dirs_exist_ok=True)
    server = Server(folder, twins.copied(database, folder))
    try:
        server.start()
        yield server
    finally:
        server.leave()
        twins.drop(server.database)


def quiet_port():
    """One that is free, and that no other program is given by chance while we are away."""
    for port in random.SystemRandom().sample(PORTS, 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("Fifty ports, and somebody at each.")
