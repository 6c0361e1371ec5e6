// Bakes the outlines of the countries into the table that the program carries. Run once; see docs/map.md.
//   npm install world-atlas@2.0.2 topojson-client@3 topojson-simplify@3 iso-3166-1@2
//   node bake.mjs > ../../src/figure/world.txt
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { presimplify, simplify, quantile } = require('topojson-simplify');
const iso = require('iso-3166-1');

const KEPT = 0.42; // The share of the points that stays.
const GRID = 25; // Steps in a degree.

const atlas = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json')));
const weighted = presimplify(atlas);
const simple = simplify(weighted, quantile(weighted, 1 - KEPT));

// Each arc: differences between the points on the grid, in the letters of the “encoded polyline” notation.
function letters(value) {
  let left = value < 0 ? ~(value << 1) : value << 1;
  let text = '';
  while (left >= 32) {
    text += String.fromCharCode((32 | (left & 31)) + 63);
    left >>= 5;
  }
  return text + String.fromCharCode(left + 63);
}

function arc(points) {
  let [x, y, text] = [0, 0, ''];
  points.forEach(([lon, lat], at) => {
    const [nextX, nextY] = [Math.round(lon * GRID), Math.round(lat * GRID)];
    const last = at === points.length - 1;
    if (at > 0 && !last && nextX === x && nextY === y) return;
    text += letters(nextX - x) + letters(nextY - y);
    [x, y] = [nextX, nextY];
  });
  return text;
}

const codes = new Map();
for (const country of simple.objects.countries.geometries) {
  const known = country.id && iso.whereNumeric(String(country.id).padStart(3, '0'));
  const polygons = country.type === 'Polygon' ? [country.arcs] : country.arcs ?? [];
  const rings = polygons.flat();
  const code = known ? known.alpha2 : '--';
  codes.set(code, (codes.get(code) ?? []).concat(rings));
}

const used = [...new Set([...codes.values()].flat(2).map((at) => (at < 0 ? ~at : at)))].sort((a, b) => a - b);
const place = new Map(used.map((at, index) => [at, index]));
const named = (at) => (at < 0 ? ~place.get(~at) : place.get(at));
const out = ['# Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2; made by tools/world/bake.mjs.'];
out.push(...used.map((at) => arc(simple.arcs[at])));
out.push('');
for (const code of [...codes.keys()].sort()) {
  out.push(code + codes.get(code).map((ring) => ring.map(named).join(',')).join(';'));
}
console.log(out.join('\n'));
