// What the search of a built site weighs on the wire, and how fast it is, in Chromium:
//
//     node tests/browser/weigh.js SITE [--rare WORD] [--common WORD] [--filter tema=agua] [--limits 240,300,360,520]
//
// Cold: every answer in a browser that knows nothing of the site, compressed as a server sends it, everything the search
// asks for included (its modules, engine, index, titles and excerpts), until ten results are shown. Words that are not given
// are taken from a record. Warm: the same engine asked again. With limits (KB) it fails where one is passed.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";

const { values: given, positionals: [site] } = parseArgs({
  allowPositionals: true,
  options: { rare: { type: "string" }, common: { type: "string" }, filter: { type: "string" }, limits: { type: "string" } },
});
process.env.SITE = site;
const { isSearch, launch, serve } = await import("./site.js");

/** A server's answer is as long as its compressed form, whether or not that lies on disk. */
async function weight(path, length) {
  if (!path.endsWith(".js")) return length;
  return brotliCompressSync(await readFile(join(site, path))).length;
}

/** Opens the search with a question in a fresh browser; gives bytes and requests until the answer, and with the groups. */
async function cold(browser, address, width) {
  const server = await serve();
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${server.address}buscar/?${address}`);
  await page.waitForFunction(() => /\d|^Ning|^No /.test(document.getElementById("at-status").textContent), null, { timeout: 60_000 });
  const first = server.log.filter(([path]) => isSearch(path));
  const shown = await page.locator("#at-results > li").count();
  await page.waitForLoadState("networkidle");
  const all = server.log.filter(([path]) => isSearch(path));
  await context.close();
  server.close();
  const bytes = async (log) => (await Promise.all(log.map(([path, length]) => weight(path, length)))).reduce((a, b) => a + b, 0);
  return { bytes: await bytes(first), requests: first.length, groups: await bytes(all), shown };
}

/** Words of some records with the number of records that have them. */
async function words(browser) {
  const server = await serve();
  const page = await browser.newPage();
  await page.goto(server.address);
  const counted = await page.evaluate(async (base) => {
    const { Engine } = await import(`${base}assets/engine.js`);
    const engine = await Engine.open(`${base}busqueda/`);
    engine.about("es");
    const { hits } = await engine.ask("n=3&cuentas=0");
    const texts = await Promise.all(hits.map(async ({ url }) => {
      const html = await (await fetch(base + url)).text();
      return new DOMParser().parseFromString(html, "text/html").querySelector("main").textContent;
    }));
    const all = [...new Set(texts.join(" ").toLowerCase().match(/\p{L}{6,12}/gu))].slice(0, 300);
    const counted = [];
    for (const word of all) counted.push([word, (await engine.ask(`q=${encodeURIComponent(word)}&n=0&cuentas=0&grupos=0`)).total]);
    return counted;
  }, server.address);
  await page.close();
  server.close();
  return counted.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
}

/** Milliseconds of asking again, and the memory of the page, over many questions. */
async function warm(browser, addresses) {
  const server = await serve();
  const page = await browser.newPage();
  await page.goto(server.address);
  const measured = await page.evaluate(async ([base, addresses]) => {
    const { Engine } = await import(`${base}assets/engine.js`);
    const engine = await Engine.open(`${base}busqueda/`);
    const times = [];
    // The browser translates the engine's busiest functions better while they are used: first let it.
    for (let round = 0; round < 5; round++) for (const address of addresses) await engine.ask(address);
    for (const address of addresses) {
      const runs = [];
      for (let run = 0; run < 5; run++) {
        const start = performance.now();
        await engine.ask(address);
        runs.push(performance.now() - start);
      }
      times.push([address, runs.sort((a, b) => a - b)[2]]);
    }
    return { times, memory: engine.wasm.memory.buffer.byteLength + (performance.memory?.usedJSHeapSize ?? 0) };
  }, [server.address, addresses]);
  await page.close();
  server.close();
  return measured;
}

const swapped = (word) => word.slice(0, 2) + word[3] + word[2] + word.slice(4);
const browser = await launch();
const counted = given.rare && given.common ? [] : await words(browser);
const rare = given.rare ?? counted.find(([, n]) => n >= 10)?.[0] ?? counted[0][0];
const common = given.common ?? counted.at(-1)[0];
const filter = given.filter ?? (await readdir(join(site, "tema")).then((names) => names.filter((name) => !name.includes(".")).sort()[0]).then((id) => `tema=${id}`));
const limits = (given.limits ?? "").split(",").map(Number);
const cases = [
  ["rare word", `q=${rare}`, 390, limits[0]],
  ["common word", `q=${common}`, 390, limits[1]],
  ["common word, filter, counts", `q=${common}&${filter}`, 1280, limits[2]],
  ["mistyped word", `q=${swapped(rare)}`, 390, limits[3]],
  ["absent word", "q=wixqufo", 390, limits[3]],
  ["two words", `q=${rare}+${common}`, 390],
  ["phrase", `q="${rare}+${common}"`, 390],
];
let over = 0;
for (const [name, address, width, limit] of cases) {
  const { bytes, requests, groups, shown } = await cold(browser, address, width);
  const kb = (n) => (n / 1000).toFixed(0).padStart(4);
  over += limit && bytes > limit * 1000 ? 1 : 0;
  console.log(`${name.padEnd(28)} ${kb(bytes)} KB ${String(requests).padStart(3)} requests ${String(shown).padStart(3)} shown; with groups ${kb(groups)} KB${limit ? `; limit ${limit}` : ""}   ${address}`);
}
const { times, memory } = await warm(browser, cases.flatMap(([, address]) => [address, `${address}&cuentas=0`]));
for (const [address, time] of times) console.log(`${time.toFixed(1).padStart(6)} ms  ${address}`);
console.log(`memory ${(memory / 1e6).toFixed(1)} MB`);
await browser.close();
process.exitCode = over ? 1 : 0;
