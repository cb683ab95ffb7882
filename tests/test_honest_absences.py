"""No test is content with what is not there: on a page that never stood, nothing stands (see
`tests/absence.py`)."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
PROVING = {"absent", "expect", "raises"}  # they fail by themselves when nothing was there
EMPTY = ("list", "set", "dict", "tuple")
PAGES = ("get", "post", "head")


def test_every_test_asserts_that_something_is_there():
    weak = [name for name, test in every_test().items() if is_content_with_absences(test)]
    assert "test_honest_absences.py: test_a_weak_one_is_seen" in every_test()
    assert weak == []


def test_no_page_is_searched_that_may_never_have_stood():
    found = {name: list(unproved_in(test)) for name, test in every_test().items()}
    assert "test_honest_absences.py: test_a_weak_one_is_seen" in found
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("body", [
    "assert 'x' not in page", "assert not found(page)", "assert found == []", "assert n == 0",
    "assert it is None", "assert set(found) == set()", "assert answer.status_code != 200",
    "assert 'x' not in page and 'y' not in page", "assert all('x' not in it for it in pages)",
])  # fmt: skip
def test_a_weak_one_is_seen(body):
    assert is_content_with_absences(ast.parse(body))
    assert not is_content_with_absences(ast.parse(f"{body}\nassert 'z' in page"))
    assert not is_content_with_absences(ast.parse(f"{body}\nabsent('z', from_=page, but_in=other)"))


@pytest.mark.parametrize("body, unproved", [
    ("assert 'x' not in ada.get(path).text", True),
    ("assert 'x' in ada.get(path).text\nassert 'x' not in ben.get(path).text", True),
    ("page = ada.get(path).text\nassert n == 3 and 'x' not in page", True),
    ("page = ada.get(path)\nassert page.status_code == 200 and 'x' not in page.text", False),
    ("assert 'x' in dump()\nsweep()\nassert 'x' not in dump()", False),
])  # fmt: skip
def test_a_page_nobody_saw_is_no_proof(body, unproved):
    assert bool(list(unproved_in(ast.parse(body)))) is unproved


@cache
def every_test():
    """`file: name` → the function, of each test there is."""
    return {
        f"{path.relative_to(TESTS).as_posix()}: {node.name}": node
        for path in TESTS.rglob("test_*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def is_content_with_absences(test):
    """It asserts something, and all of it is that something is not there."""
    said = list(claims(test))
    return bool(said) and all(map(is_absence, said)) and not any(map(is_proving, ast.walk(test)))


def unproved_in(test):
    """Every `not in` over something the same test asserts nothing else of."""
    there = [claim for claim in claims(test) if not is_absence(claim)]
    there += [call for call in ast.walk(test) if is_proving(call)]
    seen = {it.id for found in there for it in ast.walk(found) if isinstance(it, ast.Name)}
    for claim in claims(test):
        if isinstance(claim, ast.Compare) and isinstance(claim.ops[0], ast.NotIn):
            place = claim.comparators[0]
            if is_fetched(place) or root(place) not in seen:
                yield ast.unparse(claim)


def claims(test):
    """What is asserted, each part of an `and` by itself."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            yield from parts(node.test)


def parts(claim):
    if isinstance(claim, ast.BoolOp) and isinstance(claim.op, ast.And):
        for value in claim.values:
            yield from parts(value)
    else:
        yield claim


def is_proving(node):
    return isinstance(node, ast.Call) and called(node)[0] in PROVING


def is_absence(claim):
    if isinstance(claim, ast.UnaryOp) and isinstance(claim.op, ast.Not):
        return True
    if isinstance(claim, ast.Call) and called(claim)[0] == "all":
        return is_absence(getattr(claim.args[0], "elt", claim.args[0]))
    if not isinstance(claim, ast.Compare):
        return False
    return all(map(leaves_out, claim.ops, claim.comparators))


def leaves_out(operator, other):
    if isinstance(operator, ast.NotIn):
        return True
    if isinstance(operator, ast.NotEq):
        return not is_nothing(other)
    return isinstance(operator, ast.Eq | ast.Is) and is_nothing(other)


def is_nothing(node):
    """None, 0, False, or what is empty."""
    if isinstance(node, ast.Call):
        return called(node)[0] in EMPTY and not node.args
    if isinstance(node, ast.Constant):
        return not node.value
    held = getattr(node, "elts", getattr(node, "keys", None))
    return isinstance(node, ast.List | ast.Tuple | ast.Dict) and not held


def is_fetched(node):
    """A page asked for right here, so that nobody looks at how it answered."""
    return any(
        isinstance(it, ast.Attribute)
        and it.attr in ("text", "data")
        and isinstance(it.value, ast.Call)
        and called(it.value)[0] in PAGES
        for it in ast.walk(node)
    )


def root(node):
    """The name at the left of `page.text.split(…)[1]`."""
    while not isinstance(node, ast.Name):
        node = getattr(node, "func", None) or getattr(node, "value", None)
        if node is None:
            return None
    return node.id


def called(node):
    """The names of what is called in here, from the outside in."""
    calls = [it.func for it in ast.walk(node) if isinstance(it, ast.Call)]
    return [getattr(it, "attr", getattr(it, "id", None)) for it in calls]
