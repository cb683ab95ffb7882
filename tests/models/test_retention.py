"""Words stay as long as the dates say, and not a day longer (P21)."""

import json
from datetime import timedelta

import pytest

from flu import clock
from flu.jobs.sweep import sweep
from flu.models import (
    Action,
    Comment,
    Event,
    Experiment,
    Flag,
    Habit,
    Hiding,
    Keepsake,
    Parting,
    Reflection,
    Topic,
)
from flu.models.everything import faults, told
from flu.models.oblivion import erase, without
from flu.models.retention import warned
from tests.absence import absent

pytestmark = pytest.mark.hangs_on_dates
CANARY = "Kanariefuglen sang på Nordhøj den morgen"


def dump():
    return json.dumps([line for line in told() if isinstance(line, list)], ensure_ascii=False)


@pytest.fixture
def shared(cast):
    it = cast.experiment(state="shared")
    Experiment.update(seen_heard=CANARY).where(Experiment.id == it.id).execute()
    thread = Reflection.get(Reflection.visibility == "group")
    answer = cast.comment(on=thread, body=CANARY)
    cast.action(origin=answer, why=CANARY)
    Flag.raise_on(answer, CANARY, by=cast.eli)
    masked = cast.reflection(answer=CANARY)
    Hiding.mask(masked, ["Nordhøj"], rule="identifiable", reason="Sted", by=cast.cleo)


def test_the_day_before_all_is_there_and_the_day_after_nothing_is(cast, shared, on):
    on(-1)
    sweep()
    assert dump().count(CANARY) >= 5
    on(0)
    assert sweep()["old"] > 0
    assert CANARY not in dump() and "Nordhøj" not in dump()
    assert not any(n.select().exists() for n in (Experiment, Reflection, Comment, Action, Flag))
    assert sweep()["old"] == 0
    assert list(faults()) == []
    assert Event.select().count() > 0  # who did what stays, and holds no words


def test_a_group_that_goes_on_keeps_what_it_still_touches(cast, on):
    old, young = cast.reflection(answer="Gammel"), cast.reflection(answer=CANARY)
    first = cast.comment(on=young, body="Det første svar")
    on(-40)
    cast.comment(on=young, body="Stadig i brug")
    on(1)
    sweep()
    assert [row.id for row in Reflection.select()] == [young.id]
    assert first in Comment.select()  # an answer lives as long as its thread
    before = dump()
    on(200)
    sweep()
    absent(CANARY, from_=dump(), but_in=before)
    assert old.id != young.id


def test_a_closed_group_keeps_nothing_longer(cast, on):
    thread = cast.reflection(answer=CANARY)
    on(-40)
    cast.comment(on=thread)
    cast.broen.archive(by=cast.lea)
    on(0)
    before = dump()
    sweep()
    absent(CANARY, from_=dump(), but_in=before)


def test_what_was_left_without_a_name_stays(cast, on):
    cast.reflection(answer=CANARY)
    on(-30)
    Parting.choose_all(cast.programme, "nameless", by=cast.ada)
    on(0)
    sweep()
    assert CANARY in dump()
    assert Reflection.get().author.is_nameless


def test_what_is_ones_own_alone_goes_a_year_after_it_was_last_touched(cast, on, still, noon):
    cast.reflection(visibility="private", answer=CANARY)
    Habit.notice(trigger="a", old_response="b", replacement="c", by=cast.ada)
    Keepsake.create(user=cast.ada, kind="comments", told={"body": CANARY})
    still.stop(noon + timedelta(days=364))
    sweep()
    assert dump().count(CANARY) == 2
    still.stop(noon + timedelta(days=366))
    sweep()
    assert CANARY not in dump()
    assert not Habit.select().exists()


def test_ones_own_try_stays_as_long_as_its_thread_is_read_by_others(cast, on):
    it = cast.experiment(state="reflected")
    thread = cast.reflection(on=it, answer=CANARY)
    cast.programme.change(retain_months=24)
    on(-640)
    cast.comment(on=thread, body="Stadig i brug")
    on(20)
    sweep()
    assert [row.id for row in Experiment.select()] == [it.id]
    assert thread in Reflection.visible_to(cast.ben)
    on(150)
    sweep()
    assert (Experiment.select().count(), Reflection.select().count()) == (0, 0)


def test_a_programme_may_keep_it_longer(cast, shared, still, noon):
    before = cast.programme.retained_until
    cast.programme.change(retain_months=9)
    still.stop(clock.at(before, clock.local(noon).time()))
    sweep()
    assert CANARY in dump()


def test_thirty_days_before_its_author_is_told(cast, shared, on):
    on(-31)
    assert warned(cast.ada) is None
    on(-30)
    assert warned(cast.ada) == cast.programme.retained_until
    assert warned(cast.finn) is None


@pytest.mark.parametrize("kind", ["reflection", "comment", "experiment", "action"])
def test_deleted_for_good_there_is_nothing_to_bring_back(cast, kind):
    it = {
        "reflection": lambda: cast.reflection(answer=CANARY),
        "comment": lambda: cast.comment(by=cast.ada, body=CANARY, on=cast.reflection(by=cast.ben)),
        "experiment": lambda: cast.experiment(state="shared", previous=None),
        "action": lambda: cast.action(why=CANARY),
    }[kind]()
    Experiment.update(seen_heard=CANARY).execute()
    before = dump()
    it.withdraw()
    assert it in type(it).withdrawn_by(cast.ada)
    erase(type(it).get_by_id(it.id))
    absent(CANARY, from_=dump(), but_in=before)
    assert not type(it).withdrawn_by(cast.ada).exists()


def test_answers_stay_with_their_authors_without_the_words_they_quoted(cast):
    thread = cast.reflection(answer=f"{CANARY}. Så gik alle hjem.")
    answer = cast.comment(on=thread, body=f'Du skriver "{CANARY}". Hvad hørte du?')
    action = cast.action(origin=thread, title=f"{CANARY[:30]}…", why=CANARY)
    before = dump()
    erase(thread)
    assert Comment.get_by_id(answer.id).body == 'Du skriver "[…]". Hvad hørte du?'
    assert Action.get_by_id(action.id).why == "[…]"
    absent(CANARY[:30], from_=dump(), but_in=before)


def test_a_short_run_of_words_is_nobodys():
    assert without("Tak for det", ["Tak for alt, du har gjort for os"]) == "Tak for det"


def test_topics_go_as_what_was_shared_does(cast, on):
    Topic.propose(CANARY, by=cast.ada, programme=cast.programme, group=cast.broen)
    Topic.propose(f"{CANARY}!", by=cast.ada, programme=cast.programme)
    on(-1)
    sweep()
    assert dump().count(CANARY) == 2
    on(0)
    sweep()
    assert CANARY not in dump()


def test_what_went_up_the_line_goes_by_the_programmes_date_too(cast, on):
    cast.brief(needed=CANARY)
    cast.backing(body=CANARY)
    on(-1)
    sweep()
    assert CANARY in dump()
    on(0)
    sweep()
    assert CANARY not in dump() and not list(faults())
