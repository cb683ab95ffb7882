"""All that is one's own goes along, and comes home again; nobody else's words do."""

import json
from datetime import timedelta

import pytest

from flu import clock
from flu.models import (
    ALL,
    Check,
    Experiment,
    Format,
    Habit,
    Keepsake,
    Reflection,
    Track,
    Trial,
    Voice,
)  # fmt: skip
from flu.models.export import OWNERS, TAKEN, told
from flu.models.homecoming import Homecoming
from tests.absence import absent

NOT_TAKEN = {  # belongs to people, and is no content of theirs
    "SignIn", "Invitation", "Receipt", "Enrolment", "Letter", "Guest",
    "Parting",  # a choice about what is told; gone with the programme's words
    "Keepsake",  # told among the lists it came from
}  # fmt: skip


@pytest.fixture
def lived(cast):
    """Ada, after half a year of everything."""
    Habit.notice(trigger="telefonen ringer", old_response="tage den", replacement="lade den",
                 by=cast.ada)  # fmt: skip
    it = cast.experiment(state="shared")
    it.conclude("adopted", by=cast.ada, practice_when="hver tirsdag")
    Check.create(experiment=it, week=4, answer="yes")
    again = it.next_edition(changes="Kortere", by=cast.ada)
    again.pause(clock.today() + timedelta(days=9), by=cast.ada)
    cast.experiment(state="planned")
    cast.reflection(visibility="private", answer="Kun mit.")
    theirs = cast.reflection(by=cast.ben, answer="Bens egne ord, som er lange nok. " * 9)
    cast.comment(on=theirs, by=cast.ada, body="Hvad hørte du?")
    cast.comment(on=cast.reflection(), by=cast.eli, body="Elis spørgsmål til Ada")
    action = cast.action()
    action.turn("questions", by=cast.ada)
    Voice.speak(action, "Bens stemme", by=cast.ben)
    Voice.speak(action, "Adas stemme", by=cast.ada)
    return cast.ada


def emptied(made, uids=None):
    """Without ids, owner and where it was shared: what must be equal."""
    made = json.loads(json.dumps(made))
    order = {}
    for things in made["things"].values():
        for thing in things:
            order[thing.get("uid")] = f"no {len(order)}"
            thing.pop("shared", None)
            for name in ("state", "paused_from"):
                if thing.get(name) == "shared":
                    thing[name] = "reflected"

    def same(value):
        if isinstance(value, list):
            return [same(part) for part in value]
        if isinstance(value, dict):
            return {key: same(part) for key, part in value.items()}
        return order.get(value, value) if isinstance(value, str) else value

    return {name: same(things) for name, things in made["things"].items() if things}


def home(cast, content, person=None):
    return Homecoming(content if isinstance(content, bytes) else json.dumps(content).encode(),
                      person or cast.odd)  # fmt: skip


@pytest.fixture
def far(cast):
    """Odd's house knows the same track and the same formats."""
    Track.add(cast.away_programme, code="personal", name="Mig selv", short_name="Mig")
    for form in Format.select().where(Format.programme == cast.programme):
        Format.create(programme=cast.away_programme, code=form.code, name=form.name,
                      prompts=form.prompts)  # fmt: skip
    return cast.odd


def test_it_goes_out_and_comes_home_equal(cast, lived, far):
    out = told(lived)
    coming = home(cast, out)
    assert coming.fault is None
    seats = {"seats", "agreements"}  # his own at the table there
    back = emptied(told(far))
    assert {k: v for k, v in back.items() if k not in seats} == {
        k: v for k, v in emptied(out).items() if k not in seats
    }
    assert {i.visibility for n in (Experiment, Reflection, Habit)
            for i in n.select().where(n.author == far)} == {"private"}  # fmt: skip


def test_of_others_words_only_titles_go_along(cast, lived):
    out = json.dumps(told(lived), ensure_ascii=False)
    assert "Hvad hørte du?" in out and "Kun mit." in out and "Adas stemme" in out
    assert "Bens egne ord" in out  # the title of the thread she answered
    assert out.count("Bens egne ord") < 4  # an excerpt, not nine times
    for foreign in ("Elis spørgsmål", "Bens stemme"):
        assert foreign not in out


def test_a_title_she_can_no_longer_read_is_not_told(cast, lived):
    before = json.dumps(told(lived), ensure_ascii=False)
    Reflection.select().where(Reflection.author == cast.ben).get().share(
        visibility="private", group=None, by=cast.ben)  # fmt: skip
    now = json.dumps(told(lived), ensure_ascii=False)
    absent("Bens egne ord", from_=now, but_in=before)


def test_every_noun_of_peoples_is_told_or_says_why_not():
    theirs = {noun.__name__ for noun in ALL if {*OWNERS} & noun._meta.fields.keys()}
    assert theirs - {kind.noun.__name__ for kind in TAKEN} == NOT_TAKEN


