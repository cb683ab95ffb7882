"""The group's own log (M41): in words, with reasons, and nothing of who read what."""

import pytest

from flu.models import Agreement, Hiding
from tests.absence import absent


def log(cast):
    return f"/groups/{cast.broen.uid}/log"


@pytest.mark.parametrize("who, status", [
    ("ada", 200), ("hedda", 200), ("cleo", 200), ("lea", 200), ("dora", 404), ("finn", 404),
    ("mads", 404), ("sofus", 404), ("anker", 404), ("odd", 404), ("olga", 404),
])  # fmt: skip
def test_who_reads_the_log(cast, as_, who, status):
    assert as_(getattr(cast, who)).get(log(cast)).status_code == status


def test_the_log_tells_who_came_and_went_and_what_was_promised(cast, as_):
    cast.broen.admit(cast.anker, by=cast.hedda)
    cast.seat(cast.ben).appoint("host", by=cast.lea)
    page = as_(cast.ada).get(log(cast)).text
    for line in (
        "Lea Ramme lavede gruppen.",
        "Hedda Prøve gav Anker Prøve en plads som deltager.",
        "Anker Prøve forlod gruppen.",
        "Lea Ramme gjorde Ben Prøve til vært.",
        "Ada Prøve sagde ja til aftalen.",
    ):
        assert line in page


@pytest.mark.parametrize("who", ["ada", "lea"])
def test_moderation_stands_there_with_its_reason_and_never_the_masked_words(cast, as_, who):
    post = cast.reflection(answer="Bent fra Nordhøj sagde det.")
    Hiding.mask(post, ["Bent"], rule="identifiable", reason="Kan genkendes.", by=cast.cleo)
    page = as_(getattr(cast, who)).get(log(cast)).text
    assert "Cleo Proces skjulte ord i et indlæg." in page
    assert "Kan genkendes." in page
    assert "genkendelige personer" in page
    assert "Bent" not in page
    assert "Nordhøj" not in page


def test_the_log_walks_back_by_key(cast, as_):
    for n in range(60):
        Agreement.propose(cast.broen, by=cast.ada, text=f"Udgave {n}")
    cast.broen.agreement.accept(by=cast.ada)
    first = as_(cast.ada).get(log(cast))
    older = as_(cast.ada).get(first.text.split('pager__more" href="')[1].split('"')[0])
    absent("lavede gruppen", from_=first, but_in=older)
    assert as_(cast.ada).get(f"{log(cast)}?before=junk").status_code == 200


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get(log(cast)).headers["Location"].startswith("/sign-in")
