// Any two classifications crossed, over any set: what is asked stands in the address, the cells lead to their sets.

import { asked, changed, go, heed, question } from "./asked.js";
import { chips } from "./chips.js";
import { Broken, Engine, Offline } from "./engine.js";
import { counting, facets } from "./facets.js";
import { NONE, facetName, learn, overhear, valueName } from "./naming.js";
import { draw, language, make, number, records, say } from "./words.js";

const $ = (id) => document.getElementById(id);
const page = $("at-cross");
let engine, about, turn = 0;

/** What can stand in rows and columns: facets whose values are few enough to be seen together. */
const crossable = () => about.facets.filter((facet) => !facet.apart && facet.terms.filter(([, , , n]) => n).length > 1);

/** The two that are asked for, if they are two. */
function pair() {
  const all = crossable();
  const named = (key) => all.find((facet) => facet.id === asked().get(key));
  return [named("filas"), named("columnas")];
}

async function show() {
  const mine = ++turn;
  try {
    engine ??= await Engine.open(new URL(page.dataset.engine, location).href);
    about ??= learn(engine);
    controls();
    const [rows, columns] = pair();
    const query = new URLSearchParams([...question(), ["n", 0], ["grupos", 0], ["idioma", language]]);
    if ($("at-filters").open) counting(about, query);
    else query.set("cuentas", 0);
    if (query.has("lugar")) query.set("lugares", 1);
    if (rows && columns) query.set("cruce", `${rows.id},${columns.id}`);
    const answer = await engine.ask(query.toString());
    if (mine !== turn) return;
    overhear(answer);
    chips($("at-chips"));
    if ($("at-filters").open) facets($("at-facets"), about, answer, show);
    $("at-narrow").hidden = !(rows && columns);
    if (!rows || !columns) return $("at-matrix").replaceChildren();
    if (rows === columns) return $("at-matrix").replaceChildren(make("p", { role: "status" }, say("matrix-choose")));
    matrix(rows, columns, answer);
  } catch (error) {
    if (!(error instanceof Broken || error instanceof Offline)) throw error;
    $("at-status").textContent = say(error instanceof Broken ? "broken" : "offline");
  }
}

/** Which two are crossed. */
function controls() {
  const [rows, columns] = pair();
  for (const [id, key, current] of [["at-rows", "filas", rows], ["at-columns-of", "columnas", columns]]) {
    const select = $(id);
    if (select.options.length < 2) {
      select.append(...crossable().map((facet) => make("option", { value: facet.id }, facetName(facet))));
      select.addEventListener("change", () => go(changed((s) => (select.value ? s.set(key, select.value) : s.delete(key)))));
    }
    select.value = current?.id ?? "";
  }
}

/** The values of a facet that a matrix shows: with how deep they stand, without what nobody has; `deep` with the narrower ones. */
function values(facet, ids, counted, deep) {
  const depth = (at) => (facet.terms[at]?.[2] ? 1 + depth(facet.terms[at][2] - 1) : 0);
  const all = ids.map((id, at) => ({ id, at, depth: depth(at) }));
  return all.filter(({ id, at, depth }) => (id === NONE ? counted(at) : (deep || depth === 0) && (facet.terms[at][3] > 0 || counted(at))));
}

function matrix(rows, columns, { crossed, total }) {
  const { cells, totals } = crossed;
  const down = values(rows, crossed.rows, (at) => totals[at] > 0, true);
  const across = values(columns, crossed.columns, (at) => cells.some((row) => row[at] > 0), false);
  const most = Math.max(1, ...down.flatMap(({ at }) => across.map((column) => cells[at][column.at])));
  const head = make("tr", {}, make("th", { scope: "col", class: "corner" }, facetName(rows)), ...across.map(({ id }) => make("th", { scope: "col" }, make("span", {}, valueName(columns, id)))));
  const row = ({ id, at, depth }) => make("tr", {}, make("th", { scope: "row", class: `depth-${depth}` }, totals[at] ? make("a", { href: set([rows, id]) }, valueName(rows, id, true)) : valueName(rows, id, true), " ", make("span", { class: "count" }, number(totals[at]))), ...across.map((column) => cell(rows, columns, crossed, { id, at }, column, most)));
  const name = say("matrix", facetName(rows), facetName(columns));
  const table = make("table", { class: "matrix" }, make("thead", {}, head), make("tbody", {}, ...down.map(row)));
  const file = make("button", { type: "button", onclick: () => download(name, down, across, rows, columns, cells) }, page.dataset.csv);
  $("at-status").textContent = say("matrix-total", records(total));
  $("at-matrix").replaceChildren(make("h2", {}, name), make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": name }, table), make("p", { class: "set-files" }, file));
}

/** The address of the set of some values, besides what is asked already. */
function set(...chosen) {
  const query = question();
  for (const [facet, id] of chosen) query.append(query.has(facet.id) ? `y.${facet.id}` : facet.id, id);
  return `${page.dataset.search}?${query}`;
}

/** A cell: cases, no case, or none known where some do not say. */
function cell(rows, columns, { cells }, row, column, most) {
  const count = cells[row.at][column.at];
  const last = [cells.length - 1, cells[0].length - 1];
  const unsaid = row.id === NONE || column.id === NONE ? 0 : cells[row.at][last[1]] + cells[last[0]][column.at];
  const kind = count ? "cases" : unsaid ? "no-datum" : "no-case";
  const disc = draw("svg", { class: "disc", viewBox: "0 0 36 36", "aria-hidden": "true" }, shape(kind, count, most));
  if (!count) return make("td", { class: `cell ${kind}` }, make("span", { class: "cell-in" }, disc, make("span", { class: "hidden" }, unsaid ? page.dataset.noDatum.replace("{n}", number(unsaid)) : page.dataset.noCase)));
  return make("td", { class: "cell cases" }, make("a", { href: set([rows, row.id], [columns, column.id]) }, disc, make("span", { class: "cell-count" }, number(count))));
}

function shape(kind, count, most) {
  if (kind === "cases") return draw("circle", { class: "solid", cx: 18, cy: 18, r: (3 + 14 * Math.sqrt(count / most)).toFixed(1) });
  if (kind === "no-case") return draw("line", { class: "none", x1: 14, x2: 22, y1: 18, y2: 18 });
  return draw("circle", { class: "unknown", cx: 18, cy: 18, r: 6 });
}

async function download(name, down, across, rows, columns, cells) {
  const { save } = await import("./set.js");
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [["", ...across.map(({ id }) => valueName(columns, id, true))], ...down.map(({ id, at }) => [valueName(rows, id, true), ...across.map((column) => String(cells[at][column.at]))])];
  save(`${name.replaceAll(" ", "-").toLowerCase()}.csv`, "text/csv", `${lines.map((line) => line.map(quoted).join(",")).join("\n")}\n`);
}

$("at-live").hidden = false;
$("at-swap").addEventListener("click", () => go(changed((s) => {
  const [rows, columns] = [s.get("filas"), s.get("columnas")];
  columns ? s.set("filas", columns) : s.delete("filas");
  rows ? s.set("columnas", rows) : s.delete("columnas");
})));
$("at-filters").addEventListener("toggle", ({ target }) => target.open && about && show());
heed(show);
show();
