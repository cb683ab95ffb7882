"""The service worker: the build's lists and our modules joined into one classic script, since no
import map reaches a worker."""

import hashlib
import json
import re

from flask import current_app

from flu.web.assets import STATIC

MODULES = ("store", "vault", "letters", "drain")
SHELLS = ("/offline", "/offline/capture", "/offline/outbox")
LINKS = re.compile(r"^import .*\n|^export (?=(?:async )?function|const)", re.M)
LATER = (
    "pictures/",
    "screenshots/",
    "icons/maskable",
    "icons/icon-512",
    "patterns",
)  # not worth a start's bytes


def script():
    """Its text; another build is another text, by which a browser knows it."""
    names = current_app.extensions["assets"]
    lists = {"STATIC": sorted(_taken_along(names)), "SHELLS": SHELLS}
    build = hashlib.sha256(json.dumps(lists).encode()).hexdigest()[:12]
    head = [f"const {name} = {json.dumps(value)}\n" for name, value in lists.items()]
    parts = [STATIC / "js" / "lib" / f"{module}.js" for module in MODULES]
    bodies = [LINKS.sub("", part.read_text()) for part in (*parts, STATIC / "service-worker.js")]
    return "".join([f'const BUILD = "{build}"\n', *head, *bodies])


def _taken_along(names):
    for name, built in names.items():
        if name.endswith((".css", ".js", ".svg", ".png")) and not any(n in name for n in LATER):
            yield f"/static/{built}"
