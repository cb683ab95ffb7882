"""`python -m benchmarks`: queries and sizes against their budgets, then speed as ratios.

The clock never fails a run, since machines differ; a broken budget does (exit 1).
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import budgets, report, speed
from benchmarks.scenes import Scene, answer, share
from flu import create_app
from flu.config import Settings
from flu.db import connect, connection, migrate
from tests import postgres
from tests.cast import Cast, sign_in


def main():
    wish = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wish.add_argument("--rounds", type=int, default=5, help="how often each is asked, in turn")
    wish.add_argument("--seconds", type=float, default=0.7, help="how long a round asks one")
    wish.add_argument("--budgets", action="store_true", help="only queries and sizes, no clock")
    wish = wish.parse_args()
    with tempfile.TemporaryDirectory(prefix="flu-bench-") as folder, postgres.server() as server:
        kept = weigh(Path(folder))
        if not wish.budgets:
            engines = {
                "sqlite": f"sqlite:///{folder}/speed.db",
                "postgres": postgres.create(server, "flu_bench"),
            }
            speed.measure(engines, Path(folder), wish.rounds, wish.seconds)
    sys.exit(not kept)


def weigh(folder):
    """Queries for one thing and for 200, bytes of the first view; True if all are kept."""
    scene = fill(f"sqlite:///{folder}/budgets.db", posts=1, answers=1)
    client = application(folder).test_client()
    with connection():
        sign_in(client, scene.reader)
    few = {name: budgets.queries(client, at) for name, at in scene.addresses.items()}
    first = budgets.first_view(client)
    with connection():
        answer(scene.thread, by=scene.cast.ben, times=199)
        for _ in range(199):
            share(scene.cast)
    many = {name: budgets.queries(client, at) for name, at in scene.addresses.items()}
    return report.weights(few, many, first, budgets.first_view(client), budgets.scripts(client))


def fill(address, **wishes):
    """A new database with a group in it."""
    connect(address)
    migrate()
    with connection():
        return Scene(Cast(), **wishes)


def application(folder):
    return create_app(
        Settings(
            database_url=f"sqlite:///{folder}/budgets.db",
            secret_key="a secret that guards nothing but a benchmark",
            base_url="http://localhost",
            data_dir=folder,
        )
    )


if __name__ == "__main__":
    main()
