#!/usr/bin/env bash
# Pins what pyproject.toml asks for, with hashes, without addresses.
set -euo pipefail
cd "$(dirname "$0")/.."

workshop=$(mktemp -d)
trap 'rm -rf "$workshop"' EXIT

# Only the public index counts: a local one would pin builds nobody else can fetch.
unset "${!UV_@}" PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null

python3 -m venv "$workshop/venv"
"$workshop/venv/bin/pip" install --quiet uv

compile() {
    "$workshop/venv/bin/uv" pip compile --quiet --no-config --upgrade --generate-hashes \
        --universal --python-version 3.11 --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@" pyproject.toml
}

compile --output-file "$workshop/run.txt" >/dev/null
compile --extra test --constraints "$workshop/run.txt" --output-file "$workshop/test.txt" >/dev/null

if grep -nE '://|==[^ ]*\+' "$workshop"/*.txt; then
    echo "A lock file holds an address or a local build; nothing was changed." >&2
    exit 1
fi
mkdir -p requirements
cp "$workshop/run.txt" "$workshop/test.txt" requirements/
