"""A warm process that has everything imported forks a child for each mutant; the child runs the
tests that walk the mutant's lines, likeliest first, until one of them fails."""

import ast
import gc
import hashlib
import importlib.abc
import importlib.util
import json
import os
import re
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import FunctionType, SimpleNamespace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import coverage  # noqa: E402
import pytest  # noqa: E402
from _pytest.runner import runtestprotocol  # noqa: E402

KEPT = ROOT / ".mutants"
OPTIONS = ["-q", "-n0", "-s", "-pno:cacheprovider", "--engine=sqlite", "-oaddopts=", "-Wignore"]
OPTIONS += ["--import-mode=importlib"]
UNSTEADY = re.compile("takes_as_long")  # may fail by the machine's speed, not by a fault
SLOWEST = 90  # seconds a test may take by the wall, on a busy machine
ANY = 0  # the line that stands for every line of its module
CLOCK = {"flu.clock"}  # a fixture stops it for all
NOWHERE = None  # tests that walk no other line of ours: they ask what stands there at import
FIRST = 60  # so many tests at first, where everything is imported anew


class Hunt:
    """A plugin that runs the tests its own way, once they are collected."""

    def __init__(self, trees, mutants, given):
        self.trees, self.mutants, self.given = trees, mutants, given
        self.answers, self.kills = {}, Counter()
        self.functions, self.by_line = defaultdict(list), defaultdict(set)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        if session.testsfailed:
            sys.exit("The tests could not be collected.")
        KEPT.mkdir(exist_ok=True)
        self.items = {i.nodeid: i for i in session.items if not UNSTEADY.search(i.nodeid)}
        common = helpers()
        files = {file_of(nodeid) for nodeid in self.items}
        self.files = {file: digest(common, (ROOT / file).read_text()) for file in sorted(files)}
        self.nothing = SimpleNamespace(listchain=lambda: [session])  # the next: of no module
        self.warm_up()
        self.walked = self.walk_all()
        for nodeid, walk in self.walked.items():
            if {*walk["lines"]} <= CLOCK:
                self.by_line[NOWHERE].add(nodeid)
            for module, lines in walk["lines"].items():
                self.by_line[module].add(nodeid)
                for line in lines:
                    self.by_line[module, line].add(nodeid)
        gc.unfreeze()  # what a test run froze is not among the objects
        for it in gc.get_objects():
            if isinstance(it, FunctionType) and it.__globals__.get("__name__") in self.trees:
                self.functions[it.__globals__["__name__"]].append(it)  # wraps() hides __module__
        gc.freeze()  # a child's own rubbish is all it looks through
        self.ask()
        return True

    def run_one(self, item):
        """Does it pass? All it set up is taken down again, but for what a session shares."""
        reports = runtestprotocol(item, nextitem=self.nothing, log=False)
        return not any(report.failed for report in reports)

    def warm_up(self):
        """What a session sets up once, for each of its days, is set up before the first fork."""
        wanting = [item for item in self.items.values() if {"as_", "cast"} <= {*item.fixturenames}]
        for item in {item.callspec.params.get("day"): item for item in wanting}.values():
            self.run_one(item)

    # Which test walks which lines ---------------------------------------------------------------

    def walk_all(self):
        """nodeid → its seconds and the lines it walks, of every test that passes.

        Of a module that was changed since, a test that came by walks every line.
        """
        records = {file: KEPT / f"{digest(it, file)}.json" for file, it in self.files.items()}
        for old in {*KEPT.glob("*.json")} - {*records.values()}:
            old.unlink()
        stale = [job for job in records.items() if not job[1].exists()]
        print(f"{len(stale)} of {len(records)} test files to walk through", flush=True)
        for _ in each_in_a_child(stale, self.walk, self.given.workers):
            pass
        walked = {}
        for record in records.values():
            told = json.loads(record.read_text())
            moved = {name for name in told["sources"] if told["sources"][name] != stamp(name)}
            for nodeid, walk in told["tests"].items():
                if walk is None:
                    print(f"red without any mutant, and not asked: {nodeid}", flush=True)
                elif nodeid in self.items:
                    walk["lines"] |= {name: [ANY] for name in moved & {*walk["lines"]}}
                    walked[nodeid] = walk
        return walked

    def walk(self, job):
        """Run one file's tests, and write down where each of them came by."""
        file, record = job
        items = [item for nodeid, item in self.items.items() if file_of(nodeid) == file]
        walker = coverage.Coverage(config_file=False, data_file=None, source=[str(ROOT / "flu")])
        walked = {}
        walker.start()
        for item in items:
            walker.switch_context(item.nodeid)
            before = time.process_time()
            passed = self.run_one(item)
            seconds = round(time.process_time() - before, 3)
            walked[item.nodeid] = {"seconds": seconds, "lines": {}} if passed else None
        walker.stop()
        sources = {}
        for path in walker.get_data().measured_files():
            module = ".".join(Path(path).relative_to(ROOT).with_suffix("").parts)
            sources[module] = stamp(module)
            for line, nodeids in walker.get_data().contexts_by_lineno(path).items():
                for nodeid in filter(walked.get, nodeids):
                    walked[nodeid]["lines"].setdefault(module, []).append(line)
        record.with_suffix(".new").write_text(json.dumps({"sources": sources, "tests": walked}))
        record.with_suffix(".new").rename(record)

    # Who notices --------------------------------------------------------------------------------

    def ask(self):
        """An answer for each mutant: kept from before while it holds, else from a child."""
        path, jobs, begun = KEPT / "answers.jsonl", [], time.monotonic()
        lines = path.read_text().splitlines() if path.exists() else []
        known = {answer["key"]: answer for answer in map(json.loads, lines)}
        for mutant in self.mutants:
            before = known.get(mutant.key)
            if before and self.holds(before, mutant):
                self.remember(mutant, before)
            else:
                jobs.append((mutant, before))
        print(f"{len(self.mutants)} mutants, {len(jobs)} to ask about", flush=True)
        with open(path, "a") as kept:
            answered = each_in_a_child(jobs, self.try_out, self.given.workers)
            for n, ((mutant, _), said) in enumerate(answered, 1):
                answer = {"key": mutant.key, **(said or {"killer": "time"})}
                killer = answer["killer"]
                answer["files"] = self.files_of([killer] if killer else self.covering(mutant))
                self.remember(mutant, answer)
                kept.write(json.dumps(answer) + "\n")
                kept.flush()
                if not killer:
                    print(f"lives: {mutant.where}\n    {mutant.change}", flush=True)
                if n % 50 == 0:
                    each = (time.monotonic() - begun) / n
                    print(f"{n} of {len(jobs)}, {each:.2f} s each", flush=True)

    def holds(self, answer, mutant):
        if answer["killer"]:
            return answer["files"] == self.files_of([answer["killer"]])
        asked_enough = self.given.within or not answer.get("partly")
        return asked_enough and answer["files"] == self.files_of(self.covering(mutant))

    def remember(self, mutant, answer):
        self.answers[mutant.key] = answer
        if answer["killer"]:
            self.kills[mutant.module, answer["killer"]] += 1
            self.kills[mutant.module, mutant.function, answer["killer"]] += 10

    def files_of(self, nodeids):
        """The files these tests stand in, with what stands in them."""
        return {name: self.files[name] for name in map(file_of, nodeids) if name in self.files}

    def covering(self, mutant):
        """The tests that can notice: those that walk its lines; of what runs at import, those that
        come by anything in its module."""
        if self.is_early(mutant):
            return self.by_line[mutant.module] | self.by_line[NOWHERE]
        return set().union(*(self.by_line[place] for place in places(mutant)))

    def is_early(self, mutant):
        """Whether its lines ran before the first test: at import, or when the app was made."""
        walked = any(self.by_line[place] for place in places(mutant))
        return not walked or mutant.function == "init"

    def likeliest_first(self, mutant):
        noun, seen = mutant.module.rpartition(".")[2], Counter()

        def doubt(nodeid):
            kills = self.kills[mutant.module, mutant.function, nodeid]
            kills += self.kills[mutant.module, nodeid]
            other = noun not in file_of(nodeid) and nodeid not in self.by_line[NOWHERE]
            return -kills, other, self.walked[nodeid]["seconds"]

        tests = []
        for place, nodeid in enumerate(sorted(self.covering(mutant), key=doubt)):
            name = nodeid.partition("[")[0]
            own = noun in file_of(nodeid) or nodeid in self.by_line[NOWHERE]
            turn = 0 if own else seen[name] // 2  # of other files two a turn
            tests.append((turn, place, nodeid))
            seen[name] += 1
        return [nodeid for *_, nodeid in sorted(tests)]

    def try_out(self, job):
        """In a child: which test fails, None if all of them pass."""
        mutant, before = job
        tests = self.likeliest_first(mutant)
        if before and before["killer"] in self.walked:
            tests.insert(0, before["killer"])
        if before and not before["killer"] and not before.get("partly"):
            tests = [t for t in tests if before["files"].get(file_of(t)) != self.files[file_of(t)]]
        seconds, most = 0, self.given.within
        for n, nodeid in enumerate(tests):
            seconds += self.walked[nodeid]["seconds"]
            if most and seconds > most:
                del tests[n:]
                break
        else:
            most = None
        mutant.make()
        code = compile(ast.fix_missing_locations(self.trees[mutant.module]), mutant.module, "exec")
        is_in_place = not self.is_early(mutant) and self.put_into_place(mutant, code)
        killer = self.run(tests) if is_in_place else self.run_anew(mutant.module, code, tests)
        return {"killer": killer} | ({"partly": True} if most and not killer else {})

    def put_into_place(self, mutant, code):
        """Give each living function its code in the changed module; False where it does not fit,
        or where nobody has the changed one."""
        codes, changed = dict(inner_codes(code)), set()
        for it in self.functions[mutant.module]:
            if new := codes.get((it.__code__.co_qualname, it.__code__.co_firstlineno)):
                if new.co_freevars != it.__code__.co_freevars:
                    return False
                it.__code__ = new
                changed.add(new.co_qualname.replace("<locals>.", ""))
        return mutant.function in changed

    def run(self, tests):
        for nodeid in tests:
            signal.setitimer(signal.ITIMER_VIRTUAL, 5 + 10 * self.walked[nodeid]["seconds"])
            signal.setitimer(signal.ITIMER_REAL, SLOWEST)
            if not self.run_one(self.items[nodeid]):
                return nodeid
        return None

    def run_anew(self, module, code, tests):
        """Import everything once more, with the changed module among it."""
        for name in [name for name in sys.modules if name.partition(".")[0] in ("flu", "tests")]:
            del sys.modules[name]
        sys.meta_path.insert(0, Changed(module, code))
        home = tempfile.mkdtemp(dir=self.given.scratch)
        for some in filter(None, (tests[:FIRST], tests[FIRST:])):
            only = Only(some)
            files = sorted({file_of(nodeid) for nodeid in some})
            signal.setitimer(signal.ITIMER_REAL, SLOWEST + len(some) * 3)
            if pytest.main([*OPTIONS, "-x", f"--basetemp={home}/t", *files], plugins=[only]):
                return only.killer or "import"
        return None


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


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module changed, and leaves the rest to others."""

    def __init__(self, name, code):
        self.name, self.code = name, code

    def find_spec(self, name, path=None, target=None):
        place = source_of(name)
        return importlib.util.spec_from_file_location(name, place, loader=self) if (
            name == self.name
        ) else None  # fmt: skip

    def exec_module(self, module):
        exec(self.code, module.__dict__)  # noqa: S102


def places(mutant):
    """The lines a test has to walk to notice; none for what runs at import."""
    return [(mutant.module, line) for line in (ANY, *mutant.lines) if mutant.lines]


def each_in_a_child(jobs, work, workers):
    """(job, answer) of each as they come; the answer is None where the child was killed."""
    running = {}
    for job in jobs:
        if len(running) == workers:
            yield _awaited(running)
        reading, writing = os.pipe()
        if (pid := os.fork()) == 0:
            try:
                silence = os.open(os.devnull, os.O_WRONLY)
                os.dup2(silence, 1)
                os.dup2(silence, 2)
                os.write(writing, json.dumps(work(job)).encode())
            finally:
                os._exit(0)
        os.close(writing)
        running[pid] = job, reading
    while running:
        yield _awaited(running)


def _awaited(running):
    pid, status = os.wait()
    job, reading = running.pop(pid)
    with os.fdopen(reading) as answer:
        said = answer.read()
    if not said and not os.WIFSIGNALED(status):
        raise RuntimeError(f"a child fell over at {job}")
    return job, json.loads(said) if said else None


def inner_codes(code):
    """(qualified name, first line) → code, of every function below this code."""
    for it in code.co_consts:
        if hasattr(it, "co_code"):
            yield (it.co_qualname, it.co_firstlineno), it
            yield from inner_codes(it)


def source_of(module):
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def helpers():
    """A digest of what all tests lean on."""
    paths = [path for path in (ROOT / "tests").glob("*.py") if "test_" not in path.name]
    return digest(*(path.read_text() for path in sorted(paths)))


def stamp(module):
    path = source_of(module)
    return digest(path.read_text()) if path.exists() else ""


def file_of(nodeid):
    return nodeid.partition("::")[0]


def digest(*texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]
