// The facets beside the results: OR inside one, AND across; the counts are what each value would open.

import { asked, changed, go } from "./asked.js";
import { NONE, facetName, isYear, valueName } from "./naming.js";
import { draw, make, number, rested, say } from "./words.js";

const FEW = 8;
/** How many facets are open at first. */
const OPEN = 4;
const LONG = 15;

/** What the reader has opened and closed, and typed to narrow a list of values. */
const folds = new Map();
const whole = new Set();
const twigs = new Map();
const typed = new Map();
let again = () => {};

/** A facet is of use where its values tell records apart, or where one is chosen. */
function useful(facet, total) {
  const roots = facet.terms.filter(([, , broader, records]) => !broader && records);
  return facet.apart || roots.length > 1 || (roots.length === 1 && (roots[0][3] < total || facet.nature === "absence"));
}

const chosenIn = (facet) => [...asked().getAll(facet.id), ...asked().getAll(`no.${facet.id}`), ...(facet.nature === "years" ? ["desde", "hasta"].filter((key) => isYear(asked().get(key))) : [])];

/** The facets that are shown, in order. */
const shown = (about) => about.facets.filter((facet) => useful(facet, about.records + about.identified) || chosenIn(facet).length);

const isOpen = (facet, at) => folds.get(facet.id) ?? (at < OPEN && !facet.apart || chosenIn(facet).length > 0);

/** What must be asked so that the open facets can be counted. */
export function counting(about, query) {
  const open = shown(about).filter(isOpen);
  query.set("cuentas", open.map((facet) => facet.id).join(",") || "0");
  for (const facet of open.filter((one) => one.apart)) {
    query.append("abrir", facet.id);
    if (typed.get(facet.id)) query.set(`filtro.${facet.id}`, typed.get(facet.id));
  }
}

/** Shows the facets of an answer, keeping the focus where it was; `ask` fetches the counts anew. */
export function facets(place, about, answer, ask) {
  again = ask;
  const held = document.activeElement?.dataset?.key;
  const caret = document.activeElement?.selectionStart;
  place.replaceChildren(...shown(about).map((facet, at) => one(facet, answer, isOpen(facet, at))));
  const back = held && place.querySelector(`[data-key="${CSS.escape(held)}"]`);
  if (!back) return;
  back.focus();
  if (caret != null && back.type === "search") back.setSelectionRange(caret, caret);
}

function one(facet, answer, open) {
  const ticked = chosenIn(facet).length;
  const name = make("span", {}, facetName(facet));
  const fold = make("button", { type: "button", class: "fold", "aria-expanded": String(open), "data-key": `fold=${facet.id}`, onclick: () => (folds.set(facet.id, !open), again()) }, name, ticked ? make("span", { class: "chosen" }, make("span", { "aria-hidden": "true" }, String(ticked)), make("span", { class: "hidden" }, ` (${say("chosen", ticked)})`)) : "");
  const box = make("fieldset", { class: "facet", "data-facet": facet.id }, make("legend", {}, fold));
  if (open) box.append(...inside(facet, answer));
  return box;
}

function inside(facet, answer) {
  const counts = answer.facets[facet.id] ?? {};
  const chosen = asked().getAll(facet.id), refused = asked().getAll(`no.${facet.id}`);
  const about = { facet, chosen, refused };
  const parts = [];
  if (facet.nature === "years") parts.push(histogram(answer.years));
  if (facet.apart) parts.push(narrow(facet), ...folding(about, counts.map(([id, , count]) => ({ id, count, under: [] }))));
  else parts.push(...known(about, counts));
  if (facet.apart && answer.more[facet.id]) parts.push(make("p", { class: "aside" }, say("more-values", number(answer.more[facet.id]))));
  if (facet.nature === "years") parts.push(span());
  if (chosen.length && facet.many) parts.push(mode(facet));
  return parts;
}

