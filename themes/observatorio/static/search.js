// The page of the search: what is typed and ticked goes into the address, and the address into the engine.

import { Broken, Engine, Offline } from "./engine.js";
import { facets } from "./facets.js";

const $ = (id) => document.getElementById(id);
const page = $("at-finder");
const words = Object.fromEntries([...$("at-words").content.querySelectorAll("[data-word]")].map((w) => [w.dataset.word, w.textContent]));
const language = document.documentElement.lang;
const number = (n) => n.toLocaleString(language);
const PAGE = 20;
$("at-local").remove();

/** A phrase of the page with what belongs into it. */
export const say = (key, a = "") => (words[key] ?? key).replace("{a}", a);

/** An element with attributes and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

let engine, about, turn = 0, total = 0;
let cited = new URLSearchParams(location.hash.slice(1));
let state = new URLSearchParams(location.search);

/** The engine, opened once. */
function opened() {
  engine ??= Engine.open(new URL(page.dataset.engine, location).href).catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

/** Takes a new state: into the address, then into the page. */
export function go(next, { replace = false } = {}) {
  state = next;
  cited = new URLSearchParams();
  const query = state.toString();
  const address = query ? `?${query}` : location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  return show();
}

/** A copy of the state to change. */
export const changed = (change) => {
  const next = new URLSearchParams(state);
  next.delete("n");
  change(next);
  return next;
};

async function show() {
  const mine = ++turn;
  fields();
  const patience = setTimeout(() => mine === turn && status(say("loading")), 400);
  try {
    const ready = await opened();
    about ??= ready.about(language);
    const asked = new URLSearchParams(state);
    if (!asked.has("n")) asked.set("n", PAGE);
    const first = new URLSearchParams(asked);
    first.set("grupos", 0);
    if (!about.bundled && !$("at-filters").open) first.set("cuentas", 0);
    const answer = await ready.ask(first.toString());
    if (mine !== turn) return;
    results(answer);
    if (cited.has("huella")) compared(ready).catch(() => {});
    if (!asked.get("q")) return;
    const { groups } = await ready.ask(`q=${encodeURIComponent(asked.get("q"))}&n=0&cuentas=0`);
    if (mine === turn) $("at-groups").replaceChildren(...Object.entries(groups).map(group));
  } catch (error) {
    if (mine === turn) failed(error);
  } finally {
    clearTimeout(patience);
  }
}

/** Puts the state into the form. */
function fields() {
  const q = $("at-q");
  if (document.activeElement !== q || q.value.trim() !== (state.get("q") ?? "").trim()) q.value = state.get("q") ?? "";
  $("at-sort").value = state.get("orden") ?? "";
  for (const [id, key] of [["at-from", "desde"], ["at-to", "hasta"]]) {
    if (document.activeElement !== $(id)) $(id).value = state.get(key) ?? "";
  }
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

function results(answer) {
  total = answer.total;
  $("at-set").hidden = total === 0;
  $("at-set").open = false;
  $("at-changes").replaceChildren();
  $("at-found").hidden = false;
  $("at-ways").hidden = answer.total > 0;
  status(answer.total === 0 ? say("none") : answer.total === 1 ? say("one") : say("many", number(answer.total)));
  suggestion(answer.suggestion);
  const chosen = chips();
  if (answer.total === 0 && chosen) $("at-status").append(` ${say("drop-filter")}`);
  $("at-results").replaceChildren(...answer.hits.map((hit) => card(hit)));
  $("at-groups").replaceChildren();
  $("at-more").hidden = answer.hits.length >= answer.total;
  facets($("at-facets"), about, answer, state);
}

function suggestion(text) {
  const place = $("at-suggestion");
  place.hidden = !text;
  if (!text) return place.replaceChildren();
  const next = changed((s) => s.set("q", text));
  const [before, after] = say("meant", "\u0000").split("\u0000");
  const link = make("a", { href: `?${next}`, onclick: (event) => (event.preventDefault(), go(next)) }, text);
  place.replaceChildren(before, link, after);
}

/** The filters in force, each to be taken away; says whether there are any. */
function chips() {
  const list = [];
  for (const [key, value] of state) {
    const text = label(key, value);
    if (!text) continue;
    const next = changed((s) => s.delete(key, value));
    list.push(make("button", { type: "button", "aria-label": say("remove", text), onclick: () => go(next) }, `${text} ×`));
  }
  if (list.length > 1) {
    const next = new URLSearchParams(state.has("q") ? { q: state.get("q") } : {});
    list.push(make("button", { type: "button", class: "clear", onclick: () => go(next) }, say("clear")));
  }
  $("at-chips").hidden = list.length === 0;
  $("at-chips").replaceChildren(...list);
  return list.length > 0;
}

function label(key, value) {
  if (key === "desde") return say("from", value);
  if (key === "hasta") return say("to", value);
  const facet = about.facets.find((f) => f.id === key.replace(/^no\./, ""));
  if (!facet) return "";
  const term = value === "sin-dato" ? say("no-data") : (facet.terms.find(([id]) => id === value)?.[1] ?? value);
  const text = `${facet.label}: ${term}`;
  return key.startsWith("no.") ? say("none-of", text) : text;
}

/** The records of other observatories have whole addresses, that lead there. */
const isElsewhere = (url) => url.includes("://");
const address = (url) => (isElsewhere(url) ? url : `${page.dataset.root}${page.dataset.prefix}${url}`);
const year = (hit) => (hit.to && hit.to !== hit.from ? `${hit.from}–${hit.to}` : `${hit.from ?? ""}`);

function card(hit, level = "h2") {
  const facts = [hit.place, year(hit)].filter(Boolean).map((text) => make("span", {}, text));
  if (isElsewhere(hit.url)) facts.push(make("span", { class: "elsewhere" }, `${say("elsewhere")}: ${new URL(hit.url).host}`));
  const title = make(level, { class: "card-title" }, make("a", { href: address(hit.url) }, hit.title || say("untitled")));
  if (hit.acronym) title.append(" ", make("span", { class: "acronym" }, `(${hit.acronym})`));
  const line = make("p", { class: "card-facts" }, ...facts);
  globalThis.tray.offer(title.querySelector("a"), line);
  return make("li", { class: "card" }, title, line, ...hit.matches.map(match));
}

function match({ field, excerpt }) {
  const text = make("p", { class: "card-summary" }, make("span", { class: "match-field" }, `${about.fields[field] ?? field}: `));
  const plain = (piece) => piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  for (const piece of excerpt.split(/(<mark>.*?<\/mark>)/s)) {
    const marked = /^<mark>(.*)<\/mark>$/s.exec(piece);
    text.append(marked ? make("mark", {}, plain(marked[1])) : plain(piece));
  }
  return text;
}

function group([kind, hits]) {
  const items = hits.map((hit) => make("li", {}, make("a", { href: address(hit.url) }, hit.title), hit.acronym ? ` (${hit.acronym})` : ""));
  return make("div", { class: "group" }, make("h2", {}, say(kind)), make("ul", { class: "list" }, ...items));
}

/** What only some readers need is fetched when they turn to it. */
const sets = () => import("./set.js");

/** What is asked, without what only tells how it is shown, in one order whatever the order in which it was asked. */
function question() {
  const asked = new URLSearchParams(state);
  for (const key of ["n", "orden"]) asked.delete(key);
  const order = ([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1);
  return new URLSearchParams([...asked].filter(([, value]) => value !== "").sort(order));
}

/** The set that is shown, in words: the question and the filters. */
function described() {
  const parts = [...question()].map(([key, value]) => (key === "q" ? `«${value}»` : label(key, value))).filter(Boolean);
  const count = total === 1 ? say("one") : say("many", number(total));
  return `${parts.join("; ") || say("whole")} [${count}]`;
}

/** Downloads the set. */
async function taken(format) {
  status(say("loading"));
  try {
    const { FORMATS, members, save } = await sets();
    const [type, make] = FORMATS[format];
    const set = await members(await opened(), question(), total);
    save(`fichas.${format}`, type, await make(page, set));
    status(total === 1 ? say("one") : say("many", number(total)));
  } catch (error) {
    status(say("not-taken"));
  }
}

/** Says how to cite the set. */
async function cite() {
  const { citations, members, save, seal } = await sets();
  const set = await members(await opened(), question(), total);
  const { site, publisher, edition, date } = page.dataset;
  const address = new URL(`?${question()}#${await seal(page, set)}`, location.href.split(/[?#]/)[0]).href;
  const accessed = new Date().toISOString().slice(0, 10);
  const shapes = citations({ site, publisher, edition: say("edition", edition), date, title: described(), address, accessed });
  const button = (name, file, type) => make("button", { type: "button", onclick: () => save(file, type, shapes[name]) }, { bib: "BibTeX", ris: "RIS", csl: "CSL-JSON" }[name]);
  $("at-citation").replaceChildren(
    make("p", { class: "citation" }, shapes.text.replace(address, ""), make("a", { href: address }, address)),
    make("p", { class: "set-files" }, button("bib", "conjunto.bib", "application/x-bibtex"), button("ris", "conjunto.ris", "application/x-research-info-systems"), button("csl", "conjunto.json", "application/json")),
  );
}

/** Says what has changed since the set was cited. */
async function compared(ready) {
  const { changes, members } = await sets();
  const set = await members(ready, question(), total);
  const { same, added, removed, edited, total: before } = await changes(page, cited, set);
  const list = (key, items) => (items.length ? [make("p", {}, `${say(key, number(items.length))} `, ...items.flatMap((item, at) => [at ? ", " : "", item]))] : []);
  const link = ({ url, title }) => make("a", { href: address(url) }, title || url);
  const unknown = !same && (edited === null || !(added.length + removed.length + edited.length));
  $("at-changes").replaceChildren(
    make("p", {}, make("strong", {}, same ? say("set-same", cited.get("edicion")) : say("set-changed", cited.get("edicion")))),
    ...(same ? [] : [make("p", {}, say("set-count", `${number(before)} → ${number(set.length)}`))]),
    ...list("set-added", added.map(link)), ...list("set-removed", removed), ...list("set-edited", (edited ?? []).map(link)),
    ...(unknown ? [make("p", {}, say("set-unknown"))] : []),
  );
}

/** Waits until the typing rests. */
function rested(run) {
  let timer;
  return (event) => (clearTimeout(timer), (timer = setTimeout(() => run(event), 160)));
}

function listen() {
  let typing = false;
  $("at-q").addEventListener("input", rested(() => {
    go(changed((s) => ($("at-q").value ? s.set("q", $("at-q").value) : s.delete("q"))), { replace: typing });
    typing = true;
  }));
  $("at-q").addEventListener("blur", () => (typing = false));
  $("at-form").addEventListener("submit", (event) => {
    event.preventDefault();
    typing = false;
    go(changed((s) => ($("at-q").value ? s.set("q", $("at-q").value) : s.delete("q"))), { replace: $("at-q").value === (state.get("q") ?? "") });
  });
  $("at-sort").addEventListener("change", ({ target }) => go(changed((s) => (target.value ? s.set("orden", target.value) : s.delete("orden")))));
  for (const [id, key] of [["at-from", "desde"], ["at-to", "hasta"]]) {
    $(id).addEventListener("change", ({ target }) => go(changed((s) => (target.value ? s.set(key, target.value) : s.delete(key)))));
  }
  $("at-more").addEventListener("click", async () => {
    const before = $("at-results").children.length;
    const next = new URLSearchParams(state);
    next.set("n", before + PAGE);
    await go(next, { replace: true });
    $("at-results").children[before]?.querySelector("a")?.focus();
  });
  $("at-set").addEventListener("toggle", ({ target }) => target.open && cite().catch(() => $("at-citation").replaceChildren(say("not-taken"))));
  document.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", () => taken(button.dataset.format)));
  addEventListener("popstate", () => ((cited = new URLSearchParams(location.hash.slice(1))), (state = new URLSearchParams(location.search)), (typing = false), show()));
  addEventListener("online", () => show());
  addEventListener("keydown", (event) => {
    const free = !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && free) (event.preventDefault(), $("at-q").focus());
  });
  $("at-filters").addEventListener("toggle", ({ target }) => target.open && about && !about.bundled && show());
  if (matchMedia("(min-width: 60rem)").matches) $("at-filters").open = true;
}

listen();
show();
