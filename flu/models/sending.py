"""What is sent up the line by name: its author reads it, and those it was sent to (S14, I1).

Being somebody's manager opens nothing; being the one it was sent to does, also when the line
has changed since.
"""

from peewee import Value

from flu.models.reading import can_sign_in, people
from flu.models.refusal import Refused
from flu.models.user import User


def among(reader, author, addressees):
    """The one rule, as SQL: `reader` is a model class or a row, the rest are columns, ids or
    a query of ids."""
    person = reader.id if hasattr(reader.id, "is_null") else Value(reader.id)
    return (person == author) | person.in_(addressees)


def managers_of(*staff):
    """The nearest managers of these people who can read what is sent to them now, by name."""
    Staff = User.alias()
    above = Staff.select(Staff.manager).where(Staff.id.in_([person.id for person in staff]))
    return people().where(User.id.in_(above), can_sign_in())


class Sending:
    """Not sent yet: who would read it, by the same rule that guards it afterwards."""

    def __init__(self, author, addressees):
        self.author = author
        self.to = [person for person in addressees if person != author]

    @classmethod
    def upward(cls, author, beside=()):
        """To the nearest manager, and to those of the people beside one."""
        return cls(author, managers_of(author, *beside))

    @property
    def address(self):
        """Whom the page named, to be sent along with what was written for them."""
        return " ".join(sorted(str(person.uid) for person in self.to))

    def refuse_if_nobody(self):
        if not self.to:
            raise Refused("sending.nobody")

    def readers(self):
        ids = [person.id for person in self.to]
        return people().where(can_sign_in(), among(User, self.author.id, ids))

    def count(self):
        return self.readers().count()
