#!/usr/bin/env bash
# What the site publishes for other programs, read by those programs: none of them shares code with Atalaya.
#
#   tests/readers/run.sh [atalaya]     the program to test, target/release/atalaya unless given
set -euo pipefail
cd "$(dirname "$0")/../.."
atalaya=$(realpath "${1:-target/release/atalaya}")
tools=target/readers
mkdir -p "$tools"

# The packages are kept between runs; their versions stand in the two lists beside this file.
if ! cmp -s tests/readers/requirements.txt "$tools/requirements.txt"; then
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install --quiet --disable-pip-version-check -r tests/readers/requirements.txt
  cp tests/readers/requirements.txt "$tools/requirements.txt"
fi
if ! cmp -s tests/readers/package.json "$tools/package.json"; then
  cp tests/readers/package.json "$tools/package.json"
  npm install --prefix "$tools" --no-audit --no-fund --silent
fi

# read SITE BASE: builds a site and reads everything it publishes.
read_site() {
  local site=$1 out=$tools/$2 base=$3
  rm -rf "$out"
  "$atalaya" build --site "$site" --out "$out" --base-url "$base" 2>/dev/null
  NODE_PATH=$tools/node_modules node tests/readers/read.cjs "$out" "$base"
  "$tools/venv/bin/python" tests/readers/read.py "$out" "$base"
}

read_site tests/readers/site small https://prueba.example.org/observatorio/
read_site . own https://observatorio.example.org/
read_site tests/sites/observatories others https://sur.example.org/observatorio/
"$tools/venv/bin/python" tests/readers/many.py "$atalaya" "$tools/many"
"$tools/venv/bin/python" tests/readers/schemas.py "$atalaya" . "$tools/schemas"
# And those of an observatory made new, in each language and of each model.
for lang in es en pt; do
  for model in observatory empty; do
    rm -rf "$tools/new"
    "$atalaya" new site "$tools/new" --lang "$lang" --model "$model" >/dev/null
    "$tools/venv/bin/python" tests/readers/schemas.py "$atalaya" "$tools/new" "$tools/schemas"
  done
done
"$tools/venv/bin/python" tests/readers/findings.py "$atalaya" tests/bad docs/findings.schema.json "$tools/new"
# The language server of TOML finds the schema of site.toml by itself, and refuses what is wrong in it.
taplo=$(realpath "$tools/node_modules/.bin/taplo")
(cd "$tools/new" && "$taplo" lint site.toml 2>/dev/null)
sed -i '0,/^kind = "line"/s//kind = "fecha"/' "$tools/new/site.toml"
if (cd "$tools/new" && "$taplo" lint site.toml >/dev/null 2>&1); then
  echo "a wrong site.toml passes in an editor of TOML" >&2
  exit 1
fi
echo "site.toml in an editor of TOML: 2 passed, 0 failed"
