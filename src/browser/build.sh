#!/bin/sh
# Makes src/search/engine.wasm, the search engine of the page, and the hash of its sources beside it.
# It takes rustup's target where there is one, else Debian's packages:
#   apt-get install -y --no-install-recommends rustc-web cargo-web rust-web-src libstd-rust-web-dev rust-web-llvm lld lld-22
# and wasm-opt from the npm package binaryen, which `npm ci` in this folder brings.
set -eu
cd "$(dirname "$0")"
target=wasm32-unknown-unknown
flags='--cfg getrandom_backend="custom"'
small='-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none'
[ -x node_modules/.bin/wasm-opt ] || npm ci --no-audit --no-fund
if ! rustc --print sysroot | xargs -I{} test -d {}/lib/rustlib/src -a -d {}/lib/rustlib/$target; then
  PATH=/usr/bin:/bin
fi
env PATH="$PATH" CARGO_HOME="${CARGO_HOME:-$HOME/.cargo}" RUSTC_BOOTSTRAP=1 RUSTFLAGS="$flags $small --remap-path-prefix=$HOME=~ --remap-path-prefix=$(cd ../.. && pwd)=." \
  cargo build --release --locked --target $target -Z build-std=std,panic_abort -Z build-std-features=optimize_for_size
node_modules/.bin/wasm-opt -Oz --enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int \
  --enable-sign-ext --enable-mutable-globals --enable-multivalue --enable-reference-types --strip-debug \
  --strip-producers "${CARGO_TARGET_DIR:-target}/$target/release/atalaya_browser.wasm" -o ../search/engine.wasm
node -e '
  const { readFileSync, writeFileSync } = require("fs"), { brotliCompressSync, gzipSync, constants } = require("zlib");
  const file = "../search/engine.wasm", bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(file + ".br", brotliCompressSync(bytes, { params }));
  writeFileSync(file + ".gz", gzipSync(bytes, { level: 9 }));
'
sh sources.sh > ../search/engine.sources
