"""A new version is rolled out while somebody writes: nothing typed is lost, nothing is reloaded."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.live import ROOT
from tests.offline.phone import until

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
PARTS = ("flu", "static", "templates", "migrations", "tests")
SHEET = "document.querySelector('link[rel=stylesheet]').href"
UPDATE = """async () => {
  window.untouched = true
  const { serviceWorker } = navigator
  const worker = await serviceWorker.ready
  const taken = new Promise(done => { serviceWorker.oncontrollerchange = done })
  await worker.update()
  await taken
}"""
BUILDS = "async () => (await caches.keys()).filter(name => name.startsWith('static-'))"


def next_version(folder):
    """The same house with another coat of paint."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    with open(folder / "static/css/base.css", "a") as sheet:
        sheet.write("@layer base { .another-coat { color: inherit; } }\n")
    return folder


def test_a_new_version_comes_in_under_a_typing_thumb(pick_up, server, tmp_path):
    phone = pick_up("p02").pack("/capture", "/me")
    page = phone.page
    page.goto("/capture")
    old = page.evaluate(SHEET)
    field = phone.field("Hvilken opgave på dit bord undrer du dig over lige nu?")
    field.fill("Halvt skrevet, mens en ny udgave kommer")

    server.leave()
    server.home = next_version(tmp_path / "next")
    try:
        server.start()
        page.evaluate(UPDATE)

        assert page.evaluate("window.untouched")
        assert page.evaluate(SHEET) == old
        expect(field).to_have_value("Halvt skrevet, mens en ny udgave kommer")
        assert len(page.evaluate(BUILDS)) == 2  # the old page's own assets are still at hand
        phone.keep("Gem bare")
        phone.sends_all()
        assert len(server.rows("select 1 from experiment where desk_task like 'Halvt%'")) == 1
        page.goto("/now")
        assert page.evaluate(SHEET) != old
        phone.lose_net()
        page.goto("/now")
        expect(page.locator(".kept-line")).to_be_visible()
    finally:
        server.leave()
        server.home = ROOT


def test_the_old_version_is_not_kept_for_ever(pick_up, server):
    phone = pick_up("p02").pack("/me")
    page = phone.page
    page.evaluate("Promise.all(['a', 'b', 'c'].map(name => caches.open(`static-${name}`)))")
    page.evaluate("navigator.serviceWorker.getRegistration().then(worker => worker.unregister())")
    page.goto("about:blank")  # a worker is let go once nobody looks at its pages
    page.goto("/me")
    until(lambda: len(page.evaluate(BUILDS)) == 2, told=lambda: page.evaluate(BUILDS))
