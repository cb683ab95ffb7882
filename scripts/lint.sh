#!/usr/bin/env bash
# Style, types, templates, and no address in the tree that only one machine can reach.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/ruff check --quiet .
.venv/bin/ruff format --quiet --check .
.venv/bin/mypy --no-error-summary
if [ -d templates ]; then
    .venv/bin/djlint --quiet --lint templates
fi
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    if git grep -nIE 'https?://[^ ]*/simple|//(registry|files)\.[a-z]+\.org' -- .; then
        echo "A committed file names a package host." >&2
        exit 1
    fi
fi
echo "lint: clean"
