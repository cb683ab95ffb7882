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
def test_a_link_followed_without_net_neither_runs_nor_writes(anne, words):
    anne.pack("/kit", "/me")
    anne.lose_net()
    anne.page.goto(f"/reflections/new?experiment={quote(words)}")
    expect(anne.page.locator("offline-page form")).to_be_visible()
    assert anne.page.get_by_role("button", name="Gem bare").is_visible()
    assert anne.page.evaluate(NEITHER) == 0
    assert anne.letters() == []
    assert "127.0.0.1" not in anne.page.title()


def test_every_page_of_the_worker_carries_the_policy(anne):
    anne.pack("/me", "/kit")
    unchanged = anne.page.goto("/kit")
    anne.lose_net()
    kept, shell = anne.page.goto("/me"), anne.page.goto("/experiments/new")
    for answer in (unchanged, kept, shell):
        assert answer.from_service_worker
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
