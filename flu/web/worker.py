"""The service worker: the build's lists, what it shares with the pages, and its own script."""

import hashlib
import json

from flask import current_app

from flu.web.assets import STATIC
from flu.web.modules import linked

SHELLS = ("/offline", "/offline/capture", "/offline/outbox")
ALONG = (".css", ".js", ".svg", ".png")
LATER = (
    "screenshots/",
    "icons/maskable",
    "icons/icon-512",
    "icons/shortcut",
)  # not worth the bytes of a start


def script():
    """Its text; another build is another text, by which a browser knows it."""
    names = current_app.extensions["assets"]
    lists = {"STATIC": sorted(_taken_along(names)), "SHELLS": SHELLS}
    build = hashlib.sha256(json.dumps(lists).encode()).hexdigest()[:12]
    head = [f"const {name} = {json.dumps(value)}\n" for name, value in lists.items()]
    shared = f'importScripts("/static/{names["js/kept.js"]}")\n'
    own = linked((STATIC / "service-worker.js").read_text())
    return "".join([shared, f'const BUILD = "{build}"\n', *head, own])


def _taken_along(names):
    for name, built in names.items():
        if name.endswith(ALONG) and not any(part in name for part in LATER):
            yield f"/static/{built}"
