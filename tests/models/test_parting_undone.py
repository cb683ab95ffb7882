"""A choice about one's own changes what it must, of the right rows, and is undone to the letter."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import (
    Carrier,
    Comment,
    Consent,
    Experiment,
    Hiding,
    Parting,
    Reflection,
    User,
    Voice,
)
from flu.models.belongings import Own, find_own
from flu.models.parting import choose, listed
from flu.models.refusal import Refused


@pytest.fixture(autouse=True)
def last_week(cast, still, noon):
    """Things are shared at noon; `cast.parts()` is the first day on which one may choose."""
    cast.parts = lambda: still.stop(clock.at(cast.programme.parts_from, clock.local(noon).time()))


def fresh(row):
    return type(row).get_by_id(row.id)


def part(cast, choice, who=None):
    cast.parts()
    return choose(cast.programme, choice, by=who or cast.ada)


def test_a_choice_is_kept_as_it_was_made_and_listed_the_latest_first(cast):
    first, second, third = (cast.reflection(answer=answer) for answer in "abc")
    cast.reflection(by=cast.ben)
    cast.parts()
    for it, choice in ((first, "home"), (second, "nameless")):
        one = ("reflection", it.uid)
        assert choose(cast.programme, choice, one, by=cast.ada) == 1
    told = [(it.user, it.programme, it.choice, it.subject_kind, it.subject_id)
            for it in Parting.visible_to(cast.ada)]  # fmt: skip
    mine = (cast.ada, cast.programme)
    assert told == [
        (*mine, "nameless", "reflection", second.id), (*mine, "home", "reflection", first.id),
    ]  # fmt: skip
    assert [it.item for it in Parting.visible_to(cast.ada)] == [second, first]
    assert not Parting.visible_to(cast.ben).exists()
    assert [item for _, item in listed(cast.ada, cast.programme)] == [second, first]
    assert listed(cast.ada, cast.other_programme) == []
    assert [fresh(it).visibility for it in (first, second, third)] == ["private", "group", "group"]
    Reflection.delete().where(Reflection.id == second.id).execute()
    assert [item for _, item in listed(cast.ada, cast.programme)] == [first]


def test_all_at_once_is_each_of_ones_own_but_what_is_hidden(cast):
    it = cast.experiment(state="shared")
    (thread,) = it.reflections
    cast.comment(on=thread, by=cast.ada, kind="reply", body="Svar")
    free, answer = cast.reflection(), cast.comment(by=cast.ada, on=cast.reflection(by=cast.ben))
    for post in (thread, answer):
        cast.hiding(post)
    cast.parts()
    for item in (it, answer):
        unit = find_own(cast.programme, item.noun, item.uid, cast.ada)
        with pytest.raises(Refused, match=r"parting\.hidden"):
            Parting.choose(unit, "home", programme=cast.programme, by=cast.ada)
    assert choose(cast.programme, "home", by=cast.ada) == 1
    assert [parting.item for parting in Parting.select()] == [free]
    Hiding.update(lifted_at=clock.now()).execute()
    assert choose(cast.programme, "home", by=cast.ada) == 2


def test_taken_home_others_keep_theirs_and_a_try_is_no_longer_called_shared(cast):
    shared, paused = cast.experiment(state="shared"), cast.experiment(state="shared")
    Experiment.update(state="adopted").where(Experiment.id == paused.id).execute()
    other = cast.reflection(by=cast.ben)
    said = cast.comment(on=other, by=cast.eli)
    assert part(cast, "home") == 2
    kept = [(fresh(it).state, fresh(it).visibility) for it in (shared, paused)]
    assert kept == [("reflected", "private"), ("adopted", "private")]
    assert {fresh(other).visibility, fresh(said).visibility} == {"group"}


def test_undone_it_stands_where_it_stood_with_the_words_it_has_now(cast, noon):
    thread = cast.reflection(by=cast.eli)
    part(cast, "home", cast.eli)
    fresh(thread).share(visibility="group", group=cast.havnen, by=cast.eli)
    fresh(thread).revise([{"prompt": "?", "answer": "Sagt bedre"}])
    Parting.get().undo()
    now = fresh(thread)
    assert (now.visibility, now.group, now.shared_at) == ("group", cast.broen, noon)
    assert now.text == "Sagt bedre"
    assert Reflection.get(Reflection.shared_at == noon) == thread
    assert not Parting.select().exists()


def test_undone_it_brings_no_row_back_that_is_gone(cast):
    thread = cast.reflection()
    part(cast, "home")
    thread.delete_instance()
    Parting.get().undo()
    assert (Reflection.select().count(), Parting.select().count()) == (0, 0)


def test_deleted_ones_answers_go_and_others_stay(cast):
    thread = cast.reflection()
    reply = cast.comment(on=thread, by=cast.ada, kind="reply")
    asked = cast.comment(on=thread)
    assert part(cast, "delete") == 1
    gone = [bool(fresh(it).withdrawn_at) for it in (thread, reply, asked)]
    assert gone == [True, True, False]
    assert not Parting.select().exists()


def test_what_one_said_about_ones_action_loses_its_name_and_gets_it_back(cast):
    actions = cast.action(), cast.action(by=cast.ben)
    for action in actions:
        for who in (cast.ada, cast.ben):
            Voice.create(action=action, user=who, step="questions", body="Ord")
            Consent.create(action=action, user=who, answer="live_with", body="Ja")
    before, nobody = everybody(), User.stand_in(cast.home).id
    part(cast, "nameless", cast.ben)
    hers = (actions[1].id, cast.ben.id)
    assert everybody() == {
        (noun, action, nobody if (action, user) == hers else user, *rest)
        for noun, action, user, *rest in before
    }
    for parting in Parting.visible_to(cast.ben):
        parting.undo()
    assert everybody() == before


def everybody():
    """Who carries, consents and speaks, and what they said."""
    return {
        (noun.__name__, row.action_id, row.user_id, row.id,
         getattr(row, "body", ""), getattr(row, "role", ""))
        for noun in (Carrier, Consent, Voice) for row in noun.select()
    }  # fmt: skip


@pytest.mark.parametrize("reach, above, left", [
    ("cohort", "dora", "group"),  # she sits at another table of the same programme
    ("cohort", "gro", "cohort"),  # she sits in another programme
    ("cohort", None, "cohort"),
    ("organisation", "dora", "organisation"),
])  # fmt: skip
def test_without_a_name_it_narrows_where_somebody_above_would_read_it(cast, reach, above, left):
    thread = cast.reflection()
    other = cast.reflection(by=cast.ben)
    Reflection.update(visibility=reach).execute()
    cast.ben.report_to(cast.dora)
    if above:
        cast.ada.report_to(getattr(cast, above))
    part(cast, "nameless")
    nobody = User.stand_in(cast.home)
    assert (fresh(thread).author, fresh(thread).visibility) == (nobody, left)
    assert (fresh(other).author, fresh(other).visibility) == (cast.ben, reach)


def test_it_is_asked_who_sits_in_the_programme_it_was_shared_in(cast):
    thread = cast.reflection(by=cast.eli)
    Reflection.update(visibility="cohort", group=cast.havnen).execute()
    cast.eli.report_to(cast.gro)
    cast.parts()
    choose(cast.other_programme, "nameless", by=cast.eli)
    assert fresh(thread).visibility == "group"


def test_only_a_try_loses_its_place_with_its_name(cast):
    it = cast.experiment(state="shared")
    answer = cast.comment(on=cast.reflection(by=cast.ben), by=cast.ada)
    part(cast, "nameless")
    nobody = User.stand_in(cast.home)
    assert (fresh(it).author, fresh(it).unit, fresh(it).visibility) == (nobody, None, "group")
    assert fresh(answer).author == nobody


# What is one's own ------------------------------------------------------------------------------


def test_ones_own_is_what_one_wrote_and_others_read_there_the_latest_first(cast, still, noon):
    made = []
    for hours, make in enumerate((
        cast.reflection,
        lambda: cast.experiment(state="shared"),
        lambda: cast.action(origin=made[0]),
        lambda: cast.comment(by=cast.ada, on=cast.reflection(by=cast.ben)),
        lambda: cast.reflection(answer="Det seneste"),
    )):  # fmt: skip
        still.stop(noon + timedelta(hours=hours))
        made.append(make())
    own, taken = cast.reflection(visibility="private"), cast.reflection()
    taken.withdraw()
    Reflection.update(group=cast.broen).where(Reflection.id == own.id).execute()
    far = cast.reflection()
    Reflection.update(group=cast.havnen).where(Reflection.id == far.id).execute()
    Voice.create(action=cast.action(by=cast.ben, origin=made[0]), user=cast.ada, step="x", body="-")
    Voice.create(action=made[2], user=cast.ben, step="x", body="-")
    mine = Voice.create(action=made[2], user=cast.ada, step="x", body="-")
    units = Own.shared_in(cast.programme, cast.ada)
    assert [unit.item for unit in units] == made[::-1]
    along = {unit.item: unit.along for unit in units}
    assert along[made[2]] == [
        mine,
        Carrier.get(Carrier.user == cast.ada, Carrier.action == made[2]),
    ]
    assert along[made[1]] == list(made[1].reflections) and along[made[0]] == []
    assert [unit.item for unit in Own.shared_in(cast.other_programme, cast.ada)] == [far]
    Reflection.update(visibility="cohort").where(Reflection.id == made[0].id).execute()
    counted = Own.audiences(units)
    assert counted == {it: type(it).audiences([it])[it.id] for it in made}
    assert len({*counted.values()}) > 1


def test_what_is_named_is_found_among_ones_own_and_nothing_else_is(cast):
    thread, other = cast.reflection(), cast.reflection()
    assert find_own(cast.programme, "reflection", other.uid, cast.ada).item == other
    for kind, noun in (("comment", Comment), ("reflection", Reflection)):
        with pytest.raises(noun.DoesNotExist):
            find_own(cast.programme, kind, cast.programme.uid, cast.ada)
    with pytest.raises(Comment.DoesNotExist):
        find_own(cast.programme, "comment", thread.uid, cast.ada)


def test_whoever_answered_anew_since_has_said_so_last(cast):
    """The answer left without a name does not come back beside the one given since."""
    action = cast.action()
    action.turn("consent", by=cast.ada)
    for who in (cast.ada, cast.ben):
        Consent.give(action, "live_with", by=who)
    part(cast, "nameless")
    Consent.give(fresh(action), "objection", harms="law", body="Det må vi ikke.", by=cast.ada)
    for parting in Parting.visible_to(cast.ada):
        parting.undo()
    said = {(consent.user, consent.answer) for consent in Consent.given(fresh(action))}
    assert said == {(cast.ada, "objection"), (cast.ben, "live_with")}
    assert Consent.select().count() == 2


@pytest.mark.parametrize("helpers", ["ben", "ada ben"])
def test_whoever_carries_it_since_goes_on_carrying_it(cast, helpers):
    """Rows of carriers are made anew with each edit, and a key may come back with another's."""
    action = cast.action()
    part(cast, "nameless")
    helping = [getattr(cast, name) for name in helpers.split()]
    fresh(action).edit(by=cast.ben, lead=cast.hedda, helpers=helping)

    def carrying():
        return {(carrier.user, carrier.role) for carrier in Carrier.of([fresh(action)])}

    since = carrying()
    for parting in Parting.visible_to(cast.ada):
        parting.undo()
    assert carrying() == since >= {(cast.hedda, "lead"), (cast.ben, "helper")}
    assert fresh(action).author == cast.ada


@pytest.mark.parametrize("choice", ["home", "nameless"])
def test_answers_to_every_asking_come_back(cast, choice):
    action = cast.action()
    action.turn("consent", by=cast.ada)
    Consent.give(action, "objection", harms="law", body="Det må vi ikke.", by=cast.ada)
    action.ask_again(by=cast.ada)
    Consent.give(action, "live_with", by=cast.ada)
    before = [list(noun.select().order_by(noun.id).dicts()) for noun in (Consent, Carrier)]
    part(cast, choice)
    for parting in Parting.visible_to(cast.ada):
        parting.undo()
    assert [list(noun.select().order_by(noun.id).dicts()) for noun in (Consent, Carrier)] == before
    assert [answer["round_number"] for answer in before[0]] == [1, 2]
