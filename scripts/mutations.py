"""The small faults a line could have: each is one change to the tree of a module.

Not changed: docstrings, hints, imports, what a field tells the schema (the migrations hold it),
the words of refusals and of the log. Nor is `and` put for `or`, or `==` turned round, where a side
of it is dropped anyway: whoever notices the one notices the other.
"""

import ast
import hashlib
from collections import Counter
from dataclasses import dataclass, field

SWAPS = {
    ast.Eq: ast.NotEq, ast.Lt: ast.LtE, ast.Gt: ast.GtE, ast.In: ast.NotIn, ast.Is: ast.IsNot,
    ast.Add: ast.Sub,
}  # fmt: skip
SWAPS |= {new: old for old, new in SWAPS.items()}
TURNED = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
NARROWING = ("where", "filter", "having")
YES_OR_NO = ("is_", "has_", "may_", "can_", "any", "all", "exists", "manages", "facilitates")
MERE_WORDS = ("Refused", "TooMany")
PLAIN_DECORATORS = ("classmethod", "staticmethod", "property", "cached_property", "wraps", "cache")
PLAIN_DECORATORS += ("contextmanager", "dataclass")
UNTOUCHED = (ast.Import, ast.ImportFrom, ast.JoinedStr, ast.arguments)
DEFINED = ast.FunctionDef | ast.ClassDef


@dataclass
class Mutant:
    """One fault: where it is, what stood there and what stands there now."""

    module: str
    function: str  # its qualified name; empty for what stands in no function and no class
    lines: range  # those a test has to walk to notice; none for what runs at import
    before: str
    after: str
    key: str
    place: tuple = field(repr=False)
    nth: int = 1

    @property
    def where(self):
        return f"{self.module} {self.function or '-'}"

    @property
    def change(self):
        return f"{self.before} → {self.after}" + (f" ({self.nth})" if self.nth > 1 else "")

    def make(self):
        """Put the fault into the tree it was found in."""
        parent, name, index, new = self.place
        if index is None:
            setattr(parent, name, new)
        elif new is None:
            del getattr(parent, name)[index]
        else:
            getattr(parent, name)[index] = new


def mutants_of(module, source):
    """The module's tree, and all its mutants. Make one only in a copy of the process."""
    tree, found, seen = ast.parse(source), [], Counter()
    for mutant in _Finder(module).below(tree):
        told = (mutant.function, mutant.before, mutant.after)
        seen[told] += 1
        mutant.nth = seen[told]
        mutant.key += f"-{mutant.nth}"
        found.append(mutant)
    return tree, found


class _Finder:
    def __init__(self, module):
        self.module, self.path, self.function, self.body = module, [], "", ""

    def below(self, node):
        self.path.append(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "bases"):
                continue
            for index, child in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(child, ast.AST) and not _is_left_alone(child):
                    place = (node, name, index if isinstance(value, list) else None)
                    yield from self._at(child, place)
        self.path.pop()

    def _at(self, node, place):
        outer = self.function, self.body
        if isinstance(node, DEFINED):
            self.function = ".".join(filter(None, (self.function, node.name)))
            yield from self._undecorated(node)
        if isinstance(node, ast.FunctionDef):
            yield from self._defaults(node)
            self.body = ast.unparse(node)
        for before, new, *after in self._changes(node):
            yield self._mutant(node, place, before, new, *after)
        yield from self.below(node)
        self.function, self.body = outer

    def _mutant(self, node, place, before, new, after=None):
        after = after or ("gone" if isinstance(new, ast.Pass) else ast.unparse(new))
        key = "\n".join((self.module, self.function, self.body, before, after))
        key = hashlib.sha256(key.encode()).hexdigest()[:20]
        lines = self._lines(node) if self.body else range(0)
        return Mutant(self.module, self.function, lines, before, after, key, (*place, new))

    def _lines(self, node):
        it = next(n for n in (node, *reversed(self.path)) if isinstance(n, ast.stmt))
        head = getattr(it, "test", None) or getattr(it, "iter", None)
        if head is None and hasattr(it, "body"):
            return range(it.lineno, it.lineno + 1)
        return range((head or it).lineno, (head or it).end_lineno + 1)

    def _undecorated(self, node):
        for index, decorator in enumerate(node.decorator_list):
            name = decorator.func if isinstance(decorator, ast.Call) else decorator
            if _last(name) not in PLAIN_DECORATORS:
                place = (node, "decorator_list", index)
                yield self._mutant(node, place, "@" + ast.unparse(decorator), None, "gone")

    def _defaults(self, node):
        for name in ("defaults", "kw_defaults"):
            for index, value in enumerate(getattr(node.args, name)):
                if isinstance(value, ast.Constant):
                    for before, new in _constants(value):
                        yield self._mutant(value, (node.args, name, index), before, new)

    def _changes(self, node):
        """(what stood there, the node that stands there now, how to tell it)."""
        match node:
            case ast.Call():
                yield from self._calls(node)
                return
            case ast.Constant():
                yield from _constants(node, is_word=self._is_word())
                return
        text = ast.unparse(node) if isinstance(node, ast.expr | ast.stmt) else ""
        yield from self._asked(node, text) if isinstance(node, ast.expr) else _done(node, text)
        if isinstance(node, ast.Raise) and not isinstance(self.path[-1], ast.If):
            yield text, ast.Pass()

    def _asked(self, node, text):
        """Of an expression: turned round, or a side of it dropped."""
        match node:
            case ast.Compare(ops=[op]) if type(op) in SWAPS:
                if not (isinstance(op, TURNED) and self._is_dropped()):
                    yield text, ast.Compare(node.left, [SWAPS[type(op)]()], node.comparators)
            case ast.BoolOp():
                yield from _without_each(node.values, lambda rest: _joined(node.op, rest))
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr()):
                if not _is_linked(self.path[-1], node.op):
                    yield from _without_each(_chain(node, node.op), lambda r: _linked(node.op, r))
            case ast.BinOp(op=ast.Add() | ast.Sub()) if not _is_text(node):
                yield text, ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)
            case ast.UnaryOp(op=ast.Not() | ast.Invert()) if not self._is_dropped():
                yield text, node.operand
            case ast.IfExp():
                yield text, node.body
                yield text, node.orelse

    def _calls(self, node):
        name = _last(node.func)
        if isinstance(node.func, ast.Attribute) and name in NARROWING:
            for index, asked in enumerate(node.args):
                rest = node.args[:index] + node.args[index + 1 :]
                new = ast.Call(node.func, rest, []) if rest else node.func.value
                yield ast.unparse(asked), new, "not asked"
        if isinstance(node.func, ast.Name) and name in TWINS:
            new = ast.Call(ast.Name(TWINS[name], ctx=ast.Load()), node.args, node.keywords)
            yield f"{name}(…)", new, f"{TWINS[name]}(…)"
        for index, keyword in enumerate(node.keywords):
            if self._is_telling(name, keyword.arg):
                rest = node.keywords[:index] + node.keywords[index + 1 :]
                told = f"{name}({keyword.arg}={ast.unparse(keyword.value)})"
                yield told, ast.Call(node.func, node.args, rest), "not said"

    def _is_telling(self, name, keyword):
        """The log's words may change, not in whose log they stand; `only` is for two at once."""
        if name == "record":
            return keyword == "group"
        return keyword not in (None, "only") and name not in MERE_WORDS

    def _is_dropped(self):
        """Will this condition be left out, or answered both ways, as a whole?"""
        parent = self.path[-1]
        if isinstance(parent, ast.Call):
            return _last(parent.func) in NARROWING
        if isinstance(parent, ast.BinOp):
            return isinstance(parent.op, ast.BitAnd | ast.BitOr)
        return isinstance(parent, ast.BoolOp | ast.If | ast.Return)

    def _is_word(self):
        """A role, a reach, a state: compared with, or one of a list that has a name."""
        parent, above = self.path[-1], self.path[-2] if len(self.path) > 1 else None
        if isinstance(parent, ast.Tuple | ast.List | ast.Set):
            in_a_list = isinstance(above, ast.Assign) and not self.body
            return isinstance(above, ast.Compare) or in_a_list
        return isinstance(parent, ast.Compare)


