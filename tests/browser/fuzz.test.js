// Whatever is typed and whatever arrives: an answer or the reason why there is none, never a page that waits for ever.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, serve } from "./site.js";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** The same numbers every time. */
function numbers(seed) {
  return (below) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8) % below;
}

/** Strings of every sort, from plain words to what nobody would type. */
function odd(count) {
  const pick = numbers(11);
  const from = (letters) => () => letters[pick(letters.length)];
  const anything = () => String.fromCharCode(pick(0x10000));
  const sorts = [from("abcdefghijklmnñopqrstuvwxyzáéíóú  "), from("-\"«»:* .@,()'"), from("0123456789.,-–/ "), anything, from("漢字кириллицаالعربيةעברית😀🇨🇱\u0301\u200d\u202e ")];
  return Array.from({ length: count }, (_, i) => Array.from({ length: pick(i % 25 ? 40 : 4000) }, sorts[i % sorts.length]).join(""));
}

test("any string is a question the page answers", async () => {
  const site = await serve();
  const page = await browser.newPage();
  page.setDefaultTimeout(8000);
  await page.goto(`${site.address}buscar/`);
  const questions = odd(400);
  const wrong = await page.evaluate(async ([base, questions]) => {
    const { Engine } = await import(`${base}assets/engine.js`);
    const engine = await Engine.open(`${base}busqueda/`);
    const wrong = [];
    for (const question of questions) {
      const asked = [new URLSearchParams({ q: question }).toString(), question];
      for (const address of asked) {
        try {
          const { total, hits } = await engine.ask(address);
          if (!Number.isInteger(total) || hits.length > Math.max(10, total)) wrong.push([address, total]);
        } catch (error) {
          wrong.push([address, String(error)]);
        }
      }
    }
    return wrong;
  }, [site.address, questions]);
  assert.deepEqual(wrong, []);
  for (const question of ["\"", "-", "::", "\u202e", "a".repeat(5000), "%", "&q=x#y", "\\u0000"]) {
    await page.fill("#at-q", question);
    await page.press("#at-q", "Enter");
    await page.waitForFunction(() => /fichas?|^Ninguna/.test(document.getElementById("at-status").textContent));
  }
  await page.close();
  site.close();
});

const DAMAGE = {
  "cut in half": (bytes) => bytes.subarray(0, bytes.length >> 1),
  "one bit turned": (bytes) => ((bytes[bytes.length >> 1] ^= 1), bytes),
  "empty": () => Buffer.alloc(0),
  "a page instead": () => Buffer.from("<!doctype html><title>Not found</title>"),
};

test("whatever file is damaged, the page says so", async () => {
  const question = "buscar/?q=turismo+rural+chile";
  const whole = await serve();
  const first = await browser.newPage();
  await first.goto(whole.address + question, { waitUntil: "networkidle" });
  await first.close();
  whole.close();
  const files = [...new Set(whole.log.map(([path]) => path).filter((path) => path.startsWith("/busqueda/")))];
  assert.ok(files.length >= 3, `${files}`);
  for (const file of files) {
    for (const [name, damage] of Object.entries(DAMAGE)) {
      if (file.endsWith(".wasm") && name === "one bit turned") continue; // A program with another number in it is a program.
      const site = await serve({ broken: { [file]: damage } });
      const page = await browser.newPage();
      await page.goto(site.address + question);
      const told = page.waitForFunction(() => /dañado/.test(document.getElementById("at-status").textContent), null, { timeout: 8000 });
      await told.catch(() => assert.fail(`${file} ${name}`));
      assert.ok(await page.isVisible("#at-ways"), `${file} ${name}`);
      await page.close();
      site.close();
    }
  }
});

test("an answer that breaks off on the way is told as a missing connection, and can be asked again", async () => {
  const site = await serve({ breaks: new Set(["/busqueda/entry.bin"]) });
  const page = await browser.newPage();
  page.setDefaultTimeout(8000);
  await page.goto(`${site.address}buscar/?q=pesca`);
  await page.waitForFunction(() => /No hay conexión/.test(document.getElementById("at-status").textContent));
  site.breaks.clear();
  await page.click("#at-status button");
  await page.waitForFunction(() => /ficha/.test(document.getElementById("at-status").textContent));
  await page.close();
  site.close();
});
