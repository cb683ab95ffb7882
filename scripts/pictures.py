"""Photographs the main screens, light and dark, into docs/pictures: the demo on a stopped clock.
Some of the light ones are what a phone shows before FLU is installed (static/screenshots).

Chromium counts the colours, we write the file: a palette is a quarter of the size, and needs
no library. Named screens alone: `scripts/pictures.py now thread`.
"""

import base64
import logging
import os
import shutil
import sqlite3
import struct
import sys
import tempfile
import threading
import uuid
import zlib
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from flu import clock, create_app  # noqa: E402
from tests import browser as phones  # noqa: E402
from tests.live import Live  # noqa: E402

DAY = "2026-11-24"
MORNING = datetime.fromisoformat(f"{DAY}T08:10:00+01:00")
ALBUM = ROOT / "docs/pictures"
MOST = 4 * 2**20
WINDOW = ROOT / "static/screenshots"
SHOWN = ("now", "capture", "thread")
SHAPE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


def see(selector, block="center"):
    """Bring it there on the screen."""
    scroll = f"it => it.scrollIntoView({{block: '{block}'}})"
    return lambda page: page.locator(selector).evaluate(scroll)


def unfold_audience(page):
    page.locator("details.audience summary").last.click()


def choose_table(page):
    """A group that is possible, and what speaks against it."""
    page.locator("[name=name]").fill("Stævnet")
    for name in ("Camilla Fiktivby", "Henrik Fiktivby", "Anne Prøvlund", "Else Skabelonsen"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Se efter").click()
    page.get_by_text("4 ledere", exact=True).first.wait_for()


def answer_in_a_basement(page):
    """What is written there waits where it belongs."""
    page.route("**/comments", lambda letter: letter.abort())
    words = "Jeg hører, at du lod stilheden stå, og at det var den, der fik de andre til at tale."
    page.locator("#composer textarea").fill(words)
    page.get_by_role("button", name="Svar", exact=True).click()
    page.locator(".letter[data-sync=waiting]").scroll_into_view_if_needed()
    page.evaluate("document.activeElement.blur()")


def write_in_a_basement(page):
    """And in the outbox, with everything else that waits."""
    page.route("**/experiments", lambda letter: letter.abort())
    page.goto("/capture")
    page.locator("[name=desk_task]").fill("Visitationsmødet, hvor vi aldrig når de sidste sager")
    page.get_by_role("button", name="Gem bare").click()
    page.locator(".letter[data-sync=waiting]").first.wait_for()
    page.goto("/outbox")
    page.locator(".letter").first.wait_for()


def open_meeting(page):
    """The next one, with the agenda that wrote itself."""
    page.get_by_role("link", name="Gruppemøde").first.click()
    page.locator("#agenda").evaluate("it => it.scrollIntoView()")


# Name, who looks, where – a path with somebody's first item of a kind in it – and what to do there.
SCREENS = [
    ("sign-in", None, "/sign-in", None),
    ("now", "p10", "/now", None),
    ("group", "p02", "/group", None),
    ("thread", "p02", "/reflections/{reflection:p03}", None),
    ("waiting", "p02", "/reflections/{reflection:p03}", answer_in_a_basement),
    ("outbox", "p02", "/outbox", write_in_a_basement),
    ("capture", "p02", "/capture", None),
    ("plan", "p06", "/experiments/{experiment:p06}/plans/new", None),
    ("experiment", "p02", "/experiments/{experiment:p02}", None),
    ("chain", "p02", "/experiments/{experiment:p02}", see(".chain")),
    ("share", "p12", "/experiments/{experiment:p12}/shares/new", unfold_audience),
    ("action", "p16", "/actions/{action:p17}", see("#round-title", "start")),
    ("programme", "p03", "/programme", None),
    ("agenda", "p02", "/group", open_meeting),
    ("spread", "p14", "/experiments/{experiment:p14}/spread", None),
    ("portfolio", "p02", "/me/portfolio", None),
    ("map", "p02", "/me/map", None),
    ("line", "n4", "/line", None),
    ("me", "p10", "/me", None),
    ("group-builder", "l1", "/groups/new", choose_table),
]

COUNT_COLOURS = """
async ([shot, most]) => {
  const image = new Image()
  image.src = `data:image/png;base64,${shot}`
  await image.decode()
  const canvas = new OffscreenCanvas(image.width, image.height)
  const pen = canvas.getContext("2d")
  pen.drawImage(image, 0, 0)
  const bytes = pen.getImageData(0, 0, image.width, image.height).data
  const counts = new Map()
  for (let i = 0; i < bytes.length; i += 4) {
    const colour = (bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2]
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const parts = colour => [colour >> 16, (colour >> 8) & 255, colour & 255]
  const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([c]) => parts(c))
  let palette
  for (let near = 1; ; near *= 1.5) {
    palette = []
    for (const colour of frequent) {
      if (palette.length > most) break
      if (palette.every(chosen => apart(chosen, colour) > near)) palette.push(colour)
    }
    if (palette.length <= most) break
  }
  const nearest = new Map()
  for (const colour of counts.keys()) {
    let best = 0
    palette.forEach((chosen, i) => {
      if (apart(chosen, parts(colour)) < apart(palette[best], parts(colour))) best = i
    })
    nearest.set(colour, best)
  }
  const indexes = new Uint8Array(bytes.length / 4)
  for (let i = 0; i < indexes.length; i++) {
    const at = 4 * i
    indexes[i] = nearest.get((bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2])
  }
  let text = ""
  for (let i = 0; i < indexes.length; i += 8192) {
    text += String.fromCharCode(...indexes.subarray(i, i + 8192))
  }
  return { width: image.width, height: image.height, palette: palette.flat(), pixels: btoa(text) }
}
"""


def main(*chosen):
    ALBUM.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="flu-pictures-") as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=phones.executable(), args=phones.ARGUMENTS)
        with serving(Path(folder)) as live:
            for scheme in ("light", "dark"):
                for screen in SCREENS:
                    if not chosen or screen[0] in chosen:
                        take(browser, live, screen, scheme)
        browser.close()
    weight = sum(path.stat().st_size for path in ALBUM.glob("*.png"))
    print(f"{weight / 2**20:.1f} MB in {ALBUM.relative_to(ROOT)}")
    if weight > MOST:
        sys.exit(f"more than {MOST / 2**20:.0f} MB")


