"""Takes the guards out, one at a time, and asks the tests: who notices?

The modules stand in `mutants.txt`, and in `mutants-living.txt` why some mutants may live. Answers
are kept in `.mutants/`, by what was asked: the function, the fault, the tests. A run that was
stopped goes on where it was.

Some modules alone: `scripts/mutants.py flu.models.reading`.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter

import hunt
import pytest
from mutations import mutants_of

ROOT = hunt.ROOT
LIST, REASONS = ROOT / "scripts/mutants.txt", ROOT / "scripts/mutants-living.txt"
PATHS = ["tests/models", "tests/views"]
PATHS += [f"tests/test_{name}.py" for name in ("matrix", "outsiders", "managers", "defaults")]
ENOUGH = 95  # percent


def listed():
    """The modules to look into, as they stand in the file. SystemExit for one that is gone."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text().splitlines())
    modules = [line for line in lines if line]
    gone = [module for module in modules if not hunt.source_of(module).exists()]
    if gone:
        sys.exit(f"{LIST.name} names modules that are not there: {', '.join(gone)}")
    return modules


def reasons():
    """(module and function, the change) → why it changes nothing.

    A block of the file is the function in its first line, a change in each of the next, and what
    is true of all of them in the last; lines move, so none is numbered.
    """
    told = {}
    blocks = REASONS.read_text().strip().split("\n\n") if REASONS.exists() else []
    for block in blocks:
        lines = [line.strip() for line in block.splitlines() if not line.startswith("#")]
        for change in lines[1:-1]:
            told[lines[0], change] = lines[-1]
    return told


def all_mutants(modules):
    """module → (its tree, its mutants)."""
    return {name: mutants_of(name, hunt.source_of(name).read_text()) for name in modules}


def idle(why, mutants):
    """The reasons given for mutants that are not there any more."""
    known = {(mutant.where, mutant.change) for mutant in mutants}
    return [key for key in why if key not in known]


def report(mutants, answers, why, gone):
    """Print killed and living; 0 when enough are killed and every other one has its reason."""
    total = Counter(mutant.module for mutant in mutants)
    killed = Counter(mutant.module for mutant in mutants if answers[mutant.key].get("killer"))
    for module, count in total.items():
        print(f"{killed[module]:5} of {count:4} killed  {module}")
    living = []
    for mutant in mutants:
        answer, reason = answers[mutant.key], why.get((mutant.where, mutant.change))
        if not answer.get("killer"):
            word = "lives" if not answer.get("partly") else "lives as far as it was asked"
            print(f"\n{word}: {mutant.where}\n    {mutant.change}\n    {reason or 'NO REASON'}")
            living += [] if reason else [mutant]
    for where, change in gone:
        print(f"\na reason for what is not there any more: {where}\n    {change}")
    share = 100 * killed.total() / max(len(mutants), 1)
    print(
        f"\n{killed.total()} of {len(mutants)} mutants killed, {share:.1f} %; "
        f"of the {len(mutants) - killed.total()} living {len(living)} have no reason."
    )
    return int(share < ENOUGH or bool(living or gone))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--within", type=int, help="seconds of tests for each mutant, then give up")
    parser.add_argument("--list", action="store_true", help="name all mutants, and ask nobody")
    parser.add_argument("--again", action="store_true", help="ask about those with a reason, too")
    given = parser.parse_args()
    whole = listed()
    modules = [module for module in whole if module in given.modules] or whole
    found = all_mutants(modules)
    mutants, why = [mutant for _, some in found.values() for mutant in some], reasons()
    gone = idle(why, mutants) if modules == whole else []
    if given.list:
        print(*(f"{mutant.where}: {mutant.change}" for mutant in mutants), sep="\n")
        sys.exit("\n".join(f"a reason for what is not there: {it}" for it in gone) or 0)
    asked = [m for m in mutants if given.again or (m.where, m.change) not in why]
    trees = {module: tree for module, (tree, _) in found.items()}
    os.chdir(ROOT)
    given.scratch = tempfile.mkdtemp(prefix="flu-mutants-")
    plugin = hunt.Hunt(trees, asked, given)
    try:
        pytest.main([*hunt.OPTIONS, *PATHS], plugins=[plugin])
    finally:
        shutil.rmtree(given.scratch, ignore_errors=True)
    answers = {mutant.key: {} for mutant in mutants} | plugin.answers
    return report(mutants, answers, why, gone)


if __name__ == "__main__":
    sys.exit(main())
