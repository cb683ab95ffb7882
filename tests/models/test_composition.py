"""Who may sit together (N6, I13): a table of rules, and every pair of any tree."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flu.db import database
from flu.models import Group, Line, Membership, Organisation, Programme, Tie, User
from flu.models.composition import Composition
from flu.models.refusal import Refused
from tests.cast import leaders

A_FEW = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def home(db):
    return Organisation.create(name="Prøveby Kommune")


def keys(rules):
    return [key for key, _ in rules]


@pytest.mark.parametrize("departments, hard, soft", [
    ("ABC", ["group.too_few"], []),
    ("ABCA", [], ["group.not_best_size"]),
    ("ABCAB", [], []),
    ("ABCABC", [], []),
    ("ABCABCA", [], ["group.not_best_size"]),
    ("ABCABCAB", ["group.too_many"], []),
    ("AAAAA", ["group.one_department"], []),
    ("AABBB", [], ["group.two_departments"]),
    ("AA", ["group.too_few", "group.one_department"], []),
    ("", ["group.too_few", "group.one_department"], []),
])  # fmt: skip
def test_how_many_from_how_many_departments(home, departments, hard, soft):
    composition = Composition.of(leaders(home, departments))
    assert keys(composition.refusals()) == hard
    assert keys(composition.warnings()) == soft
    assert (composition.is_refused, composition.has_warnings) == (bool(hard), bool(soft))


def test_those_who_have_no_department_are_none(home):
    people = leaders(home, "AAAAA")
    people[-1].department = None
    composition = Composition.of(people)
    assert keys(composition.refusals()) == ["group.one_department"]
    assert [place.name for place in composition.departments] == ["A"]


def test_whoever_comes_is_asked_about_their_own_pairs_alone(home):
    """What stood between others before is not laid at the newcomer's door."""
    low, top, *others = leaders(home, "ABCAB")
    low.report_to(top)
    Tie.declare(others[0], by=others[1])
    composition = Composition.of([low, top, *others])
    assert keys(composition.refusals()) == ["group.line", "group.tie"]
    assert keys(composition.refusals(others[2])) == []
    assert keys(composition.refusals(top)) == ["group.line"]
    assert keys(composition.refusals(others[1])) == ["group.tie"]


def test_a_ring_of_managers_ends_somewhere(home):
    """It cannot be made by our own doors; a line that met one would never be done."""
    one, other, below = leaders(home, "ABC")
    for person, manager in ((one, other), (other, one), (below, one)):
        User.update(manager=manager).where(User.id == person.id).execute()
    Line.redraw(one, other, below)
    people = {one.id: "one", other.id: "other", below.id: "below"}
    pairs = {(people[line.above_id], people[line.below_id]) for line in Line.select()}
    assert pairs == {("one", "other"), ("other", "one"), ("one", "below"), ("other", "below")}


def test_the_lines_between_people_are_between_these_people(cast):
    def between(*people):
        return {(line.above, line.below) for line in Line.among(people)}

    assert between(cast.mads, cast.ada) == {(cast.mads, cast.ada)}
    assert between(cast.sofus, cast.ada, cast.ben) == {(cast.sofus, cast.ada)}
    assert between(cast.mads, cast.ben) == set()


def test_the_facilitator_brings_no_department_and_takes_no_seat(home):
    members, (guide,) = leaders(home, "AAAA"), leaders(home, "B", "Guide")
    assert keys(Composition.of(members, staff=[guide]).refusals()) == ["group.one_department"]


@pytest.mark.parametrize("distance", [1, 2, 5])
def test_nobody_sits_with_anybody_above_them_at_any_distance(home, distance):
    low, *others = leaders(home, "ABCA")
    chain = leaders(home, "B" * distance, "Chef")
    for person, manager in zip([low, *chain], chain, strict=False):
        person.report_to(manager)
    top = chain[-1]
    for composition in (
        Composition.of([low, *others, top]),
        Composition.of([low, *others], staff=[top]),
        Composition.of([top, *others], staff=[low]),
    ):
        line = ("group.line", {"above": top.name, "below": low.name})
        assert line in list(composition.refusals())


def test_peers_under_one_manager_may_sit_together_but_it_is_said(home):
    a, b, *others = leaders(home, "ABCAB")
    (manager,) = leaders(home, "C", "Chef")
    a.report_to(manager)
    b.report_to(manager)
    composition = Composition.of([a, b, *others])
    assert not composition.is_refused
    assert list(composition.warnings()) == [("group.same_manager", {"names": [a.name, b.name]})]


@pytest.mark.parametrize("teller, other", [(0, 1), (1, 0)])
def test_a_tie_parts_the_two_whoever_told_it(home, teller, other):
    people = leaders(home, "ABCAB")
    Tie.declare(people[other], by=people[teller])
    refusals = list(Composition.of(people).refusals())
    assert refusals == [("group.tie", {"a": people[0].name, "b": people[1].name})]
    with_guide = Composition.of(people[1:], staff=[people[0]])
    assert keys(with_guide.refusals()) == ["group.tie"]
    assert not Composition.of([people[0], *leaders(home, "ABCA")]).is_refused


