"""What does not depend on the machine: queries a page, bytes on the wire. Tests hold them too."""

import gzip

import brotli
from playhouse.test_utils import count_queries

from flu.web.assets import STATIC, stylesheet

KILO = 1024
QUERIES = {"now": 8, "feed": 8, "thread": 6}
FIRST_VIEW = 14 * KILO
SCRIPT = 25 * KILO
WORKER = "service-worker.js"  # loaded by no page


def queries(client, address):
    """How many questions this page asks the database, the sign-in's included."""
    with count_queries() as asked:
        answer = client.get(address)
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return asked.count


def first_view(client, address="/now"):
    """The page and its stylesheet as they travel: brotli as served, and gzip 6 for old proxies."""
    page, sheet = client.get(address).data, stylesheet(STATIC)
    return {
        "brotli": len(brotli.compress(page, quality=5)) + len(brotli.compress(sheet, quality=11)),
        "gzip": len(gzip.compress(page, 6)) + len(gzip.compress(sheet, 6)),
    }


def scripts():
    """All JavaScript a page may come to load, compressed file by file."""
    files = [path.read_bytes() for path in STATIC.rglob("*.js") if path.name != WORKER]
    return {
        "brotli": sum(len(brotli.compress(file, quality=11)) for file in files),
        "gzip": sum(len(gzip.compress(file, 6)) for file in files),
    }