def _done(node, text):
    """Of a statement: not done, or done whatever was asked."""
    match node:
        case ast.Return(value=value) if value is not None:
            yield from _returns(text, value)
        case ast.If():
            refuses = isinstance(node.body[0], ast.Raise)
            for answer in (False,) if refuses else (False, True):
                new = ast.If(ast.Constant(answer), node.body, node.orelse)
                yield f"if {ast.unparse(node.test)}", new, f"if {answer}"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Delete():
            yield text, ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield text, ast.Pass()
        case ast.comprehension(ifs=[*ifs]):
            for index, asked in enumerate(ifs):
                rest = ifs[:index] + ifs[index + 1 :]
                new = ast.comprehension(node.target, node.iter, rest, 0)
                yield f"if {ast.unparse(asked)}", new, "not asked"


def _is_left_alone(node):
    match node:
        case ast.ClassDef(name="Meta") | ast.Expr(value=ast.Constant()):
            return True
        case ast.Call(func=func):
            return _last(func).endswith("Field") or _last(func) == "Value"
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name.startswith("__")
    return isinstance(node, UNTOUCHED)


def _constants(node, is_word=False):
    match node.value:
        case bool(value):
            yield str(value), ast.Constant(not value)
        case int(value):
            for new in (value + 1, value - 1) if value > 1 else (value + 1,):
                yield str(value), ast.Constant(new)
        case str(value) if is_word and value:
            yield repr(value), ast.Constant(f"{value}_")


def _returns(text, value):
    answers = isinstance(value, ast.Compare | ast.BoolOp) or (
        isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not)
    )
    if answers or (isinstance(value, ast.Call) and _last(value.func).startswith(YES_OR_NO)):
        yield text, ast.Return(ast.Constant(True))
        yield text, ast.Return(ast.Constant(False))
    elif not isinstance(value, ast.Constant):
        yield text, ast.Return(ast.Constant(None))


def _without_each(parts, join):
    for index, part in enumerate(parts):
        yield ast.unparse(part), join(parts[:index] + parts[index + 1 :]), "not asked"


def _joined(op, parts):
    return parts[0] if len(parts) == 1 else ast.BoolOp(op, parts)


def _linked(op, parts):
    node = parts[0]
    for part in parts[1:]:
        node = ast.BinOp(node, op, part)
    return node


def _chain(node, op):
    return [*_chain(node.left, op), node.right] if _is_linked(node, op) else [node]


def _is_linked(node, op):
    return isinstance(node, ast.BinOp) and type(node.op) is type(op)


def _is_text(node):
    return any(
        isinstance(part, ast.JoinedStr | ast.List | ast.Tuple)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in (node.left, node.right)
    )


def _last(func):
    return getattr(func, "attr", None) or getattr(func, "id", "")
