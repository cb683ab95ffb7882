#!/usr/bin/env bash
# Budgets and ratios, a phone between two doors, letters in a storm, and Lighthouse.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh test
FLU_TEST_CHROMIUM=$(scripts/chromium.sh)
export FLU_TEST_CHROMIUM
for bench in benchmarks benchmarks.offline benchmarks.chaos benchmarks.lighthouse; do
    .venv/bin/python -m "$bench"
done
