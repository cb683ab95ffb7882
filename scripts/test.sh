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
    local statements red=0
    statements=$(mktemp -d)
    .venv/bin/python -m pytest --collect-only -q >/dev/null &  # compiles it all for the workers
    scripts/lint.sh
    wait $! || true
    suite --engine=sqlite --statements="$statements" "$@" || red=$?
    suite --engine=postgres --statements="$statements" "$@" || [ $? = 5 ] || red=1  # 5: none chosen
    rm -rf "$statements"
    return "$red"
}

echo "Installing what is not there yet:"
time install
echo "Testing:"
time run "$@"
