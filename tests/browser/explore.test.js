// Exploring as a researcher does: facets of every kind, looks, columns, map, downloads.

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
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(site.address + path);
  await page.waitForFunction(() => /\d|Ninguna|No record/.test(document.getElementById("at-status").textContent) && !document.querySelector("[aria-busy]"));
  return page;
}

const total = async (page) => Number.parseInt((await page.textContent("#at-status")).replace(/\D.*$/, "") || "0", 10);
const box = (page, key) => page.locator(`[data-key="${key}"]`);
const line = (page, key) => page.locator(".facet-line", { has: page.locator(`[data-key="${key}"]`) });
const count = async (page, key) => Number(await line(page, key).locator(".count").textContent());

/** Does something and waits for the answer to the new question. */
async function then(page, act) {
  const before = page.url();
  await act();
  await page.waitForFunction((before) => location.href !== before && !document.querySelector("[aria-busy]"), before);
}

async function unfolded(page, facet) {
  const fold = box(page, `fold=${facet}`);
  if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
  await page.locator(`[data-facet="${facet}"] ul`).first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
}

test("every number beside a value is what that value opens, in facets of every kind", async () => {
  const page = await open("buscar/");
  const all = await total(page);
  for (const facet of ["tema", "escala", "pais", "fuente", "inicio", "actor", "completitud", "ausencia", "registro"]) {
    await unfolded(page, facet);
    const keys = await page.locator(`[data-facet="${facet}"] input[type=checkbox]:not(:disabled):not(:checked)`).evaluateAll((boxes) => boxes.slice(0, 3).map((one) => one.dataset.key));
    assert.ok(keys.length > 0, facet);
    for (const key of keys) {
      const said = await count(page, key);
      await then(page, () => box(page, key).check());
      const found = await total(page);
      // Full records stay ticked beside those that are only named.
      assert.equal(found, facet === "registro" ? all + said : said, key);
      await then(page, () => box(page, key).uncheck());
      assert.equal(await total(page), facet === "registro" ? all : all, key);
      if (facet === "registro") await page.goto(`${site.address}buscar/`);
      await unfolded(page, facet);
    }
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("OR inside a facet, all at once by the switch, AND across; the switch stands among the chips", async () => {
  const page = await open("buscar/?tema=desarrollo-socioeconomico&tema=educacion-cultura");
  const any = await total(page);
  await then(page, () => box(page, "mode=tema=true").check());
  const all = await total(page);
  assert.ok(all < any, `${all} < ${any}`);
  assert.match(await page.textContent("#at-chips"), /Tema: todas a la vez/);
  await then(page, () => page.locator("#at-chips button", { hasText: "todas a la vez" }).click());
  assert.equal(await total(page), any);
  await then(page, () => box(page, "pais=PE").check());
  assert.ok((await total(page)) < any);
  await page.goBack();
  await page.waitForFunction((any) => parseInt(document.getElementById("at-status").textContent, 10) === any, any);
  await page.goForward();
  await page.waitForFunction((any) => parseInt(document.getElementById("at-status").textContent, 10) < any, any);
  assert.ok(await box(page, "pais=PE").isChecked());
  await page.context().close();
});

test("NOT and “sin dato” are in every facet, and the rest is the rest", async () => {
  const page = await open("buscar/?registro=completa&registro=identificada");
  const all = await total(page);
  for (const facet of ["area", "escala", "inicio", "modalidad"]) {
    await unfolded(page, facet);
    const key = `${facet}=sin-dato`;
    const unknown = await count(page, key);
    assert.ok(unknown > 0, facet);
    await then(page, () => box(page, `no.${key}`).click());
    assert.equal(await total(page), all - unknown, facet);
    assert.match(await page.textContent("#at-chips"), /^sin |sin [A-ZÁÉÍÓÚ]/m);
    assert.equal(await box(page, `no.${key}`).getAttribute("aria-pressed"), "true");
    await then(page, () => box(page, `no.${key}`).click());
  }
  await page.context().close();
});

test("a broader term counts and ticks its narrower ones", async () => {
  const page = await open("buscar/");
  const twig = page.locator('[data-facet="tema"] .twig').first();
  const key = (await twig.getAttribute("data-key")).replace("twig=tema ", "tema=");
  await twig.click();
  await page.locator('[data-facet="tema"] ul ul input').first().waitFor();
  const narrower = await page.locator(`[data-facet="tema"] li:has(> .facet-line [data-key="${key}"]) ul input`).evaluateAll((all) => all.map((one) => one.dataset.key));
  assert.ok(narrower.length > 0);
  const sum = await Promise.all(narrower.map((one) => count(page, one)));
  const whole = await count(page, key);
  assert.ok(whole >= Math.max(...sum));
  await then(page, () => box(page, key).check());
  assert.equal(await total(page), whole);
  for (const one of narrower) assert.ok((await box(page, one).isChecked()) && (await box(page, one).isDisabled()), one);
  await page.context().close();
});

test("chosen values stay at zero, other zeros are greyed and stay in their place", async () => {
  const page = await open("buscar/?pais=CL");
  const names = await page.locator('[data-facet="pais"] .value-name').allTextContents();
  await unfolded(page, "modalidad");
  await page.goto(`${site.address}buscar/?pais=CL&desde=2200`);
  await page.waitForFunction(() => /Ninguna/.test(document.getElementById("at-status").textContent));
  await unfolded(page, "pais");
  assert.ok(await box(page, "pais=CL").isChecked());
  assert.equal(await count(page, "pais=CL"), 0);
  assert.deepEqual(await page.locator('[data-facet="pais"] .value-name').allTextContents(), names);
  assert.ok(await page.locator('[data-facet="pais"] input:disabled').count());
  await page.context().close();
});

test("where nothing answers, the page says which filter to take away and what that gives", async () => {
  const page = await open("buscar/?q=COREDEPA&pais=PE");
  await page.waitForSelector("#at-rescue a");
  const ways = await page.locator("#at-rescue li").allTextContents();
  assert.ok(ways.some((way) => /Quitar: País: Perú/.test(way)), ways.join());
  const said = Number.parseInt(/(\d+) fichas?$/.exec(ways.find((way) => /Perú/.test(way)))[1], 10);
  await then(page, () => page.locator("#at-rescue a", { hasText: "Perú" }).click());
  assert.equal(await total(page), said);
  await page.context().close();
});

test("years: decades, any other span, a bar per year", async () => {
  const page = await open("buscar/");
  await unfolded(page, "inicio");
  assert.ok(await page.locator(".histogram rect").count());
  const all = await count(page, "inicio=1990-1999");
  await page.fill('[data-key="desde"]', "1990");
  await then(page, () => page.press('[data-key="desde"]', "Enter"));
  await page.fill('[data-key="hasta"]', "1999");
  await then(page, () => page.press('[data-key="hasta"]', "Enter"));
  assert.equal(await total(page), all);
  assert.equal(await count(page, "inicio=1990-1999"), all);
  assert.match(await page.textContent("#at-chips"), /desde 1990.*hasta 1999/s);
  await page.context().close();
});

test("actors: nothing is fetched until asked for, then found by a part of the name without accents", async () => {
  const page = await open("buscar/");
  await unfolded(page, "actor");
  await page.fill('[data-key="narrow=actor"]', "SERVICIO DE COOPERACION TECNICA");
  await page.waitForFunction(() => /^Servicio de Cooperación Técnica/.test(document.querySelector('[data-facet="actor"] .value-name').textContent));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "narrow=actor");
  const key = await page.locator('[data-facet="actor"] input[type=checkbox]').first().getAttribute("data-key");
  const said = await count(page, key);
  await then(page, () => box(page, key).check());
  assert.equal(await total(page), said);
  await page.reload();
  await page.waitForFunction(() => /Cooperación Técnica/.test(document.getElementById("at-chips").textContent));
  await page.context().close();
});

test("absence: which field and why; and it says so in the table", async () => {
  const page = await open("buscar/?ausencia=presupuesto&vista=tabla&columnas=presupuesto,ausencia&n=100");
  const found = await total(page);
  assert.ok(found > 0);
  const cells = await page.locator(".set-table tbody td:first-of-type").allTextContents();
  assert.equal(cells.length, found);
  for (const cell of cells) assert.match(cell, /Sin información|No existe|No aplica|Sin relevar/);
  await page.context().close();
});

test("one set, three looks: list, table, map; each in the address, each with the same filters", async () => {
  const page = await open("buscar/?pais=CL");
  const found = await total(page);
  await then(page, () => page.locator("#at-looks a", { hasText: "Tabla" }).click());
  assert.match(page.url(), /vista=tabla/);
  assert.equal(await total(page), found);
  assert.equal(await page.locator(".set-table tbody tr").count(), Math.min(found, 20));
  await then(page, () => page.locator("#at-looks a", { hasText: "Mapa" }).click());
  await page.waitForSelector(".set-map .spot");
  assert.ok(await page.locator(".set-map path.land").count());
  const marks = await page.locator(".set-map .spot").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.ok(marks.length > 1 && marks.every((mark) => /: \d+ fichas?$/.test(mark)), marks.join());
  await page.locator(".set-map .spot").first().focus();
  const said = Number.parseInt(/(\d+) fichas?$/.exec(marks[0])[1], 10);
  await then(page, () => page.keyboard.press("Enter"));
  assert.match(page.url(), /lugar=/);
  assert.ok((await total(page)) <= said && (await total(page)) > 0);
  assert.equal(await page.locator(".set-map .spot").count(), marks.length);
  await page.goBack();
  await page.goBack();
  await page.waitForSelector(".set-table");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a place that no territory names is called by its coordinates", async () => {
  const page = await open("buscar/?vista=mapa&lugar=-12046,-77043");
  await page.waitForSelector("#at-chips button");
  assert.match(await page.locator("#at-chips").textContent(), /Lugar: latitud -12,046, longitud -77,043/);
  const broken = await open("buscar/?vista=mapa&lugar=nada");
  await broken.waitForSelector("#at-chips button");
  assert.match(await broken.locator("#at-chips").textContent(), /Lugar: Un lugar del mapa/);
  assert.deepEqual([...page.problems, ...broken.problems], []);
  await page.context().close();
  await broken.context().close();
});

test("marks of the map do not overlap and lose no record", async () => {
  const page = await open("buscar/?vista=mapa&registro=completa&registro=identificada");
  await page.waitForSelector(".set-map .spot");
  const marks = await page.locator(".set-map circle").evaluateAll((all) => all.map((one) => ["cx", "cy", "r"].map((name) => Number(one.getAttribute(name)))));
  for (const [at, [x, y, r]] of marks.entries()) {
    for (const [u, v, s] of marks.slice(at + 1)) assert.ok(Math.hypot(x - u, y - v) >= r + s, "two marks overlap");
  }
  await page.context().close();
});

test("the columns are the reader's, stand in the address, and are those of the file", async () => {
  const page = await open("buscar/?vista=tabla&escala=regional");
  await page.click(".columns-choice summary");
  await then(page, () => page.check('[data-key="column=objetivos"]'));
  await then(page, () => page.uncheck('[data-key="column=completitud"]'));
  assert.match(page.url(), /columnas=[^&]*objetivos/);
  const heads = (await page.locator(".set-table thead th").allTextContents()).map((head) => head.trim());
  assert.ok(heads.includes("Objetivos") && !heads.includes("Completitud"));
  await page.click("#at-set summary");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-format=csv]")]);
  const [head, ...rows] = (await readFile(await download.path(), "utf8")).split(/\n(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter(Boolean);
  assert.deepEqual(head.split(","), [...heads, "url"]);
  assert.equal(rows.length, await total(page));
  await page.context().close();
});

test("a table is ordered by its heads, and says so", async () => {
  const page = await open("buscar/?vista=tabla");
  await then(page, () => page.locator(".set-table thead a", { hasText: "Título" }).click());
  assert.equal(await page.locator(".set-table thead th").first().getAttribute("aria-sort"), "ascending");
  const titles = await page.locator(".set-table tbody th").allTextContents();
  const plain = titles.map((one) => one.normalize("NFD").replace(/[^a-z0-9 ]/gi, "").trim().toLowerCase());
  assert.deepEqual(plain, [...plain].sort());
  await page.context().close();
});

test("in other languages: names of values, of columns and of absences", async () => {
  const page = await open("en/buscar/?pais=CL&vista=tabla&columnas=pais,presupuesto&ausencia=presupuesto");
  assert.match(await page.textContent("#at-chips"), /Country: Chile/);
  assert.match(await page.textContent("#at-chips"), /What is missing and why: Budget/);
  assert.match(await page.textContent(".set-table thead"), /Budget/);
  assert.match(await page.textContent(".set-table tbody"), /Chile/);
  await page.context().close();
});

test("by keyboard alone: unfold a facet, tick, exclude, go to the table", async () => {
  const page = await open("buscar/");
  await box(page, "fold=area").focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-facet="area"] input').first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "fold=area");
  await page.keyboard.press("Tab");
  const key = await page.evaluate(() => document.activeElement.dataset.key);
  assert.match(key, /^area=/);
  await then(page, () => page.keyboard.press("Space"));
  assert.ok(await box(page, key).isChecked());
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), key);
  await page.keyboard.press("Tab");
  await then(page, () => page.keyboard.press("Enter"));
  assert.equal(await box(page, `no.${key}`).getAttribute("aria-pressed"), "true");
  for (const fieldset of await page.locator("fieldset.facet").all()) assert.ok((await fieldset.locator("legend").textContent()).trim());
  await page.context().close();
});

