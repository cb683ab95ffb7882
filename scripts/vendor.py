"""Copies what the browser gets from others into static/, pinned by package-lock.json.

Run after a change of package.json or of the icons below; its outputs are committed, so
neither a phone nor a server ever needs Node.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"

# package, file inside it, name here (VERSION is filled in)
FILES = [
    ("htmx.org", "dist/htmx.min.js", "htmx-VERSION.min.js"),
    ("htmx.org", "dist/ext/hx-preload.min.js", "hx-preload-VERSION.min.js"),
]

# our word, Lucide's word
ICONS = {
    "now": "sun",
    "group": "users-round",
    "plus": "plus",
    "way": "route",
    "me": "user-round",
    "eye": "eye",
    "eye-off": "eye-off",
    "lock": "lock",
    "lock-open": "lock-open",
    "flag": "flag",
    "pause": "pause",
    "play": "play",
    "check": "check",
    "x": "x",
    "chevron-right": "chevron-right",
    "chevron-left": "chevron-left",
    "chevron-down": "chevron-down",
    "chevron-up": "chevron-up",
    "arrow-left": "arrow-left",
    "arrow-right": "arrow-right",
    "link": "link",
    "share": "share-2",
    "share-up": "share",
    "plus-square": "square-plus",
    "pencil": "pencil",
    "trash": "trash-2",
    "clock": "clock",
    "calendar": "calendar",
    "message": "message-circle",
    "question": "circle-question-mark",
    "sparkles": "sparkles",
    "leaf": "sprout",
    "repeat": "repeat",
    "hand": "hand-helping",
    "target": "target",
    "shield": "shield",
    "info": "info",
    "alert": "triangle-alert",
    "log-out": "log-out",
    "smartphone": "smartphone",
    "upload": "upload",
    "download": "download",
    "settings": "settings",
    "building": "building",
    "mail": "mail",
    "copy": "copy",
    "search": "search",
    "plus-circle": "circle-plus",
    "more": "ellipsis",
    "undo": "undo-2",
    "history": "history",
    "mask": "venetian-mask",
    "scale": "vote",
    "steps": "footprints",
    "printer": "printer",
}

# Weight is left to the page: `stroke-width` inherits into the symbol.
SYMBOL = (
    '<symbol id="{id}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    ' stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
)


def main() -> None:
    locked = read_lock()
    with tempfile.TemporaryDirectory() as folder:
        packages = fetch(Path(folder))
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        entries = [copy(packages, locked, *file) for file in FILES]
        (STATIC / "icons.svg").write_text(sprite(packages / "lucide-static/icons"))
        entries.append(entry("lucide-static", locked, STATIC / "icons.svg"))
        (VENDOR / "LICENSES.txt").write_text(licences(packages, locked))
    (VENDOR / "vendor.json").write_text(json.dumps(entries, indent=2) + "\n")


def read_lock() -> dict[str, str]:
    """Version by package; refuses a package without a sha512, as npm would take it on trust."""
    lock = json.loads((ROOT / "package-lock.json").read_text())
    versions = {}
    for path, package in lock["packages"].items():
        if not path:
            continue
        if not package.get("integrity", "").startswith("sha512-") or "resolved" in package:
            sys.exit(f"{path} in package-lock.json needs a sha512 and no address.")
        versions[path.removeprefix("node_modules/")] = package["version"]
    return versions


def fetch(folder: Path) -> Path:
    """Lets npm fetch and check the locked packages, away from the working tree."""
    for name in ["package.json", "package-lock.json", ".npmrc"]:
        shutil.copy(ROOT / name, folder)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=folder, check=True)
    return folder / "node_modules"


def copy(packages: Path, locked: dict[str, str], package: str, source: str, name: str) -> dict:
    target = VENDOR / name.replace("VERSION", locked[package])
    shutil.copyfile(packages / package / source, target)
    return entry(package, locked, target)


def entry(package: str, locked: dict[str, str], file: Path) -> dict:
    digest = base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()
    return {
        "name": package,
        "version": locked[package],
        "file": file.relative_to(STATIC).as_posix(),
        "sha384": digest,
    }


def sprite(icons: Path) -> str:
    symbols = [
        SYMBOL.format(id=ours, shapes=shapes(icons / f"{theirs}.svg"))
        for ours, theirs in ICONS.items()
    ]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""])


def shapes(icon: Path) -> str:
    inside = re.search(r"<svg[^>]*>(.*)</svg>", icon.read_text(), re.DOTALL)
    if inside is None:
        sys.exit(f"{icon.name} is not the drawing we expect.")
    return re.sub(r"\s*/>", "/>", re.sub(r">\s+<", "><", inside[1].strip()))


def licences(packages: Path, locked: dict[str, str]) -> str:
    texts = [
        f"{package} {version}\n\n{(packages / package / 'LICENSE').read_text()}"
        for package, version in locked.items()
    ]
    return "\n\n".join(texts)


if __name__ == "__main__":
    main()
