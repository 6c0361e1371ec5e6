// The search as a reader meets it.

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

async function open(path, { at = site, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(at.address + path);
  return page;
}

const answered = (page, text) => page.waitForFunction((text) => new RegExp(text).test(document.getElementById("at-status").textContent), text);
const titles = (page) => page.locator("#at-results .card-title a").allTextContents();

test("typing gives results, and the address keeps the question", async () => {
  const page = await open("buscar/");
  await answered(page, "^\\d+ fichas$");
  await page.fill("#at-q", "pescadores");
  await page.waitForURL(/q=pescadores/);
  await answered(page, "^1 ficha|^\\d fichas$");
  assert.match((await titles(page))[0], /Pesca Artesanal/);
  assert.ok(await page.locator("#at-results mark").count());
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("nothing of the search is fetched by a page before the reader turns to it", async () => {
  const own = await serve();
  const page = await open("", { at: own });
  await page.waitForLoadState("networkidle");
  assert.ok(own.log.every(([path]) => !/busqueda|search\.js/.test(path)));
  await page.fill("form.search input", "chiloé");
  await page.press("form.search input", "Enter");
  await page.waitForURL(/buscar\/.*\?q=/);
  await answered(page, "fichas$");
  assert.ok((await titles(page)).length >= 3);
  await page.context().close();
  own.close();
});

test("facets narrow, are counted, and stand in the address; back and forward undo and redo", async () => {
  const page = await open("buscar/?q=desarrollo", { viewport: { width: 1280, height: 900 } });
  await answered(page, "fichas$");
  const all = await page.textContent("#at-status");
  await page.check('input[data-key="pais=AR"]');
  await page.waitForURL(/pais=AR/);
  await page.waitForFunction((all) => document.getElementById("at-status").textContent !== all, all);
  const one = await page.textContent("#at-status");
  assert.match(await page.textContent("#at-chips"), /Argentina/);
  await page.check('input[data-key="pais=PE"]');
  await page.waitForURL(/pais=AR&pais=PE/);
  await page.waitForFunction((one) => document.getElementById("at-status").textContent !== one, one);
  await page.goBack();
  await page.waitForFunction((one) => document.getElementById("at-status").textContent === one, one);
  await page.goBack();
  await page.waitForFunction((all) => document.getElementById("at-status").textContent === all, all);
  assert.equal(await page.isChecked('input[data-key="pais=AR"]'), false);
  await page.goForward();
  await page.waitForFunction((one) => document.getElementById("at-status").textContent === one, one);
  await page.click("#at-chips button");
  await page.waitForFunction((all) => document.getElementById("at-status").textContent === all, all);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a shared address gives the same page, in another language too", async () => {
  for (const path of ["buscar/", "en/buscar/"]) {
    const page = await open(`${path}?q=turismo&escala=provincial&orden=titulo`);
    await answered(page, "\\d+ (fichas|records)$|^1 ");
    assert.equal(await page.inputValue("#at-q"), "turismo");
    assert.equal(await page.inputValue("#at-sort"), "titulo");
    const found = await titles(page);
    assert.ok(found.length > 0);
    await page.click("#at-results .card-title a");
    assert.match(page.url(), path.startsWith("en") ? /\/en\/experiencias\// : /\/experiencias\//);
    await page.waitForSelector("h1");
    await page.context().close();
  }
});

test("keyboard only: slash to the box, tab to the filters, space to tick", async () => {
  const page = await open("buscar/", { viewport: { width: 1280, height: 900 } });
  await answered(page, "fichas$");
  await page.keyboard.press("Tab");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "at-q");
  await page.keyboard.type("mujeres");
  await page.waitForURL(/q=mujeres/);
  await page.keyboard.press("Enter");
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.type === "checkbox")) break;
  }
  const key = await page.evaluate(() => document.activeElement.dataset.key);
  await page.keyboard.press("Space");
  await page.waitForSelector("#at-chips button");
  await page.waitForFunction((key) => document.activeElement.dataset.key === key && document.activeElement.checked, key);
  await page.context().close();
});

test("a mistyped word is understood and the right one offered; what is not there gets nothing", async () => {
  const page = await open("buscar/?q=discapasidad");
  await answered(page, "^1 ficha|fichas$");
  assert.match(await page.textContent("#at-suggestion"), /discapacidad/);
  await page.click("#at-suggestion a");
  await page.waitForURL(/q=discapacidad/);
  await page.goto(`${site.address}buscar/?q=${encodeURIComponent("energía nuclear")}`);
  await answered(page, "^Ninguna");
  assert.equal((await titles(page)).length, 0);
  assert.ok(await page.isVisible("#at-ways"));
  await page.context().close();
});

