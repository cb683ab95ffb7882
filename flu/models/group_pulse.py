"""What a group's own answers to a pulse tell, if they may be told at all (see disclosure.py)."""

from peewee import ForeignKeyField, JSONField

from flu.db import Model
from flu.models.group import Group
from flu.models.pulse import Pulse
from flu.models.reading import tables_of


class GroupPulse(Model):
    """A group's sums, told once, when the pulse closed (M36)."""

    pulse = ForeignKeyField(Pulse, backref="groups", on_delete="CASCADE")
    group = ForeignKeyField(Group, backref="+", on_delete="CASCADE")
    told = JSONField(default=dict)

    class Meta:
        indexes = ((("pulse", "group"), True),)

    @classmethod
    def table(cls, uid, viewer):
        """The group at this address, for those who sit there and read (M36)."""
        return tables_of(viewer).where(Group.uid == uid).get()

    @classmethod
    def within(cls, group):
        """The group's so far, by moment."""
        rows = cls.select(cls, Pulse).join(Pulse).where(cls.group == group)
        return {row.pulse.moment: row for row in rows}
