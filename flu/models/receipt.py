"""A receipt: this letter from somebody's phone had its effect, once, however often it comes (N3).

It holds no words: what was written stands in the noun it became, and goes when that goes.
"""

from datetime import timedelta

from peewee import CharField, ForeignKeyField, IntegerField, UUIDField

from flu import clock
from flu.db import Model, UTCDateTimeField
from flu.models.user import User


class Receipt(Model):
    """`place` is where the answer led, `version` what an edit became."""

    key = UUIDField(unique=True)
    user = ForeignKeyField(User, on_delete="CASCADE")
    fingerprint = CharField(max_length=64)
    place = CharField(max_length=2048, default="")
    version = IntegerField(null=True)
    created_at = UTCDateTimeField(default=clock.now, index=True)

    KEPT_FOR = timedelta(days=90)  # how long a phone in a drawer may take to ask again

    @classmethod
    def known(cls, key):
        """The receipt for the letter with this key, None if it never had an effect."""
        return cls.get_or_none(cls.key == key)

    @classmethod
    def void(cls, key, *, by):
        """Let a letter that was taken back never have one, should it still be on its way."""
        cls.create(key=key, user=by, fingerprint="")

    @classmethod
    def purge(cls):
        """Those nobody will ask for any more."""
        return cls.delete().where(cls.created_at < clock.now() - cls.KEPT_FOR).execute()

    def is_for(self, user, fingerprint):
        """The same letter from the same person, to the last sign."""
        return self.user_id == user.id and self.fingerprint == fingerprint
