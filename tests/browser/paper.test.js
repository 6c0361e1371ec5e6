// A ficha on paper: Chromium prints it as clean sheets of A4.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, serve } from "./site.js";

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

const shown = (page, selector) => page.evaluate((selector) => [...document.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0).length, selector);

for (const colorScheme of ["light", "dark"]) {
  test(`a ficha prints its title, facts, text, references and citation, and no navigation (${colorScheme})`, async () => {
    const page = await (await browser.newContext({ colorScheme, viewport: { width: 718, height: 1000 } })).newPage();
    await page.goto(`${site.address}experiencias/coredepa/`);
    await page.emulateMedia({ media: "print", colorScheme });
    for (const selector of ["h1", ".facts", ".locator", ".dimension .prose", ".references", ".cite", ".field-notes"]) assert.ok((await shown(page, selector)) > 0, selector);
    for (const selector of ["nav", ".search", "button", ".tray", ".to-tray", ".across-link", ".related", ".history", ".skip", ".cite-files", "template"]) assert.equal(await shown(page, selector), 0, selector);
    const colours = await page.evaluate(() => ["body", "main h2", ".prose", ".facts a"].map((name) => getComputedStyle(document.querySelector(name)).color));
    assert.ok(colours.every((colour) => colour === "rgb(0, 0, 0)"), colours.join(" "));
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${over} pixels too wide for the sheet`);
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)].map(([, width, height]) => [Number(width), Number(height)]);
    assert.ok(sheets.length >= 2 && sheets.length <= 8, `${sheets.length} sheets`);
    assert.ok(sheets.every(([width, height]) => Math.abs(width - 595.3) < 1 && Math.abs(height - 841.9) < 1), sheets.join(" "));
    await page.context().close();
  });
}

test("on paper an address stands behind the link that leads to it", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.emulateMedia({ media: "print" });
  let found = 0;
  for (const path of ["experiencias/mesa-mujeres-los-lagos/", "experiencias/mundo-indigena-chiloe/", "fuentes/premio-innovacion-ciudadania/"]) {
    await page.goto(site.address + path);
    const told = await page.evaluate(() => [...document.querySelectorAll("main a[rel~=external], main .prose a[href^=http]")].map((link) => [link.href, link.textContent, getComputedStyle(link, "::after").content]));
    for (const [href, text, after] of told) assert.ok(after.includes(href.replace(/\/$/, "")) || text.includes(href.replace(/\/$/, "")), `${path}: ${href} ${after}`);
    found += told.length;
  }
  assert.ok(found > 0, "some page leads elsewhere");
  await page.context().close();
});

test("results on paper say what was asked, once, and show nothing to press", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${site.address}buscar/?q=mujeres&pais=CL`);
  await page.waitForSelector("#at-results .card");
  assert.equal(await page.isVisible("#at-asked"), false);
  const after = (span) => getComputedStyle(span, "::after").content;
  for (const media of ["screen", "print"]) {
    await page.emulateMedia({ media });
    for (const card of await page.locator(".card-facts").all()) assert.doesNotMatch(await card.locator("> span").last().evaluate(after), /·/);
  }
  assert.equal(await page.textContent("#at-asked"), "«mujeres»; País: Chile");
  assert.ok(await page.isVisible("#at-asked"));
  for (const quiet of ["button", "select", "input", "nav"]) assert.equal(await shown(page, quiet), 0, quiet);
  const [top, height] = await page.evaluate(() => [document.querySelector(".card").getBoundingClientRect().top, document.documentElement.clientHeight]);
  assert.ok(top < height / 2, `the first result stands at ${top}`);
  await page.context().close();
});

test("a comparison on paper fills its sheets, and tells no address of its own site", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.address}comparar/?f=experiencias/coredepa/&f=experiencias/mesa-puno/`);
  await page.waitForSelector(".compare-row");
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  const sheets = [...pdf.matchAll(/\/MediaBox/g)].length;
  assert.ok(sheets <= 11, `${sheets} sheets`);
  await page.emulateMedia({ media: "print" });
  const told = await page.evaluate(() => [...document.querySelectorAll(".compare .prose a")].map((link) => [link.origin, getComputedStyle(link, "::after").content]));
  assert.ok(told.some(([origin]) => `${origin}/` === site.address), "the texts lead on");
  for (const [origin, after] of told) if (`${origin}/` === site.address) assert.equal(after, "none");
  await page.context().close();
});