/** The values of a facet whose terms are known, as a tree. */
function known(about, counts) {
  const { facet, chosen, refused } = about;
  const text = folded(typed.get(facet.id) ?? "");
  const kept = ([id, , , records]) => records > 0 || chosen.includes(id) || refused.includes(id);
  const nodes = facet.terms.map(([id, , , records]) => ({ id, records, count: counts[id] ?? 0, under: [] }));
  const roots = [];
  facet.terms.forEach((term, at) => kept(term) && (term[2] ? nodes[term[2] - 1].under : roots).push(nodes[at]));
  const tree = roots.some(({ under }) => under.length);
  if (!facet.ordinal && !tree) roots.sort((a, b) => b.records - a.records);
  if (counts[NONE] || chosen.includes(NONE) || refused.includes(NONE)) roots.push({ id: NONE, count: counts[NONE] ?? 0, under: [] });
  for (const id of [...chosen, ...refused]) {
    if (id !== NONE && !facet.terms.some(([known]) => known === id)) roots.push({ id, count: null, under: [] });
  }
  const named = (node) => folded(valueName(facet, node.id)).includes(text) || node.under.some(named);
  if (text) about.within = (node) => node.under.some(named);
  const matching = roots.filter(named);
  const parts = folding(about, matching);
  return roots.length > LONG ? [narrow(facet), ...parts] : parts;
}

