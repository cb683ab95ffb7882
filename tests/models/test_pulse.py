"""Kulturpuls: nobody is found behind an answer, by no page, no copy and no subtraction (N7)."""

import re
from datetime import timedelta

import pytest

from flu import seal
from flu.jobs.sweep import sweep
from flu.models import ALL, Event, GroupPulse, Pulse
from flu.models.moment import current, just_begun
from flu.models.refusal import Refused
from flu.models.trend import Trend
from tests.databases import SECRET

pytestmark = pytest.mark.hangs_on_dates
ONES = {"mistakes": 1, "trying": 1, "asking": 1, "learning": 1}
MIXED = {"mistakes": 5, "trying": 2, "asking": 4, "learning": 1}


@pytest.fixture
def hold(cast):
    """The people of the hold, Broen's first."""
    return list(cast.programme.people("participant").order_by("id"))


def answered(cast, people, answers=MIXED):
    for person in people:
        Pulse.answer(cast.programme, answers, by=person)


def means(cast):
    trend = Trend(cast.programme, Pulse.within(cast.programme))
    return trend.moments[1].means, trend.moments[1].count


def test_four_answers_show_nothing_and_five_show_means(cast, hold):
    answered(cast, hold[:4])
    assert means(cast) == ({}, 0)
    answered(cast, hold[4:5], ONES)
    assert means(cast) == ({"mistakes": 4.2, "trying": 1.8, "asking": 3.4, "learning": 1.0}, 5)


def test_told_moves_on_by_five_new_ones_alone(cast, hold):
    answered(cast, hold[:5])
    before = means(cast)
    answered(cast, hold[5:9], ONES)
    assert means(cast) == before
    answered(cast, hold[9:10], ONES)
    assert means(cast)[1] == 10


def test_a_remainder_of_four_is_never_told(cast, hold, still):
    answered(cast, hold[:9])
    still.stop(still.now() + timedelta(weeks=2))
    assert Pulse.close_due() == 1
    assert means(cast)[1] == 5


def test_nobody_answers_twice(cast):
    Pulse.answer(cast.programme, ONES, by=cast.ada)
    with pytest.raises(Refused, match=r"pulse\.answered"):
        Pulse.answer(cast.programme, MIXED, by=cast.ada)


@pytest.mark.parametrize("weeks, moment, asked", [
    (-14, "start", None), (-13, "start", "start"), (-12, "start", "start"), (-11, "start", None),
    (-2, "start", None), (-1, "midway", "midway"), (0, "midway", "midway"), (1, "midway", None),
    (12, "end", "end"), (13, "end", "end"), (14, "end", None), (90, "end", None),
])  # fmt: skip
def test_it_opens_in_its_week_for_two(cast, still, weeks, moment, asked):
    still.stop(still.now() + timedelta(weeks=weeks))
    assert (current(cast.programme), just_begun(cast.programme)) == (moment, asked)
    if asked is None:
        with pytest.raises(Refused, match=r"pulse\.closed"):
            Pulse.answer(cast.programme, ONES, by=cast.ada)


def test_once_closed_it_takes_nothing_more_and_its_pot_is_burnt(cast, hold):
    answered(cast, hold[:6])
    pulse = Pulse.get()
    assert pulse.close() is True
    assert pulse.close() is False
    assert Pulse.get().pot == ""
    with pytest.raises(Refused, match=r"pulse\.closed"):
        answered(cast, hold[6:7])


def test_the_sweep_closes_what_is_due(cast, hold, still):
    answered(cast, hold[:5])
    assert sweep()["pulses"] == 0
    still.stop(still.now() + timedelta(weeks=1))
    assert sweep()["pulses"] == 1
    assert sweep()["pulses"] == 0


def test_a_group_is_told_once_it_is_closed_and_only_of_five(cast, hold):
    broen = [cast.ada, cast.ben, cast.hedda, cast.eli, cast.nina]
    answered(cast, broen, ONES)
    answered(cast, [p for p in hold if p not in broen and p != cast.anker][:4], MIXED)
    assert GroupPulse.select().count() == 0
    Pulse.get().close()
    assert [(row.group, row.told["count"]) for row in GroupPulse.select()] == [(cast.broen, 5)]
    assert set(GroupPulse.within(cast.broen)) == {"midway"}
    assert GroupPulse.within(cast.taarnet) == {}


def test_a_group_of_four_is_never_told(cast, hold):
    answered(cast, [cast.ada, cast.ben, cast.hedda, cast.eli, cast.dora])
    Pulse.get().close()
    assert means(cast)[1] == 5
    assert GroupPulse.select().count() == 0


def test_answering_leaves_no_trace_but_the_sums(cast, hold):
    before = rows(but=Pulse)
    answered(cast, hold[:7])
    assert rows(but=Pulse) == before
    assert Event.first_fault() is None
    assert Pulse.select().count() == 1


def test_a_copy_of_everything_is_the_same_whoever_of_two_gave_which_answer(cast, hold, db):
    first, *others = [person for person in hold if person not in (cast.ada, cast.ben)]
    answered(cast, [first])
    copies = []
    for a, b in ((ONES, MIXED), (MIXED, ONES)):
        with db.atomic() as history:
            answered(cast, others[:2])
            answered(cast, [cast.ada], a)
            answered(cast, others[2:6])
            answered(cast, [cast.ben], b)
            answered(cast, others[6:8])
            copies.append(rows())
            history.rollback()
    assert copies[0] == copies[1]


def test_the_order_of_answers_leaves_no_trace(cast, hold, db):
    answered(cast, hold[5:6])
    copies = []
    for order in (hold[:3], hold[2::-1]):
        with db.atomic() as history:
            answered(cast, order)
            copies.append(rows())
            history.rollback()
    assert copies[0] == copies[1]


def test_two_copies_around_an_answer_do_not_tell_what_it_was_nor_whose(cast, hold, db):
    """What is told is unchanged, and the pot is as sealed and as long as before."""
    answered(cast, hold[:6])
    copies = []
    for person, answer in ((hold[6], ONES), (hold[7], MIXED)):
        with db.atomic() as history:
            answered(cast, [person], answer)
            copies.append(Pulse.get())
            history.rollback()
    one, other = copies
    assert one.told == other.told == Pulse.get().told
    assert len(one.pot) == len(other.pot) == len(Pulse.get().pot)
    for pulse in copies:
        assert not {"answered", "waiting", "mistakes"} & set(re.findall(r"[a-z]+", pulse.pot))
    assert one.pot[:64] != other.pot[:64] != Pulse.get().pot[:64]


def test_without_the_key_a_pot_opens_for_nobody(cast, hold):
    answered(cast, hold[:6])
    seal.use("another secret than the one it was sealed with")
    try:
        assert Pulse.get().opened() is None
        assert not Pulse.get().open_to(cast.ada)
        with pytest.raises(Refused, match=r"pulse\.closed"):
            answered(cast, hold[6:7])
    finally:
        seal.use(SECRET)
    answered(cast, hold[6:7])


def rows(but=None):
    return {
        noun.__name__: list(noun.select().order_by(noun.id).tuples())
        for noun in ALL
        if noun is not but
    }
