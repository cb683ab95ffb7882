"""Every page is reached by walking, left again, and clean at every width and in both themes."""

import html
import re
from collections import Counter, deque

import pytest
from axe_playwright_python.sync_playwright import Axe
from werkzeug.exceptions import HTTPException

from tests.browser import sign_in

WALKERS = ("p02", "p06", "p12", "p03", "p17", "p18", "p21", "p24", "f2", "l1", "n2", "n4", "d1")
STARTS = ("/me", "/now", "/experiments", "/group", "/capture", "/programme")
UNLINKED = {  # for machines, to be kept as a file, for people without an account, or behind a
    # link of their own
    "health.lives", "health.ready", "pwa.manifest", "notices.security", "notices.was",
    "invitations.show", "now.index", "outbox.show", "sessions.new", "sharings.index", "kit.show",
    "calendars.index", "calendars.show", "lives.show",  # files, and a meeting while it goes on
    "offline.script", "offline.show", "offline.capture", "offline.outbox", "keepsakes.show",
    "echoes.show", "mailed_answers.new",  # 30 days after the end, on Nu and by mail
}  # fmt: skip
TWICE = 4  # an endpoint's addresses are alike
LOOKS = [(390, "light"), (390, "dark"), (320, "light"), (320, "dark")]


@pytest.fixture(scope="module")
def found(live, built, browser):
    """Endpoint → (who, address), walked to by links alone."""
    known = {}
    for who in WALKERS:
        context = browser.new_context(base_url=live.url, java_script_enabled=False)
        page = context.new_page()
        sign_in(page, who)
        for path, endpoint in walked(page.request, built):
            known.setdefault(endpoint, (who, path))
        context.close()
    return known


def walked(request, app):
    """Each address reached from the five places, with its endpoint."""
    waiting, seen, visits = deque(STARTS), set(), Counter()
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(app, path)
        if path in seen or endpoint is None or visits[endpoint] == TWICE:
            continue
        seen.add(path)
        visits[endpoint] += 1
        answer = request.get(path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        if "html" not in answer.headers["content-type"] or is_file(answer):
            continue
        yield path, endpoint
        links = re.findall(r'href="([^"]+)"', answer.text())
        waiting.extend(html.unescape(link).split("#")[0] for link in links)


def is_file(answer):
    return "attachment" in answer.headers.get("content-disposition", "")


def endpoint_of(app, path):
    path, _, query = path.partition("?")
    try:
        return app.url_map.bind("localhost").match(path, query_args=query)[0]
    except HTTPException:
        return None


def test_no_page_is_reached_only_by_typing_its_address(found, built):
    pages = {rule.endpoint for rule in built.url_map.iter_rules() if "GET" in rule.methods}
    assert found.keys() >= {"now.show", "groups.show", "experiments.show"}
    assert pages - set(found) - UNLINKED == set()


def test_every_page_is_clean_in_every_look(found, phones):
    axe, faults = Axe(), []
    for endpoint, (who, path) in sorted(found.items()):
        page = signed_in_page(phones, who)
        page.goto(path)
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
            faults += [f"{endpoint} {width} {scheme}: {fault}" for fault in violations(axe, page)]
            faults += [f"{endpoint} {width}: sideways"] if sideways(page) else []
        page.set_viewport_size({"width": 390, "height": 844})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        faults += [f"{endpoint} 200 %: sideways"] if sideways(page) else []
    assert len(found) > 50 and faults == []


def test_every_page_can_be_left_by_thumb(found, phones):
    for who, path in found.values():
        page = signed_in_page(phones, who)
        page.goto(path)
        ways = page.locator(".tabs a, .top__back, .error-page a, .page--bare a")
        assert ways.count() > 0, path


def signed_in_page(phones, who, known={}):  # noqa: B006 - one phone per person and test
    key = (phones, who)
    if key not in known:
        known[key] = phones()
        sign_in(known[key], who)
    return known[key]


def violations(axe, page):
    return [
        f"{found['id']} {node['target']}"
        for found in axe.run(page).response["violations"]
        for node in found["nodes"]
    ]


def sideways(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
