"""The same format never comes three weeks in a row unless it is chosen (domain section 4)."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Format, Reflection
from flu.models.question import Question
from flu.models.rotation import Rotation, suggested
from flu.models.waiting import Waiting

pytestmark = pytest.mark.hangs_on_dates
ORDER = ["RF1", "RF2", "RF3", "RF4", "RF5", "RF6", "RF7"]
FITS = {"RF1": (1, 5, 9), "RF6": (5,)}


@pytest.mark.parametrize("used, week, code", [
    ({}, 2, "RF3"),
    ({"RF3": {1}}, 2, "RF3"),
    ({"RF3": {2, 3}}, 4, "RF3"),
    ({"RF3": {1, 2}}, 3, "RF4"),  # the next in the programme's order
    ({"RF3": {1, 2, 4}, "RF4": {3}}, 6, "RF5"),  # beginning behind the one used last
    ({"RF3": {1, 2}, "RF7": {3}}, 6, "RF2"),  # round again
    ({"RF3": {1, 2}}, 5, "RF1"),  # the programme asks for it this week
    ({"RF3": {1, 2}, "RF1": {1, 2}}, 5, "RF6"),
    ({"RF3": {1, 2}, "RF4": {1, 2}}, 3, "RF5"),
    ({"RF4": {1, 2}}, 3, "RF3"),
])  # fmt: skip
def test_the_weekly_gives_way_after_two_weeks(used, week, code):
    assert suggested(ORDER, used, week, FITS) == code


@pytest.mark.parametrize("order, code", [([], None), (["RF3"], "RF3"), (["own-1"], "own-1")])
def test_a_programme_with_hardly_any_formats_has_something_to_suggest(order, code):
    assert suggested(order, {"RF3": {1, 2}}, 3) == code


@pytest.mark.parametrize("week", range(1, 27))
def test_whoever_follows_the_suggestion_never_meets_three_alike(week):
    history = []
    for now in range(1, week + 1):
        used = {}
        for ago, code in enumerate(reversed(history), 1):
            used.setdefault(code, set()).add(ago)
        history.append(suggested(ORDER, used, now, FITS))
    assert all(
        len(set(three)) > 1 for three in zip(history, history[1:], history[2:], strict=False)
    )


@pytest.fixture
def formats(cast, still):
    """RF3 and two others, in the programme of the cast."""
    for position, (code, private) in enumerate([("RF11", True), ("RF4", False), ("RF5", False)], 1):
        Format.create(
            programme=cast.programme, code=code, name=code, prompts=[f"{code}?"],
            private=private, position=position,
        )  # fmt: skip
    return {format.code: format for format in Format.select()}


def wrote(still, cast, format, *, weeks_ago):
    now = clock.now()
    still.stop(now - timedelta(weeks=weeks_ago))
    Reflection.post([{"prompt": "?", "answer": "Ja"}], by=cast.ada, format=format)
    still.stop(now)


def weekly(user):
    return [thing.subject for thing in Waiting.for_(user)[1] if thing.kind == "weekly"]


def test_nu_and_the_page_to_write_on_suggest_the_same(still, cast, formats):
    assert weekly(cast.ada) == [cast.programme]
    wrote(still, cast, formats["RF3"], weeks_ago=2)
    assert Question(cast.ada, locale="da").format == formats["RF3"]
    wrote(still, cast, formats["RF3"], weeks_ago=1)
    assert weekly(cast.ada) == [Question(cast.ada, locale="da").format] == [formats["RF4"]]
    assert Question(cast.ada, format="RF3", locale="da").format == formats["RF3"]  # chosen
    assert Question(cast.ben, locale="da").format == formats["RF3"]


@pytest.mark.parametrize("code", ["RF3", "RF4"])
def test_the_two_minutes_are_written_in_either(still, cast, formats, code):
    for weeks_ago in (2, 1):
        wrote(still, cast, formats["RF3"], weeks_ago=weeks_ago)
    assert weekly(cast.ada) == [formats["RF4"]]
    wrote(still, cast, formats[code], weeks_ago=0)
    assert weekly(cast.ada) == []


def test_what_a_seance_asks_for_is_left_to_it(still, cast, formats):
    for code in ("RF1", "RF2"):
        Format.create(programme=cast.programme, code=code, name=code, prompts=["?"], position=0)
    for weeks_ago in (1, 2):
        wrote(still, cast, formats["RF3"], weeks_ago=weeks_ago)
    still.stop(clock.now() - timedelta(weeks=1))  # week 13, which RF1 and RF2 are meant for
    wrote(still, cast, formats["RF3"], weeks_ago=2)
    assert Rotation(cast.ada, cast.programme).week == 13
    assert Rotation(cast.ada, cast.programme).format.code == "RF4"


def test_a_private_one_is_never_suggested(still, cast, formats):
    for code in ("RF3", "RF4", "RF5"):
        for weeks_ago in (1, 2):
            wrote(still, cast, formats[code], weeks_ago=weeks_ago)
    assert formats["RF11"].private
    assert Rotation(cast.ada, cast.programme).format in [formats[n] for n in ("RF3", "RF4", "RF5")]
