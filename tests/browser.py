"""A leader's phone: Debian's Chromium in the shape of one, with its ears open for faults."""

import os
import re
import shutil
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
    "locale": "da-DK",
    "timezone_id": "Europe/Copenhagen",
}
PASSWORD = "fjordslette-demo"
CRY = """
document.addEventListener("securitypolicyviolation", event => console.error(
  `securitypolicyviolation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))
"""


def executable(whole=False):
    """The path of a Chromium; of the one without windows, half the work, where it lies beside
    and nobody wants it whole. Raises LookupError if there is none."""
    named = os.environ.get("FLU_TEST_CHROMIUM")
    for name in (named,) if named else CHROMIUM:
        if path := shutil.which(name):
            shell = Path(path).with_name(SHELL)
            return str(shell) if shell.exists() and not whole else path
    raise LookupError("No Chromium: install chromium, or set FLU_TEST_CHROMIUM to its path.")


def pick_up(browser, url, **more):
    """A page of a new phone that knows nobody; `page.faults` gathers what went wrong on it."""
    context = browser.new_context(**{**PHONE, "base_url": url, **more})
    context.add_init_script(CRY)
    page = context.new_page()
    page.faults = []
    context.on("weberror", lambda error: page.faults.append(f"page error: {error.error}"))
    context.on("console", lambda line: page.faults.append(_told(line)) if _bad(line) else None)
    return page


def faults(page, forgiven=()):
    """What went wrong on this phone, but for what the test provoked on purpose."""
    return [f for f in page.faults if not any(re.search(pattern, f) for pattern in forgiven)]


def sign_in(page, who, at="/now"):
    """Walk in by the front door as the demo's `p01`, `f1`, `l1` …"""
    page.goto(f"/sign-in?next={at}")
    page.locator("[name=email]").fill(f"{who}@fjordslette.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{at}")


def let_in(page, who, at="/now"):
    """The same by the door's letter alone, for walks that do not look at the door."""
    form = {"email": f"{who}@fjordslette.example", "password": PASSWORD}
    same_site = {"Sec-Fetch-Site": "same-origin"}
    answer = page.request.post("/sign-in", form=form, headers=same_site, max_redirects=0)
    if answer.status != 303:
        raise RuntimeError(f"{who} was not let in: {answer.status}")
    page.goto(at)


def _bad(line):
    return line.type in ("error", "warning")


def _told(line):
    return f"console {line.type}: {line.text} ({line.location.get('url', '')})"
