#!/usr/bin/env bash
# Brings .venv up to requirements/<layer>.txt (run or test); called again it costs nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
layer=${1:-run}
root=$PWD

# Two makes at once wait for each other.
if command -v flock >/dev/null; then
    exec 9<"scripts/setup.sh"
    flock 9
fi

find_python() {
    local candidate own=/usr/bin/python3
    # A system's own Python is built with profiles: a quarter faster than one made at home.
    if [ -z "${PYTHON:-}" ] &&
        "$own" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$own"
        return
    fi
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "FLU needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv" >&2
    exit 1
}

create_venv() {
    rm -rf .venv
    if "$python" -m venv .venv 2>/dev/null; then
        return
    fi
    rm -rf .venv
    # Debian without python3-venv has no ensurepip, but its own pip can fill a bare venv.
    if "$python" -m pip --version >/dev/null 2>&1 && "$python" -m venv --without-pip .venv; then
        return
    fi
    rm -rf .venv
    echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2
    exit 1
}

install() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install -qq --disable-pip-version-check "$@"
    else
        "$python" -m pip --python .venv/bin/python install -qq --disable-pip-version-check "$@"
    fi
}

# No build step: a path file and a two-line command stand in for `pip install -e .`
link() {
    local packages
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$root" >"$packages/flu.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m flu.cli "$@"\n' "$root" >.venv/bin/flu
    chmod +x .venv/bin/flu
}

compile_catalogues() {
    local words
    for words in flu/translations/*/LC_MESSAGES/messages.po; do
        if [ -e "$words" ] && [ ! "${words%.po}.mo" -nt "$words" ]; then
            .venv/bin/pybabel --quiet compile --input-file "$words" --output-file "${words%.po}.mo"
        fi
    done
}

python=$(find_python)
stamp=.venv/.$layer-$({ "$python" --version; echo "$root"; cat "requirements/$layer.txt"; } |
    sha256sum | cut -c1-16)

if [ ! -e "$stamp" ]; then
    .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || create_venv
    [ "$(cat .venv/.root 2>/dev/null || echo "$root")" = "$root" ] || create_venv  # it was moved
    echo "Installing requirements/$layer.txt into .venv ..."
    # The lock is complete: nothing is left to be resolved, and no newer release can upset it.
    install --no-deps --require-hashes --requirement "requirements/$layer.txt"
    link
    echo "$root" >.venv/.root
    rm -f .venv/."$layer"-*
    touch "$stamp"
fi
compile_catalogues
