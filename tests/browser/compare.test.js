// Records side by side, as a reader chooses them.

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

async function open(path, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(site.address + path);
  return page;
}

const two = "comparar/?f=experiencias/coredepa/&f=experiencias/emprende-lago-llanquihue/";
const side = (page, count) => page.waitForFunction((count) => document.querySelectorAll(".compare-heads .own").length === count, count);

test("records are chosen in lists, in the search and on their pages, and the choice survives", async () => {
  const page = await open("experiencias/");
  assert.equal(await page.locator(".tray").count(), 0);
  await page.locator(".to-tray").first().click();
  assert.match(await page.textContent(".tray"), /1 ficha/);
  await page.goto(`${site.address}buscar/?q=COREDEPA`);
  await page.locator("#at-results .to-tray").first().click();
  await page.goto(`${site.address}en/experiencias/emprende-lago-llanquihue/`);
  await page.locator(".record-head .to-tray").click();
  assert.match(await page.textContent(".tray"), /3 records/);
  await page.click(".tray a");
  await side(page, 3);
  assert.match(page.url(), /\/en\/.*f=experiencias%2F/);
  assert.equal(await page.locator(".compare-group h2").first().textContent(), "Main facts");
  await page.locator(".compare-heads button").first().click();
  await side(page, 2);
  await page.goto(`${site.address}experiencias/`);
  assert.match(await page.textContent(".tray"), /2 fichas/);
  await page.click(".tray button");
  assert.equal(await page.locator(".tray").count(), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("an address opens the same comparison for whoever gets it; only what differs may stay", async () => {
  const page = await open(two);
  await side(page, 2);
  const rows = await page.locator(".compare-row:visible").count();
  assert.ok(rows >= 21, `${rows} rows`);
  for (const cell of await page.locator(".compare-row .own").all()) assert.notEqual((await cell.textContent()).trim(), "");
  const shared = page.locator(".compare a.shared");
  assert.equal(await shared.filter({ hasText: "Chile" }).count(), 2);
  await page.check("#at-differ");
  assert.ok((await page.locator(".compare-row:visible").count()) < rows);
  assert.equal(await page.locator(".compare a.shared:visible").filter({ hasText: /^Chile/ }).count(), 0);
  assert.match(page.url(), /difieren=1/);
  await page.reload();
  await side(page, 2);
  assert.ok(await page.isChecked("#at-differ"));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("the fields of the comparison say what the records' pages say, and their links lead where those lead", async () => {
  const page = await open(two);
  await side(page, 2);
  const told = await page.locator(".compare-row", { has: page.locator("h3", { hasText: /^Objetivos$/ }) }).locator(".own").first();
  const compared = (await told.textContent()).replace(/\s+/g, " ");
  const links = await page.locator(".compare .own a[href]").evaluateAll((all) => all.map((link) => link.href.split("#")[0]));
  await page.goto(`${site.address}experiencias/coredepa/`);
  const own = (await page.locator("#objetivos .prose").textContent()).replace(/\s+/g, " ").trim();
  assert.ok(compared.includes(own));
  for (const link of new Set(links)) {
    if (!link.startsWith(site.address)) continue;
    assert.equal((await page.request.get(link)).status(), 200, link);
  }
  await page.context().close();
});

test("with nothing chosen the page says how to choose, and offers nothing else", async () => {
  const page = await open("comparar/");
  await page.waitForFunction(() => !document.getElementById("at-local"));
  assert.ok(await page.locator("#at-how").isVisible());
  assert.ok(!(await page.locator("#at-options").isVisible()));
  await page.context().close();
});

test("what is no record of the site is neither fetched nor shown", async () => {
  const page = await open("comparar/?f=../../etc/&f=//elsewhere.example/x/&f=experiencias/no-hay-tal/&f=experiencias/coredepa/");
  await side(page, 2);
  assert.match(await page.textContent(".compare-heads"), /ya no está/);
  await page.context().close();
});

test("who takes a record away stays among those that are left", async () => {
  const page = await open(two);
  await side(page, 2);
  const heads = page.locator(".compare-heads button");
  const other = await heads.nth(1).getAttribute("aria-label");
  await heads.first().focus();
  await page.keyboard.press("Enter");
  await side(page, 1);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), other);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.closest("#at-how"));
  await page.context().close();
});

test("what a ficha does not say of its own fields is no datum; what another kind asks it does not have", async () => {
  const page = await open("comparar/?f=experiencias/coredepa/&f=experiencias/mesa-puno/&f=programas/perspectiva-territorial-sernam/");
  await side(page, 3);
  const cells = (name) => page.locator(".compare-row", { has: page.locator("h3", { hasText: name }) }).first().locator(".own > :not(.own-of)").allTextContents();
  const told = await cells("Selección en el premio");
  assert.equal(told[1], "Sin dato");
  assert.match(told[2], /no tiene este campo/);
  await page.goto(`${site.address}en/${two}`);
  await side(page, 2);
  assert.equal(await page.locator(".compare-heads a").first().getAttribute("lang"), "es");
  await page.context().close();
});

test("on a phone each field says whose it is, and nothing scrolls sideways", async () => {
  const page = await open(two, { viewport: { width: 390, height: 844 } });
  await side(page, 2);
  assert.ok(await page.locator(".compare-row .own-of").first().isVisible());
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await page.context().close();
});

test("without JavaScript the page says what to do", async () => {
  const page = await open("comparar/", { javaScriptEnabled: false });
  assert.match(await page.textContent("main"), /hace falta JavaScript/);
  await page.context().close();
});

test("six stand side by side and no more; by keyboard; on paper without buttons", async () => {
  const page = await open("experiencias/");
  const buttons = page.locator(".to-tray");
  for (let at = 0; at < 6; at++) {
    await buttons.nth(at).focus();
    await page.keyboard.press("Enter");
  }
  assert.ok(await buttons.nth(6).isDisabled());
  await page.locator(".tray a").focus();
  await page.keyboard.press("Enter");
  await side(page, 6);
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  const columns = await page.locator(".compare-row .beside").first().evaluate((row) => getComputedStyle(row).gridTemplateColumns.split(" ").length);
  assert.equal(columns, 6);
  await page.emulateMedia({ media: "print" });
  for (const quiet of [".compare-options", ".compare-heads button", ".site-head nav"]) assert.equal(await page.locator(quiet).first().isVisible(), false, quiet);
  assert.ok(await page.locator(".compare-heads .compare-title").first().isVisible());
  await page.context().close();
});
