"""The line above: who leads whom, at any distance. It never opens a door (I1)."""

from peewee import ForeignKeyField, chunked

from flu.db import Model
from flu.models.user import User


class Line(Model):
    """Who is above whom, at any distance; drawn anew whenever somebody moves."""

    above = ForeignKeyField(User, backref="beneath", on_delete="CASCADE")
    below = ForeignKeyField(User, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("above", "below"), True), (("below", "above"), False))

    @classmethod
    def report(cls, moves):
        """Many (person, manager) at once; whoever asks has made sure there is no ring."""
        for person, manager in moves:
            person.manager = manager
            person.save(only=["manager"])
        cls.redraw(*(person for person, _manager in moves))

    @classmethod
    def redraw(cls, *people):
        """For those who moved: their own line up, and that of everybody below them."""
        ids = [person.id for person in people]
        below = cls.select(cls.below).where(cls.above.in_(ids)).tuples()
        moved = list({*ids, *(one for (one,) in below)})
        managers = dict(User.select(User.id, User.manager).tuples())
        rows = [(above, one) for one in moved for above in _upward(one, managers)]
        cls.delete().where(cls.below.in_(moved)).execute()
        for batch in chunked(rows, 500):
            cls.insert_many(batch, fields=[cls.above, cls.below]).execute()

    @classmethod
    def among(cls, people):
        """The pairs (above id, below id) between these people."""
        ids = [person.id for person in people]
        return cls.select(cls.above, cls.below).where(cls.above.in_(ids), cls.below.in_(ids))


def _upward(person_id, managers):
    seen = {person_id}
    while (person_id := managers.get(person_id)) and person_id not in seen:
        seen.add(person_id)
        yield person_id