test("on a phone every look fits, and a table scrolls within itself", async () => {
  for (const look of ["", "&vista=tabla", "&vista=mapa"]) {
    const page = await open(`buscar/?pais=CL${look}`, { viewport: { width: 390, height: 844 } });
    await page.click("#at-filters summary");
    await page.locator('[data-facet="pais"]').waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), look);
    await page.context().close();
  }
});

test("places of the map are named by their territories, alone and together", async () => {
  const page = await open("buscar/?vista=mapa");
  await page.waitForSelector(".map-places a");
  const names = await page.locator(".map-places a").allTextContents();
  assert.ok(names.every((name) => !/^1 lugares/.test(name)), names.join());
  for (const at of [0, names.findIndex((name) => !/más$/.test(name))]) {
    await page.goto(`${site.address}buscar/?vista=mapa`);
    await page.locator(".map-places a").nth(at).waitFor();
    await then(page, () => page.locator(".map-places a").nth(at).click());
    assert.equal(await page.locator("#at-chips button").first().textContent(), `Lugar: ${names[at]} ×`);
    await page.goto(page.url().replace("vista=mapa&", ""));
    await page.waitForSelector("#at-chips button");
    assert.equal(await page.locator("#at-chips button").first().textContent(), `Lugar: ${names[at]} ×`);
    await page.click("#at-set summary");
    await page.waitForSelector("#at-citation .citation");
    assert.ok((await page.textContent("#at-citation .citation")).includes(`Lugar: ${names[at]} [`));
  }
  await page.context().close();
});

