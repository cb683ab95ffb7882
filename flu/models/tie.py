"""Two people who cannot sit together: told by one of them, in confidence (domain section 5)."""

from peewee import ForeignKeyField

from flu.db import Born, transaction
from flu.models.refusal import Refused
from flu.models.user import User


class Tie(Born):
    """Who told it is shown to nobody else and stands in no ledger; why is not even asked."""

    told_by = ForeignKeyField(User, backref="ties", on_delete="CASCADE")
    other = ForeignKeyField(User, backref="+", on_delete="CASCADE")

    class Meta:
        indexes = ((("told_by", "other"), True), (("other", "told_by"), False))

    @classmethod
    def declare(cls, other, *, by, uid=None):
        """Once for each pair and teller, however often it is sent."""
        if other == by:
            raise Refused("tie.self")
        with transaction():
            known = cls.get_or_none(cls.uid == uid)
            if known is not None and known.told_by_id != by.id:
                raise Refused("uid.taken")
            born = {"uid": uid} if uid else {}
            return known or cls.get_or_create(told_by=by, other=other, defaults=born)[0]

    @classmethod
    def visible_to(cls, viewer):
        """One's own, by name."""
        return (
            cls.select(cls, User)
            .join(User, on=cls.other)
            .where(cls.told_by == viewer)
            .order_by(User.name)
        )

    @classmethod
    def among(cls, people):
        """The pairs of ids between these people, each once, whoever of the two told it."""
        ids = [person.id for person in people]
        told = cls.select(cls.told_by, cls.other).where(cls.told_by.in_(ids), cls.other.in_(ids))
        return sorted({tuple(sorted(pair)) for pair in told.tuples()})

    def take_back(self):
        self.delete_instance()
