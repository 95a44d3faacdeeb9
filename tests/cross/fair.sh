#!/usr/bin/env bash
# Fair rankings of 2,000 made-up juries in both engines: any difference beyond the tolerance fails. Another seed: tests/cross/fair.sh SEED
set -euo pipefail
cd "$(dirname "$0")/../.."
build/test/make_bundles fair 2000 "${1:-1}" | node verifier/dist/cli.js --lines - --lang en
