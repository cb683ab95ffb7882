#!/usr/bin/env bash
# The inner loop: style, types, floors, models and views on SQLite, on the plain day alone (or
# DATE=YYYY-MM-DD). Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE

scripts/setup.sh test
scripts/lint.sh
FLU_TEST_DATE=${DATE:-$(.venv/bin/python -c 'from tests.dates import PLAIN; print(PLAIN)')}
export FLU_TEST_DATE
exec .venv/bin/python -m pytest -n "${FLU_TEST_WORKERS:-2}" --dist loadscope --engine=sqlite \
    tests/test_floors.py tests/models tests/views "$@"