HOSTILE = {
    "not_json": [b"", b"\xff\xfe{}", b"[" * 100_000, b"{", b'{"things": NaN}', b"1" * 5000],
    "not_ours": [b"[]", b"{}", {"format": "flu-export/1", "things": []},
                 {"format": "flu-export/1", "things": {"../x": []}}],
    "version": [{"format": "flu-export/2", "things": {}}, {"things": {}}],
    "large": [b" " * (12 * 2**20 + 1)],
}  # fmt: skip
HABIT = {"trigger": "a", "old_response": "b", "replacement": "c"}
ODD = [
    {"habits": [{**HABIT, "trigger": 7}]}, {"habits": [{**HABIT, "author": 1}]},
    {"habits": [{**HABIT, "trigger": None}]}, {"habits": [{**HABIT, "trigger": "a\x00b"}]},
    {"habits": [{**HABIT, "let_go_at": "i går"}]},
    {"habits": [{**HABIT, "let_go_at": "2026-01-01"}]},
    {"habits": [{**HABIT, "created_at": "0001-01-01T00:00:00+00:00"}]}, {"habits": ["x"]},
    {"habits": [{**HABIT, "uid": []}]}, {"habits": [{**HABIT, "id": 1}]},
    {"habits": [{**HABIT, "trigger": "x" * 20_001}]},
    {"experiments": [{"state": "planned"}]}, {"experiments": [{"state": "idea"}]},
    {"experiments": [{"state": "gone", "desk_task": "x"}]}, {"experiments": [{"state": "paused"}]},
    {"experiments": [{"desk_task": "x", "postponed": True}]},
    {"experiments": [{"desk_task": "x", "postponed": 2**40}]},
    {"trials": [{"experiment": None, "outcome": "yes"}]},
    {"trials": [{"experiment": "abc", "outcome": "yes"}]},
    {"reflections": [{"answers": {"a": 1}}]}, {"reflections": [{"answers": [1]}]},
    {"reflections": [{"answers": [{"prompt": "p", "answer": 1}]}]},
    {"reflections": [{"wants": ["praise"]}]}, {"reflections": [{"format": 3}]},
    {"comments": [{"body": [[[[[[[["deep"]]]]]]]]}]}, {"comments": ["x"]},
]  # fmt: skip


@pytest.mark.parametrize("key, content", [(k, c) for k, cs in HOSTILE.items() for c in cs])
def test_what_is_no_export_is_told_so(cast, key, content):
    assert home(cast, content).fault[0] == key


@pytest.mark.parametrize("things", ODD, ids=[str(n) for n in range(len(ODD))])
def test_wrong_types_and_broken_rules_bring_nothing_in(cast, things):
    coming = home(cast, {"format": "flu-export/1", "things": {"habits": [HABIT], **things}})
    assert coming.fault[0] == "odd"
    assert Homecoming.is_open_to(cast.odd)


def test_a_civil_number_stays_outside(cast):
    words = {**HABIT, "trigger": "060590-1239 ringer"}
    coming = home(cast, {"format": "flu-export/1", "things": {"habits": [words]}})
    assert coming.fault == ("cpr", {"list": "habits"})


def test_uids_that_are_somebodys_here_are_drawn_anew_and_links_hold(cast, lived):
    out = told(lived)
    assert home(cast, out).fault is None
    taken = {str(row.uid) for row in Experiment.select().where(Experiment.author == lived)}
    brought = list(Experiment.select().where(Experiment.author == cast.odd))
    assert brought and not taken & {str(row.uid) for row in brought}
    editions = [row for row in brought if row.previous_id]
    assert {row.previous_id for row in editions} <= {row.id for row in brought}
    theirs = Trial.select().join(Experiment).where(Experiment.author == cast.odd)
    assert theirs.count() == 1


def test_only_into_an_empty_account_and_once(cast, lived, far):
    out = told(lived)
    assert home(cast, out).fits
    assert home(cast, out).fault[0] == "not_empty"
    assert home(cast, out, cast.ben).fault[0] == "not_empty"


def test_whole_or_not_at_all(cast, lived):
    out = told(lived)
    out["things"]["reflections"].append({"answers": [1]})
    assert home(cast, out).fault[0] == "odd"
    assert not Habit.select().where(Habit.author == cast.odd).exists()
    assert not Keepsake.select().exists()


def test_what_was_somebody_elses_is_not_missed(cast):
    """A link that told only a title leads nowhere here; the words come in all the same."""
    thing = {"desk_task": "Tavlemødet", "previous": {"title": "En andens"}}
    assert home(cast, {"format": "flu-export/1", "things": {"experiments": [thing]}}).fits
