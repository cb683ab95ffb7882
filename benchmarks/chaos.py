"""`python -m benchmarks.chaos`: 200 writes in a storm and 50 kills, on a phone, on both engines.

A lost or doubled letter fails the run (exit 1).
"""

import argparse
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.report import mark, table
from flu import clock
from tests import browser as phones
from tests import faults, postgres
from tests.offline.phone import COUNT, Phone
from tests.offline.storm import WHO, Storm, killed_after_saving


def main():
    wish = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    wish.add_argument("--writes", type=int, default=200)
    wish.add_argument("--kills", type=int, default=50)
    wish.add_argument("--seed", type=int, default=int(time.time()))
    wish.add_argument("--engine", choices=("sqlite", "postgres"), help="one of them only")
    wish = wish.parse_args()
    print(f"seed {wish.seed}", flush=True)
    rows = []
    with tempfile.TemporaryDirectory(prefix="flu-chaos-") as home, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=phones.executable(), args=phones.ARGUMENTS, headless=True
        )
        for engine in [wish.engine] if wish.engine else ["sqlite", "postgres"]:
            with serving(engine, Path(home)) as server:
                rows += [storm(browser, server, engine, wish), kills(browser, server, engine, wish)]
    table(("chaos", "what became of it", "seconds", ""), rows)
    sys.exit(any(row[-1] != "kept" for row in rows))


@contextmanager
def serving(engine, home):
    folder = home / engine
    folder.mkdir()
    if engine == "sqlite":
        database = faults.fill(folder, f"sqlite:///{folder}/filled.db")
        with faults.serving(database, folder) as server:
            yield server
        return
    with postgres.server() as engine_server:
        database = faults.fill(folder, postgres.create(engine_server, "flu_chaos"))
        with faults.serving(database, folder) as server:
            yield server


@contextmanager
def phone(browser, server, who):
    page = phones.pick_up(browser, server.url)
    page.context.add_init_script(COUNT)
    yield Phone(page, server, who).sign_in()
    page.context.close()


def storm(browser, server, engine, wish):
    began = time.monotonic()
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    with phone(browser, server, WHO) as held:
        account = Storm(held, server, wish.seed, tomorrow).run(wish.writes)
    server.clear()
    for word, marks in (("lost", account.lost), ("doubled", account.doubled)):
        for one in marks:
            print(f"{engine}: {word}: {one}", file=sys.stderr)
    return f"storm · {engine}", str(account), since(began), mark(account.is_whole)


def kills(browser, server, engine, wish):
    began = time.monotonic()
    with phone(browser, server, "p01") as held:
        times = killed_after_saving(held, server, wish.kills)
    told = f"{len(times)} kills after saving, {times.count(1)} written once"
    return f"kills · {engine}", told, since(began), mark(times == [1] * wish.kills)


def since(began):
    return f"{time.monotonic() - began:.0f}"


if __name__ == "__main__":
    main()
