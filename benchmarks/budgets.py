"""What does not depend on the machine: queries a page, bytes on the wire. Tests hold them too."""

import gzip

import brotli
from playhouse.test_utils import count_queries

from flu.web.assets import STATIC, contents, stylesheet

KILO = 1024
QUERIES = {"now": 8, "feed": 9, "thread": 6}  # the feed with the next meeting
FIRST_VIEW = 14 * KILO
SCRIPT = 30 * KILO
LATER = "js/lib/patterns.js"  # no page loads it: who writes asks, and the worker takes it along


def queries(client, address):
    """How many questions this page asks the database, the sign-in's included."""
    with count_queries() as asked:
        answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return asked.count


def first_view(client, address="/now"):
    """The page and its stylesheet as they travel: brotli 5 for the page, as proxies do it."""
    page, sheet = compressed(client.get(address).data, quality=5), compressed(stylesheet(STATIC))
    return {way: page[way] + sheet[way] for way in page}


def scripts(client):
    """All JavaScript, each file by itself: what pages load, the worker, what a page may ask for."""
    files = {name: file for name, file in contents(STATIC).items() if name.endswith(".js")}
    later = files.pop(LATER)
    return {
        "page": summed(files.values()),
        "worker": summed([client.get("/service-worker.js").data]),
        "later": summed([later]),
    }


def summed(files):
    sizes = [compressed(file) for file in files]
    return {way: sum(size[way] for size in sizes) for way in ("brotli", "gzip")}


def compressed(content, quality=11):
    """Its bytes by brotli, and by gzip 6 for old proxies."""
    return {
        "brotli": len(brotli.compress(content, quality=quality)),
        "gzip": len(gzip.compress(content, 6)),
    }
