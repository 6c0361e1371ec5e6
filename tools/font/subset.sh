#!/usr/bin/env bash
# Makes the two files of the theme's font: Source Serif 4 with the letters of Western Europe, upright from regular to
# semibold in one file, and italic. Needs npm and python3; run it in a folder of its own.
#
#   bash tools/font/subset.sh FOLDER
set -euo pipefail
cd "$1"
npm pack @fontsource-variable/source-serif-4@5.3.1 --silent >/dev/null
tar xzf fontsource-variable-source-serif-4-5.3.1.tgz
python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.68.0 brotli==1.2.1
letters="U+20-7E,U+A0,U+A1,U+A7,U+A9,U+AA,U+AB,U+AD,U+B0,U+B4,U+B7,U+BA,U+BB,U+BF-FF,U+152,U+153,U+2009,U+2011,U+2013"
letters+=",U+2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2032,U+2033,U+20AC,U+2212"
make() {
  tools/bin/fonttools varLib.instancer -q "package/files/source-serif-4-latin-wght-$1.woff2" "wght=$2" -o "$1.ttf"
  tools/bin/pyftsubset "$1.ttf" --unicodes="$letters" --layout-features=kern,liga,locl,tnum,pnum --no-hinting \
    --drop-tables+=prep,gasp,BASE --flavor=woff2 --output-file="$3"
}
make normal 400:600 source-serif.woff2
make italic 400 source-serif-italic.woff2
