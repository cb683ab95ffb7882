#!/usr/bin/env bash
# Takes out each guard of reading, writing and keeping, one at a time; see scripts/mutants.py.
set -euo pipefail
cd "$(dirname "$0")/.."

unset PYTHONDONTWRITEBYTECODE
scripts/setup.sh test
exec .venv/bin/python scripts/mutants.py "$@"
