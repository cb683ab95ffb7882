"""The list against the directory: what changes, what is wrong, who may no longer sit together."""

from time import process_time

import pytest

from flu.models import Department, Event, Line, User
from flu.models.roster import LEVELS, Roster
from flu.models.table import MOST_LINES

HEAD = "name,email,title,administration,department,unit,manager_email\n"


def read(cast, *rows):
    return Roster(HEAD + "\n".join(rows), cast.home)


def apply(cast, *rows):
    return Roster.apply(HEAD + "\n".join(rows), organisation=cast.home, by=cast.lea)


def faults(roster):
    return [[key for key, _words in row.faults] for row in roster.rows]


@pytest.mark.parametrize("row, expected", [
    (",x@x.dk,,,,,", ["name_missing"]),
    ("Navn,,,,,,", ["email_missing"]),
    ("Navn,x@@x.dk,,,,,", ["email_bad"]),
    (f"{'x' * 121},x@x.dk,,,,,", ["too_long"]),
    (f"Navn,x@x.dk,{'x' * 121},,,,", ["too_long"]),
    ("Nav\0n,x@x.dk,,,,,", ["odd"]),
    ("Navn,x@x.dk,,,,,ingen@x.dk", ["manager_unknown"]),
    ("Navn,x@x.dk,,,,,olga@fremmedby.example", ["manager_unknown"]),
    ("Navn,odd@fremmedby.example,,,,,", ["foreign"]),
    ("Navn,x@x.dk,,,,Ny enhed,", ["place_unclear"]),
    ("Navn,x@x.dk,,,,,x@x.dk", ["ring"]),
    ("Navn,x@x.dk,,,,,,,mere", ["more_cells"]),
    ("Sofus Top,sofus@proeveby.example,,,,,ada@proeveby.example", ["ring"]),
])  # fmt: skip
def test_what_is_wrong_with_a_row(cast, row, expected):
    assert faults(read(cast, row)) == [expected]


def test_the_same_e_mail_twice_is_the_second_ones_fault(cast):
    roster = read(cast, "A,x@x.dk,,,,,", "B,X@x.dk,,,,,")
    assert faults(roster) == [[], ["twice"]]
    assert roster.rows[1].faults[0][1] == {"line": 2}


def test_a_ring_is_everybodys_fault_in_it(cast):
    roster = read(
        cast,
        "A,a@x.dk,,,,,b@x.dk",
        "B,b@x.dk,,,,,c@x.dk",
        "C,c@x.dk,,,,,a@x.dk",
        "D,d@x.dk,,,,,a@x.dk",
    )
    assert faults(roster) == [["ring"], ["ring"], ["ring"], []]


@pytest.mark.parametrize("people", [23, 5000])
def test_a_line_without_end_is_told_at_once(cast, people):
    rows = (f"N{n},n{n}@x.dk,,,,,n{n + 1}@x.dk" for n in range(people))
    began = process_time()
    roster = read(cast, *rows)
    assert faults(roster)[0] == ["deep"]
    assert faults(roster)[people - LEVELS] == []
    assert process_time() - began < 5


def test_too_long_a_list_is_refused(cast):
    rows = [f"N,n{n}@x.dk,,,,," for n in range(MOST_LINES + 1)]
    assert read(cast, *rows).table.faults == [("too_many", {"most": MOST_LINES})]


def test_someone_whose_account_is_closed_is_not_opened_by_a_list(cast):
    cast.ben.deactivate()
    assert faults(read(cast, "Ben,ben@proeveby.example,,,,,")) == [["closed"]]
    assert faults(read(cast, "Ada,ada@proeveby.example,,,,,ben@proeveby.example")) == [
        ["manager_unknown"]
    ]


def test_an_empty_cell_leaves_things_as_they_were(cast):
    cast.ada.describe(title="Teamleder")
    assert apply(cast, "Ada Prøve,ada@proeveby.example,,,,,").counts["same"] == 1
    ada = User.get_by_id(cast.ada.id)
    assert (ada.title, ada.manager, ada.unit) == ("Teamleder", cast.mads, cast.units["Pleje"])


def test_a_place_is_made_once_and_known_in_any_spelling(cast):
    apply(
        cast,
        "A,a@x.dk,,Velfærd,Nyt Center,Hus 1,",
        "B,b@x.dk,,velfærd,NYT CENTER,hus 1,",
        "C,c@x.dk,,,Nyt Center,Hus 2,",
        "D,d@x.dk,,,Pleje,,",
    )
    people = {
        p.email: p
        for p in User.select().where(User.email.in_(["a@x.dk", "b@x.dk", "c@x.dk", "d@x.dk"]))
    }
    assert people["a@x.dk"].unit == people["b@x.dk"].unit
    assert people["c@x.dk"].department == people["a@x.dk"].department
    assert people["c@x.dk"].department.parent.name == "Velfærd"
    assert people["d@x.dk"].unit == people["d@x.dk"].department
    assert (
        Department.select()
        .where(Department.name == "Pleje", Department.organisation == cast.home)
        .count()
        == 1
    )


def test_a_manager_may_stand_further_down_the_list(cast):
    assert apply(cast, "A,a@x.dk,,,,,b@x.dk", "B,b@x.dk,,,,,mads@proeveby.example").fits
    a = User.by_email("a@x.dk")
    assert all(above.is_above(a) for above in (User.by_email("b@x.dk"), cast.mads, cast.sofus))


def test_two_may_swap_places_in_the_line(cast):
    assert apply(
        cast,
        "Mads,mads@proeveby.example,,,,,ada@proeveby.example",
        "Ada,ada@proeveby.example,,,,,sofus@proeveby.example",
    ).fits
    assert cast.ada.is_above(cast.mads)
    assert not cast.mads.is_above(cast.ada)
    assert cast.ada.is_above(cast.dora)
    lines = {(line.above_id, line.below_id) for line in Line.select()}
    assert lines == {(above, below) for below in range(1, 40) for above in walk(below)}


def test_whoever_comes_to_sit_above_another_stops_reading(cast):
    apply(cast, "Ben,ben@proeveby.example,,,,,cleo@proeveby.example")
    assert cast.seat(cast.cleo).paused_at is not None
    assert cast.seat(cast.ben).paused_at is None
    assert Event.select().where(Event.verb == "group.clash", Event.actor == cast.lea).exists()


def test_anything_wrong_anywhere_leaves_everything_as_it_was(cast):
    before = snapshot()
    assert not apply(
        cast, "A,a@x.dk,,Ny,Nyt,Nyt,", "Ada,ada@proeveby.example,,,,,", ",b@x.dk,,,,,"
    ).fits
    assert snapshot() == before


def test_the_same_list_twice_changes_nothing_the_second_time(cast):
    rows = ("A,a@x.dk,Leder,V,D,U,mads@proeveby.example", "Ada Ny,ada@proeveby.example,,,,,")
    assert apply(cast, *rows).counts == {"new": 1, "changed": 1, "same": 0, "error": 0}
    assert apply(cast, *rows).counts == {"new": 0, "changed": 0, "same": 2, "error": 0}


def test_nobody_is_ever_deleted_by_a_list(cast):
    before = User.select().count()
    apply(cast, "A,a@x.dk,,,,,")
    assert User.select().count() == before + 1
    assert not User.select().where(User.deactivated_at.is_null(False)).exists()


def walk(person_id):
    person = User.get_or_none(User.id == person_id)
    while person and person.manager:
        person = person.manager
        yield person.id


def snapshot():
    return [
        list(noun.select().order_by(noun.id).tuples()) for noun in (User, Department, Line, Event)
    ]
