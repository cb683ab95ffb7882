"""At the end each chooses what becomes of their own; what is left nameless stays so (N18)."""

import json
from datetime import timedelta

import pytest

from flu import clock
from flu.jobs.sweep import sweep
from flu.models import (
    ALL,
    Action,
    Carrier,
    Comment,
    Event,
    Experiment,
    Parting,
    Reflection,
    Trial,
    User,
    Voice,
)  # fmt: skip
from flu.models.belongings import KINDS, Own, find_own
from flu.models.everything import faults, told
from flu.models.refusal import Refused
from tests.absence import absent
from tests.cast import ROLES


@pytest.fixture
def ended(cast, still):
    """`ended(days)`: that many days after the programme's end."""
    return lambda days=0: still.stop(
        clock.at(cast.programme.ends_on, clock.local(clock.now()).time()) + timedelta(days=days)
    )


@pytest.fixture
def lived(cast, still, noon):
    """Ada's try with a thread and a reply in it, an answer to Ben, an action; Ben's answer."""
    still.stop(noon + timedelta(days=1))
    it = cast.experiment(state="shared")
    thread = Reflection.get(Reflection.experiment == it, Reflection.visibility == "group")
    cast.comment(on=thread, by=cast.ben, body="Bens spørgsmål")
    Comment.post("Adas svar i egen tråd", kind="reply", on=thread, by=cast.ada)
    cast.comment(on=cast.reflection(by=cast.ben, answer="Bens tråd"), by=cast.ada, body="Adas svar")
    action = cast.action(origin=thread)
    action.turn("questions", by=cast.ada)
    Voice.speak(action, "Adas ord om handlingen", by=cast.ada)
    return it


def part(cast, choice, who=None):
    return Parting.choose_all(cast.programme, choice, by=who or cast.ada)


def test_before_the_last_week_there_is_nothing_to_choose(cast, lived):
    with pytest.raises(Refused, match=r"parting.closed"):
        part(cast, "home")


def test_what_goes_along_is_one_thing(cast, lived, ended):
    kinds = [(own.item.noun, len(own.along)) for own in Own.shared_in(cast.programme, cast.ada)]
    assert sorted(kinds) == [("action", 2), ("comment", 0), ("experiment", 2)]


def test_taken_home_it_is_ones_own_alone_and_comes_back_on_second_thought(cast, lived, ended):
    ended(-3)
    before = {row.id for row in Reflection.visible_to(cast.ben)}
    tries = list(Experiment.visible_to(cast.ben))
    assert part(cast, "home") == 3
    mine = [r for n in (Experiment, Reflection, Comment, Action)
            for r in n.select().where(n.author == cast.ada)]  # fmt: skip
    assert {row.visibility for row in mine} == {"private"}
    absent(lived, from_=Experiment.visible_to(cast.ben), but_in=tries)
    assert lived in Experiment.mine(cast.ada)
    assert part(cast, "home") == 0
    for parting in Parting.visible_to(cast.ada):
        parting.undo()
    assert {row.id for row in Reflection.visible_to(cast.ben)} == before
    assert Experiment.get_by_id(lived.id).state == "shared"


def test_left_without_a_name_it_stays_with_its_readers(cast, lived, ended, as_):
    ended(-3)
    before = as_(cast.ben).get(f"/groups/{cast.broen.uid}").text
    assert "Ada Prøve" in before
    part(cast, "nameless")
    thread = Reflection.get(Reflection.experiment == lived, Reflection.visibility == "group")
    for path in (f"/reflections/{thread.uid}", f"/experiments/{lived.uid}"):
        page = as_(cast.ben).get(path)
        assert page.status_code == 200
        assert "En leder" in page.text and "Ada" not in page.text.replace("Adas svar", "")
    assert as_(cast.ada).get(f"/reflections/{thread.uid}/edit").status_code == 403
    assert Experiment.get_by_id(lived.id).unit is None  # where she leads alone, it is her name
    for parting in Parting.visible_to(cast.ada):
        parting.undo()
    assert Experiment.get_by_id(lived.id).author == cast.ada
    assert Experiment.get_by_id(lived.id).unit == cast.ada.unit
    assert {c.user_id for c in Carrier.select()} == {cast.ada.id, cast.ben.id}
    assert Voice.get().user == cast.ada


def test_whoever_stands_in_can_do_nothing_and_is_listed_nowhere(cast, lived, ended, as_):
    ended(-3)
    part(cast, "nameless")
    nobody = User.stand_in(cast.home)
    within, its_try = list(User.within(cast.home)), f"/experiments/{lived.uid}"
    assert Experiment.get_by_id(lived.id).author == nobody
    assert cast.ben in within and nobody not in within
    assert User.by_credentials(nobody.email, "") is None
    absent("En leder", from_=as_(cast.lea).get("/people"), but_in=as_(cast.ben).get(its_try))


def test_nobody_above_reads_what_lost_its_name(cast, lived, ended):
    """Without a name the rule that shields an author from above would not know whom to shield."""
    thread = Reflection.get(Reflection.experiment == lived, Reflection.visibility == "group")
    Reflection.update(visibility="cohort").where(Reflection.id == thread.id).execute()
    before = list(Reflection.visible_to(cast.dora))
    cast.ada.report_to(cast.dora)  # dora sits in another group of the same programme
    ended(-3)
    absent(thread, from_=Reflection.visible_to(cast.dora), but_in=before)
    part(cast, "nameless")
    absent(thread, from_=Reflection.visible_to(cast.dora), but_in=before)
    assert thread in Reflection.visible_to(cast.ben)


