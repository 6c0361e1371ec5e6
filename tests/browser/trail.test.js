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

for (const [where, path, link] of [["a term", "tema/pueblos-indigenas/", ".card-title a"], ["a search", "buscar/?q=mujeres", "#at-results .card-title a"], ["the map", "mapa/", ".places ul a"]]) {
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
