#!/usr/bin/env bash
# Prints the path of WebKitGTK's MiniBrowser, once its driver and a display are there, too; as root on
# Debian it installs all three.
set -euo pipefail

find_webkit() {
    local browser
    command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null || return
    if [ -n "${FLU_TEST_WEBKIT:-}" ]; then
        command -v "$FLU_TEST_WEBKIT"
        return
    fi
    for browser in /usr/lib/*/webkit2gtk-4.*/MiniBrowser /usr/lib*/webkit2gtk-4.*/MiniBrowser; do
        if [ -x "$browser" ]; then
            echo "$browser"
            return
        fi
    done
    return 1
}

find_webkit && exit

if [ -n "${FLU_TEST_WEBKIT:-}" ] && ! command -v "$FLU_TEST_WEBKIT" >/dev/null; then
    echo "FLU_TEST_WEBKIT names no program: $FLU_TEST_WEBKIT" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing WebKitGTK, its driver and Xvfb for the browser tests ..." >&2
    export DEBIAN_FRONTEND=noninteractive
    packages=(webkit2gtk-driver xvfb)
    if apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2; then
        find_webkit && exit
    fi
fi

cat >&2 <<'TEXT'
The tests on an iPhone's engine need WebKitGTK, its WebDriver and Xvfb. Either
  - install them:    sudo apt-get update && sudo apt-get install -y webkit2gtk-driver xvfb
  - or name yours:   FLU_TEST_WEBKIT=/path/to/MiniBrowser make test
    (with WebKitWebDriver and Xvfb on the PATH)
TEXT
exit 1