def test_deleting_is_withdrawing_with_thirty_days_to_think_again(cast, lived, ended, still):
    ended(-3)
    before = list(Experiment.visible_to(cast.ben))
    part(cast, "delete")
    absent(lived, from_=Experiment.visible_to(cast.ben), but_in=before)
    assert lived in Experiment.withdrawn_by(cast.ada)
    still.stop(clock.now() + timedelta(days=30, seconds=1))
    sweep()
    assert Experiment.get_by_id(lived.id).wondering == ""
    for hers in ("Adas svar i egen tråd", "Adas svar", "Adas ord om handlingen"):
        assert hers not in dump()
    assert "Bens spørgsmål" in dump()


def test_what_is_hidden_is_settled_with_its_facilitator_first(cast, ended):
    thread = cast.reflection()
    cast.hiding(thread)
    ended(-3)
    (own,) = Own.shared_in(cast.programme, cast.ada)
    with pytest.raises(Refused, match=r"parting.hidden"):
        Parting.choose(own, "nameless", programme=cast.programme, by=cast.ada)
    assert part(cast, "nameless") == 0


# After the words have gone ----------------------------------------------------------------------


def dump():
    return json.dumps([line for line in told() if isinstance(line, list)], ensure_ascii=False)


def rows_about(person):
    """Every uid and key in the database that stands in one row with this person."""
    marks = set()
    for noun in ALL:
        for row in noun.select().dicts():
            if person.id in [row.get(f.name) for f in noun._meta.sorted_fields
                             if getattr(f, "rel_model", None) is User]:  # fmt: skip
                marks |= {str(value) for value in row.values()}
    return marks


def test_nothing_joins_a_nameless_thing_to_its_author(cast, lived, ended):
    ended(-3)
    part(cast, "nameless")
    part(cast, "nameless", cast.ben)  # or his thread would go, and her answer in it
    old = {str(row.uid) for row in (lived, *Reflection.select(), *Comment.select(), Action.get())}
    seen = {(n.__name__, row.id) for n in (Experiment, Reflection, Comment, Action, Voice)
            for row in n.select() if owner(row) == User.stand_in(cast.home).id}  # fmt: skip
    ended(400)
    sweep()
    nameless = [row for n in (Experiment, Reflection, Comment, Action, Voice)
                for row in n.select() if owner(row) == User.stand_in(cast.home).id]  # fmt: skip
    assert len(nameless) == len(seen) > 4
    ledger = {str(event.subject_uid) for event in Event.select()}
    wrote = Event.select().where(Event.actor == cast.ada, Event.subject_kind.in_([*KINDS]))
    moments = {event.created_at for event in wrote}
    hers = ledger | old | rows_about(cast.ada)
    assert moments and str(cast.ada.id) in hers
    for row in nameless:
        assert str(row.uid) not in hers
        assert (type(row).__name__, row.id) not in seen
        assert row.created_at not in moments
    assert not Parting.select().exists()
    assert not Trial.select().exists()
    assert Experiment.get().desk_task == ""  # nobody but her ever read it
    assert Experiment.get().takeaway == "Ti, til nogen siger noget."
    assert list(faults()) == []


def test_a_nameless_thread_leads_to_no_try_that_is_still_hers(cast, ended, still):
    it = cast.experiment(state="reflected")
    cast.reflection(on=it, answer="Delt for sig")
    ended(-3)
    assert part(cast, "nameless") == 1
    still.stop(clock.at(cast.programme.retained_until, clock.local(clock.now()).time()))
    sweep()
    thread = Reflection.get(Reflection.author == User.stand_in(cast.home))
    assert (thread.text, thread.experiment) == ("Delt for sig", None)
    assert Experiment.get().author == cast.ada


def owner(row):
    return getattr(row, "author_id", None) or getattr(row, "user_id", None)


def test_those_who_joined_later_read_no_more_than_before(cast, ended, still):
    """I4 holds for what has lost its moment, too."""
    thread = cast.reflection(answer="Før nogen kom til")
    cast.seat(cast.anker)
    still.stop(clock.now() + timedelta(days=2))
    seat = cast.broen.admit(cast.anker, by=cast.lea)
    cast.broen.agreement.accept(by=cast.anker)
    assert seat.reads_from > thread.shared_at
    ended(-3)
    part(cast, "nameless")
    ended(400)
    sweep()
    nameless = Reflection.get(Reflection.author == User.stand_in(cast.home))
    assert nameless in Reflection.visible_to(cast.ben)
    assert nameless not in Reflection.visible_to(cast.anker)


def test_find_own_knows_only_ones_own(cast, lived, ended):
    assert find_own(cast.programme, "experiment", lived.uid, cast.ada).item == lived
    for who in ("ben", "cleo", "dora", *ROLES):
        with pytest.raises(Experiment.DoesNotExist):
            find_own(cast.programme, "experiment", lived.uid, getattr(cast, who))
