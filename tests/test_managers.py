"""Whoever stands above finds nothing that was not sent to them by name (S14, I1, P1).

All that is written in the house carries a canary. A manager, a leader of leaders and a sponsor
follow every link there is, and type every address besides; they meet the canaries sent to them.
"""

import html
import re
from collections import deque

import pytest
from werkzeug.exceptions import HTTPException

from flu import clock
from flu.models import (
    Ask,
    Backing,
    Brief,
    Consent,
    Experiment,
    Flag,
    FollowUp,
    Habit,
    Hiding,
    Lift,
    Minute,
    Reflection,
    Remark,
    Seance,
    Topic,
    Trial,
    Voice,
)
from flu.models.kinds import KINDS

STARTS = ("/now", "/group", "/groups", "/capture", "/programme", "/me", "/line", "/lifts", "/goals")
STARTS += ("/experiments", "/actions", "/reflections", "/withdrawals", "/people", "/moderation")
CANARY = re.compile(r"kanarie\d{3}")
LINES = ("working_on", "learned", "needed")


class House:
    """The cast at work; `sung[name]` is the set of canaries in what that name stands for."""

    def __init__(self, cast):
        self.cast, self.sung, self.count = cast, {}, 0
        self.lis = cast._extra("Lis Kæde", "Pleje")
        cast.programme.enrol(self.lis, "nearest_manager")
        self.lis.report_to(cast.sofus)
        cast.mads.report_to(self.lis)
        cast.eli.report_to(cast.sofus)
        cast.ben.report_to(cast.finn)
        self.write()
        self.send()

    def bird(self, name):
        self.count += 1
        canary = f"kanarie{self.count:03}"
        self.sung.setdefault(name, set()).add(canary)
        return canary

    def write(self):
        """What is kept, and what is shared at a table or with the cohort."""
        cast, kept = self.cast, lambda: self.bird("kept")
        for visibility in ("private", "group", "cohort"):
            self.tried(visibility, kept)
            thread = cast.reflection(visibility=visibility, answer=kept())
            if visibility != "private":
                cast.comment(on=thread, body=kept())
        Habit.notice(trigger=kept(), old_response=kept(), replacement=kept(), by=cast.ada)
        flagged = cast.comment(body=kept())
        Flag.raise_on(flagged, kept(), by=cast.eli)
        Hiding.pause(
            cast.reflection(answer=kept()),
            rule="other",
            reason=self.bird("hidden because"),
            by=cast.cleo,
        )
        self.meeting = cast.seance(place=kept(), note=kept())
        Minute.note(self.meeting, kept(), by=cast.ada)
        Topic.propose(kept(), by=cast.ada, programme=cast.programme, group=cast.broen)
        words = ("why", "first_step", "expected_gain", "sign", "backing")
        self.action = cast.action(title=self.bird("about"), **{name: kept() for name in words})
        self.action.turn("questions", by=cast.ada)
        Voice.speak(self.action, kept(), by=cast.eli)
        self.action.turn("consent", by=cast.ada)
        for person in (cast.hedda, cast.eli):
            Consent.give(self.action, "remark", by=person, body=kept())
        self.action.become("consented", by=cast.ada)
        FollowUp.hold(
            self.action, by=cast.ada, happened=kept(), gain=kept(), decision="continue",
            takeaway=kept(), next_on=self.action.due_on,
        )  # fmt: skip

    def tried(self, visibility, kept):
        cast = self.cast
        it = Experiment.wonder(desk_task=kept(), wondering=kept(), by=cast.ada, track=cast.track)
        it.hypothesise(by=cast.ada, if_i=kept(), then=kept(), because=kept(), core_task=kept())
        it.plan(
            by=cast.ada, planned_at=clock.now(), situation=kept(), first_move=kept(),
            expectation=kept(), sign=kept(), who_knows=kept(),
        )  # fmt: skip
        Trial.report(it, "yes", note=kept(), by=cast.ada)
        it.observe(by=cast.ada, seen_heard=kept(), sign_seen="yes", employee_voice=kept())
        Reflection.post([{"prompt": "Hvad?", "answer": kept()}], by=cast.ada, on=it)
        if visibility != "private":
            it = Experiment.get_by_id(it.id)
            Reflection.share_experiment(
                it, takeaway=kept(), wants=["questions"], visibility=visibility,
                group=cast.broen, by=cast.ada,
            )  # fmt: skip

    def send(self):
        """What goes up the line by name."""
        cast = self.cast
        brief = cast.brief(**{line: self.bird("to mads") for line in LINES})
        Remark.make(self.bird("to mads"), on=brief, by=cast.mads)
        cast.brief(by=cast.eli, **{line: self.bird("to sofus") for line in LINES})
        cast.brief(working_on=self.bird("taken back")).withdraw()
        cast.backing(title=self.bird("taken back")).withdraw()
        cast.backing(title=self.bird("to mads"), body=self.bird("to mads"))
        passed = cast.backing(title=self.bird("passed"), body=self.bird("passed"))
        Ask.of(passed, cast.mads).pass_on()
        Ask.of(passed, self.lis).reply("yes_if", self.bird("passed"))
        asked = cast.backing(about=self.action, title=self.bird("asked"), body=self.bird("asked"))
        Ask.of(asked, cast.mads).reply("no_because", self.bird("to mads"))
        Ask.of(asked, cast.finn).reply("no_because", self.bird("to finn"))
        self.action.edit(by=cast.ada, title=self.bird("kept"))
        cast.lift(self.action, **{w: self.bird("lifted") for w in ("title", "why", "gain")})

    def sent_to(self, *names):
        return set().union(*(self.sung[name] for name in names))


