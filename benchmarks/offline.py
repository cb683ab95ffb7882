"""`python -m benchmarks.offline`: how long a phone takes between two doors.

Cold start without network to a saved note (N2), a tap on "Gem" to the letter on the screen, and
a tap on a tab to its paint beside a full load in the same run, at a quarter of the processor.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.report import table
from tests import browser as phones
from tests import live

SLOWER = 4
NOTE = "Tavlemødet gik i stå igen, da jeg tog kridtet"
SAVED = """
const until = performance.now() + 20_000
const look = () => document.querySelector(".letter") ? window.seen = performance.now()
  : performance.now() < until && requestAnimationFrame(look)
document.addEventListener("click", ({ target }) => {
  if (target.closest("button")?.name === "next") { window.tapped = performance.now(); look() }
}, true)
"""
PAINTED = """
(way) => new Promise(done => {
  const began = performance.now()
  const told = () => done(performance.now() - began)
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(told))
  document.addEventListener("htmx:after:swap", painted, { once: true })
  document.querySelector(`.tabs a[href="${way}"]`).click()
})
"""
TABS = ("/programme", "/now", "/me", "/now")


def main():
    wish = argparse.ArgumentParser(prog="python -m benchmarks.offline", description=__doc__)
    wish.add_argument("--runs", type=int, default=30)
    runs = wish.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="flu-bench-") as folder:
        demo = Path(folder) / "demo"
        demo.mkdir()
        live.fill(demo)
        with live.serving(demo, Path(folder) / "live") as running, sync_playwright() as play:
            measure(play, running.url, Path(folder) / "profile", runs)


def measure(play, url, profile, runs):
    context = play.chromium.launch_persistent_context(
        str(profile), executable_path=phones.executable(), args=phones.ARGUMENTS,
        **{**phones.PHONE, "base_url": url},
    )  # fmt: skip
    page = context.new_page()
    settle(page)
    saved, shown = notes(context, runs)
    boosted, full = walks(page, runs)
    rows = [
        ("cold start offline to a saved note", saved, 15_000),
        ("tap on Gem to the letter on the screen", shown, 150),
        ("tap on a tab to its paint", boosted, None),
        ("the same page by a full load", full, None),
    ]
    table(
        (f"at 1/{SLOWER} of the processor", "median", "worst", "goal", "runs"),
        [(name, *told(times), goal(most), str(len(times))) for name, times, most in rows],
    )
    context.close()


def settle(page):
    """Signed in, with the worker at work and the pages of Nu taken along."""
    phones.sign_in(page, "p02")
    while not page.evaluate("Boolean(navigator.serviceWorker.controller)"):
        page.wait_for_timeout(200)
    page.reload()
    page.wait_for_timeout(6_000)


def notes(context, runs):
    """Milliseconds from the icon to the saved note, and of these from the tap to the letter."""
    context.set_offline(True)
    times = [note(context) for _ in range(runs)]
    context.set_offline(False)
    return [whole for whole, _ in times], [tap for _, tap in times]


def note(context):
    page = context.new_page()
    page.add_init_script(SAVED)
    wire = context.new_cdp_session(page)
    wire.send("ServiceWorker.enable")
    wire.send("ServiceWorker.stopAllWorkers")
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto("/capture", wait_until="commit")
    page.locator("[name=desk_task]").fill(NOTE)
    page.get_by_role("button", name="Gem bare").click()
    page.locator(".letter").last.wait_for()
    page.wait_for_timeout(100)
    seen, tapped = page.evaluate("[window.seen, window.tapped]")
    page.close()
    return seen, seen - tapped


def walks(page, runs):
    """Milliseconds from the tap to the paint, and of a full load of the same page."""
    wire = page.context.new_cdp_session(page)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    boosted, full = [], []
    page.goto("/now")
    for n in range(runs):
        boosted.append(page.evaluate(PAINTED, TABS[n % len(TABS)]))
        page.wait_for_timeout(300)
    for n in range(runs):
        page.goto(TABS[n % len(TABS)])
        page.wait_for_timeout(500)
        entry = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        full.append(page.evaluate(entry))
    return boosted, full


def told(times):
    return f"{median(times):.0f} ms", f"{max(times):.0f} ms"


def goal(most):
    return f"≤ {most} ms" if most else "–"


if __name__ == "__main__":
    main()
