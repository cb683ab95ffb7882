"""A vane: trigger, old response, replacement (S27). It is always the owner's alone."""

from peewee import TextField

from flu import clock
from flu.db import UTCDateTimeField, transaction
from flu.models.event import Event
from flu.models.item import Item


class Habit(Item):
    trigger = TextField()
    old_response = TextField()
    replacement = TextField()
    let_go_at = UTCDateTimeField(null=True)

    @classmethod
    def notice(cls, *, trigger, old_response, replacement, by, uid=None):
        """Write a habit down once; a replacement is part of it (F2)."""
        with transaction():
            habit, fresh = cls.once(
                uid, by=by, trigger=trigger, old_response=old_response, replacement=replacement
            )
            if fresh:
                Event.record("habit.noticed", by=by, on=habit)
        return habit

    @classmethod
    def mine(cls, user):
        return cls.visible_to(user).where(cls.author == user).order_by(cls.id.desc())

    @classmethod
    def kept_by(cls, user):
        """Those this person is still working on."""
        return cls.mine(user).where(cls.let_go_at.is_null())

    def revise(self, **words):
        """The owner's own change of words."""
        self.write_over(**words)

    def let_go(self):
        """It is behind one; the day it first was stays."""
        self.let_go_at = self.let_go_at or clock.now()
        self.save(only=["let_go_at"])

    def relapse(self):
        """It came back; that is part of letting go."""
        self.let_go_at = None
        self.save(only=["let_go_at"])
