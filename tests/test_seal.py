"""A seal tells nothing but to whoever has the key, and the same words always look the same."""

import pytest

from flu import seal
from tests.databases import SECRET

WORDS = "hvem der svarede, og hvad der venter"


@pytest.fixture(autouse=True)
def key():
    seal.use(SECRET)
    yield
    seal.use(SECRET)


def test_it_opens_for_the_same_key_and_the_same_thing_alone():
    kept = seal.sealed(WORDS, "one")
    assert WORDS.encode() not in kept.encode()
    assert seal.opened(kept, "one") == WORDS
    assert seal.opened(kept, "another") is None
    seal.use("another secret, as long as a secret should be")
    assert seal.opened(kept, "one") is None


@pytest.mark.parametrize("broken", ["", "x", "AAAA", "æøå", "A" * 5000])
def test_what_is_no_seal_opens_for_nobody(broken):
    assert seal.opened(broken, "one") is None
    assert seal.opened(seal.sealed(broken, "one"), "one") == broken


def test_it_holds_no_chance_and_its_length_tells_nothing():
    assert seal.sealed(WORDS, "one") == seal.sealed(WORDS, "one")
    assert len(seal.sealed("", "one")) <= len(seal.sealed(WORDS, "one"))
    assert len(seal.sealed("a", "one")) == len(seal.sealed("a" * 4000, "one"))


def test_without_a_key_nothing_is_sealed_by_mistake(monkeypatch):
    monkeypatch.setattr(seal, "_key", None)
    with pytest.raises(RuntimeError, match="no key"):
        seal.sealed(WORDS, "one")
