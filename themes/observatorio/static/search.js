// The page of the search and of exploring: what is typed and ticked goes into the address, and the address into the engine.

import { asked, changed, cited, following, go, heed, question } from "./asked.js";
import { chips, filters, rescue } from "./chips.js";
import { Broken, Engine, Offline, breath } from "./engine.js";
import { counting, facets } from "./facets.js";
import { lang, learn, overhear, place } from "./naming.js";
import { language, make, number, records, renew, rested, say, years } from "./words.js";

const $ = (id) => document.getElementById(id);
const page = $("at-finder");
const PAGE = 20;
$("at-local").remove();

let engine, about, turn = 0, total = 0;

/** The engine, opened once. */
function opened() {
  engine ??= Engine.open(new URL(page.dataset.engine, location).href).catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** The looks at a set; those that only some readers want are fetched when they turn to them. */
const LOOKS = { lista: null, tabla: () => import("./table.js"), mapa: () => import("./places.js") };
const look = () => (asked().get("vista") in LOOKS ? asked().get("vista") : "lista");

async function show() {
  const mine = ++turn;
  page.setAttribute("aria-busy", "true");
  fields();
  const patience = setTimeout(() => mine === turn && status(say("loading")), 400);
  try {
    const [ready, module] = await Promise.all([opened(), LOOKS[look()]?.()]);
    about ??= learn(ready);
    await breath();
    const answer = await ready.ask(query(module).toString());
    await breath();
    if (mine !== turn) return;
    clearTimeout(patience);
    await results(answer, module, ready);
    if (cited().has("huella")) compared(ready).catch(() => {});
    if (!asked().get("q")) return;
    const { groups } = await ready.ask(`q=${encodeURIComponent(asked().get("q"))}&n=0&cuentas=0`);
    if (mine === turn) $("at-groups").replaceChildren(...Object.entries(groups).map(group));
  } catch (error) {
    if (mine === turn) failed(error);
  } finally {
    clearTimeout(patience);
    if (mine === turn) page.removeAttribute("aria-busy");
  }
}

/** What the engine is asked: the address, and what this look needs. */
function query(module) {
  const query = new URLSearchParams(asked());
  if (!query.has("n")) query.set("n", PAGE);
  query.set("grupos", 0);
  query.set("idioma", language);
  if ($("at-filters").open) counting(about, query);
  else query.set("cuentas", 0);
  if (look() === "tabla") module.asking(about, query);
  if (look() === "mapa" || query.has("lugar")) query.set("lugares", 1);
  return query;
}

/** Puts what is asked into the form. */
function fields() {
  const q = $("at-q");
  if (document.activeElement !== q || q.value.trim() !== (asked().get("q") ?? "").trim()) q.value = asked().get("q") ?? "";
  // Without words nothing is more relevant than another.
  const [first] = $("at-sort").options;
  first.textContent = asked().get("q") ? first.dataset.relevance : first.dataset.plain;
  $("at-sort").value = asked().get("orden") ?? "";
}

function status(text, ...more) {
  $("at-status").replaceChildren(text, ...more);
}

function failed(error) {
  $("at-ways").hidden = false;
  const again = make("button", { type: "button", onclick: show }, say("retry"));
  if (error instanceof Offline) status(`${say("offline")} `, again);
  else if (error instanceof Broken) status(say("broken"));
  else throw error;
}

async function results(answer, module, ready) {
  total = answer.total;
  overhear(answer);
  $("at-set").hidden = total === 0;
  $("at-set").open = false;
  $("at-changes").replaceChildren();
  $("at-found").hidden = false;
  $("at-ways").hidden = total > 0;
  status(total === 0 ? say("none") : records(total));
  suggestion(answer.suggestion);
  chips($("at-chips"));
  $("at-asked").textContent = described();
  looks();
  if ($("at-filters").open) facets($("at-facets"), about, answer, show);
  if (total === 0) await rescue($("at-rescue"), ready).catch(() => {});
  else renew($("at-rescue"));
  $("at-more").hidden = answer.hits.length >= total;
  passing(answer.passing);
  $("at-groups").replaceChildren();
  const listed = look() !== "tabla";
  $("at-results").hidden = !listed;
  $("at-results").replaceChildren(...(listed ? answer.hits.map((hit) => card(hit)) : []));
  if (look() === "tabla" && total) module.table($("at-look"), about, answer.hits, titled);
  else if (look() === "mapa" && total) await module.map($("at-look"), page, answer);
  else $("at-look").replaceChildren();
  part(ready, answer);
}

/** How many records of a set the reader goes on through where the page has all of them at hand. */
const WALKED = 200;

/** Tells the pages of the records which part of the set this is: all of it where that costs no fetching. */
function part(ready, { total, hits }) {
  const shown = hits.length;
  const more = (n) => `${location.href.split(/[?#]/)[0]}?${changed((s) => s.set("n", n))}`;
  globalThis.tray.part = () => ({ total, first: 0, after: shown < total && more(shown + PAGE) });
  if (!about.bundled || shown >= Math.min(total, WALKED)) return;
  const query = new URLSearchParams(asked());
  for (const [key, value] of [["n", WALKED], ["cuentas", 0], ["grupos", 0], ["idioma", language]]) query.set(key, value);
  breath().then(() => ready.ask(query.toString())).then(({ hits }) => {
    const records = hits.map((hit) => [hit.url, hit.title || say("untitled"), lang || language]);
    globalThis.tray.part = () => ({ total, first: 0, records, after: records.length < total && more(records.length + PAGE) });
  }, () => {});
}

function suggestion(text) {
  const place = $("at-suggestion");
  if (!text) renew(place);
  place.hidden = !text;
  if (!text) return;
  const [before, after] = say("meant", "\u0000").split("\u0000");
  renew(place, before, make("a", following(changed((s) => s.set("q", text))), text), after);
}

/** What only mentions in passing what is asked is left out, and can be had. */
function passing(count) {
  const place = $("at-passing");
  place.hidden = !count;
  const text = say(count === 1 ? "passing-one" : "passing-many", number(count));
  renew(place, ...(count ? [`${text} `, make("a", following(changed((s) => s.set("paso", 1))), say("passing-show"))] : []));
}

/** The ways to look at the set, and the way to cross it. */
function looks() {
  const links = Object.keys(LOOKS).map((name) => make("li", {}, make("a", { ...following(changed((s) => (name === "lista" ? s.delete("vista") : s.set("vista", name)))), "aria-current": name === look() ? "true" : false }, say(`look-${name}`))));
  const set = question().toString();
  if (page.dataset.matrix) links.push(make("li", {}, make("a", { href: `${page.dataset.matrix}${set && `?${set}`}` }, say("look-cross"))));
  renew($("at-looks"), ...links);
}

/** The records of other observatories have whole addresses, that lead there. */
const isElsewhere = (url) => url.includes("://");
const address = (url) => (isElsewhere(url) ? url : `${page.dataset.root}${page.dataset.prefix}${url}`);

/** The title of a result, which leads to it. */
function titled(hit) {
  const title = make("span", {}, make("a", { href: address(hit.url), lang }, hit.title || say("untitled")));
  const acronym = `(${hit.acronym})`;
  if (hit.acronym && !hit.title.includes(acronym)) title.append(" ", make("span", { class: "acronym" }, acronym));
  return title;
}

function card(hit, level = "h2") {
  const facts = [place(hit), years(hit)].filter(Boolean).map((text) => make("span", {}, text));
  if (isElsewhere(hit.url)) facts.push(make("span", { class: "elsewhere" }, `${say("elsewhere")}: ${new URL(hit.url).host}`));
  const title = make(level, { class: "card-title" }, ...titled(hit).childNodes);
  const line = make("p", { class: "card-facts" }, ...facts);
  globalThis.tray.offer(title.querySelector("a"), line);
  return make("li", { class: "card" }, title, line, ...hit.matches.map(match));
}

function match({ field, excerpt }) {
  const text = make("span", { lang });
  const plain = (piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  for (const piece of excerpt.split(/(<mark>.*?<\/mark>)/s)) {
    const marked = /^<mark>(.*)<\/mark>$/s.exec(piece);
    text.append(marked ? make("mark", {}, plain(marked[1])) : plain(piece));
  }
  return make("p", { class: "card-summary" }, make("span", { class: "match-field" }, `${about.fields[field] ?? field}: `), text);
}

function group([kind, hits]) {
  const items = hits.map((hit) => make("li", {}, ...titled(hit).childNodes));
  return make("div", { class: "group" }, make("h2", {}, say(kind)), make("ul", { class: "list" }, ...items));
}

/** What only some readers need is fetched when they turn to it. */
const sets = () => import("./set.js");

/** The set that is shown, in words: the question and the filters. */
function described() {
  const q = asked().get("q");
  const parts = [...(q ? [`«${q}»`] : []), ...filters().map(({ text }) => text)];
  return parts.join("; ") || say("whole");
}

/** Downloads the set. */
async function taken(format) {
  status(say("loading"));
  try {
    const { FORMATS, everything, members, save } = await sets();
    const [type, make] = FORMATS[format];
    const ready = await opened();
    const seen = format === "csv" && look() === "tabla";
    const text = seen ? await columns(ready, everything) : await make(page, await members(ready, question(), total));
    save(`fichas.${format}`, type, text);
    status(records(total));
  } catch (error) {
    status(say("not-taken"));
  }
}

/** The set in the columns that are shown. */
async function columns(ready, everything) {
  const { asking, csv } = await LOOKS.tabla();
  const query = question();
  for (const key of ["orden", "columnas"]) if (asked().has(key)) query.set(key, asked().get(key));
  asking(about, query);
  return csv(about, await everything(ready, query, total), (url) => new URL(address(url), location).href);
}

/** Says how to cite the set. */
async function cite() {
  const { citations, members, save, seal } = await sets();
  const set = await members(await opened(), question(), total);
  const { site, publisher, edition, date } = page.dataset;
  const address = new URL(`?${question()}#${await seal(page, set)}`, location.href.split(/[?#]/)[0]).href;
  const accessed = new Date().toISOString().slice(0, 10);
  const shapes = citations({ site, publisher, edition: say("edition", edition), date, title: `${described()} [${records(total)}]`, address, accessed });
  const button = (name, file, type) => make("button", { type: "button", onclick: () => save(file, type, shapes[name]) }, { text: say("as-text"), bib: "BibTeX", ris: "RIS", csl: "CSL-JSON" }[name]);
  $("at-citation").replaceChildren(
    make("p", { class: "citation" }, shapes.text.replace(address, ""), make("a", { href: address }, address)),
    make("p", { class: "set-files" }, button("text", "conjunto.txt", "text/plain"), button("bib", "conjunto.bib", "application/x-bibtex"), button("ris", "conjunto.ris", "application/x-research-info-systems"), button("csl", "conjunto.json", "application/json")),
  );
}

/** Says what has changed since the set was cited. */
async function compared(ready) {
  const { changes, members } = await sets();
  const seal = cited();
  const set = await members(ready, question(), total);
  const { same, added, removed, edited, total: before } = await changes(page, seal, set);
  const list = (key, items) => (items.length ? [make("p", {}, `${say(key, number(items.length))} `, ...items.flatMap((item, at) => [at ? ", " : "", item]))] : []);
  const link = ({ url, title }) => make("a", { href: address(url) }, title || url);
  const unknown = !same && (edited === null || !(added.length + removed.length + edited.length));
  $("at-changes").replaceChildren(
    make("p", {}, make("strong", {}, same ? say("set-same", seal.get("edicion")) : say("set-changed", seal.get("edicion")))),
    ...(same ? [] : [make("p", {}, say("set-count", `${number(before)} → ${number(set.length)}`))]),
    ...list("set-added", added.map(link)), ...list("set-removed", removed), ...list("set-edited", (edited ?? []).map(link)),
    ...(unknown ? [make("p", {}, say("set-unknown"))] : []),
  );
}

function listen() {
  let typing = false;
  const typed = (s) => ($("at-q").value ? s.set("q", $("at-q").value) : s.delete("q"));
  $("at-q").addEventListener("input", rested(() => {
    go(changed(typed), { replace: typing });
    typing = true;
  }));
  $("at-q").addEventListener("blur", () => (typing = false));
  $("at-form").addEventListener("submit", (event) => {
    event.preventDefault();
    typing = false;
    go(changed(typed), { replace: $("at-q").value === (asked().get("q") ?? "") });
  });
  $("at-sort").addEventListener("change", ({ target }) => go(changed((s) => (target.value ? s.set("orden", target.value) : s.delete("orden")))));
  $("at-more").addEventListener("click", more);
  $("at-set").addEventListener("toggle", ({ target }) => target.open && cite().catch(() => $("at-citation").replaceChildren(say("not-taken"))));
  document.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", () => taken(button.dataset.format)));
  addEventListener("popstate", () => (typing = false));
  addEventListener("online", () => show());
  addEventListener("keydown", (event) => {
    const free = !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && free) (event.preventDefault(), $("at-q").focus());
  });
  $("at-filters").addEventListener("toggle", ({ target }) => target.open && about && show());
  if (matchMedia("(min-width: 60rem)").matches) $("at-filters").open = true;
}

/** Shows the next results, and goes to the first of them. */
async function more() {
  const rows = () => document.querySelectorAll(look() === "tabla" ? "#at-look tbody tr" : "#at-results > li");
  const before = rows().length;
  const next = new URLSearchParams(asked());
  next.set("n", before + PAGE);
  await go(next, { replace: true });
  rows()[before]?.querySelector("a")?.focus();
}

heed(show);
listen();
show();
