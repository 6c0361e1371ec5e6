// A field across the records that a reader chooses, grouped by what the reader chooses. What a record says is taken from
// this page, or from its own.

import { asked, changed, go, heed, question } from "./asked.js";
import { chips, rescue } from "./chips.js";
import { Broken, Engine, Offline } from "./engine.js";
import { counting, facets } from "./facets.js";
import { facetName, lang, learn, overhear, place, valueName } from "./naming.js";
import { language, make, number, records, renew, say, years } from "./words.js";

const $ = (id) => document.getElementById(id);
const page = $("at-live");
const field = page.dataset.field;
const PAGE = 20;
let engine, about, turn = 0;

/** The answers that stand on this page. */
const here = new Map([...document.querySelectorAll(".entry")].map((entry) => [entry.id, entry]));
const address = (url) => (url.includes("://") ? url : `${page.dataset.root}${page.dataset.prefix}${url}`);

const opened = () => (engine ??= Engine.open(new URL(page.dataset.engine, location).href).catch((error) => {
  engine = undefined;
  throw error;
}));

/** The page is left as it is until the reader asks something of it. */
const isAsked = () => question().size > 0 || asked().has("agrupar");

async function show() {
  const mine = ++turn;
  delete globalThis.tray.part;
  $("at-own").hidden = isAsked();
  $("at-set").hidden = !isAsked();
  if (!isAsked() && !$("at-panel").open) return;
  try {
    const ready = await opened();
    about ??= learn(ready);
    controls();
    const by = about.facets.find((facet) => facet.id === asked().get("agrupar") && groupable(facet));
    const query = new URLSearchParams([...question(), ["n", 0], ["grupos", 0], ["idioma", language]]);
    counting(about, query);
    if (query.has("lugar")) query.set("lugares", 1);
    if (by) query.set("cruce", `${by.id},${by.id}`);
    const answer = await ready.ask(query.toString());
    if (mine !== turn) return;
    overhear(answer);
    chips($("at-chips"));
    facets($("at-facets"), about, answer, show);
    $("at-status").textContent = isAsked() ? (answer.total ? records(answer.total) : say("none")) : "";
    if (answer.total) renew($("at-rescue"));
    else await rescue($("at-rescue"), ready);
    if (isAsked()) await groups(ready, by, answer, () => mine === turn);
  } catch (error) {
    if (!(error instanceof Broken || error instanceof Offline)) throw error;
    $("at-status").textContent = say(error instanceof Broken ? "broken" : "offline");
  }
}

const groupable = (facet) => !facet.apart && facet.terms.some(([, , , n]) => n);

function controls() {
  const select = $("at-group");
  if (select.options.length < 2) {
    select.append(...about.facets.filter(groupable).map((facet) => make("option", { value: facet.id }, facetName(facet))));
    select.addEventListener("change", () => go(changed((s) => (select.value ? s.set("agrupar", select.value) : s.delete("agrupar")))));
  }
  select.value = asked().get("agrupar") ?? "";
}

/** The groups of the set: the broadest terms with records, then those that say nothing. */
async function groups(ready, by, { total, crossed }, current) {
  const every = crossed ? crossed.rows.map((id, at) => ({ id, total: crossed.totals[at], broader: by.terms[at]?.[2] })) : [];
  const list = by ? every.filter((group) => group.total > 0 && !group.broader) : total ? [{ id: null, total }] : [];
  const sections = await Promise.all(list.map((group) => section(ready, by, group)));
  if (!current()) return;
  // In groups that are not all unfolded nobody knows which of all a record is.
  globalThis.tray.part = (own) => (own === total ? { total, first: 0 } : {});
  const links = list.map(({ id, total }, at) => make("li", {}, make("a", { href: `#at-group-${at}` }, id === null ? say("whole") : valueName(by, id)), " ", make("span", { class: "count" }, number(total))));
  $("at-groups").replaceChildren(...links);
  $("at-answers").replaceChildren(...sections.map((one, at) => ((one.id = `at-group-${at}`), one)));
}

async function section(ready, by, group) {
  const name = group.id === null ? say("whole") : valueName(by, group.id);
  const box = make("section", { class: "slice" }, make("h2", {}, name, " ", make("span", { class: "count" }, number(group.total))));
  let shown = 0;
  const button = make("button", { type: "button", class: "unfold", onclick: () => more() }, say("group-more"));
  async function more() {
    const query = new URLSearchParams([...question(), ["n", PAGE], ["pasar", shown], ["cuentas", 0], ["grupos", 0], ["campos", field], ["idioma", language]]);
    if (group.id !== null) query.append(`y.${by.id}`, group.id);
    const { hits } = await ready.ask(query.toString());
    const told = await Promise.all(hits.map(answer));
    const first = told[0];
    box.append(...told);
    if (shown > 0) first?.querySelector("a")?.focus();
    shown += hits.length;
    if (shown < group.total) box.append(button);
    else button.remove();
  }
  await more();
  return box;
}

/** What a record says in the field, or why it says nothing. */
async function answer(hit) {
  const facts = [place(hit), years(hit)].filter(Boolean).flatMap((fact, at) => (at ? [", ", fact] : [fact]));
  const absent = Array.isArray(hit.cells[0]) ? hit.cells[0][0] : null;
  const title = make("h3", {}, make("a", { href: `${address(hit.url)}#${field}`, lang }, hit.title || say("untitled")), " ", facts.length ? make("span", { class: "aside" }, ...facts) : "");
  if (absent) return make("article", { class: "entry" }, title, make("p", {}, make("span", { class: `absence absence-${absent}` }, make("span", { class: "mark", "aria-hidden": "true" }), say(`absence-${absent}`))));
  return make("article", { class: "entry" }, title, ...(await told(hit)));
}

/** The answer itself: as it stands on this page, otherwise on the record's own; its bare text where neither has it. */
async function told(hit) {
  const own = here.get(hit.id);
  if (own) return [...own.children].slice(1).map(copied);
  const found = await fetch(address(hit.url)).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
  const source = new DOMParser().parseFromString(found, "text/html");
  const place = source.getElementById(field);
  if (!place?.classList.contains("field")) return hit.cells[0] ? [make("p", {}, hit.cells[0])] : [];
  place.querySelectorAll("a[href]").forEach((link) => link.setAttribute("href", globalThis.tray.below(link.getAttribute("href"), new URL(address(hit.url), location))));
  return [...place.children].filter((child) => !child.classList.contains("field-head")).map(copied);
}

function copied(element) {
  const copy = document.importNode(element, true);
  [copy, ...copy.querySelectorAll("[id]")].forEach((one) => one.removeAttribute("id"));
  return copy;
}

/** The table of the field, of the records of the set. */
async function download() {
  const { everything, save, tabled } = await import("./set.js");
  const query = question();
  const { total } = await (await opened()).ask(new URLSearchParams([...query, ["n", 0], ["cuentas", 0]]).toString());
  const hits = await everything(await opened(), query, total);
  const text = await (await fetch(page.dataset.csv)).text();
  const ids = new Set(hits.map(({ id }) => id));
  save(`${field}.csv`, "text/csv", tabled(text, "slug", (slug) => ids.has(slug)));
}

page.hidden = false;
$("at-panel").addEventListener("toggle", ({ target }) => target.open && show());
$("at-take").addEventListener("click", () => download().catch(() => ($("at-status").textContent = say("not-taken"))));
heed(show);
if (isAsked()) $("at-panel").open = true;
show();
