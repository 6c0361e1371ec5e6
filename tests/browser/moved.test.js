// Addresses that stay: who follows an old one arrives, over the web and from disk, in every language.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, serve } from "./site.js";

const atalaya = (...args) => execFileSync(process.env.ATALAYA, args, { stdio: "pipe" });
let browser, site, folder, out;

/** A small observatory in which a ficha and a term have new names, and another ficha was taken down. */
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "atalaya-moved-"));
  out = join(folder, "public");
  await cp(join(process.env.REPOSITORY, "tests/readers/site"), folder, { recursive: true });
  const edit = async (file, change) => writeFile(join(folder, file), change(await readFile(join(folder, file), "utf8")));
  atalaya("permalinks", "--write", "--site", folder);
  await rename(join(folder, "content/fichas/huerto.yaml"), join(folder, "content/fichas/huerta-comunal.yaml"));
  await edit("content/fichas/huerta-comunal.yaml", (text) => `antes: [huerto]\n${text}`);
  await edit("content/vocabularios/tema.yaml", (text) => text.replace("- id: vivienda", "- id: habitat\n  sinonimos: [vivienda]\n  antes: [vivienda]"));
  await rm(join(folder, "content/fichas/red-de-barrios.md"));
  await edit("site.toml", (text) => `${text}\n[[withdrawn]]\naddress = "practicas/red-de-barrios/"\ntitle = "Red de barrios"\nreason = "A pedido de la red."\n\n[[moved]]\nfrom = "cifras/ano-1997/"\nto = "cifras/"\n`);
  await edit("content/fichas/huerta-comunal.yaml", (text) => text.replaceAll("red-de-barrios", "mesa-de-salud"));
  await edit("content/fichas/mesa-de-salud.md", (text) => text.replaceAll("red-de-barrios", "huerta-comunal"));
  atalaya("build", "--site", folder, "--out", out);
  browser = await launch();
  site = await serve({ folder: out });
});
after(async () => {
  await browser?.close();
  site?.close();
  await rm(folder, { recursive: true, force: true });
});

async function arrive(address, end) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForURL((url) => url.href.endsWith(end), { timeout: 8000 });
  const title = await page.textContent("h1");
  await page.close();
  return title.trim();
}

test("an old address of a ficha leads to the new one", async () => {
  const title = await arrive(`${site.address}practicas/huerto/`, "practicas/huerta-comunal/index.html");
  assert.match(title, /Huerto/);
  await arrive(`${site.address}en/practicas/huerto/`, "en/practicas/huerta-comunal/index.html");
});

test("an old address of a term leads to the new one", async () => {
  await arrive(`${site.address}tema/vivienda/`, "tema/habitat/index.html");
});

test("what was asked of an old address is asked of the new one", async () => {
  await arrive(`${site.address}tema/vivienda/?orden=titulo#at-main`, "tema/habitat/index.html?orden=titulo#at-main");
  await arrive(`file://${out}/tema/vivienda/index.html?orden=titulo`, "tema/habitat/index.html?orden=titulo");
});

test("the same from disk, without a server", async () => {
  await arrive(`file://${out}/practicas/huerto/index.html`, "practicas/huerta-comunal/index.html");
});

test("what was taken down says so, and why", async () => {
  const page = await browser.newPage();
  const answer = await page.goto(`${site.address}practicas/red-de-barrios/`);
  assert.equal(answer.status(), 200);
  assert.match(await page.textContent("main"), /Red de barrios/);
  assert.match(await page.textContent("main"), /A pedido de la red/);
  assert.equal(await page.getAttribute("meta[name=robots]", "content"), "noindex");
  await page.close();
});
