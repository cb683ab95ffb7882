"""A programme manager's first day: from an empty house to a hold of 24 in five groups.

What she taps and types is counted; the handbook for programme managers tells the same number.
"""

import re

import pytest
from playwright.sync_api import expect

from flu.defaults import plan
from tests import browser as phones_
from tests import live as live_

PASSWORD = "en lang adgangskode til Tove"
DEPARTMENTS = ("Pleje", "Handicap", "Myndighed")
PEOPLE = [f"Leder {n:02}" for n in range(24)]
TABLES = {"Broerne": 5, "Fyret": 5, "Krydsfeltet": 5, "Værkbænken": 5, "Vandskellet": 4}
MOST_TAPS, HANDBOOK = 90, live_.ROOT / "docs" / "handbook-programme-manager.md"


def roster():
    lines = ["navn;e-mail;afdeling;enhed;leders e-mail"]
    for n, department in enumerate(DEPARTMENTS):
        lines.append(f"Chef {n};chef{n}@ny.example;{department};;")
    for n, name in enumerate(PEOPLE):
        place = n % 3
        lines.append(
            f"{name};leder{n}@ny.example;{DEPARTMENTS[place]};Enhed {n};chef{place}@ny.example"
        )
    return "\n".join(lines)


class Counting:
    """A thumb that counts what it does."""

    def __init__(self, page):
        self.page, self.taps, self.typed = page, 0, 0

    def tap(self, target):
        target.click()
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        self.taps += 1

    def type(self, target, words):
        target.fill(words)
        self.typed += 1

    def button(self, name):
        self.tap(self.page.get_by_role("button", name=name, exact=True).first)

    def link(self, name):
        self.tap(self.page.get_by_role("link", name=re.compile(f"^{name}")).first)

    def programme(self):
        self.tap(
            self.page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Forløb")
        )


@pytest.fixture
def empty(tmp_path):
    (tmp_path / "nothing").mkdir()
    with live_.serving(tmp_path / "nothing", tmp_path / "house") as running:
        running.flu("migrate")
        yield running


def test_from_an_empty_house_to_a_running_hold(browser, empty):
    told = empty.flu("found", "Ny Kommune", "--manager-name", "Tove", "--manager-email",
                     "tove@ny.example", "--starts-on", "2027-01-04")  # fmt: skip
    page = phones_.pick_up(browser, empty.url)
    tove = Counting(page)
    page.goto("/invitations/" + told.split("/invitations/")[1].strip())
    tove.type(page.locator("[name=password]"), PASSWORD)
    tove.button("Kom ind")
    choose_weeks(tove)
    bring_in(tove)
    choose_hold(tove)
    for name, size in TABLES.items():
        seat(tove, name, size)
    links = let_in(tove)
    check_plan(tove)
    print(f"{tove.taps} taps, {tove.typed} fields")
    assert tove.taps <= MOST_TAPS
    assert f"{tove.taps} tryk" in HANDBOOK.read_text(encoding="utf-8")
    come_in(browser, empty, links[0])
    assert not phones_.faults(page)
    page.context.close()


def choose_weeks(tove):
    tove.programme()
    tove.link("Ferieuger")
    tove.tap(tove.page.get_by_text(re.compile("^Uge 8 ")).first)
    tove.button("Gem")
    expect(tove.page.get_by_text(re.compile("er flyttet med")).first).to_be_visible()


def bring_in(tove):
    tove.programme()
    tove.link("Hent deltagere ind")
    tove.type(tove.page.locator("[name=text]").first, roster())
    tove.button("Vis, hvad der sker")
    tove.button("Læg listen ind")


def choose_hold(tove):
    tove.programme()
    tove.link("Holdet")
    expect(tove.page.get_by_role("checkbox", checked=True)).to_have_count(24)
    tove.button("Gem holdet")


def seat(tove, name, size):
    """The next so many who sit nowhere, one after the other down the departments."""
    tove.programme()
    tove.link("Grupper")
    tove.link("Sæt en gruppe sammen")
    tove.type(tove.page.locator("[name=name]"), name)
    free = tove.page.locator("label.check", has_not_text="sidder i")
    wanted = [free.nth(n) for n in spread(free.count(), size)]
    for label in wanted:
        tove.tap(label)
    tove.button("Lav gruppen")
    expect(tove.page.get_by_text(f"{name} er lavet.").first).to_be_visible()


def spread(count, size):
    """Places far from each other in a list sorted by department."""
    return [n * count // size for n in range(size)]


def let_in(tove):
    tove.programme()
    tove.link("Holdet")
    tove.button("Lav links til dem alle")
    words = tove.page.locator("#links").input_value()
    links = re.findall(r"/invitations/[\w-]{20,}", words)
    assert len(links) == 24
    return links


def check_plan(tove):
    tove.programme()
    tove.page.locator("summary", has_text="Hele planen").click()
    for frame in plan():
        expect(tove.page.get_by_role("heading", name=frame.title, exact=True).last).to_be_visible()


def come_in(browser, empty, link):
    page = phones_.pick_up(browser, empty.url)
    page.goto(link)
    page.locator("[name=password]").fill("en lang adgangskode til mig")
    page.get_by_role("button", name="Kom ind").click()
    page.goto("/group")
    expect(page.get_by_text("aftale").first).to_be_visible()
    page.context.close()
