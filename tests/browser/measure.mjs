// What exploring costs in the page: bytes to open it, and how long a click on a facet takes until the page has changed.
//
//   SITE=folder-of-a-built-site node tests/browser/measure.mjs
//
// The site of 14,000 generated records is written by `cargo bench --bench pipeline -- 14000` and built with
// `atalaya build --site target/tmp/pipeline/site-14000 --out FOLDER`.

import { launch, serve } from "./site.js";

const browser = await launch();
const site = await serve({ compress: true });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
await page.goto(`${site.address}buscar/`);
await page.waitForSelector("#at-facets input");
const opened = site.log.reduce((sum, [, length]) => sum + length, 0);
console.log(`opening: ${site.log.length} requests, ${opened} bytes`);
for (const [path, length] of [...site.log].sort((a, b) => b[1] - a[1]).slice(0, 8)) console.log(`  ${String(length).padStart(8)} ${path}`);

/** The time from a click until the new numbers stand there, measured in the page. */
async function clicked(key) {
  return page.evaluate(async (key) => {
    const begin = performance.now();
    const box = document.querySelector(`[data-key="${key}"]`);
    const shown = new Promise((resolve) => new MutationObserver((_, observer) => (observer.disconnect(), resolve())).observe(document.getElementById("at-facets"), { childList: true }));
    box.click();
    await shown;
    return performance.now() - begin;
  }, key);
}

async function measured(name, keys) {
  const times = [];
  for (let round = 0; round < 5; round++) for (const key of keys) times.push(await clicked(key), await clicked(key));
  const [first] = times;
  times.sort((a, b) => a - b);
  console.log(`${name}: first ${first.toFixed(1)} ms, median ${times[times.length >> 1].toFixed(1)} ms, worst of ${times.length} ${times.at(-1).toFixed(1)} ms`);
}

const keys = await page.locator("#at-facets input[type=checkbox]:not(:disabled)").evaluateAll((all) => all.slice(0, 4).map((one) => one.dataset.key));
await measured("a click on a facet", keys);
const before = site.log.length;
const fold = page.locator('[data-key="fold=actor"]');
if (await fold.count()) {
  await fold.click();
  await page.waitForSelector('[data-facet="actor"] input[type=checkbox]');
  console.log(`opening the actors: ${site.log.slice(before).reduce((sum, [, length]) => sum + length, 0)} bytes`);
  const actors = await page.locator('[data-facet="actor"] input[type=checkbox]:not(:disabled)').evaluateAll((all) => all.slice(0, 2).map((one) => one.dataset.key));
  await measured("a click on an actor", actors);
}
for (const look of ["tabla", "mapa"]) {
  const start = Date.now();
  await page.goto(`${site.address}buscar/?vista=${look}`);
  await page.waitForSelector(look === "tabla" ? ".set-table" : ".set-map, #at-look p");
  console.log(`the look ${look}: ${Date.now() - start} ms from the address`);
}
await browser.close();
site.close();
