"""Something one brought along that cannot live here by itself: an answer in somebody's thread."""

from peewee import CharField, ForeignKeyField, JSONField

from flu.db import Born
from flu.models.user import User


class Keepsake(Born):
    """Kept as it was told where it came from; read by its owner alone, and taken along again."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    kind = CharField(max_length=32)
    told = JSONField(default=dict)

    @classmethod
    def of(cls, user):
        return cls.select().where(cls.user == user).order_by(cls.id)
