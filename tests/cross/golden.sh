#!/usr/bin/env bash
# Every golden case of every pack, computed by the first engine, verified by the second.
set -euo pipefail
cd "$(dirname "$0")/../.."
build/test/make_bundles cases packs tests/packs | node verifier/dist/cli.js --lines - --lang en
