#!/usr/bin/env bash
# Contests ordered by every method of a ranking, 6,000 made-up ones in both engines: any difference fails. Another seed: tests/cross/orders.sh SEED
set -euo pipefail
cd "$(dirname "$0")/../.."
build/test/make_bundles orders 6000 "${1:-1}" | node verifier/dist/cli.js --lines - --lang en
