// The filters in force, each to be taken away; and, where nothing is left, which to take away.

import { asked, changed, following, go, unfiltered } from "./asked.js";
import { facetName, facetOf, filterName } from "./naming.js";
import { make, records, renew, say } from "./words.js";

/** What can be taken away: what it is called, and what is asked without it. */
export function filters() {
  const list = [];
  const spots = asked().getAll("lugar");
  for (const [key, value] of asked()) {
    if (key === "todas") {
      const facet = facetOf(value);
      if (facet && asked().getAll(value).length > 1) list.push({ text: say("all-of", facetName(facet)), next: changed((s) => s.delete(key, value)) });
    } else if (key !== "lugar" || value === spots[0]) {
      const text = filterName(key, value, spots);
      if (text) list.push({ text, next: changed((s) => (key === "lugar" ? s.delete(key) : without(s, key, value))) });
    }
  }
  return list;
}

function without(state, key, value) {
  state.delete(key, value);
  if (!state.has(key)) state.delete("todas", key);
}

/** Shows the filters. */
export function chips(place) {
  const list = filters().map(({ text, next }) => make("button", { type: "button", "aria-label": say("remove", text), onclick: () => go(next) }, text, make("span", { "aria-hidden": "true" }, " ×")));
  if (list.length > 1) list.push(make("button", { type: "button", class: "clear", onclick: () => go(unfiltered()) }, say("clear")));
  renew(place, ...list);
  place.hidden = list.length === 0;
}

/** Where nothing answers: what each filter, once taken away, would leave; the most first. */
export async function rescue(place, engine) {
  const q = asked().get("q");
  const ways = filters();
  const several = ways.length > 1;
  if (q && ways.length) ways.push({ text: `«${q}»`, next: changed((s) => s.delete("q")) });
  if (several) ways.push({ whole: true, next: unfiltered() });
  const counted = await Promise.all(ways.map(async (way) => ({ ...way, total: await total(engine, way.next) })));
  const useful = counted.filter((way) => way.total > 0).sort((a, b) => (a.whole ?? false) - (b.whole ?? false) || b.total - a.total);
  if (!useful.length) return renew(place);
  const items = useful.map(({ text, whole, next, total }) => make("li", {}, make("a", following(next), whole ? say("clear") : say("remove", text)), " ", make("span", { class: "count" }, records(total))));
  renew(place, make("p", {}, say("drop-filter")), make("ul", {}, ...items));
}

async function total(engine, question) {
  const query = new URLSearchParams(question);
  for (const [key, value] of [["n", 0], ["cuentas", 0], ["grupos", 0]]) query.set(key, value);
  return (await engine.ask(query.toString())).total;
}
