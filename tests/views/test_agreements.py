"""The group's promise: read, accepted in one tap, written anew and accepted anew (I10)."""

import uuid

import pytest
from uuid_utils.compat import uuid7

from flu.models import Acceptance, Agreement
from tests.absence import absent

SECRET = "Jeg tav i fire minutter."


def base(cast):
    return f"/groups/{cast.broen.uid}"


def accept(cast):
    return f"/agreements/{cast.broen.agreement.uid}/acceptance"


def test_the_agreement_tells_its_words_its_limits_and_who_accepted(cast, as_):
    page = as_(cast.ada).get(f"{base(cast)}/agreement").text
    assert "Historierne bliver her. Læringen må rejse." in page
    assert "Tavshedspligten" in page
    assert "aktindsigt" in page
    assert "skærmbillede" in page
    assert "Vi mangler at høre Nina." in page


@pytest.mark.parametrize("who, status", [
    ("nina", 303), ("ada", 303), ("cleo", 303), ("lea", 403), ("dora", 404), ("finn", 404),
    ("mads", 404), ("sofus", 404), ("anker", 403), ("odd", 404),
])  # fmt: skip
def test_who_accepts(cast, as_, who, status):
    before = Acceptance.select().count()
    assert as_(getattr(cast, who)).post(accept(cast)).status_code == status
    assert Acceptance.select().count() == before + (who == "nina")


def test_accepting_twice_is_accepting_once(cast, as_):
    nina = as_(cast.nina)
    assert [nina.post(accept(cast)).status_code for _ in range(2)] == [303, 303]


def test_a_new_version_is_accepted_anew_by_everybody(cast, as_):
    cast.reflection(answer=SECRET)
    ben = as_(cast.ben)
    old = accept(cast)
    data = {"text": "Vi siger det, som det er.", "learn": "At tie.", "uid": uuid7()}
    for _ in range(2):
        assert ben.post(f"{base(cast)}/agreements", data=data).status_code == 303
    assert cast.broen.agreement.version == 2
    assert SECRET in ben.get(base(cast)).text
    for who in ("ada", "eli", "cleo"):
        page = as_(getattr(cast, who)).get(base(cast)).text
        assert "Vi siger det, som det er." in page
        assert "At tie." in page
        assert SECRET not in page
    assert as_(cast.eli).post(old).status_code == 409
    absent(SECRET, from_=as_(cast.eli).get(base(cast)), but_in=ben.get(base(cast)))
    as_(cast.ada).post(accept(cast))
    assert SECRET in as_(cast.ada).get(base(cast)).text


@pytest.mark.parametrize("who, status", [
    ("ada", 200), ("cleo", 200), ("hedda", 200), ("nina", 403), ("lea", 403), ("dora", 404),
    ("mads", 404), ("anker", 403), ("olga", 404),
])  # fmt: skip
def test_who_may_write_it_anew(cast, as_, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"{base(cast)}/agreements/new").status_code == status
    sent = person.post(f"{base(cast)}/agreements", data={"text": "Ny"})
    assert sent.status_code == (303 if status == 200 else status)
    assert cast.broen.agreement.version == 1 + (status == 200)


@pytest.mark.parametrize("bad", [
    {"text": ""}, {"text": "x" * 281}, {"text": "Ny", "stays": "x" * 1001},
    {"text": "Ny", "stays": "a\x00b"}, {"text": "Ny 010190-1234"},
])  # fmt: skip
def test_what_cannot_be_promised_is_asked_again_with_its_words(cast, as_, bad):
    data = {"learn": "Behold mig", **bad}
    page = as_(cast.ben).post(f"{base(cast)}/agreements", data=data)
    assert page.status_code == 422
    assert "Behold mig" in page.text
    assert Agreement.select().where(Agreement.group == cast.broen).count() == 1


def test_a_missing_agreement_answers_like_a_foreign_one(cast, as_):
    odd = as_(cast.odd)
    missing, foreign = odd.post(f"/agreements/{uuid.uuid4()}/acceptance"), odd.post(accept(cast))
    assert (foreign.status_code, foreign.data) == (404, missing.data)


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get(f"{base(cast)}/agreement").headers["Location"].startswith("/sign-in")
    assert client.post(accept(cast)).headers["Location"].startswith("/sign-in")
