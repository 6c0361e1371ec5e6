// Any two classifications crossed, and a field narrowed and grouped.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
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
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  await page.goto(site.address + path);
  return page;
}

const found = (page) => page.waitForFunction(() => /^\d/.test(document.getElementById("at-status").textContent)).then(async () => Number.parseInt(await page.textContent("#at-status"), 10));

test("two classifications that no page crosses are crossed; the address keeps them, a cell opens its set", async () => {
  const page = await open("matriz/");
  await page.selectOption("#at-rows", "pais");
  await page.selectOption("#at-columns-of", "institucionalidad");
  await page.waitForSelector("#at-matrix table");
  assert.match(page.url(), /filas=pais&columnas=institucionalidad/);
  const cells = await page.locator("#at-matrix .cell.cases a").evaluateAll((all) => all.map((one) => [one.href, Number(one.textContent)]));
  assert.ok(cells.length > 3);
  for (const [href, count] of cells.slice(0, 6)) {
    const set = await open(href.replace(site.address, ""));
    assert.equal(await found(set), count, href);
    await set.context().close();
  }
  await page.click("#at-swap");
  await page.waitForURL(/filas=institucionalidad/);
  await page.goBack();
  await page.waitForFunction(() => document.getElementById("at-rows").value === "pais");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a cell without cases says whether there is none or nobody says", async () => {
  const page = await open("matriz/?filas=tema&columnas=escala&registro=completa&registro=identificada");
  await page.waitForSelector("#at-matrix table");
  const quiet = await page.locator("#at-matrix .cell:not(.cases)").allTextContents();
  assert.ok(quiet.length && quiet.every((text) => /ningún caso/.test(text)));
  assert.ok(await page.locator("#at-matrix .cell.no-datum").count());
  const live = await page.locator("#at-matrix tbody tr").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll(".cell")].map((one) => Number(one.querySelector(".cell-count")?.textContent ?? 0)).reduce((a, b) => a + b, 0)));
  await page.goto(`${site.address}matriz/tema-escala/`);
  const still = await page.locator(".matrix tbody tr").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll(".cell")].map((one) => Number(one.querySelector(".cell-count")?.textContent ?? 0)).reduce((a, b) => a + b, 0)));
  assert.deepEqual(live.filter((n) => n), still.filter((n) => n));
  await page.context().close();
});

test("the matrices that are pages lead to sets where scripts run, and to lists where none does", async () => {
  const page = await open("matriz/tema-escala/");
  await page.waitForFunction(() => /buscar/.test(document.querySelector(".cell a").href));
  const cells = await page.locator(".cell a").evaluateAll((all) => all.slice(0, 4).map((one) => [one.href, Number(one.textContent)]));
  for (const [href, count] of cells) {
    const set = await open(href.replace(site.address, ""));
    assert.equal(await found(set), count, href);
    await set.context().close();
  }
  await page.context().close();
  const still = await open("matriz/tema-escala/", { javaScriptEnabled: false });
  const href = await still.locator(".cell a").first().getAttribute("href");
  assert.ok(!/buscar/.test(href));
  await still.context().close();
});

test("a set is crossed with its filters, which can be changed there", async () => {
  const page = await open("buscar/?pais=CL");
  await page.locator("#at-looks a", { hasText: "Cruzar" }).click();
  await page.waitForURL(/matriz\/.*pais=CL/);
  await page.selectOption("#at-rows", "tema");
  await page.selectOption("#at-columns-of", "modalidad");
  await page.waitForSelector("#at-matrix table");
  assert.match(await page.textContent("#at-chips"), /Chile/);
  const [href, count] = await page.locator("#at-matrix .cell.cases a").first().evaluate((one) => [one.href, Number(one.textContent)]);
  assert.match(href, /pais=CL/);
  await page.goto(href);
  assert.equal(await found(page), count);
  await page.context().close();
});

test("a field is grouped by any classification and narrowed; what is told is what the pages say", async () => {
  const page = await open("campos/objetivos/");
  const own = await page.locator("#at-own .entry").count();
  assert.ok(own > 10);
  await page.click("#at-panel summary");
  await page.selectOption("#at-group", "modalidad");
  await page.waitForSelector("#at-answers .slice");
  assert.match(page.url(), /agrupar=modalidad/);
  const totals = await page.locator("#at-groups .count").allTextContents();
  assert.ok(totals.length > 1);
  assert.ok(!(await page.locator("#at-own").isVisible()));
  await page.goto(`${site.address}campos/objetivos/?pais=PE`);
  await page.waitForSelector("#at-answers .entry");
  const shown = await page.locator("#at-answers .entry").count();
  assert.equal(shown, await found(page));
  const text = (await page.locator("#at-answers .entry .prose").first().textContent()).replace(/\s+/g, " ").trim();
  const href = await page.locator("#at-answers .entry h3 a").first().getAttribute("href");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#at-take")]);
  const csv = await readFile(await download.path(), "utf8");
  const set = new Set(await page.locator("#at-answers .entry h3 a").evaluateAll((all) => all.map((one) => new URL(one.href).pathname.split("/").at(-2))));
  for (const slug of set) assert.ok(csv.includes(`,${slug},`), slug);
  assert.equal(csv.trim().split(/\n(?=(?:[^"]*"[^"]*")*[^"]*$)/).length, shown + 1);
  await page.goto(new URL(href, page.url()).href);
  assert.ok((await page.locator("#objetivos").textContent()).replace(/\s+/g, " ").includes(text));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a field narrowed to those that do not answer says why, one by one", async () => {
  const page = await open("campos/presupuesto/?ausencia=presupuesto");
  await page.waitForSelector("#at-answers .entry");
  const answers = await page.locator("#at-answers .entry .absence").count();
  assert.equal(answers, await page.locator("#at-answers .entry").count());
  await page.context().close();
});

test("without JavaScript grouping and facets fall away, and the field is all there", async () => {
  const page = await open("campos/objetivos/", { javaScriptEnabled: false });
  assert.ok(!(await page.locator("#at-live").isVisible()));
  assert.ok((await page.locator(".entry:visible").count()) > 10);
  await page.context().close();
});
