"""Static files under names that tell their content, compressed once, cached for ever."""

import base64
import hashlib
import json
import mimetypes
import re
import tempfile
from pathlib import Path

import brotli
from flask import current_app
from markupsafe import Markup
from whitenoise import WhiteNoise

from flu.web import modules, patterns

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
LAYERS = ("tokens", "reset", "base", "layout", "components/*", "utilities", "print")
LOOSE = re.compile(rb"/\*.*?\*/|\s+", re.S)  # comments and white space
KEPT = "lib/drain.js"  # what the worker needs, too, with all it imports
PARTS = re.compile(r"(css|js)/|vendor/.*\.js$|(icons|mark)\.svg$|service-worker\.js$")  # joined
TEXTS = (".css", ".js", ".svg", ".json")

mimetypes.add_type("text/javascript", ".js")


def init(app, data_dir):
    """Lay out the build in the data folder and serve it at /static/ before any view is asked."""
    names = build(STATIC, data_dir / "static")
    app.extensions["assets"] = names
    app.extensions["import_map"] = import_map(names)
    app.wsgi_app = WhiteNoise(
        app.wsgi_app,
        root=str(data_dir / "static"),
        prefix="static/",
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=_headers,
    )


def build(source, target):
    """Logical name → fingerprinted name, of all files."""
    target.mkdir(parents=True, exist_ok=True)
    return {name: _lay(name, content, target) for name, content in contents(source).items()}


def contents(source):
    """What is served, by logical name; each request less is a round less on slow 4G."""
    shared = modules.gathered(source / "js", KEPT, {})
    files = {
        "flu.css": stylesheet(source),
        "icons.svg": sprite(source),
        "vendor.js": b"\n".join(path.read_bytes() for path in sorted(source.glob("vendor/*.js"))),
        "js/app.js": modules.joined(source / "js", beside=shared).encode(),
        "js/kept.js": modules.shared(source / "js", KEPT).encode(),
        "js/lib/patterns.js": patterns.module(),
    }
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_file() and not PARTS.match(name):
            files[name] = path.read_bytes()
    return files


def stylesheet(source):
    """All CSS files as one, in the order of the layers."""
    order = b"@layer reset, base, layout, components, utilities, print;\n"
    parts = [p for layer in LAYERS for p in sorted((source / "css").glob(f"{layer}.css"))]
    return order + LOOSE.sub(_tight, b"\n".join(part.read_bytes() for part in parts))


def sheet():
    """The whole stylesheet as an element, for a file that is to need nothing else."""
    return Markup(f"<style>{stylesheet(STATIC).decode()}</style>")


def sprite(source):
    """Our mark among the icons of others."""
    mark = re.search(rb"<symbol.*</symbol>", (source / "mark.svg").read_bytes(), re.S)
    return (source / "icons.svg").read_bytes().replace(b"</svg>", mark[0] + b"</svg>")


def _tight(found):
    return b"" if found[0].startswith(b"/*") else b" "


def import_map(names):
    """Our scripts under stable names, so that imports meet fingerprinted files."""
    modules = {f"flu/{n[3:]}": f"/static/{h}" for n, h in names.items() if n.startswith("js/")}
    return json.dumps({"imports": modules}, separators=(",", ":"))


def import_map_hash(app):
    """The import map's own permission in the content security policy."""
    digest = hashlib.sha256(app.extensions["import_map"].encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def asset(name):
    """The address of a static file. Raises KeyError for one that does not exist."""
    return f"/static/{current_app.extensions['assets'][name]}"


def import_map_tag():
    script = current_app.extensions["import_map"]
    return Markup(f'<script type="importmap">{script}</script>')


def _lay(name, content, target):
    print_ = hashlib.sha256(content).hexdigest()[:12]
    path = Path(name)
    named = target / path.with_name(f"{path.stem}-{print_}{path.suffix}")
    if not named.exists():
        named.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in TEXTS:
            _write(named.with_name(named.name + ".br"), brotli.compress(content), target.parent)
        _write(named, content, target.parent)
    return str(named.relative_to(target))


def _write(path, content, drafts):
    """Whole or not at all, drafted where no server looks for files to serve."""
    with tempfile.NamedTemporaryFile(prefix="asset-", dir=drafts, delete=False) as draft:
        draft.write(content)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(path)


def _headers(headers, path, url):
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
