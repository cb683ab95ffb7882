"""The one rule of reading, as a table over everybody there is (N4, N8, I1, I4, I10)."""

from datetime import timedelta

import pytest

from flu.models import Comment, Reflection, User
from flu.models.circles import Circles
from flu.models.item import Prospect
from flu.models.reading import may_answer, may_read, tables_of

EVERYBODY = (
    "ada ben hedda eli nina anker cleo dora finn gro hans ida pia mads lea sofus odd olga"
).split()
BROEN = "ada ben hedda eli cleo"  # nina has not accepted, anker left
COHORT = f"{BROEN} dora finn"
HOUSE = f"{COHORT} nina anker gro hans ida pia mads lea sofus"
READERS = {"private": "ada", "group": BROEN, "cohort": COHORT, "organisation": HOUSE}
ANSWERING = {"private": "", "group": BROEN, "cohort": COHORT, "organisation": COHORT}


def those(cast, item, rule):
    """The names of those to whom this rule lets the item; `rule` makes SQL of a reader."""
    noun = type(item)
    return {
        who
        for who in EVERYBODY
        if noun.select().where(noun.id == item.id, rule(getattr(cast, who))).exists()
    }


def readers(cast, item):
    """Those who may read it; asked as a list, they are the same."""
    may = those(cast, item, type(item).readable)
    people = {person.id for person in item.readers()}
    assert {who for who in EVERYBODY if getattr(cast, who).id in people} == may
    return may


@pytest.mark.parametrize("reach", READERS)
def test_who_reads_what_was_shared_so_far(cast, reach):
    thread = cast.reflection(visibility=reach)
    assert readers(cast, thread) == {*READERS[reach].split()}
    would = {person.id for person in Prospect.of(thread, reach, cast.broen).readers()}
    assert would == {person.id for person in thread.readers()}
    assert Reflection.audiences([thread]) == {thread.id: len(would)}


@pytest.mark.parametrize("reach", READERS)
def test_who_of_those_who_read_it_may_answer(cast, reach):
    thread = cast.reflection(visibility=reach)
    both = those(cast, thread, lambda who: may_read(Reflection, who) & may_answer(Reflection, who))
    assert both == {*ANSWERING[reach].split()}


def test_whoever_left_still_reads_and_answers_what_is_their_own(cast):
    mine = cast.reflection()
    cast.seat(cast.ada).end(by=cast.ada)
    both = those(cast, mine, lambda who: may_read(Reflection, who) & may_answer(Reflection, who))
    assert both == {*BROEN.split()}


@pytest.mark.parametrize("reach", READERS)
def test_what_moderation_paused_is_read_by_its_author_and_whoever_tends_the_group(cast, reach):
    thread = cast.reflection(visibility=reach)
    thread.hold(thread.created_at)
    assert readers(cast, thread) == {"ada"} | ({"cleo"} if reach != "private" else set())
    as_if_not = those(cast, thread, lambda who: may_read(Reflection, who, paused=True))
    assert as_if_not == {*READERS[reach].split()}


@pytest.mark.parametrize("reach", READERS)
def test_what_its_author_took_away_is_read_by_nobody(cast, reach):
    thread = cast.reflection(visibility=reach)
    assert "ada" in readers(cast, thread)
    thread.withdraw()
    assert readers(cast, thread) == set()
    assert those(cast, thread, lambda who: may_read(Reflection, who, paused=True)) == set()


def test_an_answer_whose_phase_has_not_come_is_its_writers_and_the_facilitators(cast, still, noon):
    comment = cast.comment()
    Comment.update(opens_at=noon + timedelta(hours=1)).execute()
    assert readers(cast, comment) == {"ben", "cleo"}
    still.stop(noon + timedelta(hours=1))
    assert readers(cast, comment) == {*BROEN.split()}


def test_somebody_above_the_author_neither_reads_nor_answers_in_the_cohort(cast):
    """mads sits at Tårnet now. In the open library he reads with the rest, and does not answer."""
    cast.taarnet.memberships.model.create(group=cast.taarnet, user=cast.mads)
    cast.accept(cast.taarnet, [cast.mads])
    mine, bens = (cast.reflection(by=who, visibility="cohort") for who in (cast.ada, cast.ben))
    assert "mads" not in readers(cast, mine)
    assert "mads" in readers(cast, bens)
    for thread in (mine, bens):
        thread.share(visibility="organisation", group=cast.broen, by=thread.author)
        assert "mads" in readers(cast, thread)
        answering = those(cast, thread, lambda who: may_answer(Reflection, who))
        assert ("mads" in answering) is (thread == bens)


