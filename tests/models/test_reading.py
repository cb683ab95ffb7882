"""The one rule of reading, from the side of whoever must not (N4, I1, I4)."""

from flu.models import Reflection
from flu.models.circles import Circles


def test_what_a_cohort_was_told_stays_in_its_own_programme(cast):
    """Readers sit in both programmes; only those of the author's read it, and are counted."""
    thread = cast.reflection(visibility="cohort")
    for person in (cast.dora, cast.finn, cast.eli):
        assert thread in Reflection.visible_to(person)
    for person in (cast.gro, cast.hans):
        assert cast.havnen.read_by(person)
        assert thread not in Reflection.visible_to(person)
        assert person not in thread.readers()
    told = Circles(thread).sizes["cohort", cast.broen]
    assert told == thread.readers().count() == Reflection.audiences([thread])[thread.id]


def test_who_sits_at_two_tables_shares_at_the_one_and_is_read_there_alone(cast):
    """eli sits in Broen and in Havnen, in two programmes."""
    for group, readers, strangers in (
        (cast.broen, "ada ben hedda cleo", "gro hans dora"),
        (cast.havnen, "gro hans", "ada ben hedda cleo dora"),
    ):
        thread = cast.reflection(by=cast.eli, visibility="private")
        thread.share(visibility="group", group=group, by=cast.eli)
        read = {person.name for person in thread.readers()}
        assert read >= {getattr(cast, who).name for who in readers.split()}
        assert not read & {getattr(cast, who).name for who in strangers.split()}
