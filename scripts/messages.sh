#!/usr/bin/env bash
# Danish is the source; gathers its sentences and carries them into the other catalogues.
# Given a file's name, only leaves the sentences there.
set -euo pipefail
cd "$(dirname "$0")/.."
sentences=${1:-$(mktemp)}

.venv/bin/pybabel --quiet extract --mapping-file babel.cfg --no-location --sort-output \
    --keywords _l --keywords _ --keywords lazy_gettext --keywords lazy_ngettext:1,2 \
    --keywords pgettext:1c,2 --keywords npgettext:1c,2,3 --keywords lazy_pgettext:1c,2 \
    --project FLU --output-file "$sentences" .
if [ $# -gt 0 ]; then
    exit
fi

trap 'rm -f "$sentences"' EXIT
for locale in en; do
    words=flu/translations/$locale/LC_MESSAGES/messages.po
    mkdir -p "$(dirname "$words")"
    if [ -e "$words" ]; then
        .venv/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100 \
            --input-file "$sentences" --output-file "$words" --locale "$locale"
    else
        .venv/bin/pybabel --quiet init --width 100 --input-file "$sentences" --output-file "$words" --locale "$locale"
    fi
done
