"""The spread: a try in other hands, and only as much of it as each viewer may read (N13)."""

import pytest
from playhouse.test_utils import count_queries
from uuid_utils.compat import uuid7

from flu.models import Department, Experiment, Reflection
from flu.models.spread import GENERATIONS, MOST, Spread

WORDS = {
    "if_i": "lader en anden åbne", "then": "taler vi om mennesker",
    "core_task": "Borgeren bliver set", "expectation": "De tier", "differs": "Her er tre huse",
}  # fmt: skip


@pytest.fixture
def town(cast):
    """Three generations over four departments, some shared with all, some at one table."""
    home = cast.home
    top = Department.named("Velfærd", kind="administration", under=None, organisation=home)
    place = Department.named("Kultur", kind="department", under=top, organisation=home)
    cast.eli.move_to(Department.named("Kultur 1", kind="unit", under=place, organisation=home))
    cast.kult = cast.eli
    first = share(cast, cast.experiment(state="reflected"), "cohort")  # ada, Pleje
    near = share(cast, taken(cast, first, cast.ben), "group")  # Handicap
    far = share(cast, taken(cast, first, cast.dora), "cohort", cast.taarnet)  # Pleje
    hidden = share(cast, taken(cast, far, cast.taarnet_other), "group", cast.taarnet)
    beyond = share(cast, taken(cast, hidden, cast.kult), "cohort")  # Kultur, from a hidden one
    own = taken(cast, near, cast.hedda)
    return {
        "first": first, "near": near, "far": far, "hidden": hidden, "beyond": beyond, "own": own,
    }  # fmt: skip


@pytest.fixture
def cast(cast):
    other = next(
        seat.user for seat in cast.taarnet.seats() if "Myndighed" in seat.user.department.name
    )
    cast.taarnet_other = other
    return cast


def taken(cast, it, by, **words):
    return it.take_up(desk_task="Mit eget bord", by=by, **{**WORDS, **words})


def share(cast, it, reach, group=None, sign="yes"):
    if it.stage == "hypothesis":
        for step in ("planned", "tried", "observed", "reflected"):
            getattr(cast, f"_to_{step}")(it, it.author)
            it = Experiment.get_by_id(it.id)
    it.write(sign_seen=sign)
    Reflection.share_experiment(
        it, takeaway="Ti.", wants=["questions"], visibility=reach, group=group or cast.broen,
        by=it.author,
    )  # fmt: skip
    return Experiment.get_by_id(it.id)


VIEWERS = ("ada", "ben", "hedda", "kult", "cleo", "dora", "taarnet_other", "finn", "mads", "lea",
           "sofus", "nina", "anker", "odd")  # fmt: skip


@pytest.mark.parametrize("who", VIEWERS)
def test_each_sees_exactly_what_they_may_read(cast, town, who):
    viewer = getattr(cast, who)
    readable = set(Experiment.visible_to(viewer))
    for it in set(town.values()) & readable:
        tree = Spread(it, viewer)
        shown = [branch.it for branch in tree]
        assert len(shown) == len(set(shown)) and it in shown
        assert set(shown) <= readable
        assert sum(count for _verdict, count in tree.counts) == len(shown) == tree.elsewhere + 1
    if town["first"] in readable:
        assert set(shown_from(town["first"], viewer)) == readable


def test_four_departments_and_three_generations(cast, town):
    tree = Spread(town["first"], cast.kult)
    assert {branch.department for branch in tree} == {"Pleje", "Handicap", "Kultur"}
    other = Spread(town["first"], cast.taarnet_other)
    assert {branch.department for branch in other} == {"Pleje", "Myndighed", "Kultur"}
    assert other.generations == 4
    assert [branch.verdict for branch in other] == ["held"] * 4


def test_nobody_sees_that_there_is_a_gap(cast, town):
    tree = Spread(town["first"], cast.ben)
    above = {branch.it: branch.parent and branch.parent.it for branch in tree}
    assert above == {
        town["first"]: None, town["near"]: town["first"], town["far"]: town["first"],
        town["beyond"]: town["far"],
    }  # fmt: skip
    generation = {branch.it: branch.generation for branch in tree}
    assert generation[town["beyond"]] == 2


def test_without_a_readable_origin_the_tree_begins_where_reading_does(cast, town):
    town["first"].withdraw()
    tree = Spread(town["far"], cast.ben)
    assert [branch.it for branch in tree] == [town["far"], town["beyond"]]
    assert tree.origin.differs == ""
    assert tree[1].differs == "Her er tre huse"


def test_from_every_branch_the_same_tree_is_seen(cast, town):
    whole = shown_from(town["first"], cast.ben)
    for name in ("near", "far", "beyond"):
        assert shown_from(town[name], cast.ben) == whole


def test_the_child_stays_its_owners_whatever_happens_to_the_origin(cast, town):
    town["first"].withdraw()
    town["near"].withdraw()
    assert shown_from(town["own"], cast.hedda) == [town["own"]]
    assert town["own"].editable_by(cast.hedda)


@pytest.mark.parametrize(
    "state, sign, verdict",
    [
        ("adopted", "no", "held"), ("unlearned", "", "held"), ("dropped", "yes", "not"),
        ("shared", "yes", "held"), ("shared", "little", "partly"), ("shared", "no", "not"),
        ("shared", "opposite", "not"), ("shared", "", "open"), ("hypothesis", "", "open"),
    ],
)  # fmt: skip
def test_where_it_held_and_where_not(cast, state, sign, verdict):
    it = cast.experiment(state="shared")
    it.state, it.sign_seen = state, sign
    it.save()
    assert Spread(it, cast.ada).origin.verdict == verdict


def test_it_costs_two_questions_however_far_it_went(cast, town):
    for _ in range(5):
        share(cast, taken(cast, town["near"], cast.kult), "cohort")
    with count_queries() as asked:
        tree = Spread(town["first"], cast.ben)
        assert all(branch.unit and branch.department and branch.it.author.name for branch in tree)
    assert asked.count == 2


def test_it_ends_after_so_many_and_so_far(cast):
    first = share(cast, cast.experiment(state="reflected"), "cohort")
    Experiment.insert_many(
        [{**row(first), "uid": uid(), "previous": first.id} for _ in range(MOST + 5)]
    ).execute()
    tree = Spread(first, cast.ben)
    assert (len(tree), tree.more) == (MOST, True)
    deep = first
    for _ in range(GENERATIONS + 3):
        deep = Experiment.create(**{**row(first), "uid": uid(), "previous": deep.id})
    assert deep in [branch.it for branch in Spread(deep, cast.ben)]


def test_a_row_is_between_those_that_grew_from_it(cast, town):
    tree = Spread(town["first"], cast.ben)
    assert tree.rows == 2
    assert [branch.row for branch in tree] == [0.5, 0.0, 1.0, 1.0]


def shown_from(it, viewer):
    return [branch.it for branch in Spread(it, viewer)]


def row(it):
    data = dict(it.__data__)
    del data["id"]
    return data


def uid():
    return uuid7()
