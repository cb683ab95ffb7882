"""A meeting on six phones at once; one of them is away for a while (issue: live seance)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import let_in

TABLE = ("p01", "p02", "p03", "p04", "p05", "f1")
MEETING = "Gruppemøde 4"


@pytest.mark.forgives(r"net::ERR_", r"Failed to fetch")
def test_six_phones_follow_the_host_and_end_with_the_same_minutes(phones):
    table = {who: phones() for who in TABLE}
    for who, page in table.items():
        let_in(page, who)
    host, away, heir = table["p02"], table["p04"], table["p05"]
    host.goto("/group")
    host.get_by_role("link", name=re.compile(MEETING)).first.click()
    expect(host.get_by_role("heading", name="Dagsorden")).to_be_visible()
    arrange_now(host)
    host.get_by_role("button", name="25 minutter på telefonen").click()
    meeting = re.compile("/live$")
    host.wait_for_url(meeting)
    for who, page in table.items():
        if page is not host:
            page.goto(host.url)
            expect(page.locator("#phase"), who).to_contain_text("Tjek ind")
    away.context.set_offline(True)
    for phase in ("Siden sidst", "Fortæl"):
        host.get_by_role("button", name="Næste del").click()
        for page in (page for page in table.values() if page is not away):
            expect(page.locator("#phase")).to_contain_text(phase, timeout=15_000)
    write(heir, "Else skrev, mens David var væk.")
    expect(away.locator("#phase")).to_contain_text("Tjek ind")

    heir.get_by_role("button", name="Overtag som vært").click()
    expect(heir.get_by_role("button", name="Næste del")).to_be_visible()
    expect(host.get_by_role("button", name="Overtag som vært")).to_be_visible(timeout=15_000)
    away.context.set_offline(False)
    expect(away.locator("#phase")).to_contain_text("Fortæl", timeout=20_000)
    write(away, "David er her igen.")
    for phase in (
        "Spørgsmål",
        "Reflekterende team",
        "Det tager jeg med",
        "Plan",
        "En ny",
        "Tjek ud",
    ):
        heir.get_by_role("button", name="Næste del").click()
        expect(heir.locator("#phase")).to_contain_text(phase)
    heir.get_by_role("button", name="Slut mødet").click()
    told = set()
    for page in table.values():
        page.goto(host.url.replace("/live", "") if page is heir else page.url)
        expect(page.get_by_text("Else skrev, mens David var væk.")).to_be_visible(timeout=15_000)
        told.add(tuple(page.locator(".minutes__lines .human").all_inner_texts()))
    assert told == {("Else skrev, mens David var væk.", "David er her igen.")}


def arrange_now(page):
    """Any of them moves the meeting to this hour."""
    page.get_by_role("link", name="Ret tid og sted").click()
    today = page.evaluate("new Date().toLocaleDateString('sv', { timeZone: 'Europe/Copenhagen' })")
    hour = page.evaluate(
        "new Date().toLocaleTimeString('da', { timeZone: 'Europe/Copenhagen' }).slice(0, 5)"
    )
    page.locator("[name=date]").fill(today)
    page.locator("[name=time]").fill(hour.replace(".", ":"))
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("button", name="60 minutter om bordet")).to_be_visible()


def write(page, words):
    page.get_by_label("Skriv en linje til referatet").fill(words)
    page.get_by_role("button", name="Skriv det i referatet").click()
    expect(page.locator("#live").get_by_text(words)).to_be_visible(timeout=15_000)
