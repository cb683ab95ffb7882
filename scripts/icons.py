"""Draws the mark and every icon made of it; its outputs are committed.

Four lines run in parallel, bend together and become one loop. Run with the test extras:
FLU_TEST_CHROMIUM=$(scripts/chromium.sh) .venv/bin/python scripts/icons.py
"""

import math
import os
import re
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"
RADIUS, GAP, WEIGHT = 11, 2.8, 1.65
PARALLEL, JOINED = 8, 240  # degrees: so far side by side, and from here on one loop
FOOT = 15.6  # how far down the lines begin

INK, PAPER, PEN = "#14263f", "#faf6ec", "#3b7cc0"
LINES = ("#e6a98a", "#86c3d3", "#a9cf95")  # clay, fjord and moss by night; the loop is the fourth


def point(line, degrees):
    """Where a line runs: beside the loop at first, then ever nearer to it."""
    nearness = max(0, (degrees - PARALLEL) / (JOINED - PARALLEL))
    apart = line * GAP * (1 - nearness * nearness * (3 - 2 * nearness))
    angle, radius = math.radians(degrees), RADIUS - apart
    return 12 - radius * math.cos(angle), 12 - radius * math.sin(angle)


def bend(line, pieces=10, little=0.01):
    """One line as an SVG path of few smooth curves."""
    x, y = point(line, 0)
    path, step = f"M{x:.4g} {FOOT}V{y:.4g}", JOINED / pieces
    for here in (step * piece for piece in range(pieces)):
        there = here + step
        a, b = point(line, here), point(line, there)
        after, before = point(line, here + little), point(line, there - little)
        reach = step / 3 / little
        handles = [p + (q - p) * reach for p, q in zip(a, after, strict=True)]
        handles += [q - (q - p) * reach for p, q in zip(before, b, strict=True)]
        path += "C" + " ".join(f"{number:.4g}" for number in (*handles, *b))
    return path


def drawing(colours):
    lines = [
        f'<path d="{bend(line)}" stroke="{colour}"/>'
        for line, colour in zip((3, 2, 1), reversed(colours), strict=True)
    ]
    return "".join(lines) + f'<circle cx="12" cy="12" r="{RADIUS}"/>'


def symbol():
    """The mark for pages: in the colour of the text unless the place names colours."""
    colours = [f"var(--m{number}, currentColor)" for number in (2, 3, 4)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        '<symbol id="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        f' stroke-width="{WEIGHT}" stroke-linecap="round">{drawing(colours)}</symbol>'
        '<use href="#mark"/></svg>\n'
    )


def favicon():
    """One blue that stands out on light and on dark."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"'
        f' stroke="{PEN}" stroke-width="{WEIGHT + 0.1}" stroke-linecap="round">'
        f"{drawing([PEN] * 3)}</svg>\n"
    )


def tile(size, share, corner):
    """An app icon: the mark on a night-blue ground, taking its share of the width."""
    scale = size * share / 24
    shift = (size - 24 * scale) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}">'
        f'<rect width="{size}" height="{size}" rx="{size * corner}" fill="{INK}"/>'
        f'<g transform="translate({shift} {shift}) scale({scale})" fill="none" stroke="{PAPER}"'
        f' stroke-width="{WEIGHT}" stroke-linecap="round">{drawing(LINES)}</g></svg>'
    )


def glyph(name, size=192, share=0.5):
    """A shortcut's icon: one of the sprite's on the same ground, clear of every mask."""
    sprite = (STATIC / "icons.svg").read_text()
    shapes = re.search(rf'<symbol id="{name}"[^>]*>(.*?)</symbol>', sprite)[1]
    scale, shift = size * share / 24, size * (1 - share) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}">'
        f'<rect width="{size}" height="{size}" fill="{INK}"/>'
        f'<g transform="translate({shift} {shift}) scale({scale})" fill="none" stroke="{PAPER}"'
        f' stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{shapes}</g></svg>'
    )


TILES = {
    "icon-192.png": (192, 0.72, 0.22),
    "icon-512.png": (512, 0.72, 0.22),
    "maskable-512.png": (512, 0.6, 0),
    "apple-touch-icon.png": (180, 0.68, 0),
}
GLYPHS = {"capture": "pencil", "weekly": "clock", "group": "group"}


def main():
    (STATIC / "icons").mkdir(exist_ok=True)
    (STATIC / "mark.svg").write_text(symbol())
    (STATIC / "icons/favicon.svg").write_text(favicon())
    chromium = os.environ.get("FLU_TEST_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (size, share, corner) in TILES.items():
            photograph(browser, tile(size, share, corner), size, name)
        for place, name in GLYPHS.items():
            photograph(browser, glyph(name), 192, f"shortcut-{place}.png")
        browser.close()


def photograph(browser, picture, size, name):
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{picture}")
    page.screenshot(path=STATIC / "icons" / name, omit_background=True)


if __name__ == "__main__":
    main()
