// What was found as a set: taken along, cited, and compared with what it was.

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

async function open(path, at = site) {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  await page.goto(at.address + path);
  await page.waitForSelector("#at-set:not([hidden])");
  return page;
}

async function taken(page, format) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-format=${format}]`)]);
  return readFile(await download.path(), "utf8");
}

const question = "buscar/?pais=PE&q=concertaci%C3%B3n";

test("the set is taken along as a table, as JSON and for reference managers: all of it and nothing else", async () => {
  const page = await open("buscar/?tema=pesca");
  const total = Number.parseInt(await page.textContent("#at-status"), 10);
  assert.ok(total >= 1);
  await page.click("#at-set summary");
  const csv = await taken(page, "csv");
  const titles = await page.locator("#at-results .card-title a").allTextContents();
  for (const title of titles) assert.ok(csv.includes(title), title);
  const json = JSON.parse(await taken(page, "json"));
  assert.equal(json.length, total);
  assert.equal((await taken(page, "bib")).match(/^@/gm).length, total);
  assert.equal((await taken(page, "ris")).match(/^TY {2}-/gm).length, total);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

async function citedAddress(page) {
  await page.click("#at-set summary");
  return page.getAttribute("#at-citation .citation a", "href");
}

test("a cited set has one address whatever the order of the question, and says that it is as it was", async () => {
  const one = await open(question), other = await open("buscar/?q=concertaci%C3%B3n&orden=titulo&pais=PE");
  const address = await citedAddress(one);
  assert.equal(address, await citedAddress(other));
  assert.match(address, /#edicion=2026&total=\d+&huella=[0-9a-f]{12}&fichas=/);
  assert.match(await one.textContent("#at-citation .citation"), /«concertación».*fichas?\].*edición 2026/);
  await other.goto("about:blank");
  await other.goto(address);
  await other.waitForFunction(() => /sigue igual/.test(document.getElementById("at-changes").textContent));
  await one.context().close();
  await other.context().close();
});

test("a cited set says which records came, went, and say something else", async () => {
  const page = await open(question);
  const address = new URL(await citedAddress(page));
  const seal = new URLSearchParams(address.hash.slice(1));
  const [first, ...others] = seal.get("fichas").split(" ");
  seal.set("fichas", ["experiencias/ya-no-esta", ...others].join(" "));
  address.hash = seal;
  // The edition was frozen, and since then one record has changed.
  const then = JSON.parse(await readFile(`${process.env.SITE}/datos/huellas.json`, "utf8"));
  const frozen = Object.fromEntries(Object.values(then.fichas).map(({ ficha, hash }) => [ficha, { titulo: "", hash, campos: {} }]));
  frozen[then.fichas[`${others[0]}/`].ficha].hash = "otro";
  const change = (bytes) => {
    const now = JSON.parse(bytes);
    now.fichas[`${others[0]}/`].hash = "nuevo";
    return Buffer.from(JSON.stringify(now));
  };
  const later = await serve({ broken: { "/datos/huellas.json": change } });
  const context = await browser.newContext();
  const reader = await context.newPage();
  await reader.route("**/ediciones/2026.json", (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify({ fichas: frozen }) }));
  await reader.goto(`${later.address}${address.pathname.slice(1)}${address.search}${address.hash}`);
  await reader.waitForFunction(() => /ha cambiado/.test(document.getElementById("at-changes").textContent));
  const told = await reader.textContent("#at-changes");
  assert.match(told, /Nuevas \(1\)/);
  assert.match(told, /Ya no están \(1\): experiencias\/ya-no-esta/);
  assert.match(told, /Dicen otra cosa \(1\)/);
  assert.equal(await reader.locator("#at-changes a").count(), 2);
  assert.ok(first);
  await context.close();
  later.close();
  await page.context().close();
});
