// Readers who use a keyboard, few colours, no motion, or letters four times as large.

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

const PAGES = ["", "experiencias/", "experiencias/coredepa/", "tema/", "actores/fosis/", "campos/normatividad/", "matriz/tema-escala/", "mapa/", "cronologia/", "red/", "cifras/", "buscar/", "comparar/"];

async function open(path, options = {}) {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(30000);
  await page.goto(site.address + path, { waitUntil: "networkidle" });
  return page;
}

for (const [path, marks] of [["mapa/", ".drawn svg a.spot"], ["cronologia/", ".slice svg a"], ["red/", ".drawn svg a.node"], ["cifras/", ".bars a"], ["matriz/tema-escala/", ".matrix .cell a"]]) {
  test(`every mark of ${path} is reached by Tab, in order, named and seen to be there`, async () => {
    const page = await open(path);
    const count = await page.locator(marks).count();
    assert.ok(count > 2, `${count} marks`);
    // How a mark and what is drawn in it look, to tell whether the focus shows.
    await page.evaluate((marks) => {
      window.looks = (mark) => [mark, ...mark.querySelectorAll("*")].map((part) => {
        const { outlineStyle, outlineWidth, stroke, strokeWidth, fill, textDecorationLine, backgroundColor } = getComputedStyle(part);
        return [outlineStyle, outlineWidth, stroke, strokeWidth, fill, textDecorationLine, backgroundColor].join();
      }).join(";");
      window.calm = [...document.querySelectorAll(marks)].map(window.looks);
    }, marks);
    await page.locator(marks).first().focus();
    let steps = 0;
    for (let at = 0; at < count; at++) {
      const told = await page.evaluate((marks) => {
        const here = document.activeElement;
        const name = here.getAttribute("aria-label") ?? here.querySelector("title")?.textContent ?? here.textContent;
        const place = [...document.querySelectorAll(marks)].indexOf(here);
        return { place, name: name.trim(), marked: window.looks(here) !== window.calm[place], href: here.getAttribute("href") };
      }, marks);
      if (told.place === -1) {
        at--; // Something between two marks.
        await page.keyboard.press("Tab");
        assert.ok(steps++ < 4 * count, "the marks are not in the order of Tab");
        continue;
      }
      assert.equal(told.place, at, `the ${at}th mark comes in its turn`);
      assert.ok(told.name && told.href, `the ${at}th mark is named and leads on`);
      assert.ok(told.marked, `the ${at}th mark shows that it is chosen`);
      await page.keyboard.press("Tab");
    }
    await page.context().close();
  });
}

test("a spot of the map opens with Enter what it names", async () => {
  const page = await open("mapa/");
  await page.locator(".drawn svg a.spot").first().focus();
  const href = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href.endsWith(href.replace(/^(\.\.\/)+/, "")));
  await page.context().close();
});

test("a line of the network opens the fichas and roles behind it", async () => {
  const page = await open("red/", { viewport: { width: 1280, height: 1000 } });
  const href = await page.locator(".drawn svg a.edge").last().getAttribute("href");
  const pair = page.locator(`[id="${href.slice(1)}"]`);
  assert.ok((await pair.locator("ul a").count()) > 0, "its fichas");
  assert.match(await pair.locator("ul .aside").first().textContent(), /\/|–/, "its roles");
  await page.context().close();
});

for (const path of PAGES) {
  test(`/${path} does not move where no motion is wanted, and reads at 400 %`, async () => {
    const page = await open(path, { reducedMotion: "reduce", viewport: { width: 320, height: 256 } });
    const told = await page.evaluate(() => ({
      smooth: getComputedStyle(document.documentElement).scrollBehavior,
      moving: document.getAnimations().filter((one) => one.effect.getComputedTiming().activeDuration > 0).length,
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      fixed: [...document.querySelectorAll("body *")].filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.getBoundingClientRect().height > 128).length,
    }));
    assert.deepEqual(told, { smooth: "auto", moving: 0, over: 0, fixed: 0 });
    await page.context().close();
  });

  test(`/${path} keeps its marks in forced colours`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(path, { forcedColors: "active", colorScheme });
      const lost = await page.evaluate(() => {
        const lum = (colour) => {
          const parts = colour.match(/[\d.]+/g)?.map(Number);
          if (!parts || parts[3] === 0) return undefined;
          const [r, g, b] = parts.map((part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const probe = Object.assign(document.createElement("p"), { style: "color: Canvas" });
        document.body.append(probe);
        const ground = lum(getComputedStyle(probe).color);
        probe.remove();
        const apart = (colour) => { const own = lum(colour); return own !== undefined && (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) >= 3; };
        const marks = document.querySelectorAll("main svg :is(rect, circle, line):not(.touch, .grid, .axis, .bar-whole, .inner, .edge, .edge *)");
        return [...marks].filter((mark) => mark.getClientRects().length && mark.getBoundingClientRect().width > 0).filter((mark) => {
          const style = getComputedStyle(mark);
          const stroked = style.stroke !== "none" && Number.parseFloat(style.strokeWidth) > 0 && apart(style.stroke);
          return !stroked && !(style.fill !== "none" && apart(style.fill));
        }).map((mark) => mark.outerHTML.slice(0, 120)).slice(0, 3);
      });
      assert.deepEqual(lost, [], `${path} (${colorScheme})`);
      await page.context().close();
    }
  });
}

test("a line of the network leads to its pair, folded or not", async () => {
  const page = await open("red/");
  const folded = page.locator(".pairs").nth(1).locator("> li").first();
  assert.ok(!(await folded.isVisible()));
  await page.evaluate((id) => (location.hash = id), await folded.getAttribute("id"));
  await folded.waitFor({ state: "visible" });
  await page.context().close();
});
