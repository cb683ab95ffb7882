#!/usr/bin/env bash
# Everything we hold ourselves to: style, types, the suite on both engines, the phone.
# Arguments go to pytest; FLU_TEST_WORKERS sets how many run side by side.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
TIMEFORMAT='%0R s on the wall, %0U + %0S s of processor time (children included)'

install() {
    scripts/setup.sh test
    FLU_TEST_CHROMIUM=$(scripts/chromium.sh)
    FLU_TEST_WEBKIT=$(scripts/webkit.sh)
    export FLU_TEST_CHROMIUM FLU_TEST_WEBKIT
}

suite() {
    .venv/bin/python -m pytest -n "${FLU_TEST_WORKERS:-3}" --dist loadscope --no-loadscope-reorder "$@"
}

# SQLite runs everything and writes down what it was asked; Postgres runs what asks all of that.
run() {
    local statements lint red=0
    statements=$(mktemp -d)
    scripts/lint.sh >"$statements/lint" 2>&1 &  # told at the end, so that no core waits for it
    lint=$!
    .venv/bin/python -m pytest --collect-only -q >/dev/null || true  # compiles it for the workers
    suite --engine=sqlite --statements="$statements" "$@" || red=$?
    suite --engine=postgres --statements="$statements" "$@" || [ $? = 5 ] || red=1  # 5: none chosen
    wait "$lint" || red=1
    cat "$statements/lint"
    rm -rf "$statements"
    return "$red"
}

echo "Installing what is not there yet:"
time install
echo "Testing:"
time run "$@"
