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


class Tree:
    """All of an organisation's departments at once, known by their names from the top down."""

    def __init__(self, organisation):
        self.organisation = organisation
        self.nodes = {node.id: node for node in Department.within(organisation)}
        for node in self.nodes.values():
            node.parent = self.nodes.get(node.parent_id)
        self.known = {_key(self.path_of(node.id)): node for node in self.nodes.values()}
        self.paths = {key: self.path_of(node.id) for key, node in self.known.items()}

    def units(self):
        """(node, path) of every place somebody can work at, in the order of the tree."""
        return sorted(((n, self.path_of(n.id)) for n in self.nodes.values()), key=lambda p: p[1])

    def found(self, uid):
        """The place with this address, or None."""
        return next((node for node in self.nodes.values() if str(node.uid) == uid), None)

    def path_of(self, node_id):
        """Its name and those above it; a skipped level is an empty name."""
        names, node = dict.fromkeys(KINDS, ""), self.nodes.get(node_id)
        while node is not None:
            names[node.kind] = node.name
            node = node.parent
        return _trimmed(names.values())

    def expect(self, *names):
        """A full path that will be made, so that what comes after may leave its upper part out."""
        path = _trimmed(names)
        for depth in range(1, len(path) + 1 if all(path) else 1):
            self.paths.setdefault(_key(path[:depth]), path[:depth])

    def complete(self, administration, department, unit):
        """The path these names mean; () for none, None when it could be several, or nowhere."""
        path = _trimmed((administration, department, unit))
        if not path or all(path):
            return self.paths.get(_key(path), path)
        candidates = [p for p in self.paths.values() if _fits(p, path)]
        if len(candidates) == 1:
            return candidates[0]
        if candidates or administration or not department:
            return None
        above = self.complete("", department, "") if unit else path
        return (*above, unit) if unit and above else above

    def settle(self, path):
        """The place at the end of this path, made with all that leads to it; None for ()."""
        node = None
        for depth, (kind, name) in enumerate(zip(KINDS, path, strict=False), start=1):
            if name:
                here = path[:depth]
                node = self.known.get(_key(here)) or self._add(name, kind, node, here)
        return node

    def _add(self, name, kind, parent, path):
        node = Department.create(
            organisation=self.organisation, parent=parent, name=name, kind=kind
        )
        self.nodes[node.id] = self.known[_key(path)] = node
        return node


def _trimmed(path):
    path = list(path)
    while path and not path[-1]:
        path.pop()
    return tuple(path)


def _key(path):
    """ "pleje" is no other place than "Pleje"."""
    return tuple(name.casefold() for name in path)


def _fits(path, wanted):
    same = len(path) == len(wanted)
    return same and all(w in ("", p) for p, w in zip(_key(path), _key(wanted), strict=True))
