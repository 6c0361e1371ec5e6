#!/usr/bin/env bash
# The tests in a real browser: builds this observatory and opens it in Chromium.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules/lighthouse ] || npm ci --no-audit --no-fund --silent
repository=$(cd ../.. && pwd)
atalaya=${ATALAYA:-$repository/target/release/atalaya}
site=${SITE:-$repository/target/browser-site}
[ -n "${SITE:-}" ] || "$atalaya" build --site "$repository" --out "$site" >/dev/null 2>&1
ATALAYA=$atalaya SITE=$site REPOSITORY=$repository node --test --test-concurrency=1 --test-timeout=900000 --test-force-exit ./*.test.js
