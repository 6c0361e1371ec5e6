// What facets and their values are called.

import { knows, say } from "./words.js";

export const NONE = "sin-dato";
let about;
const learned = new Map();

/** Takes what the index says of itself. */
export const learn = (told) => (about = told);

/** Takes the names of the values of long facets, which come with the answers. */
export function overhear(facets) {
  for (const [id, values] of Object.entries(facets)) {
    if (Array.isArray(values)) for (const [value, label] of values) if (label) learned.set(`${id} ${value}`, label);
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

/** What a part of the address says as a filter; nothing where it is none. */
export function filterName(key, value) {
  if (key === "desde") return say("from", value);
  if (key === "hasta") return say("to", value);
  if (key === "paso") return say("passing");
  if (key === "lugar") return value === NONE ? say("nowhere") : say("place");
  const facet = facetOf(key.replace(/^(no|y)\./, ""));
  if (!facet) return "";
  const text = `${facetName(facet)}: ${valueName(facet, value, true)}`;
  return key.startsWith("no.") ? say("none-of", text) : text;
}
