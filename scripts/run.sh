#!/usr/bin/env bash
# From a bare checkout to a filled, running FLU. PORT and every FLU_ setting are honoured.
set -euo pipefail
cd "$(dirname "$0")/.."
host=${HOST:-127.0.0.1} port=${PORT:-8000}

scripts/setup.sh run

export FLU_DEMO=${FLU_DEMO:-1}
export FLU_BASE_URL=${FLU_BASE_URL:-http://$host:$port}

.venv/bin/flu migrate
if [ "$FLU_DEMO" = 1 ]; then
    .venv/bin/flu demo --if-empty
fi
exec .venv/bin/flu serve --host "$host" --port "$port"
