"""Every page is reached by walking, left again, and clean at every width and in both themes."""

import html
import json
import re
import shutil
from collections import Counter, deque

import pytest
from werkzeug.exceptions import HTTPException

from flu import seal
from flu.db import connect, database
from flu.models import SignIn, User
from tests import shared
from tests.browser import let_in
from tests.walks import looks

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
SHARES = 4  # so many workers may look at the pages side by side
WAYS = ".tabs a, .top__back, .error-page a, .page--bare a"


@pytest.fixture(scope="session")
def found(demo, built, tmp_path_factory, worker_id):
    """(who, endpoint, address) of every page, walked to by links alone, once for all workers."""

    def walk(folder):
        pages = list(walked_to(shutil.copy(demo / "flu.db", folder), built))
        (folder / "pages.json").write_text(json.dumps(pages))

    folder = shared.folder(tmp_path_factory, worker_id, "walk", walk)
    return json.loads((folder / "pages.json").read_text())


def walked_to(file, app):
    """Each page once, by the first who comes to it; sorted so that a few people see many."""
    connect(f"sqlite:///{file}")
    seal.use(app.config["SECRET_KEY"])
    known = {}
    for who in WALKERS:
        for path, endpoint in walked(signed_in_client(app, who), app):
            known.setdefault(endpoint, (who, path))
    database.close_all()
    return sorted((who, endpoint, path) for endpoint, (who, path) in known.items())


def signed_in_client(app, who):
    client = app.test_client()
    with database.connection_context():
        key = SignIn.open(User.by_email(f"{who}@fjordslette.example")).get_id()
    with client.session_transaction() as session:
        session["_user_id"] = key
    return client


def walked(client, app):
    """Each address reached from the five places, with its endpoint."""
    waiting, seen, visits = deque(STARTS), set(), Counter()
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(app, path)
        if path in seen or endpoint is None or visits[endpoint] == TWICE:
            continue
        seen.add(path)
        visits[endpoint] += 1
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, f"{path} answers {answer.status}"
        if answer.mimetype != "text/html" or is_file(answer):
            continue
        yield path, endpoint
        links = re.findall(r'href="([^"]+)"', answer.text)
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
    reached = {endpoint for _who, endpoint, _path in found}
    assert reached >= {"now.show", "groups.show", "experiments.show"} and len(reached) > 50
    assert pages - reached - UNLINKED == set()


@pytest.mark.forgives("Service Worker registration blocked")
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_clean_in_every_look_and_can_be_left_by_thumb(found, phones, share):
    size, faults, hands = -(-len(found) // SHARES), [], {}
    for who, endpoint, path in found[share * size : (share + 1) * size]:
        if who not in hands:
            hands[who] = phones(service_workers="block")
            looks.get_ready(hands[who])
            let_in(hands[who], who)
        answer = hands[who].goto(path)
        assert answer.status == 200, f"{path} answers {answer.status}"
        if not hands[who].locator(WAYS).count():
            faults.append(f"{endpoint}: no way back")
        faults += [f"{endpoint} {fault}" for fault in looks.faults(hands[who])]
    assert faults == []
