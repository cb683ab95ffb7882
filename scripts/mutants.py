"""Takes the guards out, one at a time, and asks the tests: who notices?

The modules stand in `mutants.txt`, and why some mutants may live in `mutants-living.txt`. A warm
process with everything imported forks a child for each mutant, which runs the tests that walk
its lines, likeliest first, until one fails. Answers are kept in `.mutants/`, by what was asked:
the function, the fault, the tests; so a run that was stopped goes on where it was.

Named modules alone: `scripts/mutants.py flu.models.reading`. `--workers 1`, `--within 20` (at most
so many seconds of tests for each mutant; who outlives them is told as not asked to the end).
"""

import argparse
import gc
import hashlib
import importlib.abc
import importlib.util
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import FunctionType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import coverage  # noqa: E402
import pytest  # noqa: E402
from _pytest.runner import runtestprotocol  # noqa: E402
from mutations import mutants_of  # noqa: E402

LIST, REASONS, KEPT = ROOT / "scripts/mutants.txt", ROOT / "scripts/mutants-living.txt", ".mutants"
PATHS = ["tests/models", "tests/views"]
PATHS += [f"tests/test_{name}.py" for name in ("matrix", "outsiders", "managers", "defaults")]
OPTIONS = ["-q", "-n0", "-s", "-pno:cacheprovider", "--engine=sqlite", "-oaddopts=", "--import-mode"]
OPTIONS += ["importlib", "-W", "ignore"]
UNSTEADY = re.compile("takes_as_long|at_once")  # fails by the machine's speed, not by a fault
ENOUGH = 95  # percent
SLOWEST = 60  # seconds for one test, by the wall


