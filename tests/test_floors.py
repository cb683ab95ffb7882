"""The law of the house: imports point down, queries live in the models."""

import ast
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLU = ROOT / "flu"
FLOORS = [
    {
        "config", "clock", "defaults", "workdays", "text", "names", "privacy", "words", "i18n",
        "db", "seal", "sql",
    },
    {"models"},
    {"forms", "web", "delivery", "demo", "backup"},
    {"views", "jobs"},
    {"__init__"},
    {"cli"},
]  # fmt: skip
MODULES = sorted(FLU.rglob("*.py"))
NOUNS = ROOT / "flu/models/__init__.py"


def test_every_module_lives_on_a_floor():
    known = set().union(*FLOORS)
    assert {"models", "views"} <= {home(path) for path in MODULES}
    assert [place(path) for path in MODULES if home(path) not in known] == []


def test_every_import_points_down():
    for path in MODULES:
        reach = within_reach(home(path))
        for name in imported(path):
            assert name in reach, f"{place(path)} may not import flu.{name}"


def test_the_younger_noun_imports_the_elder():
    nouns = [node.module for node in tree(NOUNS).body if isinstance(node, ast.ImportFrom)]
    assert nouns.index("flu.models.user") < nouns.index("flu.models.group")
    for path in sorted((FLU / "models").glob("*.py")):
        name = f"flu.models.{path.stem}"
        if name not in nouns:
            continue
        for node in imports(path):
            used = getattr(node, "module", "")
            assert used not in nouns[nouns.index(name) :], (
                f"{place(path)} may not import {used}: it is younger"
            )


def test_models_know_no_flask():
    for path in sorted((FLU / "models").glob("*.py")):
        for node in imports(path):
            module = getattr(node, "module", None) or node.names[0].name
            names = {alias.name for alias in node.names}
            flask = module.split(".")[0].startswith(("flask", "werkzeug", "htmx"))
            assert not flask or names == {"UserMixin"}, f"{place(path)} may not import {module}"


def test_every_import_stands_at_the_top():
    for path in MODULES:
        top = set(tree(path).body)
        for node in imports(path):
            assert node in top or guarded(path, node), f"{place(path)}:{node.lineno}"


def test_queries_live_in_the_models():
    assert any(queries(node) for node in ast.walk(tree(FLU / "models/group.py")))
    for path in MODULES:
        if home(path) == "models":
            continue
        for node in ast.walk(tree(path)):
            assert not queries(node), f"{place(path)}:{node.lineno} asks the database itself"


def home(path):
    """The folder, or the file beside them, that a module belongs to."""
    return path.relative_to(FLU).parts[0].removesuffix(".py")


def within_reach(name):
    """The floors below, its own folder, and the ground floor's files among each other."""
    below = set().union(*takewhile(lambda floor: name not in floor, FLOORS))
    return below | (FLOORS[0] if name in FLOORS[0] else {name})


def place(path):
    return path.relative_to(ROOT).as_posix()


def tree(path):
    if path not in _trees:
        _trees[path] = ast.parse(path.read_text())
    return _trees[path]


_trees: dict[Path, ast.Module] = {}


def imports(path):
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.Import | ast.ImportFrom)]


def imported(path):
    """`from flu.models import …` and `from flu import models` yield "models"."""
    for node in imports(path):
        if isinstance(node, ast.Import):
            yield from (
                alias.name.split(".")[1] for alias in node.names if alias.name[:4] == "flu."
            )
            continue
        assert node.level == 0, f"{place(path)} imports relatively"
        parts = node.module.split(".")
        if parts[0] == "flu" and len(parts) > 1:
            yield parts[1]
        elif parts[0] == "flu":
            yield from (alias.name if known(alias.name) else "__init__" for alias in node.names)


def known(name):
    return (FLU / name).is_dir() or (FLU / f"{name}.py").is_file()


def guarded(path, node):
    """Inside `if TYPE_CHECKING:` at the top."""
    blocks = [n for n in tree(path).body if isinstance(n, ast.If)]
    return any(node in b.body for b in blocks if ast.unparse(b.test) == "TYPE_CHECKING")


def queries(node):
    """A `.select(` or `.join(`; a text's join and a thread's join() are something else."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "select":
        return True
    text = isinstance(node.func.value, ast.Constant | ast.JoinedStr)
    return node.func.attr == "join" and bool(node.args) and not text
