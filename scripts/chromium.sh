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
    if apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends chromium >&2; then
        find_chromium && exit
    fi
fi

cat >&2 <<'TEXT'
The browser tests need Chromium. Either
  - install it:      sudo apt-get update && sudo apt-get install -y chromium
  - or name yours:   FLU_TEST_CHROMIUM=/path/to/chrome make test
TEXT
exit 1
