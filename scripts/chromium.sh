#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; as root on Debian it installs one.
set -euo pipefail

find_chromium() {
    if [ -n "${FLU_TEST_CHROMIUM:-}" ]; then
        command -v "$FLU_TEST_CHROMIUM"
        return
    fi
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

find_chromium && exit

if [ -n "${FLU_TEST_CHROMIUM:-}" ]; then
    echo "FLU_TEST_CHROMIUM names no program: $FLU_TEST_CHROMIUM" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing chromium for the browser tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    install() { apt-get install -y -qq --no-install-recommends "$@" >&2; }
    # The one without windows takes two thirds of the time; not every Debian has it.
    if apt-get update -qq >&2 && { install chromium chromium-headless-shell || install chromium; }; then
        find_chromium && exit
    fi
fi

cat >&2 <<'TEXT'
The browser tests need Chromium. Either
  - install it:      sudo apt-get update && sudo apt-get install -y chromium chromium-headless-shell
  - or name yours:   FLU_TEST_CHROMIUM=/path/to/chrome make test
TEXT
exit 1
