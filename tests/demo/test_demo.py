from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from flu import clock, defaults, demo, words
from flu.demo.personas import personas
from flu.models import (
    ALL,
    Action,
    Aim,
    Backing,
    Brief,
    Comment,
    Event,
    Experiment,
    Flag,
    FollowUp,
    Format,
    Group,
    Hiding,
    Lift,
    Programme,
    Recall,
    Reflection,
    Remark,
    User,
)
from flu.models.spread import Spread
from flu.privacy import findings

NOON = time(12)
MONDAY = date(2026, 11, 23)
DAYS = (
    date(2027, 1, 1),
    date(2026, 12, 31),
    *(MONDAY + timedelta(days=n) for n in range(7)),
    date(2027, 3, 28),  # summer time begins
    date(2027, 4, 5),  # after Easter
    date(2028, 2, 29),
)
HEADS = {"participant": 24, "nearest_manager": 6, "facilitator": 2}


def one(code):
    return User.by_email(f"{code.lower()}@fjordslette.example")


def try_of(code):
    return Experiment.get(Experiment.author == one(code))


def thread_of(code):
    return Reflection.get(Reflection.author == one(code))


def action(title):
    return Action.get(Action.title == title)


@pytest.mark.usefixtures("town")
def test_everybody_is_there_once():
    programme = Programme.get()
    assert programme.week == 14
    assert programme.people("participant").count() == 24
    assert programme.people("nearest_manager").count() == 6
    assert programme.people("facilitator").count() == 2
    counts = {Group: 5, Experiment: 15, Reflection: 21, Comment: 34, Action: 6, Format: 13}
    assert {noun: noun.select().count() for noun in counts} == counts
    assert Event.first_fault() is None
    with pytest.raises(demo.NotEmpty):
        demo.fill()


TRIES = (
    ("P02", "change", "adopted", "group"),
    ("P05", "across", "shared", "group"),
    ("P03", "personal", "unlearned", "group"),
    ("P10", "change", "observed", "private"),
    ("P06", "across", "planned", "private"),
    ("P12", "personal", "reflected", "private"),
    ("P14", "chain", "adopted", "cohort"),
    ("P15", "change", "dropped", "cohort"),
    ("P18", "chain", "tried", "private"),
    ("P21", "personal", "idea", "private"),
    ("P11", "chain", "shared", "cohort"),
    ("P17", "chain", "dropped", "cohort"),
    ("P22", "chain", "shared", "cohort"),
    ("P19", "chain", "adopted", "cohort"),
    ("P08", "chain", "hypothesis", "private"),
)


@pytest.mark.usefixtures("town")
def test_each_try_has_come_as_far_as_its_owner_says():
    for code, track, state, visibility in TRIES:
        it = try_of(code)
        assert (it.track.code, it.state, it.visibility) == (track, state, visibility), code
        assert all(getattr(it, name) for name in it.needed())
        assert it.step < 2 or (it.expectation and it.sealed_at)


THREADS = (
    ("P02", "RF3", "group", 3),
    ("P05", "RF8", "group", 3),
    ("P03", "RF6", "group", 3),
    ("P10", "RF3", "group", 2),
    ("P06", "RF1", "group", 2),
    ("P12", "RF4", "group", 3),
    ("P14", "RF7", "cohort", 2),
    ("P15", "RF3", "cohort", 1),
    ("P18", "RF9", "group", 2),
    ("P21", "RF3", "group", 0),
    ("P07", "RF5", "group", 1),
    ("P13", "RF10", "cohort", 1),
    ("P16", "RF2", "group", 0),
    ("P20", "RF11", "private", 0),
    ("P24", "RF4", "group", 2),
    ("P04", "RF8", "group", 3),
    ("P09", "RF9", "group", 6),
    ("P22", "RF0", "cohort", 0),
)


@pytest.mark.usefixtures("town")
def test_each_thread_is_shared_and_answered():
    for code, form, visibility, answers in THREADS:
        thread = thread_of(code)
        assert (thread.format.code, thread.visibility) == (form, visibility), code
        assert thread.comments.count() == answers, code


@pytest.mark.usefixtures("town")
def test_a_try_has_gone_three_generations_far_and_some_see_more_of_it():
    origin = try_of("P14")
    seen = {code: Spread(origin, one(code)) for code in ("P14", "P02", "P08")}
    assert [len(spread) for spread in seen.values()] == [5, 5, 6]
    assert {spread.generations for spread in seen.values()} == {3}
    assert dict(seen["P02"].counts) == {"held": 3, "partly": 1, "not": 1}
    assert all(branch.differs for branch in seen["P08"][1:])


