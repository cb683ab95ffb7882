"""What goes up the line: one rule says who reads it, and what is forgotten is forgotten."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Ask, Backing, Brief, Lift, Remark, User
from flu.models.item import UNDO
from flu.models.oblivion import forget_withdrawn
from flu.models.refusal import Refused


def readers(noun, item):
    return {person for person in User.select() if item in noun.visible_to(person)}


def test_the_strip_counts_exactly_those_who_can_fetch_it(cast):
    passed, lift, brief = cast.backing(), cast.lift(), cast.brief()
    Ask.of(passed, cast.mads).pass_on()
    for noun, item in ((Backing, passed), (Lift, lift), (Brief, brief)):
        who = {person for person in readers(noun, item) if person.joined_at}
        assert set(item.readers()) == who
        assert noun.audiences([item]) == {item.id: len(who)}
    assert readers(Brief, brief) == {cast.ada, cast.mads}
    assert readers(Backing, passed) == {cast.ada, cast.mads, cast.sofus}
    assert Lift.prospect(lift.action).count() == lift.readers().count()


def test_a_manager_who_was_shut_out_is_not_counted_and_not_written_to(cast):
    brief = cast.brief()
    cast.mads.deactivate()
    assert Brief.audiences([brief]) == {brief.id: 1}
    with pytest.raises(Refused, match=r"sending\.nobody"):
        cast.brief()


def test_the_status_tells_what_was_done_and_never_what_was_read(cast):
    backing = cast.backing()
    assert backing.status == "sent"
    Ask.of(backing, cast.mads).pass_on()
    assert Backing.get().status == "passed_on"
    Ask.of(backing, cast.sofus).reply("yes")
    assert Backing.get().status == "answered"
    backing.withdraw()
    assert Backing.get().status == "withdrawn"
    kept = {*Backing._meta.fields, *Ask._meta.fields, *Brief._meta.fields}
    assert "answered_at" in kept and "read_at" not in kept


def test_without_words_only_yes_is_an_answer(cast):
    ask = Ask.of(cast.backing(), cast.mads)
    for answer in ("yes_if", "no_because"):
        with pytest.raises(Refused, match="words_missing"):
            ask.reply(answer)
    assert (Ask.get().answer, Ask.get().answered_at) == ("", None)
    ask.reply("yes")
    assert Ask.get().answer == "yes"


def test_what_was_withdrawn_is_forgotten_with_its_answers_and_copies(cast, still):
    about = cast.decided(title="Glem mig")
    brief, backing = cast.brief(working_on="Glem mig"), cast.backing(body="Glem mig", about=about)
    Remark.make("Glem mig", on=brief, by=cast.mads)
    Ask.of(backing, cast.mads).reply("yes_if", "Glem mig")
    cast.lift(about, title="Glem mig", why="Glem mig", gain="Glem mig")
    kept = cast.backing(title="Husk mig", about=about)
    for item in (brief, backing, about):
        item.withdraw()
    clock.stop(clock.now() + UNDO + timedelta(days=1))
    assert forget_withdrawn() == 3
    assert forget_withdrawn() == 0
    for noun in (Brief, Remark, Backing, Ask, Lift):
        assert not any("Glem mig" in str(row.__data__) for row in noun.select()), noun
    assert Backing.get_by_id(kept.id).title == "Husk mig"
