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

test("a set of more than sixty is taken along whole, in every format, where the site says no address", async () => {
  const page = await open("buscar/?registro=completa&registro=identificada");
  const total = Number.parseInt(await page.textContent("#at-status"), 10);
  assert.ok(total > 60);
  await page.click("#at-set summary");
  assert.equal(JSON.parse(await taken(page, "json")).length, total);
  const keys = (await taken(page, "bib")).match(/^@\w+\{[^,]+/gm);
  assert.equal(new Set(keys).size, total);
  assert.equal((await taken(page, "ris")).match(/^TY {2}-[^]*?^ER {2}-/gm).length, total);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a file in which nothing of the set is found is not handed over", async () => {
  const empty = await serve({ broken: { "/datos/citas.bib": () => Buffer.from("\n") } });
  const page = await open("buscar/?registro=completa&registro=identificada", empty);
  await page.click("#at-set summary");
  await page.click("[data-format=bib]");
  await page.waitForFunction(() => /No se pudo preparar/.test(document.getElementById("at-status").textContent));
  await page.context().close();
  empty.close();
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

/** The address of a cited set in which one record is forgotten and another put in its place, and what a third says has changed. */
async function aged(page, marked) {
  const address = new URL(await citedAddress(page));
  const seal = new URLSearchParams(address.hash.slice(1));
  const [first, ...others] = seal.get("fichas").split(" ").map((name) => name.split("*"));
  assert.ok(first[1] && others[0][1]);
  const kept = others.map(([name, mark]) => (marked ? `${name}*${mark}` : name));
  seal.set("fichas", [marked ? "experiencias/ya-no-esta*00000" : "experiencias/ya-no-esta", ...kept].join(" "));
  address.hash = seal;
  const changed = others[0][0];
  const change = (bytes) => {
    const now = JSON.parse(bytes);
    now.fichas[`${changed}/`].hash = "nuevo";
    return Buffer.from(JSON.stringify(now));
  };
  return { address, changed, later: await serve({ broken: { "/datos/huellas.json": change } }) };
}

async function told(reader, { address, later }) {
  await reader.goto(`${later.address}${address.pathname.slice(1)}${address.search}${address.hash}`);
  await reader.waitForFunction(() => /ha cambiado/.test(document.getElementById("at-changes").textContent));
  return reader.textContent("#at-changes");
}

test("a cited set says which records came, went, and say something else", async () => {
  const page = await open(question);
  const set = await aged(page, true);
  const reader = await (await browser.newContext()).newPage();
  const text = await told(reader, set);
  assert.match(text, /Nuevas \(1\)/);
  assert.match(text, /Ya no están \(1\): experiencias\/ya-no-esta/);
  assert.match(text, /Dicen otra cosa \(1\)/);
  assert.equal(await reader.locator("#at-changes a").count(), 2);
  await reader.context().close();
  set.later.close();
  await page.context().close();
});

test("a set cited without marks is compared with the edition, where that was frozen", async () => {
  const page = await open(question);
  const set = await aged(page, false);
  // The edition was frozen, and since then one record has changed.
  const then = JSON.parse(await readFile(`${process.env.SITE}/datos/huellas.json`, "utf8"));
  const frozen = Object.fromEntries(Object.values(then.fichas).map(({ ficha, hash }) => [ficha, { titulo: "", hash, campos: {} }]));
  frozen[then.fichas[`${set.changed}/`].ficha].hash = "otro";
  const reader = await (await browser.newContext()).newPage();
  await reader.route("**/ediciones/2026.json", (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify({ fichas: frozen }) }));
  assert.match(await told(reader, set), /Dicen otra cosa \(1\)/);
  await reader.context().close();
  set.later.close();
  await page.context().close();
});

test("the citation is text, BibTeX, RIS and CSL-JSON; in another language it says the filters in that language", async () => {
  const page = await open("en/buscar/?pais=PE");
  await page.click("#at-set summary");
  await page.waitForSelector("#at-citation .citation");
  assert.match(await page.textContent("#at-citation .citation"), /Country: Peru \[\d+ records\]/);
  const taken = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#at-citation button", { hasText: name }).click()]);
    return readFile(await download.path(), "utf8");
  };
  const address = await page.getAttribute("#at-citation .citation a", "href");
  assert.ok((await taken("Text")).includes(address));
  assert.ok((await taken("BibTeX")).startsWith("@misc{conjunto-"));
  assert.match(await taken("RIS"), /^TY {2}- DATA\r\n[^]*ER {2}- /);
  const [csl] = JSON.parse(await taken("CSL-JSON"));
  assert.deepEqual([csl.type, csl.URL], ["dataset", address]);
  await page.context().close();
});
