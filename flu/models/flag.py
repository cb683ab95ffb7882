"""A member asks the facilitator to look at a post (M16)."""

from functools import cached_property

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.group import Group
from flu.models.post import POSTS, still_shared, tended_by
from flu.models.user import User


class Flag(Born):
    """Who flagged is told to nobody but the facilitator."""

    group = ForeignKeyField(Group, backref="flags", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    subject_kind = CharField(max_length=16)
    subject_id = IntegerField()
    reason = TextField()
    settled_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("group", "settled_at"), False),)

    @classmethod
    def raise_on(cls, post, reason, *, by):
        """One open flag per person and post; the reason can be said better."""
        with transaction():
            flag, fresh = cls.get_or_create(
                user=by, subject_kind=post.noun, subject_id=post.id, settled_at=None,
                defaults={"group": post.group_id, "reason": reason},
            )  # fmt: skip
            if not fresh:
                flag.reason = reason
                flag.save(only=["reason"])
        return flag

    @classmethod
    def open_for(cls, facilitator):
        """What waits for this facilitator and is still shared, eldest first."""
        return (
            cls.select(cls, User, Group)
            .join(User)
            .switch(cls)
            .join(Group)
            .where(cls.group.in_(tended_by(facilitator)), cls.settled_at.is_null())
            .where(still_shared(cls))
            .order_by(cls.id)
        )

    @classmethod
    def visible_to(cls, viewer):
        return cls.open_for(viewer)

    def settle(self):
        """Looked at; nothing more was needed."""
        self.settled_at = clock.now()
        self.save(only=["settled_at"])

    @cached_property
    def subject(self):
        return POSTS[self.subject_kind].get_by_id(self.subject_id)
