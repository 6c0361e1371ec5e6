// A record leads on within the set one came from.

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

const position = (page) => page.locator(".neighbours .position").textContent();

for (const [where, path, link] of [["a term", "tema/pueblos-indigenas/", ".card-title a"], ["a search", "buscar/?q=mujeres", "#at-results .card-title a"], ["the map", "mapa/", ".places ul a"], ["a table", "buscar/?q=mujeres&vista=tabla", ".set-table tbody th a"]]) {
  test(`from ${where} one goes on within it, and back to it`, async () => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(30000);
    await page.goto(site.address + path);
    await page.locator(link).nth(1).waitFor();
    const titles = await page.locator(link).allTextContents();
    const set = await page.locator("h1").textContent();
    await page.locator(link).first().click();
    await page.waitForFunction(() => /1 de/.test(document.querySelector(".position")?.textContent));
    assert.match(await position(page), new RegExp(`1 de \\d+ en ${set.trim()}`));
    assert.equal(await page.locator(".neighbours .previous").count(), 0);
    await page.locator(".neighbours .next a").click();
    await page.waitForFunction(() => /2 de/.test(document.querySelector(".position").textContent));
    assert.ok((await page.locator("h1").textContent()).startsWith(titles[1].trim()));
    assert.equal((await page.locator(".neighbours .previous a span").last().textContent()).trim(), titles[0].trim());
    await page.locator(".neighbours .position a").click();
    assert.equal(page.url(), site.address + path);
    await page.context().close();
  });
}

/** Goes from a page to one of its records, and says which. */
async function from(page, path, link, at) {
  await page.goto(site.address + path);
  await page.locator(link).nth(at).waitFor();
  const title = (await page.locator(link).nth(at).textContent()).trim();
  await Promise.all([page.waitForURL(/experiencias\/[^/]+\//), page.locator(link).nth(at).click()]);
  await page.waitForSelector(".neighbours .position");
  return title;
}

const at = async (page, text) => page.waitForFunction((text) => document.querySelector(".position")?.textContent.includes(text), text, { timeout: 5000 });

test("of a search that shows some of its records the whole is counted and walked through", async () => {
  const page = await (await browser.newContext()).newPage();
  await from(page, "buscar/", "#at-results .card-title a", 2);
  await at(page, "Ficha 3 de 23 en Buscar");
  await from(page, "buscar/", "#at-results .card-title a", 19);
  await at(page, "Ficha 20 de 23 en Buscar");
  for (const n of [21, 22, 23]) {
    await page.locator(".neighbours .next a").click();
    await at(page, `Ficha ${n} de 23 en Buscar`);
  }
  assert.equal(await page.locator(".neighbours .next").count(), 0);
  await page.context().close();
});

test("of a list in several pages the whole is counted, and one goes on to the next page", async () => {
  const page = await (await browser.newContext()).newPage();
  await from(page, "experiencias/", ".card-title a", 4);
  await at(page, "Ficha 5 de 79 en Experiencias");
  await from(page, "experiencias/", ".card-title a", 49);
  await at(page, "Ficha 50 de 79 en Experiencias");
  await page.locator(".neighbours .next a").click();
  await page.waitForSelector(".pager");
  const last = await page.locator(".card-title a").count();
  await Promise.all([page.waitForURL(/experiencias\/[^/]+\/(index.html)?$/), page.locator(".card-title a").nth(last - 1).click()]);
  await at(page, "Ficha 79 de 79 en Experiencias");
  await page.context().close();
});

test("a field across the records is a set; the one kept before is not shown to who comes from elsewhere", async () => {
  const page = await (await browser.newContext()).newPage();
  await from(page, "buscar/?q=mujeres", "#at-results .card-title a", 0);
  await at(page, "en Buscar");
  await from(page, "campos/escala/?pais=CL", "#at-answers .entry h3 a", 1);
  await at(page, "en Escala");
  await from(page, "buscar/?pais=CL", "#at-results .card-title a", 0);
  const record = page.url();
  await page.goto(`${site.address}cronologia/`);
  await page.evaluate((record) => { location.href = record; }, record);
  await page.waitForURL(record);
  assert.match(await position(page), /^Ficha \d+ de 79\./);
  await page.context().close();
});

test("in another language one goes on within the set, which has no name there", async () => {
  const page = await (await browser.newContext()).newPage();
  await from(page, "buscar/?q=mujeres", "#at-results .card-title a", 0);
  await at(page, "Ficha 1 de");
  await page.locator(".languages a[hreflang=en]").click();
  await at(page, "in the list you came from");
  assert.match(await position(page), /^Record 1 of \d+ in the list you came from/);
  assert.equal(await page.locator(".neighbours .next a span").last().getAttribute("lang"), "es");
  await page.locator(".neighbours .next a").click();
  await at(page, "Record 2 of");
  await page.locator(".neighbours .position a").click();
  assert.match(page.url(), /\/en\/buscar\/.*\?q=mujeres/);
  await page.context().close();
});

test("who comes from nowhere goes on within the collection", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${site.address}tema/pueblos-indigenas/`);
  await page.locator(".card-title a").first().click();
  await page.goto(`${site.address}experiencias/coredepa/`);
  const own = await page.locator(".card-title").count();
  assert.equal(own, 0);
  assert.match(await position(page), /^Ficha \d+ de 79\./);
  await page.context().close();
});
