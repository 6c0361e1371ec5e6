// One page of each kind, in both schemes and three widths: no fault that the rules of WCAG 2.2 AA can see, nothing to
// scroll sideways, no word from the browser's console. The site is read straight from disk, as a reader may.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const site = process.argv[2];
const rules = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// The longest page of each kind in each language, by the class of its body.
function longest(folder, found = new Map()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) longest(path, found);
    else if (entry.name.endsWith(".html")) {
      const html = readFileSync(path, "utf8");
      const kind = html.match(/<html lang="([^"]*)"/)?.[1] + " " + html.match(/<body class="([^"]*)"/)?.[1];
      if (html.length > (found.get(kind)?.length ?? 0)) found.set(kind, { path, length: html.length });
    }
  }
  return found;
}

const pages = [...longest(site).values()].map((page) => page.path).sort();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const faults = [];

// A page that leads on at once is gone before it can be judged: it is judged with its leading on held back.
const refresh = /<meta http-equiv="refresh" content="0; url=[^"]*">/;
const leadsOn = pages.filter((path) => refresh.test(readFileSync(path, "utf8")));

async function holdBack(context) {
  const held = new Set(leadsOn.map((path) => pathToFileURL(path).href));
  await context.route((url) => held.has(url.href), (route) => {
    const html = readFileSync(fileURLToPath(route.request().url()), "utf8");
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: html.replace(refresh, "") });
  });
}

async function look(page, path, how) {
  await page.goto(pathToFileURL(path).href);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) faults.push(`${path} (${how}) scrolls sideways by ${over} pixels`);
  await page.evaluate(rules);
  const { violations } = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), tags);
  for (const rule of violations) {
    faults.push(`${path} (${how}) ${rule.id}, ${rule.nodes.length} times: ${rule.help}\n    ${rule.nodes[0].html.slice(0, 200)}`);
  }
}

// One reader per scheme, side by side.
await Promise.all(["light", "dark"].map(async (colorScheme) => {
  for (const width of [320, 768, 1280]) {
    // The page's policy would refuse the rules themselves; that it refuses nothing of its own is seen without them.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await holdBack(context);
    const page = await context.newPage();
    for (const path of pages) await look(page, path, `${colorScheme}, ${width}`);
    await context.close();
  }
}));
const context = await browser.newContext();
const follower = await context.newPage();
for (const path of leadsOn) {
  await follower.goto(pathToFileURL(path).href, { waitUntil: "commit" });
  await follower.waitForURL((url) => url.href !== pathToFileURL(path).href, { timeout: 10_000 }).catch(() => faults.push(`${path} leads nowhere`));
}
await follower.close();
await holdBack(context);
const page = await context.newPage();
// From disk a browser loads no module, and says so: pages that are nothing without one say it too, others do without.
const MODULE = /<(?:script type="module" src|link rel="modulepreload" href)="[^"]*?([^"/]+\.js)"/g;
const modules = new Set(pages.flatMap((path) => [...readFileSync(path, "utf8").matchAll(MODULE)].map(([, name]) => `/${name}`)));
const isModule = (words) => [...modules].some((name) => words.includes(name));
page.on("console", (message) => isModule(`${message.text()} ${message.location().url}`) || faults.push(`${page.url()}: ${message.text()}`));
page.on("requestfailed", (request) => {
  // A page that is left before its icon has come has asked for it all the same.
  const { errorText } = request.failure();
  if (errorText !== "net::ERR_ABORTED" && !isModule(request.url())) faults.push(`${page.url()}: ${request.url()} ${errorText}`);
});
page.on("request", (request) => {
  if (!request.url().startsWith("file:")) faults.push(`${page.url()} asks ${request.url()}`);
});
for (const path of pages) await page.goto(pathToFileURL(path).href);
await browser.close();

faults.forEach((fault) => console.error(fault));
console.log(`${pages.length} pages in 6 ways: ${faults.length} faults.`);
process.exit(faults.length > 0 ? 1 : 0);
