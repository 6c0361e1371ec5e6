// What a page is asked: its address, and nothing else. Whoever changes it goes to a new address, which Back undoes.

let current = new URLSearchParams(location.search);
let seal = new URLSearchParams(location.hash.slice(1));
const listeners = [];

/** What is asked now. */
export const asked = () => current;

/** What the address says of a set that was cited; nothing once the reader has asked something else. */
export const cited = () => seal;

/** Calls a function whenever something else is asked. */
export const heed = (listener) => listeners.push(listener);

const told = () => Promise.all(listeners.map((listener) => listener()));

/** Asks something else. */
export function go(next, { replace = false } = {}) {
  current = next;
  seal = new URLSearchParams();
  const query = next.toString();
  history[replace ? "replaceState" : "pushState"](null, "", query ? `?${query}` : location.pathname);
  return told();
}

/** A copy of what is asked, to be changed; it begins at the first result again. */
export function changed(change) {
  const next = new URLSearchParams(current);
  next.delete("n");
  change(next);
  return next;
}

/** A link that asks something else without leaving the page. */
export const following = (next) => ({
  href: `?${next}`,
  onclick: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(next);
  },
});

/** What only tells how a set is shown. */
const SHOWN = ["n", "orden", "vista", "columnas", "filas", "agrupar"];

/** What is asked, without what only tells how it is shown, in one order whatever the order in which it was asked. */
export function question() {
  const order = ([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0);
  return new URLSearchParams([...current].filter(([key, value]) => value !== "" && !SHOWN.includes(key)).sort(order));
}

/** Nothing asked but the words, and how the set is shown. */
export const unfiltered = () => new URLSearchParams([...current].filter(([key]) => key === "q" || (SHOWN.includes(key) && key !== "n")));

addEventListener("popstate", () => {
  current = new URLSearchParams(location.search);
  seal = new URLSearchParams(location.hash.slice(1));
  told();
});
