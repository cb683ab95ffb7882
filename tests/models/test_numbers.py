"""Totals that name nobody: nothing under five, and nothing that could be subtracted (I11, P14)."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from flu import clock
from flu.models import Action, Ask, Experiment, Group, User
from flu.models.discreet import GROUPS, PEOPLE, Crowd, shown
from flu.models.numbers import Numbers
from tests.absence import absent
from tests.cast import leaders

THINGS = st.lists(
    st.tuples(
        st.frozensets(st.integers(1, 14), min_size=1, max_size=3), st.integers(1, 6), st.booleans()
    ),
    max_size=24,
).map(tuple)


def enough(things):
    people = frozenset().union(*(who for who, _, _ in things))
    tables = {table for _, table, _ in things}
    return not things or (min(len(things), len(people)) >= PEOPLE and len(tables) >= GROUPS)


@settings(max_examples=2000, deadline=None)
@given(THINGS)
def test_whatever_is_told_stands_on_five_people_of_three_groups_and_so_does_the_rest(things):
    crowd = Crowd(things)
    yes = [thing for thing in things if thing[2]]
    no = [thing for thing in things if not thing[2]]
    assert (crowd.count is not None) == enough(things)
    if crowd.telling is not None or crowd.share is not None:
        assert enough(things) and enough(yes) and enough(no)
        assert crowd.telling == len(yes)


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 9))
def test_a_number_from_one_to_four_is_never_shown(count, people, groups):
    assert (shown(count, people, groups) or PEOPLE) >= PEOPLE
    assert shown(count + PEOPLE, people + PEOPLE, groups + GROUPS) == count + PEOPLE


def test_the_sponsor_sees_totals_and_no_word_or_name(cast, as_):
    cast.experiment(state="shared")
    cast.action()
    page = as_(cast.sofus).get("/programme").text
    assert "Forløbet i tal" in page and "under 5" in page
    assert "Ada" not in page and "Ét opkald" not in page and "Ti, til nogen" not in page


def test_the_nearest_manager_and_the_leaders_see_none(cast, as_):
    for who in ("mads", "ada", "cleo"):
        page, sponsors = (as_(it).get("/programme") for it in (getattr(cast, who), cast.sofus))
        absent("Forløbet i tal", from_=page, but_in=sponsors)


def test_participants_and_their_hours(cast):
    numbers = Numbers(cast.programme)
    assert (numbers.participants, numbers.hours, numbers.groups) == (10, 350, None)
    for person in list(cast.programme.people("participant"))[:6]:
        person.deactivate()
    numbers = Numbers(cast.programme)
    assert numbers.participants is None and numbers.hours is None


def test_replies_of_a_few_managers_tell_no_time(still, cast):
    third, chiefs = leaders(cast.home, "ABCA"), leaders(cast.home, "AABBC", name="Chef")
    Group.form(cast.programme, "Fyret", members=third, by=cast.lea)
    User.update(joined_at=clock.now()).execute()
    asks = []
    staff = (cast.ada, cast.dora, third[0], cast.eli, cast.ben)
    for person, chief in zip(staff, chiefs, strict=True):
        person.report_to(chief)
        asks.append(Ask.of(cast.backing(by=person), chief))
    still.stop(clock.now() + timedelta(days=2))
    for ask in asks[:4]:
        ask.reply("yes")
    assert Numbers(cast.programme).reply_days is None
    asks[4].reply("yes")
    assert Numbers(cast.programme).reply_days == 2


def test_tries_of_people_outside_the_programme_do_not_count(cast):
    it = cast.experiment(by=cast.odd, state="reflected")
    it.conclude("adopted", by=cast.odd, practice_when="Tirsdag")
    assert Experiment.select().count() == 1 and Action.select().count() == 0
    assert Numbers(cast.programme).practices == 0