test("what mentions a word in passing is told, and shown when asked for", async () => {
  const page = await open("buscar/?q=pobreza");
  await answered(page, "^\\d+ fichas$");
  const shown = parseInt(await page.textContent("#at-status"));
  const left = parseInt(await page.textContent("#at-passing"));
  assert.ok(left > 0);
  await page.click("#at-passing a");
  await page.waitForURL(/paso=1/);
  await answered(page, `^${shown + left} fichas$`);
  assert.equal(await page.isVisible("#at-passing"), false);
  assert.match(await page.textContent("#at-chips"), /también de paso/);
  await page.goBack();
  await answered(page, `^${shown} fichas$`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("what goes on is told with «desde», in cards and in the table", async () => {
  const page = await open("buscar/?q=puno");
  await answered(page, "fichas?$");
  assert.match(await page.textContent("#at-results .card-facts"), /desde 2001/);
  await page.goto(`${site.address}buscar/?q=puno&vista=tabla`);
  await page.waitForSelector("#at-look tbody tr");
  assert.match(await page.textContent("#at-look tbody tr"), /desde 2001/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("without JavaScript the page says so and leads on", async () => {
  const page = await open("buscar/", { javaScriptEnabled: false });
  assert.match(await page.textContent("main"), /necesita JavaScript/);
  assert.ok((await page.locator("#at-ways a").count()) > 5);
  await page.context().close();
});

test("a slow network: the page says that it searches, and the last question wins", async () => {
  const slow = await serve({ delay: 500 });
  const page = await open("buscar/?q=turismo", { at: slow });
  await answered(page, "Buscando");
  await page.fill("#at-q", "teatro");
  await page.waitForURL(/q=teatro/);
  await answered(page, "ficha");
  assert.match((await titles(page))[0], /Teatro/);
  await page.context().close();
  slow.close();
});

test("an offline moment: the page says so and goes on when the network is back", async () => {
  const own = await serve();
  const page = await open("buscar/?q=pesca", { at: own });
  await answered(page, "ficha");
  await page.context().setOffline(true);
  await page.fill("#at-q", "\"borde costero\"");
  await answered(page, "No hay conexión");
  await page.context().setOffline(false);
  await answered(page, "ficha");
  assert.match((await titles(page))[0], /Chiloé/);
  await page.context().close();
  own.close();
});

test("a damaged or truncated index is told, and nothing hangs", async () => {
  const damages = [(b) => b.subarray(0, b.length >> 1), (b) => ((b[b.length >> 1] ^= 1), b), () => Buffer.alloc(0)];
  for (const damage of damages) {
    const own = await serve({ broken: { "/busqueda/entry.bin": damage } });
    const page = await open("buscar/?q=pesca", { at: own });
    await answered(page, "dañado");
    assert.ok(await page.isVisible("#at-ways"));
    await page.context().close();
    own.close();
  }
});

test("opened from disk the page says why it cannot search", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`file://${process.env.SITE}/buscar/index.html`);
  assert.ok(await page.isVisible("#at-ways a"));
  await page.goto(`file://${process.env.SITE}/tema/pesca/index.html`);
  assert.equal(await page.locator(".tally a", { hasText: "Explorar" }).count(), 0);
  await page.goto(`${site.address}tema/pesca/`);
  assert.ok(await page.isVisible(".tally a >> text=Explorar"));
  await context.close();
});

test("on a phone nothing is wider than the screen", async () => {
  const page = await open("buscar/?q=municipios", { viewport: { width: 360, height: 740 } });
  await answered(page, "fichas$");
  await page.click("#at-filters summary");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.context().close();
});

test("engine, index and first answer are small and take few requests", async () => {
  const own = await serve();
  const page = await open("buscar/?q=turismo", { at: own });
  await answered(page, "fichas$");
  const search = own.log.filter(([path]) => /busqueda|\/assets\/(search|engine|facets)\.js/.test(path));
  const bytes = search.reduce((sum, [, length]) => sum + length, 0);
  console.log(`${search.length} requests, ${bytes} bytes`, search);
  assert.ok(search.length <= 6);
  await page.context().close();
  own.close();
});

test("the switch of languages takes along what is asked now, and where one is on the page", async () => {
  const page = await open("buscar/?q=pesca");
  await answered(page, "ficha");
  await page.fill("#at-q", "turismo");
  await page.waitForURL(/q=turismo/);
  await page.locator(".languages a[hreflang=en]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/en\/buscar\/.*\?q=turismo$/);
  await answered(page, "record");
  for (const path of ["campos/escala/?pais=CL&agrupar=area", "matriz/?filas=tema&columnas=area", "comparar/?f=experiencias/coredepa/&f=experiencias/mesa-puno/", "experiencias/coredepa/#objetivos"]) {
    await page.goto(site.address + path);
    await page.locator(".languages a[hreflang=pt]").click();
    await page.waitForURL(/\/pt\//);
    const [was, is] = [new URL(path, site.address), new URL(page.url())];
    assert.deepEqual([is.searchParams.toString(), is.hash], [was.searchParams.toString(), was.hash], path);
  }
  await page.context().close();
});
