"""Whoever may not know a thing exists learns nothing: every route with an id, same bytes (I12)."""

import uuid

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.routing import BuildError

from flu.models import (
    Echo,
    Flag,
    Goal,
    Guest,
    Habit,
    InspirationCard,
    Parting,
    Remark,
    SignIn,
    Tie,
    Topic,
)

OUTSIDERS = ("dora", "mads", "odd")
SHARED = {  # known to all in the house
    "card_id", "frame_id", "track_id", "format_id", "goal_id", "programme_id", "person_id",
}  # fmt: skip
HOUSEHOLD = ("tracks", "formats", "cards", "goals")
KINDS = (
    "reflection", "comment", "experiment", "action", "brief", "remark", "backing", "lift",
    "experiments", "actions", "tracks", "formats", "goals", "groups", "cards",
)  # fmt: skip


def things(cast):
    """Parameter of an address → something of Broen's or Ada's."""
    comment = cast.comment()
    habit = Habit.notice(trigger="Når", old_response="Før", replacement="Nu", by=cast.ada)
    hiding = cast.hiding()
    topic = Topic.propose("Emne", by=cast.ada, programme=cast.programme, group=cast.broen)
    seance = cast.seance()
    visit = Guest.ask(seance, name="Gæst", email="gaest@ude.example", by=cast.ada)
    brief = sent_to_another(cast)
    return {
        "guest_id": visit, "seance_id": seance, "topic_id": topic, "frame_id": cast.frame(),
        "card_id": InspirationCard.add(cast.programme, by=cast.lea, title="Kort", body="Ord"),
        "reflection_id": comment.reflection, "comment_id": comment, "habit_id": habit,
        "experiment_id": cast.experiment(state="shared"), "action_id": cast.action(),
        "hiding_id": hiding, "flag_id": Flag.raise_on(comment, "Et navn", by=cast.eli),
        "group_id": cast.broen, "membership_id": cast.seat(cast.ben),
        "agreement_id": cast.broen.agreement, "track_id": cast.track, "format_id": cast.format,
        "programme_id": cast.programme, "device_id": SignIn.open(cast.ada).sign_in,
        "tie_id": Tie.declare(cast.eli, by=cast.ada), "person_id": cast.ben,
        "brief_id": brief, "remark_id": Remark.make("Tak", on=brief, by=cast.eli),
        "backing_id": cast.backing(by=cast.eli), "lift_id": cast.lift(),
        "goal_id": Goal.add(cast.programme, by=cast.lea, name="Borgeren bestemmer"),
        "parting_id": parting(cast), "echo_id": echo(cast),
    }  # fmt: skip


def sent_to_another(cast):
    """A brief to a manager who is none of the outsiders."""
    cast.eli.report_to(cast.sofus)
    return cast.brief(by=cast.eli)


def parting(cast):
    return Parting.create(
        user=cast.ada, programme=cast.programme, choice="home", subject_kind="comment", subject_id=0
    )


def echo(cast):
    it = cast.experiment()
    return Echo.create(user=cast.ada, programme=cast.programme, experiment=it, days=30)


def doors(app, known):
    """(method, address with a real id, the same with one that does not exist)."""
    for rule in app.url_map.iter_rules():
        named = [name for name in rule.arguments if name.endswith("_id")]
        for method in sorted(rule.methods & {"GET", "POST"}):
            if named:
                yield method, rule, {named[0]: known[named[0]].uid}, {named[0]: uuid.uuid4()}
            elif "uid" in rule.arguments:
                for kind in KINDS:
                    real = known.get(f"{kind.removesuffix('s')}_id")
                    yield method, rule, {"kind": kind, "uid": real.uid}, {
                        "kind": kind, "uid": uuid.uuid4(),
                    }  # fmt: skip


@pytest.mark.parametrize("who", OUTSIDERS)
def test_on_every_route_with_an_id_there_is_nothing_there(cast, as_, app, who):
    client, known, tried = as_(getattr(cast, who)), things(cast), 0
    for method, rule, real, missing in doors(app, known):
        if who != "odd" and (set(real) & SHARED or real.get("kind") in HOUSEHOLD):
            continue
        there, nowhere = (address(app, rule, ids, method) for ids in (real, missing))
        if there is None:
            continue
        tried += 1
        answer, empty = client.open(there, method=method), client.open(nowhere, method=method)
        assert (answer.status_code, answer.data) == (404, empty.data), f"{method} {there}"
    assert tried > 70


def address(app, rule, ids, method):
    """None for a kind that has no such page."""
    places = app.url_map.bind("localhost")
    try:
        path = places.build(rule.endpoint, ids, method=method)
        return places.match(path, method) and path
    except (BuildError, NotFound, ValueError):
        return None