@contextmanager
def serving(folder):
    """A Live with the demo of that day, on a clock that stands still."""
    live = Live(folder)
    live.flu("migrate")
    live.flu("demo", "--at", DAY)
    for name in [name for name in os.environ if name.startswith("FLU_")]:
        del os.environ[name]
    os.environ.update({k: v for k, v in live.environ.items() if k.startswith("FLU_")})
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(), threaded=True)
    clock.stop(MORNING)
    live.url = f"http://127.0.0.1:{server.port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield live
    server.shutdown()


def take(browser, live, screen, scheme):
    name, who, where, act = screen
    page = phones.pick_up(browser, live.url, color_scheme=scheme, **SHAPE)
    page.clock.set_fixed_time(MORNING)
    if who:
        phones.sign_in(page, who)
    answer = page.goto(place(live, where), wait_until="networkidle")
    if answer.status != 200:
        raise RuntimeError(f"{name}: {where} answered {answer.status}")
    if act:
        act(page)
    page.wait_for_timeout(500)  # what moves has come to rest
    shot = base64.b64encode(page.screenshot(animations="disabled")).decode()
    path = ALBUM / f"{name}-{scheme}.png"
    page.goto("about:blank")  # the app's own pages fetch no picture from a script
    path.write_bytes(paint(page.evaluate(COUNT_COLOURS, [shot, 256])))
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1024:.0f} KB")
    page.context.close()
    if scheme == "light" and name in SHOWN:
        shutil.copyfile(path, WINDOW / f"{name}.png")


def place(live, where):
    """The path with the address of that person's first item of that kind in it."""
    start, brace, rest = where.partition("{")
    if not brace:
        return where
    named, _, end = rest.partition("}")
    noun, who = named.split(":")
    with sqlite3.connect(live.folder / "flu.db") as link:
        found = link.execute(
            f'select uid from "{noun}" where author_id = (select id from user where email = ?)'  # noqa: S608
            " order by id",
            (f"{who}@fjordslette.example",),
        ).fetchone()
    return f"{start}{uuid.UUID(found[0])}{end}"


def paint(told):
    """A PNG with a palette."""
    width, height, pixels = told["width"], told["height"], base64.b64decode(told["pixels"])
    rows = b"".join(b"\0" + pixels[i * width : (i + 1) * width] for i in range(height))
    return b"".join([
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        chunk(b"PLTE", bytes(told["palette"])),
        chunk(b"IDAT", zlib.compress(rows, 9)),
        chunk(b"IEND", b""),
    ])  # fmt: skip


def chunk(kind, content):
    sealed = kind + content
    return struct.pack(">I", len(content)) + sealed + struct.pack(">I", zlib.crc32(sealed))


if __name__ == "__main__":
    main(*sys.argv[1:])
