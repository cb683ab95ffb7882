#!/usr/bin/env bash
# The inner loop: style, types, floors, models and views on SQLite. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE

scripts/setup.sh test
scripts/lint.sh
exec .venv/bin/python -m pytest -n "${FLU_TEST_WORKERS:-2}" --dist loadscope --engine=sqlite \
    tests/test_floors.py tests/models tests/views "$@"
