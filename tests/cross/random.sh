#!/usr/bin/env bash
# Both engines on 12,000 made-up packs and score files: any difference fails. Another seed: tests/cross/random.sh SEED
set -euo pipefail
cd "$(dirname "$0")/../.."
build/test/make_bundles random 12000 "${1:-1}" | node verifier/dist/cli.js --lines - --lang en
