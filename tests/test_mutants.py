"""What `make mutants` takes out follows the modules, and no reason outlives what it excuses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIVED = {  # until a test was written for each
    "flu.models.reading _in_cohort: Own.id == group → not asked",
    "flu.models.membership Membership.begin_reading: cls.user == user → not asked",
    "flu.models.consent Consent._refuse: action.state != 'proposed' → not asked",
    "flu.web.session refuse_foreign_writes: if origin is not None → if False",
}


def test_the_list_names_modules_that_are_there_and_mutants_that_are_there():
    command = [sys.executable, ROOT / "scripts/mutants.py", "--list"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (said.returncode, said.stderr) == (0, "")
    assert set(said.stdout.splitlines()) >= LIVED