test("what records say is told to be in their language; places are called as the vocabularies of the page's call them", async () => {
  for (const look of ["", "&vista=tabla&columnas=lugar,objetivos"]) {
    const page = await open(`en/buscar/?territorio=argentina&q=salud${look}`);
    const row = page.locator(look ? ".set-table tbody tr" : "#at-results .card").first();
    await row.waitFor();
    assert.match(await row.textContent(), /All of Argentina/);
    assert.equal(await row.locator(look ? "th a" : ".card-title a").getAttribute("lang"), "es");
    assert.equal(await row.locator(look ? ".cut" : ".card-summary span + span").first().getAttribute("lang"), "es");
    await page.context().close();
  }
  const page = await open("buscar/?q=salud");
  assert.equal(await page.locator("#at-results [lang]").count(), 0);
  await page.context().close();
});

test("what says nothing twice: no filter of a year that is none, none of a filter already without", async () => {
  const page = await open("buscar/?desde=abc");
  assert.equal(await page.locator("#at-chips button").count(), 0);
  await page.goto(`${site.address}buscar/?q=zzzz&no.pais=CL&desde=2010`);
  await page.waitForSelector("#at-chips button");
  assert.doesNotMatch(await page.textContent("main"), /sin sin|sin desde/);
  await page.context().close();
});