def test_who_joins_the_table_later_reads_what_is_shared_from_then_on(cast, still, noon):
    """With the cohort it was shared as it is: whoever sits in it reads it."""
    to_group, to_cohort = (cast.reflection(visibility=reach) for reach in ("group", "cohort"))
    same_moment = cast.broen.admit(cast.anker, by=cast.lea)
    cast.accept(cast.broen, [cast.anker])
    assert same_moment.reads_from == to_group.shared_at
    assert {"anker"} <= readers(cast, to_group)
    same_moment.end(by=cast.anker)
    still.stop(noon + timedelta(hours=1))
    cast.broen.admit(cast.anker, by=cast.lea)
    assert "anker" not in readers(cast, to_group)
    assert "anker" in readers(cast, to_cohort)
    assert "anker" in readers(cast, cast.reflection())


def test_a_guest_of_the_house_finds_nothing_in_its_library(cast):
    thread = cast.reflection(visibility="organisation")
    User.update(visiting=True).where(User.id == cast.lea.id).execute()
    cast.lea = User.get_by_id(cast.lea.id)
    assert readers(cast, thread) == {*HOUSE.split()} - {"lea"}


def test_whoever_cannot_sign_in_is_no_reader(cast):
    thread = cast.reflection()
    cast.hedda.deactivate()
    User.update(joined_at=None).where(User.id == cast.eli.id).execute()
    assert {person.name for person in thread.readers()} == {
        cast.ada.name, cast.ben.name, cast.cleo.name,
    }  # fmt: skip
    assert Reflection.audiences([thread]) == {thread.id: 3}


def test_what_a_cohort_was_told_stays_in_its_own_programme(cast):
    """Readers sit in both programmes; only those of the author's read it, and are counted."""
    thread = cast.reflection(visibility="cohort")
    assert cast.havnen.read_by(cast.gro)
    assert "eli" in readers(cast, thread)
    assert not {"gro", "hans", "ida"} & readers(cast, thread)
    told = Circles(thread).sizes["cohort", cast.broen]
    assert told == thread.readers().count() == Reflection.audiences([thread])[thread.id]


def test_each_house_has_a_library_of_its_own(cast):
    thread = cast.reflection(by=cast.odd, visibility="private")
    thread.share(visibility="organisation", group=cast.fjernt, by=cast.odd)
    assert readers(cast, thread) == {"odd", "olga"}


def test_in_the_library_an_author_who_left_still_answers(cast):
    thread = cast.reflection(visibility="organisation")
    cast.seat(cast.ada).end(by=cast.ada)
    assert "ada" in those(cast, thread, lambda who: may_answer(Reflection, who))


@pytest.mark.parametrize("who", ["eli", "gro"])
def test_each_programme_has_a_cohort_of_its_own(cast, who):
    """The younger programme, too: told to its cohort, by one of Havnen, alone or at two tables."""
    author = getattr(cast, who)
    thread = cast.reflection(by=author, visibility="private")
    thread.share(visibility="cohort", group=cast.havnen, by=author)
    them = {"eli", "gro", "hans", "ida"}
    assert readers(cast, thread) == them
    thread.share(visibility="organisation", group=cast.havnen, by=author)
    assert those(cast, thread, lambda who: may_answer(Reflection, who)) == them
    thread.share(visibility="cohort", group=cast.havnen, by=author)
    assert Circles(thread).sizes["cohort", cast.havnen] == len(them)


@pytest.mark.parametrize(
    "table, them", [("broen", {*BROEN.split()}), ("havnen", {"eli", "gro", "hans", "ida"})]
)
def test_who_sits_at_two_tables_is_read_at_the_one_they_shared_it_with(cast, table, them):
    """eli sits in Broen and in Havnen, in two programmes."""
    thread = cast.reflection(by=cast.eli, visibility="private")
    thread.share(visibility="group", group=getattr(cast, table), by=cast.eli)
    assert readers(cast, thread) == them


def test_one_shares_where_one_sits_and_has_said_yes(cast):
    for who, tables in (
        ("ada", ["Broen"]), ("eli", ["Broen", "Havnen"]), ("cleo", ["Broen"]), ("nina", []),
        ("anker", []), ("lea", []), ("pia", []),
    ):  # fmt: skip
        assert [group.name for group in tables_of(getattr(cast, who))] == tables
