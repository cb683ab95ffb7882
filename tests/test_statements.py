"""The few tests that Postgres runs are enough: each statement, each kind of value, each error."""

from tests import statements


def test_each_statement_is_sent_by_a_chosen_test():
    tests = {"v/a": {1, 2}, "v/b": {2, 3}, "v/c": {3}, "v/d": {1, 2, 3, 4}}
    costs = {"v/a": 9, "v/b": 9, "v/c": 1, "v/d": 9}
    assert statements.cover(tests, {"v/a", "v/b", "v/c"}, costs) == ({"v/a", "v/c"}, {4})
    assert statements.cover(tests, set(tests), costs) == ({"v/d"}, set())
    costs["v/d"] = 999
    assert statements.cover(tests, set(tests), costs) == ({"v/a", "v/c", "v/d"}, set())


def test_lists_are_alike_at_any_length_and_values_by_their_kinds():
    one, two = (f"select 1 where a in ({marks})" for marks in ("?", "?, ?, ?"))
    assert statements.digest(one, ("int",), None) == statements.digest(two, ("int",), None)
    assert statements.digest(one, ("int",), None) != statements.digest(one, ("str",), None)
    assert statements.digest(one, ("int",), None) != statements.digest(one, ("int",), "Error")
    assert statements.kinds([1, 2, "a", None]) == ("int", "str", "NoneType")
    assert statements.LISTS.sub("(?)", "values (?, ?), (?, ?)") != "values (?, ?), (?, ?)"
