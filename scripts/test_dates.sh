#!/usr/bin/env bash
# Models and views on SQLite with the clock stopped at nasty days, or at the day DATE=YYYY-MM-DD.
# Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE

scripts/setup.sh test
red=()
for day in ${DATE:-$(.venv/bin/python -c 'from tests.dates import NASTY; print(*NASTY)')}; do
    echo "On $day:"
    FLU_TEST_DATE=$day .venv/bin/python -m pytest -q -n "${FLU_TEST_WORKERS:-2}" --dist loadscope \
        --engine=sqlite tests/models tests/views "$@" || red+=("$day")
done
if [ ${#red[@]} -gt 0 ]; then
    echo "Red on: ${red[*]}" >&2
    exit 1
fi
