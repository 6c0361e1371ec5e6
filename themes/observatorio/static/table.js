// A set as a table: the columns that the reader chooses, and the same columns as a file.

import { asked, changed, following, go } from "./asked.js";
import { facetName, lang, placeName } from "./naming.js";
import { language, make, renew, say, years } from "./words.js";

/** The columns that are read off the result itself. */
const OWN = ["inicio", "completitud"];
const SORTS = { titulo: "titulo", inicio: "antigua", completitud: "completa" };

/** Every column there is: the place, the facets that classify, the fields of the template. */
export function columns(about) {
  const facets = about.facets.filter(({ nature, apart, terms }) => ["terms", "years", "actors", "completeness"].includes(nature) && (apart || terms.some(([, , , records]) => records)));
  const absences = about.facets.find(({ nature }) => nature === "absence");
  const fields = (absences?.terms ?? []).filter(([id, , broader]) => !broader && !facets.some((facet) => facet.id === id) && id in about.fields);
  return [{ id: "lugar", name: say("place-name") }, ...facets.map((facet) => ({ id: facet.id, name: facetName(facet), facet })), ...fields.map(([id, name]) => ({ id, name, long: true }))];
}

/** The columns of this table: those of the address, or the first ones. */
export function chosen(about) {
  const all = columns(about);
  const named = asked().get("columnas");
  if (named !== null) return named.split(",").map((id) => all.find((column) => column.id === id)).filter(Boolean);
  const first = all.filter(({ facet }) => facet?.nature === "terms" && facet.terms.some(([, , , records]) => records)).slice(0, 3);
  return all.filter((column) => first.includes(column) || ["lugar", ...OWN].includes(column.id));
}

/** What must be asked so that the cells come along. */
export function asking(about, query) {
  const wanted = chosen(about).filter(({ id }) => id !== "lugar" && !OWN.includes(id)).map(({ id }) => id);
  if (wanted.length) query.set("campos", wanted.join(","));
  query.set("idioma", language);
}

/** What a result says in each column, as text. */
export function texts(about, hit) {
  let next = 0;
  return chosen(about).map(({ id }) => {
    if (id === "lugar") return placeName(hit);
    if (id === "inicio") return years(hit);
    if (id === "completitud") return `${hit.completeness} %`;
    const cell = hit.cells[next++];
    return Array.isArray(cell) ? { absent: cell[0] } : cell;
  });
}

/** The table of some results; `titled` makes the heading of a row. */
export function table(place, about, hits, titled) {
  const own = chosen(about);
  const head = make("tr", {}, heading("titulo", say("title")), ...own.map(({ id, name, long }) => heading(id, name, long)));
  const rows = hits.map((hit) => make("tr", {}, named(titled(hit)), ...texts(about, hit).map((text, at) => cell(text, own[at]))));
  const grid = make("table", { class: "set-table" }, make("caption", { class: "hidden" }, say("table")), make("thead", {}, head), make("tbody", {}, ...rows));
  renew(place, make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": say("table") }, grid), choice(about));
}

/** The heading of a row, with the button that takes the record along to compare it. */
function named(title) {
  const head = make("th", { scope: "row" }, title);
  globalThis.tray.offer(title.querySelector("a"), head);
  return head;
}

function heading(id, name, long) {
  const sort = SORTS[id];
  const current = asked().get("orden");
  const on = sort && (current === sort || (id === "inicio" && current === "reciente"));
  const direction = !on ? false : id === "completitud" || current === "reciente" ? "descending" : "ascending";
  const next = id === "inicio" && current === "antigua" ? "reciente" : sort;
  const link = sort ? make("a", { ...following(changed((s) => s.set("orden", next))), title: say("sort-by", name) }, name) : name;
  return make("th", { scope: "col", "aria-sort": direction, class: long ? "long" : false }, link);
}

function cell(text, { long }) {
  if (text?.absent) {
    const kind = make("span", { class: `absence absence-${text.absent}` }, make("span", { class: "mark", "aria-hidden": "true" }), say(`absence-${text.absent}`));
    return make("td", {}, kind);
  }
  return make("td", { class: long ? "long" : false }, long ? make("div", { class: "cut", lang }, text) : text);
}

/** Which columns are shown. */
function choice(about) {
  const own = chosen(about).map(({ id }) => id);
  const all = columns(about);
  const box = ({ id, name }) => {
    const input = make("input", { type: "checkbox", "data-key": `column=${id}`, onchange: () => set(all.map((column) => column.id).filter((one) => (one === id ? !own.includes(id) : own.includes(one)))) });
    input.checked = own.includes(id);
    return make("label", {}, input, ` ${name}`);
  };
  const open = document.getElementById("at-columns")?.open;
  return make("details", { id: "at-columns", class: "columns-choice", open }, make("summary", {}, say("columns")), make("fieldset", {}, make("legend", { class: "hidden" }, say("columns")), ...all.map(box)));
}

async function set(ids) {
  const held = document.activeElement?.dataset?.key;
  await go(changed((s) => s.set("columnas", ids.join(","))));
  document.querySelector(`[data-key="${CSS.escape(held ?? "")}"]`)?.focus();
}

/** A text that no spreadsheet takes for a formula, quoted where it must be. */
function quoted(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The set as CSV: the columns as on the screen, named so, in that order; the address comes last. */
export function csv(about, hits, address) {
  const head = [say("title"), ...chosen(about).map(({ name }) => name), "url"];
  const plain = (text) => (text?.absent ? say(`absence-${text.absent}`) : (text ?? ""));
  const rows = hits.map((hit) => [hit.title, ...texts(about, hit).map(plain), address(hit.url)]);
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\n") + "\n";
}
