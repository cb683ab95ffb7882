"""The list of people and departments from the personnel system, laid beside the directory.

It adds and changes, and takes nobody away: what a cell leaves empty stays as it was.
"""

from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email
from peewee import IntegrityError, chunked

from flu import text
from flu.db import queue, transaction
from flu.models.department import KINDS, Tree
from flu.models.directory import elsewhere, with_managers
from flu.models.event import Event
from flu.models.line import Line
from flu.models.membership import Membership
from flu.models.refusal import Refused
from flu.models.table import Table
from flu.models.user import User

MOST = {"email": 254, "manager_email": 254}
MOST_ELSEWHERE = 120
LEVELS = 20  # above anybody; a list with more has gone wrong


@dataclass
class Row:
    """One person's line: what it says, what would become of it, what is wrong with it."""

    number: int
    cells: dict
    person: User | None = None
    at: tuple = ()  # where the person works now, names from the top down
    place: tuple = ()  # where the list says
    changes: dict = field(default_factory=dict)  # what → (old, new)
    faults: list = field(default_factory=list)  # (key, words)

    def __getitem__(self, column):
        return self.cells.get(column, "")

    def blame(self, key, **words):
        self.faults.append((key, words))

    @property
    def email(self):
        return self["email"].lower()

    @property
    def manager(self):
        return self["manager_email"].lower()

    @property
    def manager_now(self):
        above = self.person and self.person.manager
        return above.email if above else ""

    @property
    def state(self):
        if self.faults:
            return "error"
        if self.person is None:
            return "new"
        return "changed" if self.changes else "same"


class Roster:
    """A table read against one organisation's directory; `apply` makes it so."""

    def __init__(self, content, organisation):
        self.organisation = organisation
        self.table = Table(content)
        self.people = {person.email: person for person in with_managers(organisation)}
        self.tree = Tree(organisation)
        for _number, cells, _more in self.table.lines:
            self.tree.expect(*(cells.get(kind, "") for kind in KINDS))
        self.rows = [self._judged(*line) for line in self.table.lines]
        self._judge_together()
        self.counts = {
            state: sum(row.state == state for row in self.rows)
            for state in ("new", "changed", "same", "error")
        }

    @property
    def fits(self):
        """Somebody is in it, and nothing is wrong anywhere."""
        return bool(self.rows) and not self.table.faults and not self.counts["error"]

    @classmethod
    def apply(cls, content, *, organisation, by):
        """All of it or nothing: unless what comes out `fits`, nothing has changed."""
        try:
            with transaction():
                queue("roster", organisation.id)
                roster = cls(content, organisation)
                if roster.fits:
                    roster._settle(by)
        except IntegrityError:  # somebody was added elsewhere in the meantime
            raise Refused("roster.race") from None
        return roster

    def _judged(self, number, cells, more):
        """A row, and what can be said of it by itself."""
        row = Row(number, cells, person=self.people.get(cells.get("email", "").lower()))
        for column, cell in cells.items():
            most = MOST.get(column, MOST_ELSEWHERE)
            if not text.is_storable(cell):
                row.blame("odd", column=column)
            elif len(cell) > most:
                row.blame("too_long", column=column, most=most)
        if more:
            row.blame("more_cells")
        self._judge_person(row)
        self._judge_place(row)
        if row.person is not None:
            row.at = self.tree.path_of(row.person.unit_id)
            row.changes = dict(self._changes(row))
        return row

    def _judge_person(self, row):
        for column in ("name", "email"):
            if not row[column]:
                row.blame(f"{column}_missing")
        if row.email and not _is_email(row.email):
            row.blame("email_bad", email=row["email"])
        if row.person is not None and not row.person.is_active:
            row.blame("closed")

    def _judge_place(self, row):
        path = self.tree.complete(row["administration"], row["department"], row["unit"])
        if path is None:
            row.blame("place_unclear")
        row.place = path or ()

    def _judge_together(self):
        """What can only be said when the rows are seen side by side."""
        first = {}
        for row in self.rows:
            if row.email in first:
                row.blame("twice", line=first[row.email].number)
            elif row.email:
                first[row.email] = row
        for batch in chunked([e for e in first if text.is_storable(e)], 500):
            for email in elsewhere(batch, self.organisation):
                first[email].blame("foreign")
        above = {email: p.manager.email for email, p in self.people.items() if p.manager}
        above |= {row.email: row.manager for row in self.rows if row.manager}
        for row in self.rows:
            self._judge_line(row, above, first)

    def _judge_line(self, row, above, first):
        known = self.people.get(row.manager)
        if row.manager and row.manager not in first and not (known and known.is_active):
            row.blame("manager_unknown", email=row["manager_email"])
        elif row.manager:
            line = _upward(row.email, above)
            if row.email in line:
                row.blame("ring", email=row["manager_email"])
            elif len(line) > LEVELS:
                row.blame("deep", most=LEVELS)

    def _changes(self, row):
        person, at = row.person, row.at
        if row["name"] not in ("", person.name):
            yield "name", (person.name, row["name"])
        if row["title"] not in ("", person.title):
            yield "title", (person.title, row["title"])
        if row.place not in ((), at):
            yield "place", (" / ".join(at), " / ".join(row.place))
        if row.manager not in ("", row.manager_now):
            yield "manager", (row.manager_now, row["manager_email"])

    def _settle(self, by):
        new = [row for row in self.rows if row.state == "new"]
        changed = [row for row in self.rows if row.state == "changed"]
        moved = [row for row in new if row.manager]
        moved += [row for row in changed if "manager" in row.changes]
        for row in new:
            self.people[row.email] = self._welcome(row)
        for row in changed:
            self._change(row)
        Line.report([(self.people[row.email], self.people[row.manager]) for row in moved])
        Membership.pause_clashes(by, by=by)
        Event.record("roster.applied", by=by, on=self.organisation, **self.counts)

    def _welcome(self, row):
        return User.add(
            organisation=self.organisation,
            name=row["name"],
            email=row.email,
            title=row["title"],
            unit=self.tree.settle(row.place),
        )

    def _change(self, row):
        person = row.person
        if "place" in row.changes:
            person.move_to(self.tree.settle(row.place))
        names = {what: row[what] for what in ("name", "title") if what in row.changes}
        if names:
            person.describe(**names)


def _is_email(email):
    try:
        return bool(validate_email(email, check_deliverability=False))
    except EmailNotValidError:
        return False


def _upward(email, above):
    """Everybody above this one, and no further than one level too far."""
    seen = []
    while (email := above.get(email)) and email not in seen and len(seen) <= LEVELS:
        seen.append(email)
    return seen
