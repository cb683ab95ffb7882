"""The audience by name: the strip, the list and the guard are one rule (N4)."""

import random
import uuid

import pytest

from flu import clock
from flu.models import Comment, Experiment, Habit, Membership, Reflection
from flu.models.item import Prospect
from flu.models.reading import REACHES

ONLY_ME = 1  # as the macro `only_me` of templates/audiences/_strip.html says
OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")


def thing(cast, kind):
    if kind == "reflection":
        return cast.reflection()
    if kind == "comment":
        return cast.comment()
    return cast.action() if kind == "action" else cast.experiment(state="shared")


def everybody(cast):
    return [person for person in vars(cast).values() if hasattr(person, "email")]


@pytest.mark.parametrize("kind", ["reflection", "comment", "experiment", "action"])
def test_readers_are_told_by_name_and_role(cast, as_, kind):
    page = as_(cast.ben).get(f"/{kind}s/{thing(cast, kind).uid}/audience").text
    for words in ("Ada Prøve", "Cleo Proces", "facilitator", "vært", "forfatter", "5 kan læse"):
        assert words in page
    assert "Nina" not in page
    assert "Mads" not in page


@pytest.mark.parametrize("kind", ["reflection", "comment", "experiment", "action"])
@pytest.mark.parametrize("who", OUTSIDE)
def test_an_outsider_finds_what_a_stranger_finds(cast, as_, kind, who):
    client = as_(getattr(cast, who))
    answer = client.get(f"/{kind}s/{thing(cast, kind).uid}/audience")
    missing = client.get(f"/{kind}s/{uuid.uuid4()}/audience")
    assert (answer.status_code, answer.data) == (404, missing.data)


def test_other_kinds_have_no_audience_page(cast, as_):
    assert as_(cast.ben).get(f"/users/{cast.ben.uid}/audience").status_code == 404


def test_who_has_not_signed_in_is_led_to_the_door(cast, client):
    place = f"/reflections/{cast.reflection().uid}/audience"
    assert client.get(place).location.startswith("/sign-in?next=")


@pytest.mark.parametrize("seed", range(6))
def test_in_any_house_the_readers_are_those_who_get_the_page(cast, as_, seed):
    """Random seats, pauses, promises, lines and reaches; number, list and guard agree."""
    lot = random.Random(seed)
    people = everybody(cast)
    for person in people:
        shake(cast, person, lot)
    tables = [cast.broen, cast.taarnet]
    for _ in range(4):
        author, group, reach = lot.choice(people), lot.choice(tables), lot.choice(REACHES)
        item = Reflection.post([{"prompt": "?", "answer": "Et eller andet"}], by=author)
        foretold = Prospect(author, reach, group).count()
        item.widen_or_narrow(reach, group)
        item.paused_at = clock.now() if lot.random() < 0.2 else None
        item.save()
        comment = Comment.create(
            reflection=item, author=lot.choice(people), kind="hears", body="Hm", group=group,
            visibility=lot.choice(REACHES[1:]), shared_at=clock.now(),
        )  # fmt: skip
        if not item.paused_at:
            assert foretold == item.readers().count()
        assert Reflection.audiences([item])[item.id] == item.readers().count()
        assert Comment.audiences([comment])[comment.id] == comment.readers().count()
        readers, answerers = set(item.readers()), set(comment.readers())
        assert answerers <= readers
        for person in people:
            agree(
                as_(person), person,
                item=item, comment=comment, readers=readers, answerers=answerers,
            )  # fmt: skip


def agree(client, person, *, item, comment, readers, answerers):
    if not person.is_active:
        return
    page = client.get(f"/reflections/{item.uid}")
    assert page.status_code == (200 if person in readers else 404)
    assert (client.get(f"/reflections/{item.uid}/audience").status_code == 200) is (
        person in readers
    )
    seen = client.get(f"/comments/{comment.uid}/audience").status_code == 200
    assert seen is (person in answerers)
    assert (f'id="e-{comment.uid}"' in page.text) is seen


@pytest.mark.parametrize("noun", [Habit, Experiment, Reflection])
def test_what_begins_as_only_mine_is_read_by_one(cast, noun):
    assert noun.visibility.default == "private"
    assert noun(author=cast.ada).visibility == "private"
    assert Prospect(cast.ada, "private", None).count() == ONLY_ME


def shake(cast, person, lot):
    if lot.random() < 0.4:
        seat = Membership.create(
            group=lot.choice((cast.broen, cast.taarnet)), user=person,
            role=lot.choice(("member", "host", "facilitator")),
        )  # fmt: skip
        if lot.random() < 0.2:
            seat.left_at = clock.now()
        if lot.random() < 0.2:
            seat.paused_at = clock.now()
        seat.save()
    if lot.random() < 0.5:
        cast.accept(lot.choice((cast.broen, cast.taarnet)), [person])
    boss = lot.choice(everybody(cast))
    if lot.random() < 0.3 and boss != person and not person.is_above(boss):
        person.report_to(boss)
    if lot.random() < 0.1:
        person.deactivate()
