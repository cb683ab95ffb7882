"""Whatever a write carries, to whatever address: an answer, never a broken page (G5, S26)."""

import io

import pytest
from wtforms.fields.core import UnboundField

from flu.forms.fields import Form
from tests.test_outsiders import KINDS, address, things

ODD = (
    "a\0b", "x" * 5000, "9" * 5000, "0001-01-01", "9999-12-31", "//[", "-1",
    "\ud800".encode("utf-8", "surrogatepass"),
)  # fmt: skip
LEAVES = {"sessions.destroy", "devices.destroy", "joins.create"}


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


def letters(names):
    """Nothing, JSON, files in the place of words, next to nothing, and odd words everywhere."""
    yield {}
    yield {"json": ["Ada"]}
    yield {"json": dict.fromkeys(names, 5)}
    yield {"data": {name: (io.BytesIO(b"Ada"), "ada.csv") for name in names}}
    yield {"data": {"name": "Ada", "next": "/now"}}
    yield from ({"data": dict.fromkeys(names, odd)} for odd in ODD)


def addresses(app, known):
    """Of every write there is, to something that exists."""
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint in LEAVES:
            continue
        ids = {name: known[name].uid for name in rule.arguments if name in known}
        for kind in KINDS if "kind" in rule.arguments else [None]:
            uid = kind and known[f"{kind.removesuffix('s')}_id"].uid
            yield address(app, rule, {"kind": kind, "uid": uid} if kind else ids, "POST")


@pytest.mark.parametrize("who", ["ada", "cleo", "lea"])
def test_no_letter_breaks_a_page(cast, as_, app, names, who):
    client, known, sent = as_(getattr(cast, who)), things(cast), 0
    app.testing = False
    try:
        for path in filter(None, addresses(app, known)):
            for letter in letters(names):
                answer = client.post(path, **letter)
                assert answer.status_code < 500, (path, letter)
                sent += 1
    finally:
        app.testing = True
    assert sent > 700


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
