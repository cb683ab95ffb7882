"""The tree forvaltning → afdeling → enhed."""

from peewee import CharField, ForeignKeyField

from flu.db import Born
from flu.models.organisation import Organisation

KINDS = ("administration", "department", "unit")


class Department(Born):
    organisation = ForeignKeyField(Organisation, backref="departments", on_delete="CASCADE")
    parent = ForeignKeyField("self", null=True, backref="children", on_delete="CASCADE")
    name = CharField(max_length=120)
    kind = CharField(max_length=16)

    class Meta:
        indexes = ((("organisation", "parent", "name"), True),)

    @classmethod
    def within(cls, organisation):
        return cls.select().where(cls.organisation == organisation).order_by(cls.name)

    @classmethod
    def named(cls, name, *, kind, under, organisation):
        """The one with this name at this place in the tree; made if it is new."""
        return cls.get_or_create(
            organisation=organisation, parent=under, name=name, defaults={"kind": kind}
        )[0]

    @property
    def department(self):
        """The afdeling this belongs to; groups and actions are mixed by it."""
        return self.parent if self.kind == "unit" else self