/** The first of the values and those that are chosen, with the way to all; all where a part of their names is typed. */
function folding(about, nodes) {
  const { facet, chosen, refused } = about;
  const important = (node, at) => at < FEW || node.id === NONE || has(node, [...chosen, ...refused]);
  const few = nodes.filter(important);
  const open = whole.has(facet.id) || typed.get(facet.id);
  const parts = [list(about, open ? nodes : few)];
  return few.length < nodes.length && !typed.get(facet.id) ? [...parts, unfold(facet, nodes.length)] : parts;
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const has = (node, ids) => ids.includes(node.id) || node.under.some((one) => has(one, ids));

/** The values; where none has the name that is typed, what says so. */
function list(about, nodes, within = null) {
  const { facet } = about;
  if (typed.get(facet.id) && !nodes.some(({ id }) => id !== NONE)) return make("p", { class: "aside", role: "status" }, say("no-option"));
  return make("ul", {}, ...nodes.map((node) => item(about, node, within)));
}

function item(about, node, within) {
  const { facet, chosen, refused } = about;
  const key = `${facet.id} ${node.id}`;
  const all = asked().getAll("todas").includes(facet.id);
  const inside = within ?? (chosen.includes(node.id) && !all ? node.id : null);
  const open = node.under.length > 0 && (twigs.get(key) ?? (about.within?.(node) || node.under.some((one) => has(one, [...chosen, ...refused]))));
  const twig = node.under.length ? make("button", { type: "button", class: "twig", "aria-expanded": String(open), "aria-label": say("narrower", valueName(facet, node.id)), "data-key": `twig=${key}`, onclick: () => (twigs.set(key, !open), again()) }) : "";
  const line = make("div", { class: "facet-line" }, ...value(about, node, within), twig);
  return make("li", {}, line, open ? list(about, node.under, inside) : "");
}

/** A value with its box, its number, and the button that excludes it; ticked and still where a broader one includes it. */
function value({ facet, chosen, refused }, { id, count }, within) {
  const checked = chosen.includes(id), out = refused.includes(id), included = within !== null && !checked;
  const state = facet.nature === "state" && !chosen.length && !refused.length && id === "completa";
  const name = valueName(facet, id);
  // Something is shown: what is so where nothing is ticked cannot be unticked.
  const still = facet.nature === "state" && id === "completa" && (state || (checked && chosen.length === 1));
  const box = make("input", { type: "checkbox", disabled: included || still || (count === 0 && !checked), "data-key": `${facet.id}=${id}`, onchange: () => go(changed((s) => toggle(s, facet, id, checked || state))) });
  box.checked = checked || included || state;
  const label = make("label", { class: count === 0 && !checked ? "none" : "", title: included ? say("included", valueName(facet, within)) : false }, box, " ", make("span", { class: "value-name" }, name), " ", make("span", { class: "count" }, count === null ? "" : number(count)));
  const exclude = make("button", { type: "button", class: "exclude", "aria-pressed": String(out), "aria-label": say("exclude", name), title: say("exclude", name), "data-key": `no.${facet.id}=${id}`, onclick: () => go(changed((s) => refuse(s, facet, id, out))) }, "−");
  return [label, count || out ? exclude : ""];
}

/** Ticks or unticks a value. Full records are what is shown where nothing is ticked: whoever adds to them keeps them. */
function toggle(state, facet, id, checked) {
  if (facet.nature === "state" && !state.has(facet.id) && id !== "completa") state.append(facet.id, "completa");
  if (checked) state.delete(facet.id, id);
  else (state.delete(`no.${facet.id}`, id), state.append(facet.id, id));
  if (!state.has(facet.id)) state.delete("todas", facet.id);
}

function refuse(state, facet, id, out) {
  if (out) state.delete(`no.${facet.id}`, id);
  else (state.delete(facet.id, id), state.append(`no.${facet.id}`, id));
}

function unfold(facet, total) {
  const open = whole.has(facet.id);
  return make("button", { type: "button", class: "unfold", "aria-expanded": String(open), "data-key": `whole=${facet.id}`, onclick: () => (open ? whole.delete(facet.id) : whole.add(facet.id), again()) }, open ? say("see-less") : say("see-all", number(total)));
}

/** A field that narrows a long list of values. */
function narrow(facet) {
  const label = say("filter-in", facetName(facet));
  const field = make("input", { type: "search", class: "narrow", "aria-label": label, placeholder: label, autocomplete: "off", "data-key": `narrow=${facet.id}`, oninput: rested(({ target }) => (typed.set(facet.id, target.value), again())) });
  field.value = typed.get(facet.id) ?? "";
  return field;
}

/** Whether one of the chosen values is enough or all are wanted. */
function mode(facet) {
  const all = asked().getAll("todas").includes(facet.id);
  const option = (value, text) => {
    const button = make("input", { type: "radio", name: `mode-${facet.id}`, "data-key": `mode=${facet.id}=${value}`, onchange: () => go(changed((s) => (value ? s.append("todas", facet.id) : s.delete("todas", facet.id)))) });
    button.checked = all === value;
    return make("label", {}, button, ` ${text}`);
  };
  return make("p", { class: "mode", role: "radiogroup", "aria-label": say("mode", facetName(facet)) }, option(false, say("any")), " ", option(true, say("all")));
}

/** How many begin in each year: a bar per year. What it shows is told by the numbers of the spans below. */
function histogram(years) {
  if (years.length < 2) return "";
  const from = years[0][0], to = years.at(-1)[0], most = Math.max(...years.map(([, n]) => n));
  const bars = years.map(([year, n]) => draw("rect", { x: year - from + 0.1, width: 0.8, y: 10 - (10 * n) / most, height: (10 * n) / most }, draw("title", {}, `${year}: ${n}`)));
  const picture = draw("svg", { class: "histogram", viewBox: `0 0 ${to - from + 1} 10`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
  return make("div", { class: "histogram-box", "aria-hidden": "true" }, picture, make("p", {}, make("span", {}, String(from)), make("span", {}, String(to))));
}

/** Any other span of years. */
function span() {
  const field = (key, text) => {
    const input = make("input", { type: "number", inputmode: "numeric", min: "1800", max: "2199", "data-key": key, id: key === "desde" ? "at-from" : "at-to", onchange: ({ target }) => go(changed((s) => (target.value ? s.set(key, target.value) : s.delete(key)))) });
    input.value = asked().get(key) ?? "";
    return make("label", {}, `${text} `, input);
  };
  return make("div", { class: "span-years", role: "group", "aria-label": say("other-span") }, make("p", {}, say("other-span")), field("desde", say("since")), field("hasta", say("until")));
}
