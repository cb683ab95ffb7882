"""A mail that is to go out: to whom and about what. Its words are drawn when it goes (I9, S23)."""

from peewee import CharField, ForeignKeyField, UUIDField

from flu import clock
from flu.db import Born, UTCDateTimeField
from flu.models.user import User


class Letter(Born):
    """Undone while `sent_at` is NULL; without a mail server it stays so, and the operator sees."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    kind = CharField(max_length=16)
    about = UUIDField(null=True)
    sent_at = UTCDateTimeField(null=True, index=True)

    @classmethod
    def write(cls, kind, *, to, about=None):
        return cls.create(user=to, kind=kind, about=about)

    @classmethod
    def waiting(cls):
        """What has not gone yet, the eldest first."""
        return cls.select(cls, User).join(User).where(cls.sent_at.is_null()).order_by(cls.id)

    def claim(self):
        """Now ours to send; False if another worker was faster."""
        mine = (Letter.id == self.id) & Letter.sent_at.is_null()
        return bool(Letter.update(sent_at=clock.now()).where(mine).execute())

    def release(self):
        """It did not go; it waits again."""
        self.sent_at = None
        self.save(only=["sent_at"])
