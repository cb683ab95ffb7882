"""What a group promised: version by version, and a yes to the one in force (I10, P10)."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Acceptance, Agreement, Event
from flu.models.refusal import Refused


@pytest.fixture
def later(still, noon):
    def on(hours):
        still.stop(noon + timedelta(hours=hours))
        return still.now()

    return on


def told(group, *verbs):
    return [event for event in Event.log_of(group) if event.verb in verbs]


def waiting_for(person):
    return [agreement.group.name for agreement in Agreement.awaiting(person)]


def test_each_groups_versions_are_counted_for_themselves(cast, later):
    at = later(1)
    second = Agreement.propose(cast.broen, by=cast.ada, text="Ny", answers=["a", "b"])
    assert (second.version, second.text, second.answers) == (2, "Ny", ["a", "b"])
    later(2)
    third = Agreement.propose(cast.broen, by=cast.ben)
    assert (third.version, third.answers) == (3, [])
    assert third.text == "Historierne bliver her. Læringen må rejse."
    assert Agreement.propose(cast.taarnet, by=cast.dora).version == 2
    ended = Agreement.select().where(Agreement.group == cast.broen).order_by(Agreement.version)
    assert [agreement.superseded_at for agreement in ended] == [at, later(2), None]
    assert cast.broen.agreement == third
    assert Agreement.current([cast.broen, cast.havnen]) == {
        cast.broen.id: third, cast.havnen.id: cast.havnen.agreement,
    }  # fmt: skip
    lines = [(event.words["version"], event.actor_id) for event in told(
        cast.broen, "agreement.proposed")]  # fmt: skip
    assert lines == [(3, cast.ben.id), (2, cast.ada.id), (1, cast.lea.id)]


def test_a_letter_sent_twice_is_one_version(cast):
    uid = uuid7()
    first = Agreement.propose(cast.broen, by=cast.ada, text="Ny", uid=uid)
    assert Agreement.propose(cast.broen, by=cast.ada, text="Ny", uid=uid) == first
    assert cast.broen.agreement == first and first.version == 2
    assert len(told(cast.broen, "agreement.proposed")) == 2
    with pytest.raises(Refused, match=r"uid\.taken"):
        Agreement.propose(cast.broen, by=cast.ben, text="Ny", uid=uid)


def test_whoever_writes_it_anew_says_yes_by_that_and_nobody_else_has(cast):
    uid = uuid7()
    words = {"by": cast.ada, "text": "Ny", "answers": ["a"], "uid": uid}
    new = Agreement.rewrite(cast.broen, **words)
    assert (new.uid, new.text, new.answers) == (uid, "Ny", ["a"])
    assert Acceptance.to([new]) == {new.id: {cast.ada.id}}
    assert cast.broen.read_by(cast.ada) and not cast.broen.read_by(cast.ben)
    Agreement.propose(cast.broen, by=cast.ben, text="Endnu nyere")
    assert Agreement.rewrite(cast.broen, **words) == new  # her letter again: no yes to ben's
    assert not cast.broen.read_by(cast.ada)


def test_a_yes_is_to_these_words_by_this_person_once(cast):
    promise = cast.broen.agreement
    for person, yes in ((cast.ada, True), (cast.nina, False), (cast.gro, False)):
        assert promise.accepted_by(person) is yes
        assert bool(cast.broen.promise_to(person).has_accepted) is yes
    lines = len(told(cast.broen, "agreement.accepted"))
    for _ in range(2):
        promise.accept(by=cast.nina)
    assert promise.accepted_by(cast.nina)
    assert cast.broen.promise_to(cast.nina).has_accepted
    assert len(told(cast.broen, "agreement.accepted")) == lines + 1
    said = Acceptance.get(Acceptance.user == cast.nina)
    assert (said.agreement, said.digest) == (promise, promise.digest)
    other = Agreement(text=promise.text, answers=["noget andet"])
    assert len({promise.digest, other.digest, Agreement(text="x", answers=[]).digest}) == 3
    with pytest.raises(Refused, match=r"agreement\.superseded"):
        Agreement.propose(cast.broen, by=cast.ben, text="Ny")
        promise.accept(by=cast.ada)


def test_whose_yes_is_waited_for(cast):
    assert [waiting_for(who) for who in (cast.nina, cast.ada, cast.eli, cast.anker)] == [
        ["Broen"], [], [], [],
    ]  # fmt: skip
    Agreement.propose(cast.broen, by=cast.ada, text="Ny")
    assert [waiting_for(who) for who in (cast.nina, cast.ada, cast.eli, cast.anker)] == [
        ["Broen"], ["Broen"], ["Broen"], [],
    ]  # fmt: skip
    assert waiting_for(cast.dora) == waiting_for(cast.gro) == []
    cast.broen.archive(by=cast.lea)
    assert waiting_for(cast.nina) == []


def test_who_may_know_of_a_promise(cast):
    promise = cast.broen.agreement
    for who in ("ada", "nina", "anker", "cleo", "lea"):
        assert promise in Agreement.visible_to(getattr(cast, who))
    for who in ("dora", "finn", "gro", "pia", "mads", "sofus", "odd"):
        assert promise not in Agreement.visible_to(getattr(cast, who))
