"""Where a try went from one leader to the next, and where it held (N13, S5, S8).

A viewer's tree holds what that viewer may read and nothing else. A try between two others that
they may not read is left out as if it had never been: what comes after it stands under the nearest
one before it that they read. So no branch, number or blank tells of it; and where nothing
readable comes before, the tree begins.
"""

from peewee import JOIN, Case, Value

from flu.models.department import Department
from flu.models.experiment import Experiment
from flu.models.item import may_read
from flu.models.user import User

GENERATIONS = 8  # walked up, and from there down, readable or not
MOST = 60
VERDICTS = ("held", "partly", "not", "open")
SIGNS = {"yes": "held", "little": "partly", "no": "not", "opposite": "not"}
OUTCOMES = {"adopted": "held", "unlearned": "held", "dropped": "not"}


class Branch:
    """One try in the tree: who tried it where, what differed, whether it held."""

    def __init__(self, it, parent, here):
        self.it, self.parent, self.here = it, parent, here
        self.generation = parent.generation + 1 if parent else 0
        self.children = []
        self.row = 0.0
        if parent:
            parent.children.append(self)

    @property
    def verdict(self):
        """`held`, `partly`, `not`, or `open` while nobody can tell."""
        return OUTCOMES.get(self.it.stage) or SIGNS.get(self.it.sign_seen, "open")

    @property
    def unit(self):
        return self.it.unit.name if self.it.unit else ""

    @property
    def department(self):
        """The afdeling, unless that is the place itself."""
        above = self.it.unit and self.it.unit.department
        return above.name if above and above.name != self.unit else ""

    @property
    def differs(self):
        """What its owner said is different there; told only beside what it differs from."""
        return self.it.differs if self.parent else ""


class Spread(list):
    """The branches, each after the one it grew from; the first is the origin."""

    def __init__(self, experiment, viewer):
        known = {}
        rows = list(_descendants(_origin(experiment, viewer), viewer))
        for it in rows[:MOST]:
            known[it.id] = Branch(it, known.get(it.above), it.id == experiment.id)
        if not known:  # withdrawn in this very moment
            raise Experiment.DoesNotExist
        super().__init__(_in_order(next(iter(known.values()))))
        self.more = len(rows) > MOST
        self.rows = _lay_out(self[0])

    @property
    def origin(self):
        return self[0]

    @property
    def elsewhere(self):
        """How many times it was tried besides, as far as the viewer may read."""
        return len(self) - 1

    @property
    def departments(self):
        """How many departments it has come to."""
        return len({branch.department or branch.unit for branch in self} - {""})

    @property
    def generations(self):
        return max(branch.generation for branch in self) + 1

    @property
    def counts(self):
        """(verdict, how many), those there are."""
        found = [branch.verdict for branch in self]
        return [(verdict, found.count(verdict)) for verdict in VERDICTS if verdict in found]


def _origin(experiment, viewer):
    """The first of its forebears the viewer may read, or itself; the id."""
    Elder = Experiment.alias()
    first = (
        Experiment.select(Experiment.id, Experiment.previous, Value(0))
        .where(Experiment.id == experiment.id)
        .cte("forebears", recursive=True, columns=("id", "previous_id", "distance"))
    )
    more = (
        Elder.select(Elder.id, Elder.previous, first.c.distance + 1)
        .join(first, on=first.c.previous_id == Elder.id)
        .where(first.c.distance < GENERATIONS)
    )
    every = first.union_all(more)
    return (
        Experiment.select(Experiment.id)
        .join(every, on=every.c.id == Experiment.id)
        .where(Experiment.readable(viewer))
        .order_by(every.c.distance.desc())
        .limit(1)
        .with_cte(every)
        .scalar()
    )


def _descendants(origin, viewer):
    """What grew from it and may be read, nearest first; `above` is the readable one before it."""
    Child, Unit, Above = Experiment.alias(), Department.alias(), Department.alias()
    first = (
        Experiment.select(Experiment.id, Experiment.id, Experiment.id, Value(0))
        .where(Experiment.id == origin)
        .cte("spread", recursive=True, columns=("id", "nearest", "above", "distance"))
    )
    # Itself if it may be read, else whoever stands for the one before: no gap is left to see.
    nearest = Case(None, [(may_read(Child, viewer), Child.id)], first.c.nearest)
    more = (
        Child.select(Child.id, nearest, first.c.nearest, first.c.distance + 1)
        .join(first, on=first.c.id == Child.previous)
        .where(first.c.distance < GENERATIONS)
    )
    every = first.union_all(more)
    return (
        Experiment.select(Experiment, User, Unit, Above, (every.c.above + 0).alias("above"))
        .join(every, on=every.c.id == Experiment.id)
        .switch(Experiment)
        .join(User, on=Experiment.author)
        .switch(Experiment)
        .join(Unit, JOIN.LEFT_OUTER, on=(Experiment.unit == Unit.id), attr="unit")
        .join(Above, JOIN.LEFT_OUTER, on=(Unit.parent == Above.id), attr="parent")
        .where(Experiment.readable(viewer))
        .order_by(every.c.distance, Experiment.id)
        .limit(MOST + 1)
        .with_cte(every)
    )


def _in_order(branch):
    yield branch
    for child in branch.children:
        yield from _in_order(child)


def _lay_out(branch, row=0):
    """A row for each that nothing grew from; whoever has children stands between them."""
    if not branch.children:
        branch.row = float(row)
        return row + 1
    for child in branch.children:
        row = _lay_out(child, row)
    branch.row = (branch.children[0].row + branch.children[-1].row) / 2
    return row
