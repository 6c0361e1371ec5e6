// What `atalaya serve` shows over the page: what is wrong, where and how to mend it, until it is mended.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { launch } from "./site.js";

const ficha = "content/experiencias/coredepa.md";
let browser, folder, server, address;

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "atalaya-"));
  for (const name of ["content", "themes", "site.toml"])
    await cp(join(process.env.REPOSITORY, name), join(folder, name), { recursive: true });
  server = spawn(process.env.ATALAYA, ["serve", "--port", "0", "--site", folder], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: server.stdout })) {
    address = line.trim();
    break;
  }
});
after(async () => {
  await browser.close();
  server.kill();
  await rm(folder, { recursive: true });
});

async function edit(from, to) {
  const text = await readFile(join(folder, ficha), "utf8");
  assert.ok(text.includes(from), from);
  await writeFile(join(folder, ficha), text.replace(from, to));
}

test("a finding stands over the last good page until it is mended, and a change is shown at once", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(20000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(`${address}experiencias/coredepa/`);
  assert.equal(await page.locator("section[role=alert]").count(), 0);

  await edit("escala: regional", "escala: rejional");
  const alert = page.locator("section[role=alert]");
  await alert.waitFor();
  const told = await alert.innerText();
  for (const words of ["unknown-term", `${ficha}:14:9`, "«rejional» no es un término", "escala: rejional", "¿Quiso decir"])
    assert.ok(told.includes(words), `${words} in ${told}`);
  assert.match(await page.textContent("h1"), /Pesca Artesanal/);

  await page.locator("section[role=alert] button").click();
  await alert.waitFor({ state: "detached" });
  await edit("escala: rejional", "escala: rexional");
  await alert.waitFor();

  await edit("escala: rexional", "escala: regional");
  await alert.waitFor({ state: "detached" });
  await edit("titulo: Comisión", "titulo: Nueva Comisión");
  await page.waitForFunction(() => document.querySelector("h1").textContent.includes("Nueva Comisión"));
  assert.deepEqual(problems, []);
});