test("the focus stays where a reader without a mouse expects it", async () => {
  const page = await open("buscar/?pais=CL&pais=PE");
  const at = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
  const press = async (link) => {
    await link.focus();
    await then(page, () => page.keyboard.press("Enter"));
  };
  await press(page.locator("#at-chips button").first());
  assert.match(await at(), /Quitar: País: Perú/);
  await then(page, () => page.keyboard.press("Enter"));
  assert.equal(await page.evaluate(() => document.activeElement.id), "at-status");
  await press(page.locator("#at-looks a", { hasText: "Tabla" }));
  assert.equal(await at(), "Tabla");
  await press(page.locator(".set-table thead a", { hasText: "Título" }));
  assert.equal(await at(), "Título");
  await press(page.locator("#at-looks a", { hasText: "Mapa" }));
  const mark = page.locator(".set-map .spot").nth(2);
  await mark.waitFor();
  const name = await mark.getAttribute("aria-label");
  await press(mark);
  assert.equal(await at(), name);
  await press(page.locator(".map-places a").first());
  assert.equal(await at(), await page.locator(".map-places a").first().textContent());
  await page.goto(`${site.address}buscar/?q=COREDEPA&pais=PE`);
  await press(page.locator("#at-rescue a").first());
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("the table shows all its first columns on a desk, and its records can be taken along to compare", async () => {
  const page = await open("buscar/?vista=tabla");
  const [inner, outer] = await page.locator(".scroll").evaluate((box) => [box.scrollWidth, box.clientWidth]);
  assert.ok(inner <= outer, `${inner} in ${outer}`);
  await page.locator(".set-table .to-tray").nth(1).click();
  assert.equal(await page.locator(".set-table .to-tray").nth(1).getAttribute("aria-pressed"), "true");
  assert.match(await page.textContent(".tray"), /1 ficha/);
  await page.context().close();
});

test("what is shown where nothing is ticked cannot be unticked, and does not look as if it could", async () => {
  const page = await open("buscar/");
  await unfolded(page, "registro");
  const full = box(page, "registro=completa");
  assert.ok((await full.isChecked()) && (await full.isDisabled()));
  await then(page, () => box(page, "registro=identificada").check());
  assert.ok((await full.isChecked()) && (await full.isEnabled()));
  const all = await total(page);
  await then(page, () => full.uncheck());
  assert.ok((await total(page)) < all);
  await page.context().close();
});

test("a long list of values shows the first and the way to all; a part of a name that nobody has is told", async () => {
  const page = await open("buscar/?pais=BR");
  const below = await page.evaluate(() => document.getElementById("at-ways").compareDocumentPosition(document.getElementById("at-found")) & Node.DOCUMENT_POSITION_FOLLOWING);
  assert.ok(below && (await page.isVisible("#at-ways")), "where nothing is found the other ways come first");
  await page.goto(`${site.address}buscar/`);
  await unfolded(page, "actor");
  const values = page.locator('[data-facet="actor"] input[type=checkbox]');
  const few = await values.count();
  await box(page, "whole=actor").click();
  await page.waitForFunction((few) => document.querySelectorAll('[data-facet="actor"] input[type=checkbox]').length > few, few);
  await page.fill('[data-key="narrow=actor"]', "zzzz");
  await page.waitForFunction(() => /Ninguna opción/.test(document.querySelector('[data-facet="actor"]').textContent));
  assert.equal(await values.count(), 0);
  assert.match(await page.locator("#at-sort option").first().textContent(), /observatorio/);
  await page.fill("#at-q", "mujeres");
  await page.waitForURL(/q=mujeres/);
  await page.waitForFunction(() => document.getElementById("at-sort").options[0].textContent === "Relevancia");
  await page.waitForSelector("#at-groups .group");
  assert.doesNotMatch(await page.textContent("#at-groups"), /\(OMM\)[^(]*\(OMM\)/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
