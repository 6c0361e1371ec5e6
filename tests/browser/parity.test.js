// The page and the terminal give the same answers: ids, order, totals, facet counts.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch, serve } from "./site.js";

const repository = process.env.REPOSITORY;

/** The same numbers every time. */
function numbers(seed) {
  return (below) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8) % below;
}

function judged() {
  const folders = [join(repository, "tests/search/judged"), join(repository, "../shared/search")];
  const files = folders.flatMap((folder) => {
    try {
      return readdirSync(folder).filter((name) => name.endsWith(".yaml")).map((name) => join(folder, name));
    } catch {
      return [];
    }
  });
  const lines = files.flatMap((file) => readFileSync(file, "utf8").split("\n"));
  return lines.flatMap((line) => {
    const flow = /consulta: "((?:[^"\\]|\\.)*)"/.exec(line);
    const block = /^\s+consulta: ([^"].*)$/.exec(line);
    return flow ? [JSON.parse(`"${flow[1]}"`)] : block ? [block[1].replace(/^'|'$/g, "")] : [];
  });
}

/** Questions of every sort made from the fichas themselves. */
function generated(count) {
  const pick = numbers(7);
  const folder = join(repository, "content/experiencias");
  const texts = readdirSync(folder).filter((name) => name.endsWith(".md")).sort().map((name) => readFileSync(join(folder, name), "utf8").split("---\n").slice(2).join(" "));
  const words = () => {
    const all = texts[pick(texts.length)].match(/[\p{L}\d]+/gu);
    return (n) => all.slice(pick(all.length - n), 1e9).slice(0, n);
  };
  const one = () => words()(1)[0];
  const typo = (word) => {
    const at = pick(word.length), letter = String.fromCharCode(97 + pick(26));
    return [word.slice(0, at) + word.slice(at + 1), word.slice(0, at) + letter + word.slice(at), word.slice(0, at) + letter + word.slice(at + 1)][pick(3)];
  };
  const filters = ["pais=CL", "pais=AR&pais=PE", "no.escala=regional", "tema=desarrollo-socioeconomico", "area=sin-dato", "desde=2000", "desde=1995&hasta=2001", "orden=titulo", "orden=reciente", "tema=pesca&tema=turismo&todas=tema", "paso=1"];
  const sorts = [
    () => [one()], () => [words()(2).join(" ")], () => [words()(3).join(" ")], () => [`"${words()(2 + pick(3)).join(" ")}"`],
    () => [one().slice(0, 3 + pick(4))], () => [`${one().slice(0, 4)}*`], () => [typo(one())], () => [`${one()} -${one()}`],
    () => [one(), filters[pick(filters.length)]], () => ["", filters[pick(filters.length)]], () => [`objetivos:${one()}`], () => [`escala:provincial ${one()}`],
  ];
  return Array.from({ length: count }, (_, i) => sorts[i % sorts.length]());
}

const reduced = ({ total, passing, hits, facets, groups, suggestion }) => ({ total, passing, hits: hits.map(({ id, score }) => [id, score]), facets, groups: Object.entries(groups).map(([kind, list]) => [kind, list.map(({ id }) => id)]), suggestion });

test("page and terminal agree", async () => {
  const questions = [...judged().map((question) => [question]), ...generated(500)];
  const addresses = questions.map(([q, more = ""]) => `q=${encodeURIComponent(q)}&n=50${more && `&${more}`}`);
  assert.ok(questions.length >= 600, `${questions.length}`);
  const lines = execFileSync(process.env.ATALAYA, ["search", "--built", process.env.SITE, "--address", "--json", "--", "-"], { input: addresses.join("\n"), maxBuffer: 1 << 30, encoding: "utf8" });
  const terminal = lines.trim().split("\n").map((line) => reduced(JSON.parse(line)));
  const site = await serve();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.address);
    const answers = await page.evaluate(async ([base, addresses]) => {
      const { Engine } = await import(`${base}assets/engine.js`);
      const engine = await Engine.open(`${base}busqueda/`);
      engine.about("es");
      const answers = [];
      const times = [];
      for (const address of addresses) {
        await engine.ask(address);
        const start = performance.now();
        answers.push(await engine.ask(address));
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      return { answers, memory: engine.wasm.memory.buffer.byteLength, middle: times[times.length >> 1], worst: times.at(-1) };
    }, [site.address, addresses]);
    console.log(`${addresses.length} questions; warm ms: median ${answers.middle.toFixed(1)}, worst ${answers.worst.toFixed(1)}; memory ${answers.memory >> 20} MB`);
    answers.answers.forEach((answer, i) => assert.deepEqual(reduced(answer), terminal[i], addresses[i]));
  } finally {
    await browser.close();
    site.close();
  }
});
