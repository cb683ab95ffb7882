"""The chain: every link walked both ways, and never past what the viewer may read."""

import pytest
from playhouse.test_utils import count_queries

from flu.models import Action, Comment, Experiment, FollowUp, Reflection
from flu.models.chain import MOST, Chain
from tests.absence import absent

WHOLE = ["wonder", "plan", "tried", "seen", "learned", "shared"]


@pytest.fixture
def story(cast):
    """ada's try, its thread, ben's question, the action born of it, and a gain."""
    it = cast.experiment(state="shared")
    thread = Reflection.thread_of(it)
    answer = cast.comment(on=thread)
    action = cast.action(origin=answer)
    action.state = "started"
    action.save()
    FollowUp.hold(action, happened="Vi ringede", gain="Roligere", decision="done", by=cast.ada)
    return {"experiment": it, "reflection": thread, "comment": answer, "action": action}


@pytest.mark.parametrize(
    "stand, kinds, here",
    [
        ("experiment", [*WHOLE, "action", "gain"], "shared"),
        ("reflection", [*WHOLE, "action", "gain"], "learned"),
        ("comment", [*WHOLE, "answered", "action", "gain"], "answered"),
        ("action", [*WHOLE, "answered", "action", "gain"], "action"),
    ],
)
def test_from_every_link_the_whole_chain_is_seen(cast, story, stand, kinds, here):
    for person in (cast.ada, cast.ben, cast.cleo):
        chain = walk(story[stand], person)
        assert kinds_of(chain) == kinds
        assert [node.kind for node in chain if node.here] == [here]
        assert chain.leads_anywhere


def test_every_link_leads_back(cast, story):
    nouns = [*story.values()]
    for noun in nouns:
        reached = {node.item for node in walk(noun, cast.ben) if node.item}
        for there in reached:
            back = {node.item for node in walk(there, cast.ben) if node.item}
            assert noun in back or isinstance(noun, Comment)


def test_editions_are_walked_both_ways(cast):
    first = cast.experiment(state="shared")
    second = cast.experiment(previous=first)
    third = cast.experiment(previous=second)
    assert items(first, cast.ada, "next") == [second]
    assert items(second, cast.ada, "previous") == [first]
    assert items(second, cast.ada, "next") == [third]
    assert items(third, cast.ada, "previous") == [first, second]


def test_many_editions_are_few_links(cast):
    it = cast.experiment(state="shared")
    for _ in range(MOST + 3):
        it = cast.experiment(previous=it)
    assert len(items(it, cast.ada, "previous")) <= MOST


def test_what_another_tried_is_a_branch(cast):
    first = cast.experiment(state="shared")
    second = Experiment.wonder(
        desk_task="Mødet", wondering="Og hos os?", by=cast.ben, previous=first
    )
    assert items(first, cast.ben, "elsewhere") == [second]
    assert items(first, cast.ada, "elsewhere") == []
    assert items(second, cast.ben, "origin") == [first]


def test_what_was_taken_up_keeps_its_origin_to_itself_when_that_is_gone(cast):
    first = cast.experiment(state="shared")
    words = {"if_i": "x", "then": "y", "core_task": "z", "expectation": "v", "differs": "w"}
    child = first.take_up(desk_task="Mit bord", by=cast.ben, **words)
    for step in ("planned", "tried", "observed", "reflected", "shared"):
        getattr(cast, f"_to_{step}")(child, cast.ben)
        child = Experiment.get_by_id(child.id)
    assert items(child, cast.eli, "origin") == [first]
    before = [node.item for node in walk(child, cast.eli)]
    first.withdraw()
    assert kinds_of(walk(child, cast.ben))[0] == "hidden"
    assert kinds_of(walk(child, cast.eli)) == WHOLE
    absent(first, from_=[node.item for node in walk(child, cast.eli)], but_in=before)


@pytest.mark.parametrize("born_of", ["experiment", "reflection", "comment"])
def test_a_helper_from_elsewhere_sees_that_there_was_an_origin_only(cast, story, born_of):
    action = cast.action(origin=story[born_of], helpers=[cast.ben, cast.dora])
    chain = walk(action, cast.dora)
    assert kinds_of(chain) == ["hidden", "action"]
    assert all(not node.text for node in chain if node.hidden)


def test_an_origin_that_is_gone_leaves_its_place(cast, story):
    story["comment"].delete_instance()
    assert kinds_of(walk(story["action"], cast.ada))[0] == "hidden"


def test_a_withdrawn_answer_hides_itself_and_not_the_thread(cast, story):
    story["comment"].withdraw()
    kinds = kinds_of(walk(story["action"], cast.ben))
    assert kinds == [*WHOLE, "hidden", "action", "gain"]
    assert "action" in kinds_of(walk(story["reflection"], cast.ben))


def test_a_narrowed_thread_ends_the_walk(cast, story):
    before = kinds_of(walk(story["experiment"], cast.ben))
    story["reflection"].share(visibility="private", group=cast.broen, by=cast.ada)
    assert kinds_of(walk(story["action"], cast.ben)) == ["hidden", "action", "gain"]
    absent("action", from_=kinds_of(walk(story["experiment"], cast.ben)), but_in=before)
    assert "learned" in kinds_of(walk(story["action"], cast.ada))


def test_a_try_kept_back_is_not_told_by_its_thread(cast):
    it = cast.experiment(state="observed")
    thread = cast.reflection(on=it)
    assert kinds_of(walk(thread, cast.ada))[:2] == ["wonder", "plan"]
    assert kinds_of(walk(thread, cast.ben)) == ["learned"]
    assert not walk(thread, cast.ben).leads_anywhere


def test_without_an_origin_there_is_nothing_before(cast, story):
    Action.update(comment=None, origin_kind="", origin_reason="Mødet").execute()
    assert kinds_of(walk(story["action"], cast.ada)) == ["action", "gain"]


def test_what_is_still_to_come_is_told(cast):
    assert [n.kind for n in walk(cast.experiment(state="planned"), cast.ada) if n.ahead] == [
        "tried"
    ]
    action = cast.action()
    action.state = "started"
    action.save()
    ahead = [node for node in walk(action, cast.ada) if node.ahead]
    assert [(node.kind, node.when) for node in ahead] == [("gain", action.follow_up_on)]


@pytest.mark.parametrize(
    "stand, most", [("experiment", 3), ("reflection", 1), ("comment", 2), ("action", 3)]
)
def test_it_costs_few_questions_however_long_it_is(cast, story, stand, most):
    for _ in range(20):
        cast.action(origin=story["comment"])
    noun = type(story[stand]).find(story[stand].uid, cast.ben)
    with count_queries() as asked:
        nodes = Chain.of(noun, cast.ben)
        assert [node.who for node in nodes]
    assert asked.count <= most


def walk(noun, viewer):
    return Chain.of(type(noun).find(noun.uid, viewer), viewer)


def kinds_of(chain):
    return [node.kind for node in chain if not node.ahead]


def items(noun, viewer, kind):
    return [node.item for node in walk(noun, viewer) if node.kind == kind]