def test_nobody_is_both_leader_and_facilitator(home):
    people = leaders(home, "ABCAB")
    assert keys(Composition.of(people, staff=[people[0]]).refusals()) == ["group.twice"]


def test_of_each_asks_as_much_for_one_table_as_for_ten(home):
    one = [(leaders(home, "ABCA"), [])]
    ten = one + [(leaders(home, "ABCA"), []) for _ in range(9)]
    assert len(Composition.of_each(ten)) == 10
    Tie.declare(ten[3][0][1], by=ten[3][0][0])
    refused = [composition.is_refused for composition in Composition.of_each(ten)]
    assert refused == [n == 3 for n in range(10)]


def test_at_most_one_is_carried_over_from_an_earlier_group(cast):
    old = [cast.ada, cast.anker]
    draft = Group.draft([*old, *leaders(cast.home, "BCD")])
    assert ("group.carried_over", {"names": [p.name for p in old], "group": "Broen"}) in list(
        draft.warnings()
    )
    one = Group.draft([cast.anker, *leaders(cast.home, "BCD")])
    assert keys(one.warnings()) == ["group.not_best_size"]


def test_whoever_sits_somewhere_already_is_named(cast):
    draft = Group.draft([cast.ada, *leaders(cast.home, "BCDE")])
    told = {"names": ["Ada Prøve"], "group": "Broen"}
    assert list(draft.warnings()) == [("group.elsewhere", told)]


# Any tree (N6) -----------------------------------------------------------------------------------

trees = st.integers(2, 12).flatmap(
    lambda n: st.tuples(*(st.one_of(st.none(), st.integers(0, max(0, i - 1))) for i in range(n)))
)


def planted(home, tree):
    """The people of a tree: each under the one with that number, the first under nobody."""
    people = leaders(home, ["ABC"[i % 3] for i in range(len(tree))], "Person")
    Line.report(
        [(people[i], people[above]) for i, above in enumerate(tree) if i and above is not None]
    )
    return people


def above(tree, low):
    while low and (low := tree[low]) is not None:
        yield low


@A_FEW
@given(tree=trees)
def test_no_pair_of_any_tree_leaks(home, tree):
    with database.atomic() as everything:
        people, fillers = planted(home, tree), leaders(home, "DEF", "Fyld")
        for a, b in combinations(range(len(tree)), 2):
            related = a in above(tree, b) or b in above(tree, a)
            for composition in (
                Composition.of([people[a], people[b], *fillers]),
                Composition.of([people[a], *fillers], staff=[people[b]]),
                Composition.of([people[b], *fillers], staff=[people[a]]),
            ):
                assert ("group.line" in keys(composition.refusals())) is related
        everything.rollback()


@A_FEW
@given(tree=trees, data=st.data())
def test_no_seat_is_given_into_a_line(home, tree, data):
    with database.atomic() as everything:
        people, fillers = planted(home, tree), leaders(home, "DEFD", "Fyld")
        programme = Programme.create(organisation=home, name="F", starts_on="2026-01-05")
        group = Group.form(programme, "G", members=fillers, by=leaders(home, "A", "PL")[0])
        (manager,) = leaders(home, "A", "PL")
        for person in data.draw(st.permutations(people)):
            role = data.draw(st.sampled_from(["member", "facilitator"]))
            seated = {seat.user_id for seat in group.seats()}
            if full(group, role):
                continue
            clash = any(
                people[i].id in seated
                for i in range(len(people))
                if i in above(tree, people.index(person)) or people.index(person) in above(tree, i)
            )
            if not clash:
                group.admit(person, by=manager, role=role)
                continue
            with pytest.raises(Refused, match=r"group.line"):
                group.admit(person, by=manager, role=role)
        everything.rollback()


def full(group, role):
    return role == "member" and sum(seat.role == "member" for seat in group.seats()) == 7


@A_FEW
@given(tree=trees, later=trees)
def test_after_any_reorganisation_nobody_reads_beneath_them(home, tree, later):
    with database.atomic() as everything:
        people = leaders(home, "ABCABCA", "Person")
        manager, outsider = leaders(home, "AB", "PL")
        programme = Programme.create(organisation=home, name="F", starts_on="2026-01-05")
        group = Group.form(programme, "G", members=people, by=manager)
        for moved in (tree, later):
            for person in people:
                person.report_to(None)
            for i, head in enumerate(moved[:7]):
                if i and head is not None:
                    people[i].report_to(people[head])
            Membership.pause_clashes(outsider, by=manager)
            heads = {h for i in range(len(moved[:7])) for h in above(moved, i)}
            paused = {s.user_id for s in group.seats() if s.paused_at}
            assert paused == {people[h].id for h in heads}
        everything.rollback()
