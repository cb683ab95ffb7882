"""Mig: mine, and nobody else's."""

from playhouse.test_utils import count_queries

from flu.models import Habit

DOORS = (
    "/reflections", "/habits", "/withdrawals", "/devices", "/ties", "/people", "/sign-out",
    "/me/profile", "/me/password", "/experiments/new", "/me/portfolio", "/me/map", "/me/takeaways",
)  # fmt: skip


def test_what_is_mine_stands_here(cast, as_):
    running = cast.experiment(state="planned")
    kept = cast.experiment(state="shared")
    kept.conclude("adopted", by=cast.ada, practice_when="Tirsdag", practice_stops="")
    theirs = cast.experiment(by=cast.ben, state="shared")
    page = as_(cast.ada).get("/me").text
    assert str(running.uid) in page
    assert str(kept.uid) in page
    assert str(theirs.uid) not in page


def test_every_door_of_mine_is_here(cast, as_):
    page = as_(cast.ada).get("/me").text
    for door in DOORS:
        assert f'"{door}"' in page, door


def test_whoever_tends_something_finds_the_way_to_it(cast, as_):
    for who in ("ada", "hedda", "cleo", "lea", "sofus", "mads"):
        page = as_(getattr(cast, who)).get("/me").text
        assert ("/moderation" in page) is (who == "cleo"), who
        assert ("/invitations" in page) is (who == "lea"), who
        assert ("/experiments/new" in page) is (who in ("ada", "hedda", "cleo")), who


def test_a_full_page_asks_as_little_as_one_with_a_thing_on_it(cast, as_):
    cast.experiment()
    ada = as_(cast.ada)
    ada.get("/me")
    with count_queries() as few:
        ada.get("/me")
    for _ in range(20):
        cast.experiment(state="shared")
        Habit.notice(trigger="t", old_response="o", replacement="r", by=cast.ada)
    with count_queries() as many:
        ada.get("/me")
    assert many.count == few.count


def test_the_door_is_closed_without_signing_in(client, cast):
    assert client.get("/me").location.startswith("/sign-in")