@pytest.fixture
def house(cast):
    return House(cast)


def heard(app, client, enough=None):
    """The canaries on every page this person comes to by links or by typing addresses, or until
    one sings that is not among `enough`; and the links that lead nowhere."""
    waiting, seen, canaries, dead = deque([*STARTS, *typed()]), set(), set(), set()
    while waiting and (enough is None or canaries <= enough):
        path = waiting.popleft()
        if path in seen or not known(app, path):
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code >= 400:
            dead |= {path} - {*STARTS, *typed()}
            continue
        canaries |= set(CANARY.findall(answer.text))
        links = re.findall(r'href="([^"]+)"', answer.text)
        waiting.extend(html.unescape(link).split("#")[0] for link in links)
    assert waiting or len(seen) > 30
    return canaries, dead


def typed():
    """The page of everything that was written, and of who reads it."""
    for kind, noun in [*KINDS.items(), ("seance", Seance)]:
        for item in noun.select():
            for end in ("", "/audience", "/edit"):
                yield f"/{kind}s/{item.uid}{end}"


def known(app, path):
    try:
        app.url_map.bind("localhost").match(path.partition("?")[0])
    except HTTPException:
        return False
    return not path.startswith("/static") and "sign" not in path


@pytest.mark.parametrize("who, names", [
    ("mads", ("to mads", "passed", "asked", "about")),
    ("lis", ("passed",)),
    ("sofus", ("to sofus", "lifted")),
    ("lea", ("lifted", "hidden because")),  # the log's reasons are hers to read, not the words
])  # fmt: skip
def test_those_above_meet_what_was_sent_to_them_and_nothing_else(house, app, as_, who, names):
    person = getattr(house, who, None) or getattr(house.cast, who)
    assert heard(app, as_(person)) == (house.sent_to(*names), set())


def test_a_new_manager_meets_nothing(house, app, as_):
    newcomer = house.cast._extra("Nye Kæde", "Pleje")
    house.cast.programme.enrol(newcomer, "nearest_manager")
    house.cast.ada.report_to(newcomer)
    assert heard(app, as_(newcomer)) == (set(), set())


@pytest.mark.parametrize("noun", [Brief, Backing, Lift, Experiment, Reflection])
def test_the_walk_hears_it_when_a_rule_is_loosened(house, app, as_, monkeypatch, noun):
    monkeypatch.setattr(
        noun, "readable", classmethod(lambda cls, reader: cls.withdrawn_at.is_null())
    )
    passed = house.sent_to("passed")
    canaries, _dead = heard(app, as_(house.lis), enough=passed)
    assert canaries - passed
