#!/usr/bin/env bash
# Every page of a built site is valid HTML and at most 400 KB, and one page of each kind is accessible in both schemes, from 320 pixels up.
#
#   tests/pages/run.sh [folder]     the built site, target/site unless given
set -euo pipefail
cd "$(dirname "$0")/../.."
site=$(realpath "${1:-target/site}")
tools=target/pages
mkdir -p "$tools"

# The packages are kept between runs; their versions stand in the list beside this file.
if ! cmp -s tests/pages/package.json "$tools/package.json"; then
  cp tests/pages/package.json "$tools/package.json"
  npm install --prefix "$tools" --no-audit --no-fund --silent
fi

java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --skip-non-html --format gnu "$site"
echo "$(find "$site" -name '*.html' | wc -l) pages are valid HTML."

# No page is too heavy for a phone, however many records there are: the longest lists are cut into pages.
if find "$site" -name '*.html' -size +400k | grep .; then
  echo "These pages are over 400 KB." >&2
  exit 1
fi
echo "No page is over 400 KB."

cp tests/pages/accessible.mjs "$tools/accessible.mjs"
node "$tools/accessible.mjs" "$site"
