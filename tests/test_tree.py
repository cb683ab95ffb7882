"""What stands in the tree is ours, the same everywhere, and safe under the strict policy."""

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"

HOSTS = re.compile(r"https?://\S*/simple\b|//(registry|files)\.[\w.-]+")
ADDRESS = re.compile(r"""(?:https?:)?//[\w-]+(?:\.[\w-]+)+""")
NAMESPACE = "http://www.w3.org"
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script without a file": re.compile(r"<script\b(?![^>]*\ssrc=)", re.I),
    "an event handler": re.compile(r"""\son[a-z]+\s*=\s*["'{]""", re.I),
    "hx-on": re.compile(r"\s(data-)?hx-on\b", re.I),
    "js: in an attribute": re.compile(r"""=\s*["']\s*(js|javascript):""", re.I),
    "a trigger filter": re.compile(r"""hx-trigger\S*\s*=\s*(["'])[^"']*\[""", re.I),
}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def text(path):
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


def place(path):
    return path.relative_to(ROOT).as_posix()


def test_no_file_names_a_package_host_or_this_machine():
    here = "|".join(re.escape(str(path)) for path in (ROOT, Path.home()) if len(path.parts) > 1)
    machine = re.compile(rf"(?<![\w.-])({here})(?![\w.-])")
    named = [
        f"{place(path)}: {found[0]}"
        for path in tracked()
        for pattern in (HOSTS, machine)
        if (found := pattern.search(text(path)))
    ]
    assert ROOT / "README.md" in tracked() and machine.search(f"in {ROOT}/flu")
    assert named == []


def test_what_we_got_from_others_is_what_we_wrote_down():
    entries = json.loads((VENDOR / "vendor.json").read_text())
    for entry in entries:
        digest = hashlib.sha384((STATIC / entry["file"]).read_bytes()).digest()
        assert base64.b64encode(digest).decode() == entry["sha384"], entry["file"]
    written = {STATIC / entry["file"] for entry in entries}
    others = {VENDOR / "vendor.json", VENDOR / "LICENSES.txt"}
    assert set(VENDOR.iterdir()) - others <= written


def test_what_we_got_from_others_is_what_the_lock_says():
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for entry in json.loads((VENDOR / "vendor.json").read_text()):
        assert lock[f"node_modules/{entry['name']}"]["version"] == entry["version"]
    assert not [name for name, package in lock.items() if "resolved" in package]


def test_every_icon_stands_once_in_the_sprite():
    ids = re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text())
    assert len(ids) == len(set(ids)) > 0


def test_no_template_breaks_the_policy():
    pages = sorted((ROOT / "templates").rglob("*.html"))
    assert ROOT / "templates/layouts/app.html" in pages
    broken = [
        f"{place(path)}: {name}"
        for path in pages
        for name, pattern in FORBIDDEN.items()
        if pattern.search(markup(path))
    ]
    assert broken == []


def test_nothing_is_fetched_from_a_stranger():
    pages = [*(ROOT / "templates").rglob("*.html"), *STATIC.rglob("*.*")]
    ours = [path for path in pages if path.name != "LICENSES.txt"]
    fetched = [
        f"{place(path)}: {found}"
        for path in sorted(ours)
        for found in ADDRESS.findall(without_links(text(path)))
        if found != NAMESPACE
    ]
    assert ROOT / "templates/layouts/app.html" in ours and ADDRESS.search("//a.example/b.js")
    assert fetched == []


def markup(path):
    """A template without what only Jinja sees."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(), flags=re.S)


def without_links(page):
    """A link is followed by a person, not fetched by the page."""
    return re.sub(r"<a\b[^>]*>", "", page)
