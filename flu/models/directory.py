"""Everybody in the house as lists: to look somebody up, to invite them, to compare with a file."""

from functools import reduce
from operator import or_

from flu.models.department import Department
from flu.models.user import User


def page_of(viewer, *, like="", page=1, size=60):
    """A page of the directory, narrowed to a name, title or department, and one more."""
    people = User.visible_to(viewer)
    if like:
        people = people.where(_mentions(like, User.name, User.title, Department.name))
    return list(people.offset((page - 1) * size).limit(size + 1))


def to_invite(viewer):
    """Those in the directory who have not joined."""
    return User.visible_to(viewer).where(User.joined_at.is_null(), User.id != viewer.id)


def with_managers(organisation):
    """Everybody the organisation ever had, each with their manager."""
    Manager = User.alias()
    return (
        User.select(User, Manager)
        .join(Manager, "left outer join", on=(User.manager == Manager.id), attr="manager")
        .where(User.organisation == organisation)
    )


def elsewhere(emails, organisation):
    """Those of these e-mails that belong to somebody in another organisation."""
    there = User.select(User.email).where(User.email.in_(emails), User.organisation != organisation)
    return [email for (email,) in there.tuples()]


def _mentions(words, *fields):
    """SQL: one of the fields has the words; SQLite itself folds no letter beyond z."""
    ways = {words, words.lower(), words.upper(), words.title()}
    return reduce(or_, (field.contains(way) for field in fields for way in sorted(ways)))
