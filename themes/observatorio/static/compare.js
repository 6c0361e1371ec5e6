// Records side by side, field by field. What stands here is what stands on their pages, taken from there.

const { MOST, below, hold, held, page, sound } = globalThis.tray;

const $ = (id) => document.getElementById(id);
const words = Object.fromEntries([...$("at-words").content.querySelectorAll("[data-word]")].map((w) => [w.dataset.word, w.textContent]));
const main = $("at-compare");
$("at-local").remove();

let state = new URLSearchParams(location.search);
if (!state.has("f")) held().forEach((name) => state.append("f", name));

const chosen = () => [...new Set(state.getAll("f").map((name) => (name.endsWith("/") ? name : `${name}/`)))].filter(sound).slice(0, MOST);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** The page of a record, read: its title, its facts and its fields, with links that lead from here. */
async function record(name) {
  const address = page(name);
  const answer = await fetch(address);
  if (!answer.ok) return { name, address, title: name, missing: true, rows: new Map() };
  const source = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const [selector, attribute] of [["a[href]", "href"], ["img[src]", "src"]]) {
    source.querySelectorAll(`main ${selector}`).forEach((element) => element.setAttribute(attribute, below(element.getAttribute(attribute), address)));
  }
  const rows = new Map();
  source.querySelectorAll("main .facts dl > div").forEach((fact) => {
    const label = fact.querySelector("dt").textContent.trim();
    rows.set(`fact ${label}`, { label, group: words.facts, content: [...fact.querySelectorAll("dd")].flatMap((dd) => [...dd.childNodes]) });
  });
  source.querySelectorAll("main .record-text .field[id]").forEach((field) => {
    const heading = field.querySelector(".field-head :is(h2, h3)");
    const group = field.closest("section.dimension")?.querySelector("h2")?.textContent.trim() ?? words.more;
    const content = [...field.childNodes].filter((node) => !node.classList?.contains("field-head"));
    rows.set(field.id, { label: heading?.textContent.trim() ?? field.id, group, content });
  });
  const title = source.querySelector("main h1");
  return { name, address, title: title?.textContent.trim() ?? name, lang: title?.getAttribute("lang"), rows };
}

const text = (cell) => (cell ? cell.content.map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim() : "");

/** Links that lead to one and the same actor or term from several records of a row. */
function shared(cells) {
  const seen = new Map();
  cells.forEach((cell, at) => cell.querySelectorAll("a[href]").forEach((link) => {
    const target = link.href.split("#")[0];
    seen.set(target, (seen.get(target) ?? new Set()).add(at));
  }));
  cells.forEach((cell) => cell.querySelectorAll("a[href]").forEach((link) => {
    if (seen.get(link.href.split("#")[0]).size < 2) return;
    link.classList.add("shared");
    link.append(make("span", { class: "hidden" }, ` (${words.shared})`));
  }));
}

/** Records of one folder have the same fields: what one of them does not say is not known. */
const folder = ({ name }) => name.split("/")[0];

function row(key, records) {
  const found = records.map(({ rows }) => rows.get(key));
  const folders = new Set(records.filter(({ rows }) => rows.has(key)).map(folder));
  const cells = found.map((cell, at) => {
    const content = cell ? cell.content.map((node) => document.importNode(node, true)) : [make("span", { class: "aside" }, folders.has(folder(records[at])) && !records[at].missing ? words["no-data"] : words.absent)];
    const box = make("div", { class: "own" }, make("p", { class: "own-of", lang: records[at].lang }, records[at].title), ...content);
    box.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    return box;
  });
  shared(cells);
  const same = new Set(found.map(text)).size === 1;
  return make("section", { class: `compare-row${same ? " same" : ""}` }, make("h3", {}, found.find(Boolean).label), make("div", { class: "beside" }, ...cells));
}

function heads(records) {
  const cells = records.map(({ name, address, title, lang, missing }) => make("div", { class: "own" },
    make("p", { class: "compare-title" }, missing ? title : make("a", { href: address, lang }, title)),
    missing ? make("p", { class: "aside" }, words.missing) : "",
    make("button", { type: "button", "aria-label": `${words.remove}: ${title}`, onclick: () => drop(name) }, words.remove)));
  return make("div", { class: "beside compare-heads" }, ...cells);
}

function table(records) {
  const keys = [...new Set(records.flatMap(({ rows }) => [...rows.keys()]))];
  const groups = new Map();
  for (const key of keys) {
    const { group } = records.map(({ rows }) => rows.get(key)).find(Boolean);
    groups.set(group, [...(groups.get(group) ?? []), row(key, records)]);
  }
  const sections = [...groups].map(([group, rows]) => {
    const same = rows.every((one) => one.classList.contains("same"));
    return make("section", { class: `compare-group${same ? " same" : ""}` }, make("h2", {}, group), ...rows);
  });
  return [heads(records), ...sections];
}

function address() {
  const query = new URLSearchParams(chosen().map((name) => ["f", name]));
  if ($("at-differ").checked) query.set("difieren", "1");
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

async function drop(name) {
  const at = chosen().indexOf(name);
  const rest = chosen().filter((other) => other !== name);
  state = new URLSearchParams(rest.map((other) => ["f", other]));
  hold(held().filter((other) => other !== name));
  await show();
  // The reader stays among those that are left, or where it is said how to choose some.
  const left = [...main.querySelectorAll(".compare-heads button")];
  (left[Math.min(at, left.length - 1)] ?? $("at-how").querySelector("a"))?.focus();
}

async function show() {
  const names = chosen();
  address();
  $("at-how").hidden = names.length > 1;
  $("at-options").hidden = names.length < 2;
  try {
    const records = await Promise.all(names.map(record));
    main.className = `compare side-${records.length}`;
    main.replaceChildren(...(records.length ? table(records) : []));
    $("at-status").textContent = records.length > 1 ? words.many.replace("{n}", records.length) : "";
  } catch {
    $("at-status").textContent = words.offline;
  }
}

$("at-differ").checked = state.has("difieren");
const differing = () => (document.body.classList.toggle("only-differing", $("at-differ").checked), address());
$("at-differ").addEventListener("change", differing);
$("at-print").addEventListener("click", () => print());
differing();
show();