@pytest.mark.usefixtures("town")
def test_two_threads_unfold_and_an_early_offer_waits():
    asked, thought = thread_of("P04"), thread_of("P09")
    assert (asked.script, asked.phase.name) == ("questions", "questions")
    assert (thought.script, thought.phase.name) == ("team", "team")
    waiting = Comment.get(Comment.author == one("P02"), Comment.kind == "offers")
    assert waiting.waits
    knows = [c for c in ("P01", "P02", "P04", "P05", "F1") if waiting in Comment.visible_to(one(c))]
    assert knows == ["P02", "F1"]


ACTIONS = (
    ("Ét opkald, før vi ændrer", "Broerne", "started", "P05 P02", "experiment"),
    ("Vagtbytte mellem to huse", "Fyret", "started", "P10 P06 P08", "comment"),
    (
        "Hvad vil du gerne kunne selv?",
        "Krydsfeltet",
        "followed_up",
        "P14 P12 P11",
        "experiment",
    ),
    ("En halv dag hos hinanden", "Værkbænken", "proposed", "P17 P19 P16", "reflection"),
    ("Samme velkomst til nye afløsere", "Vandskellet", "done", "P23 P21 P22", ""),
    ("Hjælpemidlet klar, før borgeren er hjemme", "Værkbænken", "consented", "P19 P05 P16", ""),
)


@pytest.mark.usefixtures("town")
def test_each_action_stands_where_the_group_left_it():
    for title, group, state, carriers, origin in ACTIONS:
        it = action(title)
        assert (it.group.name, it.state, it.origin_kind) == (group, state, origin), title
        assert origin or it.origin_reason
        assert [c.user.email.split("@")[0].upper() for c in it.crew()] == carriers.split()
        assert len({c.user.department_id for c in it.crew()}) >= 2


@pytest.mark.usefixtures("town")
def test_what_came_of_the_actions():
    a3, a4, a5 = (
        action(title)
        for title in (
            "Hvad vil du gerne kunne selv?",
            "En halv dag hos hinanden",
            "Samme velkomst til nye afløsere",
        )
    )
    assert "7 af 10" in a3.realised_gain
    assert (a4.round_step, a4.consents.count()) == ("consent", 3)
    assert a5.realised_gain and a5.takeaway
    assert FollowUp.select().count() == 2
    assert "Kædedal" in action("Hjælpemidlet klar, før borgeren er hjemme").backing


@pytest.mark.usefixtures("town")
def test_the_tries_practise_all_six_disciplines_and_a_takeaway_waits():
    tags = [it.disciplines for it in Experiment.select()]
    assert {code for codes in tags for code in codes} == {d.code for d in defaults.disciplines()}
    assert all(len(codes) <= 3 for codes in tags) and [] in tags
    assert {code for it in Experiment.select() for code in it.felt_by} <= set(words.FELT_BY)
    assert [it.lesson for it in Recall.due_for(one("P02"))] == [try_of("P02").takeaway]


@pytest.mark.usefixtures("town")
def test_only_its_author_can_fetch_the_private_one():
    private = thread_of("P20")
    readers = [person.email for person in User.select() if private in Reflection.visible_to(person)]
    assert readers == ["p20@fjordslette.example"]


@pytest.mark.usefixtures("town")
def test_the_masked_words_are_for_author_and_facilitator():
    thread, hiding = thread_of("P24"), Hiding.get()
    assert thread.text.startswith("Samtalen med [skjult: kan genkendes] løb af sporet.")
    assert hiding.by == one("F2") and hiding.reason and hiding.rule == "identifiable"
    assert "[skjult" not in hiding.texts[0]
    seen = [code for code in ("P21", "P24", "F1", "F2") if hiding in Hiding.visible_to(one(code))]
    assert seen == ["P24", "F2"]


@pytest.mark.usefixtures("town")
def test_advice_too_soon_got_its_hint_and_waits_for_the_facilitator():
    advice = Comment.get(Comment.author == one("P22"))
    assert advice.hinted
    assert [flag.subject for flag in Flag.open_for(one("F2"))] == [advice]
    assert [c.body for c in Comment.select().where(Comment.hinted)] == [advice.body]


@pytest.mark.usefixtures("town")
def test_nobody_above_reads_what_was_shared_in_a_group():
    assert [brief.author for brief in Brief.visible_to(one("N4"))] == [one("P13"), one("P18")]
    for code in ("N1", "N2", "N3", "N4", "N5", "N6", "D1", "L1"):
        for noun in (Experiment, Reflection, Comment, Action):
            assert noun.visible_to(one(code)).count() == 0