def listed():
    """The modules to look into, as they stand in the file. SystemExit for one that is gone."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text().splitlines())
    modules = [line for line in lines if line]
    gone = [module for module in modules if not source_of(module).exists()]
    if gone:
        sys.exit(f"{LIST.name} names modules that are not there: {', '.join(gone)}")
    return modules


def source_of(module):
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def reasons():
    """(module and function, the change) → why it changes nothing."""
    told = {}
    for block in REASONS.read_text().strip().split("\n\n"):
        where, *changes = [line.strip() for line in block.splitlines() if line[:1] != "#"] or [""]
        for change in changes[:-1]:
            told[where, change] = changes[-1]
    return told


def all_mutants(modules):
    """module → (its tree, its mutants)."""
    return {module: mutants_of(module, source_of(module).read_text()) for module in modules}


def digest(*texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]


class Hunt:
    """A plugin that runs the tests its own way, once they are collected."""

    def __init__(self, modules, given):
        self.modules, self.given, self.folder = modules, given, ROOT / KEPT
        self.kept = self.folder / "answers.jsonl"
        self.dead = 1

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        if session.testsfailed:
            sys.exit("The tests could not be collected.")
        self.folder.mkdir(exist_ok=True)
        self.items = {i.nodeid: i for i in session.items if not UNSTEADY.search(i.nodeid)}
        common = [p.read_text() for p in sorted((ROOT / "tests").glob("*.py")) if "test_" not in p.name]
        self.common = digest(*common)
        files = {item.path for item in self.items.values()}
        self.files = {str(p.relative_to(ROOT)): digest(self.common, p.read_text()) for p in files}
        self.warm_up()
        self.walked = self.record()
        self.functions = defaultdict(list)
        for it in gc.get_objects():
            if isinstance(it, FunctionType) and it.__module__ in self.modules:
                self.functions[it.__module__].append(it)
        gc.collect()
        gc.freeze()
        self.ask()
        return True

    def warm_up(self):
        """What a session sets up once is set up before the first fork."""
        wanting = [item for item in self.items.values() if {"as_", "cast"} <= {*item.fixturenames}]
        for item in {str(item.callspec.params.get("day")): item for item in wanting}.values():
            runtestprotocol(item, nextitem=item, log=False)

    # Which test walks which lines ----------------------------------------------------------------

    def record(self):
        """nodeid → {"seconds", "lines": {module: [line]}} of every test that passes."""
        source = digest(*(p.read_text() for p in sorted((ROOT / "flu").rglob("*.py"))))
        stale, walked = [], {}
        for file in sorted(self.files):
            record = self.folder / f"{digest(source, self.files[file], file)}.json"
            if not record.exists():
                stale.append((file, record))
        for old in set(self.folder.glob("*.json")) - {
            self.folder / f"{digest(source, self.files[file], file)}.json" for file in self.files
        }:
            old.unlink()
        tell(f"{len(stale)} of {len(self.files)} test files to walk through")
        for _ in self.each_in_a_child(stale, lambda job: self.walk(*job)):
            pass
        for file in self.files:
            record = self.folder / f"{digest(source, self.files[file], file)}.json"
            walked |= json.loads(record.read_text())
        red = [nodeid for nodeid, it in walked.items() if it is None]
        for nodeid in red:
            tell(f"red without any mutant, and not asked: {nodeid}")
        return {nodeid: it for nodeid, it in walked.items() if it and nodeid in self.items}

    def walk(self, file, record):
        """Run one file's tests, and write down where each of them came by."""
        items = [it for it in self.items.values() if str(it.path.relative_to(ROOT)) == file]
        walker = coverage.Coverage(config_file=False, data_file=None, source=[str(ROOT / "flu")])
        walked = {}
        walker.start()
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            walker.switch_context(item.nodeid)
            before = time.process_time()
            reports = runtestprotocol(item, nextitem=following, log=False)
            seconds = round(time.process_time() - before, 3)
            passed = not any(report.failed for report in reports)
            walked[item.nodeid] = {"seconds": seconds, "lines": {}} if passed else None
        walker.stop()
        data = walker.get_data()
        for path in data.measured_files():
            module = ".".join(Path(path).relative_to(ROOT).with_suffix("").parts)
            module = module.removesuffix(".__init__")
            for line, contexts in data.contexts_by_lineno(path).items():
                for nodeid in contexts:
                    if walked.get(nodeid):
                        lines = walked[nodeid]["lines"].setdefault(module, [])
                        if module in self.modules:
                            lines.append(line)
        record.with_suffix(".new").write_text(json.dumps(walked))
        record.with_suffix(".new").rename(record)

    # The mutants ---------------------------------------------------------------------------------

    def ask(self):
        trees, known, answers = all_mutants(self.modules), self.answers(), {}
        why = reasons()
        self.trees = {module: tree for module, (tree, _) in trees.items()}
        mutants = [m for _, found in trees.values() for m in found]
        self.kills, jobs = Counter(), []
        self.by_line = defaultdict(set)
        for nodeid, it in self.walked.items():
            for module, lines in it["lines"].items():
                self.by_line[module].add(nodeid)
                for line in lines:
                    self.by_line[module, line].add(nodeid)
        for mutant in mutants:
            if (mutant.where, mutant.change) in why and not self.given.again:
                answers[mutant.key] = {"reason": why[mutant.where, mutant.change]}
                continue
            old = known.get(mutant.key)
            if old and self.still_holds(old, mutant):
                answers[mutant.key] = old
                self.remember(mutant, old)
                continue
            jobs.append((mutant, old))
        tell(f"{len(mutants)} mutants, {len(jobs)} to ask about")
        begun, done = time.monotonic(), 0
        with open(self.kept, "a") as kept:
            for (mutant, old), answer in self.each_in_a_child(jobs, lambda job: self.try_out(*job)):
                answer = answer or {"killer": "time"}
                if answer["killer"] is None:
                    answer["files"] = self.files_of(self.covering(mutant))
                else:
                    answer["file"] = self.files.get(answer["killer"].partition("::")[0], "")
                answers[mutant.key] = answer
                self.remember(mutant, answer)
                kept.write(json.dumps({"key": mutant.key, **answer}) + "\n")
                kept.flush()
                done += 1
                if answer["killer"] is None:
                    tell(f"lives {mutant.where}\n      {mutant.change}")
                if done % 50 == 0:
                    tell(f"{done} of {len(jobs)}, {(time.monotonic() - begun) / done:.2f} s each")
        self.dead = report(mutants, answers, why, self.modules == listed())

    def answers(self):
        lines = self.kept.read_text().splitlines() if self.kept.exists() else []
        return {answer["key"]: answer for answer in map(json.loads, lines)}

    def still_holds(self, answer, mutant):
        if answer["killer"] is None:
            return answer["files"] == self.files_of(self.covering(mutant)) and (
                not answer.get("partly") or self.given.within
            )
        return answer["file"] == self.files.get(answer["killer"].partition("::")[0], "")

    def remember(self, mutant, answer):
        if answer["killer"]:
            self.kills[mutant.module, answer["killer"]] += 1
            self.kills[mutant.module, mutant.function, answer["killer"]] += 10

    def files_of(self, nodeids):
        names = sorted({nodeid.partition("::")[0] for nodeid in nodeids})
        return {name: self.files[name] for name in names}

    def covering(self, mutant):
        """The tests that can notice: who walks its lines; of what runs at import, who comes by
        anything that speaks of it."""
        if mutant.lines:
            return set().union(*(self.by_line[mutant.module, line] for line in mutant.lines))
        return set(self.by_line[mutant.module])

    def likeliest_first(self, mutant):
        noun = mutant.module.rpartition(".")[2]

        def order(nodeid):
            kills = self.kills[mutant.module, mutant.function, nodeid]
            kills += self.kills[mutant.module, nodeid]
            return -kills, noun not in nodeid.partition("::")[0], self.walked[nodeid]["seconds"]

        ranked, seen = sorted(self.covering(mutant), key=order), Counter()
        spread = []
        for nodeid in ranked:  # of one test with many parameters, two at a time
            name = nodeid.partition("[")[0]
            spread.append((seen[name] // 2, len(spread), nodeid))
            seen[name] += 1
        return [nodeid for *_, nodeid in sorted(spread)]

    def try_out(self, mutant, old):
        """In a child: who notices? {"killer": nodeid, or None}."""
        tests = self.likeliest_first(mutant)
        if old and old["killer"] is None and not old.get("partly"):
            tests = [t for t in tests if old["files"].get(f := t.partition("::")[0]) != self.files[f]]
        if old and old["killer"] in self.items:
            tests = [old["killer"], *tests]
        mutant.make()
        if mutant.lines:
            self.put_into_place(mutant)
            return self.run(tests)
        return self.run_anew(mutant, tests)

    def put_into_place(self, mutant):
        """The code of each living function, as the changed module has it."""
        path = str(source_of(mutant.module))
        codes = dict(inner_codes(compiled(self.trees[mutant.module], path)))
        for it in self.functions[mutant.module]:
            old = it.__code__
            new = codes.get((old.co_qualname, old.co_firstlineno))
            if new and new.co_freevars != old.co_freevars:
                if set(new.co_freevars) > set(old.co_freevars):
                    continue
                new = with_free(new, old.co_freevars)
            if new:
                it.__code__ = new

    def run(self, tests):
        spent = 0
        for nodeid in tests:
            spent += self.walked[nodeid]["seconds"]
            if self.given.within and spent > self.given.within:
                return {"killer": None, "partly": True}
            item = self.items[nodeid]
            signal.setitimer(signal.ITIMER_VIRTUAL, 5 + 10 * self.walked[nodeid]["seconds"])
            signal.setitimer(signal.ITIMER_REAL, SLOWEST)
            if any(r.failed for r in runtestprotocol(item, nextitem=item, log=False)):
                return {"killer": nodeid}
        return {"killer": None}

    def run_anew(self, mutant, tests):
        """Import everything once more, with the changed module among it."""
        code = compiled(self.trees[mutant.module], str(source_of(mutant.module)))
        for name in [*sys.modules]:
            if name.partition(".")[0] in ("flu", "tests"):
                del sys.modules[name]
        sys.meta_path.insert(0, Changed(mutant.module, code))
        home = tempfile.mkdtemp(dir=self.given.scratch)
        first, most = tests[:60], self.given.within and tests[: self.given.within * 8]
        for some in (first, (most or tests)[60:]):
            only = Only(some)
            files = sorted({nodeid.partition("::")[0] for nodeid in some})
            signal.setitimer(signal.ITIMER_REAL, SLOWEST + len(some) * 3)
            if some and pytest.main([*OPTIONS, "-x", f"--basetemp={home}/t", *files], [only]):
                return {"killer": only.killer or "import"}
        return {"killer": None, **({"partly": True} if most else {})}

    # Children ------------------------------------------------------------------------------------

    def each_in_a_child(self, jobs, work):
        """(job, answer) of each as they come; the answer is None where the child was killed."""
        running = {}
        for job in jobs:
            if len(running) == self.given.workers:
                yield self.awaited(running)
            reading, writing = os.pipe()
            if (pid := os.fork()) == 0:
                code = 1
                try:
                    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                    os.dup2(1, 2) if not os.environ.get("MUTANTS_LOUD") else None
                    os.write(writing, json.dumps(work(job)).encode())
                    code = 0
                finally:
                    os._exit(code)
            os.close(writing)
            running[pid] = job, reading
        while running:
            yield self.awaited(running)

    def awaited(self, running):
        pid, status = os.wait()
        job, reading = running.pop(pid)
        with os.fdopen(reading) as answer:
            said = answer.read()
        if not said and not os.WIFSIGNALED(status):
            tell(f"a child fell over: {job[0]}")
        return job, json.loads(said) if said else None


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module changed, and leaves the rest to others."""

    def __init__(self, name, code):
        self.name, self.code = name, code

    def find_spec(self, name, path=None, target=None):
        if name != self.name:
            return None
        file = source_of(name)
        where = [str(file.parent)] if file.stem == "__init__" else None
        return importlib.util.spec_from_file_location(
            name, file, loader=self, submodule_search_locations=where
        )

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self.code, module.__dict__)  # noqa: S102


class Only:
    """Runs these tests in this order, and knows which one failed."""

    def __init__(self, tests):
        self.tests, self.killer = tests, None

    def pytest_collection_modifyitems(self, items):
        known = {item.nodeid: item for item in items}
        items[:] = [known[nodeid] for nodeid in self.tests if nodeid in known]

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.killer = self.killer or report.nodeid


def compiled(tree, path):
    import ast

    return compile(ast.fix_missing_locations(tree), path, "exec")


def inner_codes(code):
    for it in code.co_consts:
        if hasattr(it, "co_code"):
            yield (it.co_qualname, it.co_firstlineno), it
            yield from inner_codes(it)


def report(mutants, answers, why, whole):
    """Print killed and living; 0 when enough are killed and every other one has its reason."""
    killed, living, named = Counter(), [], []
    for mutant in mutants:
        answer = answers[mutant.key]
        if answer.get("killer"):
            killed[mutant.module] += 1
        else:
            (named if "reason" in answer else living).append((mutant, answer))
    total = Counter(mutant.module for mutant in mutants)
    for module in total:
        tell(f"{killed[module]:5} of {total[module]:4} killed  {module}")
    for mutant, answer in named:
        tell(f"\nlives  {mutant.where}\n       {mutant.change}\n       {answer['reason']}")
    for mutant, answer in living:
        partly = ", as far as asked" if answer.get("partly") else ""
        tell(f"\nLIVES{partly}  {mutant.where}\n       {mutant.change}\n       no reason given")
    known = {(mutant.where, mutant.change) for mutant in mutants}
    idle = [key for key in why if key not in known] if whole else []
    for where, change in idle:
        tell(f"\na reason for what is not there any more:  {where}\n       {change}")
    share = 100 * sum(killed.values()) / max(len(mutants), 1)
    tell(f"\n{sum(killed.values())} of {len(mutants)} mutants killed: {share:.1f} %;"
         f" {len(named)} live with a reason, {len(living)} without one.")  # fmt: skip
    return int(share < ENOUGH or bool(living) or bool(idle))


def tell(words):
    print(words, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--within", type=int, help="seconds of tests for each mutant")
    parser.add_argument("--again", action="store_true", help="ask about those with a reason, too")
    given = parser.parse_args()
    modules = listed()
    given.scratch = tempfile.mkdtemp(prefix="flu-mutants-")
    hunt = Hunt([m for m in modules if m in given.modules] or modules, given)
    try:
        os.chdir(ROOT)
        pytest.main([*OPTIONS, *PATHS], plugins=[hunt])
    finally:
        shutil.rmtree(given.scratch, ignore_errors=True)
    return hunt.dead


if __name__ == "__main__":
    sys.exit(main())
