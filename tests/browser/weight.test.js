// What the page of a ficha and the first answer of the search weigh, how often they ask, and whether anything moves.

import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, isSearch, launch, serve } from "./site.js";

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true };

let browser, site;
before(async () => {
  browser = await launch();
  // The scripts come when the page has been painted: what they add must have its place already.
  site = await serve({ compress: true, delay: 20, late: 400 });
});
after(async () => {
  await browser.close();
  site.close();
});

/** The heaviest ficha of each collection in each language, and one more. */
function fichas() {
  const heaviest = (below) => {
    const named = readdirSync(join(folder, below), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const sizes = named.map(({ name }) => [statSync(join(folder, below, name, "index.html")).size, `${below}/${name}/`]);
    return sizes.sort(([a], [b]) => b - a)[0][1];
  };
  const lists = ["experiencias", "programas", "herramientas"];
  return ["experiencias/coredepa/", ...["", "en/", "pt/"].flatMap((prefix) => lists.map((list) => heaviest(prefix + list)))];
}

/** Opens a page for the first time, scrolls to its end, and says what was asked for, and what moved. */
async function visit(path, width) {
  const context = await browser.newContext(width ? { viewport: { width, height: 900 } } : PHONE);
  const page = await context.newPage();
  site.log.length = 0;
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.moved += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(site.address + path, { waitUntil: "networkidle" });
  const first = site.log.map(([name]) => name);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.waitForTimeout(150);
  const moved = await page.evaluate(() => window.moved);
  await context.close();
  return { first, bytes: site.log.reduce((sum, [, bytes]) => sum + bytes, 0), moved };
}

for (const path of fichas()) {
  test(`${path} weighs at most 60 KB, asks at most five times and does not move`, async () => {
    for (const width of [undefined, 1280]) {
      const { first, bytes, moved } = await visit(path, width);
      assert.ok(first.length <= 5, first.join(" "));
      assert.ok(bytes <= 60 * 1024, `${bytes} bytes: ${site.log.map(([name, size]) => `${name} ${size}`).join(", ")}`);
      assert.equal(moved, 0);
    }
  });
}

test("the first answer to a word, with engine and index, weighs at most 350 KB in at most six requests", async () => {
  for (const asked of ["", "pescadores", "desarrollo", "municpio"]) {
    site.log.length = 0;
    const context = await browser.newContext(PHONE);
    const page = await context.newPage();
    // What the answer waits for is counted all the same; what comes after it, for the groups, comes too late to be.
    await page.route("**/busqueda/*/*.bin", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => {});
    });
    await page.goto(`${site.address}buscar/?q=${asked}`);
    await page.waitForFunction(() => /\d/.test(document.getElementById("at-status").textContent));
    const own = site.log.filter(([path]) => isSearch(path));
    assert.ok(await page.locator("#at-results > li").count(), asked);
    assert.ok(own.length >= 3 && own.length <= 6, own.map(([path]) => path).join(" "));
    const bytes = own.reduce((sum, [, bytes]) => sum + bytes, 0);
    assert.ok(bytes <= 350_000, `${asked}: ${bytes} bytes: ${own.map(([path, size]) => `${path} ${size}`).join(", ")}`);
    await context.close();
  }
});
