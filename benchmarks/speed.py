"""Each target in turn, round after round, the order turned every other one."""

import json
import statistics
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field

from uuid_utils.compat import uuid7

from benchmarks import report
from benchmarks.load import CONNECTIONS, Wire, cookie_of, letter, volley
from benchmarks.scenes import Scene, share
from benchmarks.servers import serving
from flu.db import connect, connection, migrate
from tests.cast import PASSWORD, Cast

SECRET = "a secret that guards nothing but a benchmark"
ORIGIN = {"Origin": "http://localhost"}


@dataclass
class Target:
    """What is asked of a server, the status it answers with, and what that cost so far."""

    server: object
    write: object
    status: int = 200
    costs: list = field(default_factory=list)
    rates: list = field(default_factory=list)
    waits: list = field(default_factory=list)
    count: int = 10 * CONNECTIONS

    def ask(self):
        before = self.server.cpu()
        seconds, waits = volley(self.server.port, self.write, self.count, self.status)
        self.costs.append((self.server.cpu() - before) / len(waits) * 1e6)
        self.rates.append(len(waits) / seconds)
        self.waits += waits

    def warm_up(self, seconds):
        """Ask once unmeasured; then know how many fill a round."""
        self.ask()
        self.count = max(self.count, int(self.rates[-1] * seconds))
        self.costs, self.rates, self.waits = [], [], []

    @property
    def cost(self):
        return statistics.median(self.costs)

    @property
    def rate(self):
        return statistics.median(self.rates)

    @property
    def wait(self):
        return statistics.median(self.waits)


def measure(engines, folder, rounds, seconds):
    """Start every target, ask them all in turn, print the tables."""
    print(
        f"\nServed by granian over loopback, one worker each; {CONNECTIONS} connections,"
        f" {rounds} rounds, medians.\nCPU µs: processor time of the server's processes"
        " a request, a database server's own not counted."
    )
    with ExitStack() as running:
        results = {}
        for engine, address in engines.items():
            results |= ours(running, engine, address, folder, beside=not results)
        for target in results.values():
            target.warm_up(seconds)
        for number in range(rounds):
            for target in list(results.values())[:: -1 if number % 2 else 1]:
                target.ask()
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
    report.speeds(results)
    report.goals(results)


def ours(running, engine, address, folder, *, beside):
    """FLU on this engine; `beside` it, the ceilings with the very same thread."""
    scene, quiet = fill(address)
    environ = {
        "FLU_DATABASE_URL": address, "FLU_DATA_DIR": str(folder / engine),
        "FLU_SECRET_KEY": SECRET, "FLU_BASE_URL": "http://localhost",
    }  # fmt: skip
    server = running.enter_context(serving("flu", **environ))
    cookie, at = cookie_of(server.port, scene.reader.email, PASSWORD), scene.addresses
    results = {}
    if beside:
        rows = json.dumps(scene_rows(scene), default=lambda moment: moment.isoformat())
        for name, more in {
            "hello": {},
            "bare": {"BENCH_ROWS": rows},
            "template": {"BENCH_THREAD": at["thread"], "BENCH_COOKIE": cookie},
        }.items():
            its = running.enter_context(serving(name, **environ, **more))
            path = at["thread"] if name == "template" else "/"
            results[name] = Target(its, always(letter("GET", path)))
    for name, path in at.items():
        results[f"{name} · {engine}"] = Target(server, always(letter("GET", path, Cookie=cookie)))
    results[f"304 · {engine}"] = unchanged(server, at["thread"], cookie)
    results[f"post · {engine}"] = posting(server, f"/reflections/{quiet.uid}/comments", cookie)
    return results


def fill(address):
    """A group with its feed, and a thread of its own for what is posted meanwhile."""
    connect(address)
    migrate()
    with connection():
        scene = Scene(Cast())
        return scene, share(scene.cast, by=scene.cast.ben)


def scene_rows(scene):
    with connection():
        return scene.rows()


def always(asked):
    return lambda: asked


def unchanged(server, path, cookie):
    """The page asked for again by somebody who holds it already."""
    _, head, _ = Wire(server.port).ask(letter("GET", path, Cookie=cookie))
    tags = [line for line in head.decode().split("\r\n") if line.lower().startswith("etag: ")]
    tag = tags[0].split(": ", 1)[1] if tags else '"none"'
    asked = letter("GET", path, Cookie=cookie, If_None_Match=tag)
    return Target(server, always(asked), status=Wire(server.port).ask(asked)[0])


def posting(server, path, cookie):
    """An answer that the thread's page sends by htmx, each born anew."""

    def write():
        form = {"uid": str(uuid7()), "kind": "hears", "body": "Jeg hører, at det var svært."}
        return letter("POST", path, form, Cookie=cookie, HX_Request="true", **ORIGIN)

    status, _, body = Wire(server.port).ask(write())
    if status not in (200, 303):
        raise RuntimeError(f"{path} answered {status}: {body[:300]!r}")
    return Target(server, write, status=status)