@pytest.mark.usefixtures("town")
def test_what_was_sent_up_the_line():
    brief, backing = Brief.get(Brief.author == one("P18")), Backing.get()
    assert brief.to == one("N4") and brief.experiment == try_of("P18")
    assert [r.author for r in Remark.under(brief, one("N4"))] == [one("N4"), one("P18")]
    assert backing.action == action("Hjælpemidlet klar, før borgeren er hjemme")
    assert {ask.to: ask.status for ask in backing.asks} == {
        one("N2"): "sent", one("N5"): "answered",
    }  # fmt: skip
    assert [lift.action.title for lift in Lift.visible_to(one("D1"))] == [
        "Hvad vil du gerne kunne selv?"
    ]


@pytest.mark.usefixtures("town")
def test_one_of_the_four_goals_nobody_tries_for():
    tallies = Aim.tallies(Programme.get())
    assert [tries[0] for tries, _deeds in tallies.values()] == [3, 2, 5, 0]


@pytest.mark.usefixtures("town")
def test_every_group_keeps_the_hard_rules():
    for group in Group.select():
        seats = list(group.seats())
        composition = Group.draft(
            [s.user for s in seats if s.role != "facilitator"],
            staff=[s.user for s in seats if s.role == "facilitator"],
        )
        assert list(composition.refusals()) == []
        assert sum(seat.role == "host" for seat in seats) == 1
        assert all(group.agreement.accepted_by(seat.user) for seat in seats)
        warned = "group.two_departments" in dict(composition.warnings())
        assert warned is (group.name == "Vandskellet")


@pytest.mark.usefixtures("town")
def test_its_people_write_nothing_that_tells_who_somebody_is():
    texts = [r.text for r in Reflection.select()] + [c.body for c in Comment.select()]
    for noun in (Experiment, Action, Brief, Remark, Backing, Lift):
        for row in noun.select():
            told = {k: v for k, v in row.__data__.items() if isinstance(v, str) and k != "backing"}
            texts += told.values()
    assert any("borger" in text for text in texts)
    assert [finding for text in texts for finding in findings(text)] == []


@pytest.mark.usefixtures("town")
def test_the_door_opens_with_the_password_of_the_contract():
    for persona in (personas()[0], personas()[-1]):
        assert User.by_credentials(persona["email"], persona["password"]) == one(persona["id"])


def test_a_fill_that_fails_leaves_nothing(db, monkeypatch):
    monkeypatch.setattr("flu.demo.deeds.FollowUp", None)
    with pytest.raises(AttributeError):
        demo.fill()
    assert demo.is_empty()
    assert all(noun.select().count() == 0 for noun in ALL)


def test_it_stands_in_week_14_whatever_the_day(db, engine):
    for day in DAYS if engine == "sqlite" else DAYS[:2]:
        clock.stop(clock.at(day, NOON))
        with db.atomic() as everything:
            demo.fill()
            stands(day)
            everything.rollback()


def stands(day):
    """It is week 14, nothing has happened yet that day, and what is planned lies ahead."""
    midnight = clock.at(day, datetime.min.time())
    assert Programme.get().week == 14
    assert Programme.get().starts_on.weekday() == 0
    for noun in ALL:
        for name in {"created_at", "shared_at", "edited_at"} & set(noun._meta.fields):
            assert all((getattr(row, name) or row.created_at) < midnight for row in noun.select())
    moments = [event.created_at for event in Event.select().order_by(Event.id)]
    assert all(before <= after for before, after in pairwise(moments))
    assert Experiment.get(Experiment.state == "planned").planned_at > midnight + timedelta(days=1)
    for it in Action.select().where(Action.state.in_(("started", "followed_up", "consented"))):
        assert day < it.follow_up_on <= it.due_on


def test_the_personas_of_the_contract():
    people = {persona["id"]: persona for persona in personas()}
    assert len(people) == 34
    assert people["P01"] == {
        "id": "P01", "name": "Anne Prøvlund", "email": "p01@fjordslette.example",
        "password": "fjordslette-demo", "roles": ["participant", "host"], "group": "Broerne",
        "groups": ["Broerne"],
    }  # fmt: skip
    assert people["D1"]["roles"] == ["sponsor"] and people["D1"]["group"] is None
    assert people["F1"]["groups"] == ["Broerne", "Fyret", "Krydsfeltet"]
    for role, count in HEADS.items():
        assert sum(role in persona["roles"] for persona in people.values()) == count
