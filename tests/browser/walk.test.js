// A reader without scripts, on a site that lies in a sub-folder of a host or straight on a disk: every kind of page says
// what it has to say, and every link of it leads to something.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { folder, launch, serve } from "./site.js";

const BELOW = "archivo/2026";
/** Every kind of page, with what must be seen on it. */
const PAGES = {
  "": "main .counted a",
  "experiencias/": ".cards .card-title a",
  "experiencias/coredepa/": ".dimension .prose",
  "tema/": ".terms a",
  "tema/pesca/": ".cards .card-title a",
  "actores/": ".actor-list a",
  "actores/fosis/": ".around-one svg a.node",
  "campos/normatividad/": ".slice .entry",
  "matriz/": "main ul a",
  "matriz/tema-escala/": ".matrix .cell a",
  "mapa/": ".drawn svg a.spot",
  "cronologia/": ".slice svg a",
  "red/": ".drawn svg a.node",
  "cifras/": ".bars a",
  "cifras/completas/": ".lines a",
  "glosario/": ".glossary dfn",
  "acerca/": ".prose p",
  "datos/": ".data-files a",
};

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve({ below: BELOW });
});
after(async () => {
  await browser.close();
  site.close();
});

/** The file of the site behind an address, served or on disk. */
const file = (url) => {
  const path = url.protocol === "file:" ? fileURLToPath(url) : folder + decodeURIComponent(url.pathname).slice(BELOW.length + 1);
  return path.endsWith("/") ? `${path}index.html` : path;
};

const anchors = new Map();
const has = (path, id) => {
  if (!anchors.has(path)) anchors.set(path, readFileSync(path, "utf8"));
  return anchors.get(path).includes(`id="${id}"`);
};

async function look(page, root, path, seen) {
  await page.goto(root + path);
  const told = await page.evaluate((seen) => ({
    heading: document.querySelector("h1")?.getBoundingClientRect().height > 0,
    seen: document.querySelector(seen)?.getBoundingClientRect().height > 0,
    broken: [...document.images].filter((image) => !image.naturalWidth).length,
    links: [...document.querySelectorAll("a")].map((link) => new URL(link.getAttribute("href"), location).href),
  }), seen);
  assert.ok(told.heading, `${path} has a heading`);
  assert.ok(told.seen, `${path} shows ${seen}`);
  assert.equal(told.broken, 0, `${path} shows its pictures`);
  const own = [...new Set(told.links)].map((link) => new URL(link)).filter((url) => url.href.startsWith(root));
  assert.ok(own.length > 5, `${path} leads on`);
  for (const url of own) {
    assert.ok(existsSync(file(url)), `${path} leads to ${url.href}`);
    const id = decodeURIComponent(url.hash.slice(1));
    if (id && file(url).endsWith(".html")) assert.ok(has(file(url), id), `${path} leads to ${url.href}`);
  }
}

for (const [name, root] of [["from a sub-folder", () => `${site.address}${BELOW}/`], ["from disk", () => `${pathToFileURL(folder).href}/`]]) {
  test(`every kind of page works without scripts, ${name}`, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const problems = [];
    page.on("requestfailed", (request) => problems.push(`${request.url()} ${request.failure().errorText}`));
    page.on("response", (response) => response.status() >= 400 && problems.push(`${response.url()} ${response.status()}`));
    for (const prefix of ["", "en/", "pt/"]) {
      for (const [path, seen] of Object.entries(PAGES)) {
        // From disk a link names the file.
        const named = root().startsWith("file:") ? `${prefix}${path}index.html` : prefix + path;
        await look(page, root(), named, seen);
      }
    }
    assert.deepEqual(problems.filter((problem) => !problem.includes("ERR_ABORTED")), []);
    await context.close();
  });

  test(`one walks by links alone, ${name}`, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(root() + "index.html");
    for (const step of [".menu a >> nth=0", ".card-title a >> nth=2", ".facts dd a >> nth=0", ".card-title a >> nth=0", ".actors a >> nth=0", ".menu a >> nth=4", ".pictures a >> nth=1", ".places h3 a >> nth=0", ".languages a >> nth=1", ".languages a >> nth=0"]) {
      const from = page.url();
      await Promise.all([page.waitForURL((url) => url.href !== from), page.locator(step).click()]);
      assert.ok(await page.locator("h1").isVisible(), `${step} from ${from}`);
    }
    await context.close();
  });
}
