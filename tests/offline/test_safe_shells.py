"""What the worker answers is as safe as what the server answers (G6, S6, S7)."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
RUNS = '"><img src=x onerror="document.title=document.domain">'
WRITES = (
    '"></form><form method=post action="/experiments" hx-post="/experiments" hx-trigger="load"'
    ' data-outbox="x"><input name=desk_task value="ond side"></form>'
)
NEITHER = "document.querySelectorAll('#main img, #main [hx-trigger], [name=desk_task]').length"


@pytest.mark.parametrize("words", [RUNS, WRITES])
def test_a_link_followed_without_net_neither_runs_nor_writes(pick_up, words):
    phone = pick_up("p02").pack("/kit", "/me")
    phone.lose_net()
    phone.page.goto(f"/reflections/new?experiment={quote(words)}")
    expect(phone.page.locator("offline-page form")).to_be_visible()
    assert phone.page.get_by_role("button", name="Gem bare").is_visible()
    assert phone.page.evaluate(NEITHER) == 0
    assert phone.letters() == []
    assert "127.0.0.1" not in phone.page.title()


def test_every_page_of_the_worker_carries_the_policy(pick_up):
    phone = pick_up("p02").pack("/me", "/kit")
    unchanged = phone.page.goto("/kit")
    phone.lose_net()
    kept, shell = phone.page.goto("/me"), phone.page.goto("/experiments/new")
    for answer in (unchanged, kept, shell):
        assert answer.from_service_worker
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
