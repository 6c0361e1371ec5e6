// What facets and their values are called.

import { knows, language, make, number, say } from "./words.js";

export const NONE = "sin-dato";
let about;
const learned = new Map();
const translated = new Map();
const places = new Map();

/** The language of what records say, as an attribute, where it is not that of the page. */
const { main } = document.querySelector("[data-main]").dataset;
export const lang = main !== language && main;

/** Takes what an index says of itself, and how the language of the records calls what this one calls otherwise. */
export function learn(engine) {
  about = engine.about(language);
  if (!lang) return about;
  engine.about(lang).facets.forEach(({ terms }, at) => terms.forEach(([, own], i) => translated.set(own, about.facets[at].terms[i][1])));
  return about;
}

/** Where a record took place, as the vocabularies of this language call it. */
export const placeName = ({ place }) => translated.get(place) ?? place.split(", ").map((one) => translated.get(one) ?? one).join(", ");

/** The same on the page: what stays as the record has it is told to be in its language. */
export const place = (hit) => placeName(hit) && make("span", { lang: placeName(hit) === hit.place && lang }, placeName(hit));

/** Takes the names of the values of long facets, which come with the answers. */
export function overhear(answer) {
  for (const [id, values] of Object.entries(answer.facets)) {
    if (Array.isArray(values)) for (const [value, label] of values) if (label) learned.set(`${id} ${value}`, label);
  }
  const territory = about.territory && facetOf(about.territory);
  for (const [lat, lon, kind, count] of answer.places ?? []) {
    const term = territory && territory.terms[(kind >> 1) - 1], at = `${lat},${lon}`;
    places.set(at, { name: term?.[1] ?? pointName(at), count });
  }
}

/** The facet of an id. */
export const facetOf = (id) => about.facets.find((facet) => facet.id === id);

/** What a facet is called. */
export const facetName = (facet) => facet.label || say(`facet-${facet.nature}`);

/** What a value of a facet is called; `whole` with what it is narrower than, where that is wanted to understand it. */
export function valueName(facet, id, whole = false) {
  if (id === NONE) return say(knows(`none-${facet.nature}`) ? `none-${facet.nature}` : "no-data");
  if (facet.nature === "state") return say(`state-${id}`);
  if (facet.nature === "completeness") return id === "100-100" ? "100 %" : `${id.replace("-", "–")} %`;
  if (facet.nature === "years") return spanName(id);
  if (facet.apart) return learned.get(`${facet.id} ${id}`) ?? id;
  const term = facet.terms.find(([known]) => known === id);
  if (facet.nature !== "absence" || term?.[2] === 0) return term?.[1] ?? id;
  const kind = say(`absence-${id.split(".").pop()}`);
  return whole && term ? `${facet.terms[term[2] - 1][1]}, ${kind}` : kind;
}

function spanName(id) {
  const [from, to = from] = id.split("-");
  if (from && to) return from === to ? from : `${from}–${to}`;
  return from ? say("from", from) : say("to", to);
}

/** What places of the map are called together: the territory where most records are, and how many more there are. */
export function spotsName(spots) {
  const names = new Map();
  for (const { name, count } of spots.map((at) => places.get(at) ?? { name: pointName(at), count: 0 })) names.set(name, (names.get(name) ?? 0) + count);
  const [first, ...others] = [...names].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return others.length ? say("and-others", first, number(others.length)) : first;
}

/** A place that no territory names, by its coordinates: in addresses they are thousandths of degrees. */
function pointName(at) {
  const [lat, lon] = at.split(",").map((n) => Number(n) / 1000);
  return Number.isFinite(lat) && Number.isFinite(lon) ? say("point", lat.toLocaleString(language), lon.toLocaleString(language)) : say("place");
}

/** Whether a part of the address names a year. */
export const isYear = (value) => /^\s*[+-]?\d{1,4}\s*$/.test(value ?? "");

/** What a part of the address says as a filter, all places of the map as one; nothing where it is none. */
export function filterName(key, value, spots = [value]) {
  if (key === "desde" || key === "hasta") return isYear(value) ? say(key === "desde" ? "from" : "to", value) : "";
  if (key === "paso") return say("passing");
  if (key === "lugar") return value === NONE ? say("nowhere") : `${say("place-name")}: ${spotsName(spots)}`;
  const facet = facetOf(key.replace(/^(no|y)\./, ""));
  if (!facet) return "";
  const text = `${facetName(facet)}: ${valueName(facet, value, true)}`;
  return key.startsWith("no.") ? say("none-of", text) : text;
}
