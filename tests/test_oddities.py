"""Whatever a write carries, to whatever address: an answer, never a broken page (G5, S26)."""

import io
from functools import cache
from urllib.parse import urlencode

import pytest
from wtforms.fields.core import UnboundField

from flu.forms.fields import Form
from tests.test_outsiders import KINDS, address, things

ODD = (
    "a\0b", "x" * 5000, "9" * 5000, "9999-12-31", "-1", "0001-01-01", "//[",
    "\ud800".encode("utf-8", "surrogatepass"),
)  # fmt: skip
FORM = "application/x-www-form-urlencoded"
TYPED = ODD[:5]  # what a column of one engine takes and of the other refuses
WHO = ("ada", "ben", "cleo", "lea", "sofus")
LEAVES = {"sessions.destroy", "devices.destroy", "joins.create"}
ON_A_POST = {"flags.create", "hidings.create"}
LAST = (  # in this order: nobody writes any more to what they end
    "topics.destroy", "guests.destroy", "ties.destroy", "hidings.destroy", "revisions.destroy",
    "memberships.destroy", "partings.create", "withdrawals.create", "withdrawals.destroy",
    "erasures.create", "deactivations.create", "deactivations.destroy", "frames.destroy",
    "archives.create", "archives.destroy", "agreements.create",
)  # fmt: skip
UNHEARD = {  # no demo; no meeting now; nothing offered too soon, asked of nobody, put back
    "demo_sessions.create", "lives.create", "welcomes.create", "interviewers.create",
    "revisions.destroy",
}  # fmt: skip


@pytest.fixture(scope="module")
def names():
    """Of every field there is in any form, and of those that stand in no form."""
    kinds = [Form]
    for kind in kinds:
        kinds += kind.__subclasses__()
    fields = {name for kind in kinds for name in dir(kind) if is_field(getattr(kind, name))}
    return sorted(fields | {"kind", "step", "move", "answer_1", "text_0", "comment", "reflection"})


def is_field(thing):
    return isinstance(thing, UnboundField)


def shapes(names):
    """Nothing, JSON, files in the place of words, and next to nothing."""
    yield {}
    yield {"json": ["Ada"]}
    yield {"json": dict.fromkeys(names, 5)}
    yield {"data": {name: (io.BytesIO(b"Ada"), "ada.csv") for name in names}}
    yield {"data": {"name": "Ada", "next": "/now"}}


def oddly(names, words, about):
    """Each of these words in every field but those that tell what the letter is about."""
    others = tuple(name for name in names if name not in about)
    told = urlencode(about)
    return [{"data": f"{everywhere(others, odd)}&{told}", "content_type": FORM} for odd in words]


@cache
def everywhere(names, odd):
    """These fields of a form as a browser sends them; written once for all addresses."""
    return urlencode(dict.fromkeys(names, odd))


def doors(app, known):
    """Of every write there is, to something that exists: endpoint, address, and what its
    letters are about. Those that end something come last."""
    uids = {name.removesuffix("_id"): str(thing.uid) for name, thing in known.items()}
    for rule in sorted(app.url_map.iter_rules(), key=rank):
        if "POST" not in rule.methods or rule.endpoint in LEAVES:
            continue
        about = uids | {"as": "talked"}
        if rule.endpoint in ON_A_POST:
            about |= {"kind": "comment", "uid": uids["comment"]}
        ids = {name: known[name].uid for name in rule.arguments if name in known}
        if rule.endpoint == "lifts.create":
            ids["action_id"] = known["decided"].uid
        for kind in KINDS if "kind" in rule.arguments else [None]:
            uid = kind and known[f"{kind.removesuffix('s')}_id"].uid
            path = address(app, rule, {"kind": kind, "uid": uid} if kind else ids, "POST")
            if path:
                yield rule.endpoint, path, about


def rank(rule):
    return LAST.index(rule.endpoint) if rule.endpoint in LAST else -1


def test_no_letter_breaks_a_page(cast, as_, app, names, engine):
    """The first who may write there sends all of them, and at each door another person one."""
    known = things(cast) | {"decided": cast.decided()}
    hands = [as_(getattr(cast, who)) for who in WHO]
    words = ODD if engine == "sqlite" else TYPED
    heard, unheard = set(), set()
    app.testing = False
    try:
        for turn, (endpoint, path, about) in enumerate(doors(app, known)):
            anywhere = oddly(names, [words[turn % len(words)]], {})
            first = next((hand for hand in hands if sent(hand, path, {"data": about})), None)
            (heard if first else unheard).add(endpoint)
            for letter in [*oddly(names, words, about), *anywhere] if first else []:
                sent(first, path, letter)
            if engine == "sqlite":
                for letter in shapes(names) if first else []:
                    sent(first, path, letter)
                sent(hands[turn % len(hands)], path, *anywhere)
    finally:
        app.testing = True
    assert unheard - heard == UNHEARD


def sent(client, path, letter):
    """Whether it was heard: its writer may write there."""
    answer = client.post(path, **letter)
    assert answer.status_code < 500, (path, str(letter)[:99])
    return answer.status_code not in (403, 404)


@pytest.mark.parametrize("header", ["Origin", "HX-Current-URL", "Accept-Language", "Host"])
@pytest.mark.parametrize("odd", ["http://[", "http://a]b", "//[", "%%%;q=z", "null", "ø" * 2000])
def test_no_header_breaks_a_page(cast, client, header, odd):
    told = {"HX-Request": "true", header: odd.encode().decode("latin-1")}
    for path in ("/now", "/sign-in", f"/sign-in?next={odd}"):
        assert client.get(path, headers=told).status_code < 500
        assert client.post(path, headers=told).status_code < 500


@pytest.mark.parametrize("query", [
    "/reflections/new?format={}", "/groups/{group}/log?before={}", "/people?q={}&page={}",
    "/reflections?before={}", "/actions?show={}&before={}", "/experiments?track={}&phase={}",
    "/flags/new?kind={}&uid={}", "/groups/{group}/memberships/new?role={}", "/sign-in?next={}",
])  # fmt: skip
@pytest.mark.parametrize("odd", ["%00", "%ED%A0%80", "9" * 5000, "%5C%27", "%2F%2F%5B"])
def test_no_question_breaks_a_page(cast, as_, query, odd):
    path = query.replace("{group}", str(cast.broen.uid)).replace("{}", odd)
    assert as_(cast.ada).get(path).status_code < 500
    assert as_(cast.lea).get(path).status_code < 500
