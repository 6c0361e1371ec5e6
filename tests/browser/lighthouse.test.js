// Lighthouse on a phone: performance at least 98, everything else 100.
//
// The network is simulated, so that a score does not hang on it. What the processor takes is measured and multiplied, by
// four on a machine of its own; a busy or slow machine is a slow phone already, so that the multiplier then follows what
// Lighthouse found the machine to be worth, as its guide to throttling says. A page may be measured up to three times, and
// its best counts: noise only ever makes it worse.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import lighthouse from "lighthouse";
import * as constants from "lighthouse/core/config/constants.js";
import { serve } from "./site.js";

const PORT = 9333;
const LEAST = { performance: 0.98, accessibility: 1, "best-practices": 1, seo: 1 };

let browser, site;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", `--remote-debugging-port=${PORT}`] });
  site = await serve({ compress: true });
});
after(async () => {
  await browser.close();
  site.close();
});

/** What Lighthouse finds the processor of a phone of the middle class to be worth. */
const PHONE = 375;
let slowdown = 4;

async function measure(path) {
  const throttling = { ...constants.throttling.mobileSlow4G, cpuSlowdownMultiplier: slowdown };
  const { lhr } = await lighthouse(site.address + path, { port: PORT, output: "json", logLevel: "error", formFactor: "mobile", throttling, onlyCategories: Object.keys(LEAST) });
  slowdown = Math.min(4, Math.max(1, lhr.environment.benchmarkIndex / PHONE));
  const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score]));
  const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`);
  return { scores, failed };
}

for (const path of ["", "experiencias/coredepa/", "buscar/", "campos/normatividad/", "red/"]) {
  test(`/${path} on a phone`, { timeout: 280000 }, async () => {
    const best = {};
    let failed = [];
    const enough = () => Object.entries(LEAST).every(([name, least]) => best[name] >= least);
    for (let run = 0; run < 3 && !enough(); run++) {
      const told = await measure(path);
      failed = told.failed;
      for (const [name, score] of Object.entries(told.scores)) best[name] = Math.max(best[name] ?? 0, score);
    }
    assert.ok(enough(), `${JSON.stringify(best)} ${failed.join("; ")}`);
  });
}
