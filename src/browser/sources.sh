#!/bin/sh
# The hash of everything the engine of the page is made from.
set -eu
cd "$(dirname "$0")/../.."
LC_ALL=C
export LC_ALL
{
  find src/search/words src/search/wire src/search/ask src/search/words.rs src/search/wire.rs src/search/ask.rs \
    src/search/blocks.rs src/search.rs src/browser/src -name '*.rs' | sort
  echo src/browser/Cargo.toml
  echo src/browser/Cargo.lock
} | while read -r file; do
  printf '%s %s\n' "$file" "$(sha256sum < "$file" | cut -d' ' -f1)"
done | sha256sum | cut -d' ' -f1
