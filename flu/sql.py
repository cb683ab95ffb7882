"""How a query becomes SQL: word for word as peewee writes it, in half the time.

A page asks long questions, and most of writing them goes into the columns and comparisons: for
each peewee makes several objects and steps in and out of as many states. Here those few kinds are
written at once; everything else is left to peewee. `tests/test_sql.py` compares the two.
"""

import peewee
from peewee import OP, SCOPE_VALUES, Expression, Field, FieldAlias, NodeList, SelectBase, State

LISTS, NULLS = {OP.IN, OP.NOT_IN}, {OP.IS, OP.IS_NOT}


class Context(peewee.Context):
    """A query on its way to text and values; a database's `context_class`.

    Names are quoted as both of our engines do it, in double quotes.
    """

    __slots__ = ()

    def sql(self, obj):
        """Write this node, model or value. Returns the context, as peewee's own does."""
        kind = type(obj)
        return (WRITERS.get(kind) or _writer(kind))(self, obj)

    def _field(self, field):
        table = field.model._meta.table
        return self._column(table, table._alias, field.column_name)

    def _field_alias(self, field):
        return self._column(field.source, field.source.alias, field.field.column_name)

    def _column(self, source, alias, name):
        if self.state.scope == SCOPE_VALUES:
            return self.literal(f'"{name}"')
        known = self.alias_manager.mapping
        if alias:
            known[source] = alias
        elif source not in known:
            self.alias_manager.add(source)
        self._sql.append(f'"{known[source]}"."{name}"')
        return self

    def _list(self, it):
        if it.parens or not it.nodes:
            return it.__sql__(self)
        outer = self.state
        self.state = State(outer.scope, False, outer.settings)
        for place, node in enumerate(it.nodes):
            if place:
                self._sql.append(it.glue)
            self.sql(node)
        self.state = outer
        return self

    def _expression(self, it):
        if it.op in NULLS or (it.op in LISTS and not isinstance(it.rhs, SelectBase)):
            return it.__sql__(self)  # a list may be empty; a question never is
        outer, written = self.state, self._sql
        settings = outer.settings.copy()
        node = it.lhs
        if isinstance(node, peewee.WrappedNode):
            node = node.unwrap()
        converted = isinstance(node, Field) and it.lhs._coerce
        settings["in_expr"] = True
        settings["converter"] = node.db_value if converted else None
        if converted:
            settings["is_fk_expr"] = isinstance(node, peewee.ForeignKeyField)
        operations = settings.get("operations") or {}
        self.state = State(outer.scope, not it.flat, settings)
        if not it.flat:
            written.append("(")
        self.sql(it.lhs)
        written.append(f" {operations.get(it.op, it.op)} ")
        self.sql(it.rhs)
        if not it.flat:
            written.append(")")
        self.state = outer
        return self


def _writer(kind):
    """The function that writes this kind of node; known from then on, but for the fields of an
    alias: peewee makes a class for each, anew in every question."""
    writer = peewee.Context.sql
    if issubclass(kind, Field) and kind.__sql__ is FieldAlias.__sql__:
        return Context._field_alias
    if issubclass(kind, Field) and kind.__sql__ is Field.__sql__:
        writer = Context._field
    WRITERS[kind] = writer
    return writer


WRITERS = {Expression: Context._expression, NodeList: Context._list}
