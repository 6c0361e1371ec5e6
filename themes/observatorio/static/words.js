// Words of the page, and elements made of them.

export const language = document.documentElement.lang;
const { default: words } = await import(`./words-${language}.js`);

/** A number as the language writes it. What has no thousands is written alike in all, and spares the browser its tables. */
export const number = (n) => (n < 1000 ? String(n) : n.toLocaleString(language));

/** A phrase of the page with what belongs into it. */
export const say = (key, a = "", b = "") => (words[key] ?? key).replace("{a}", a).replace("{b}", b);

/** Whether the page has a phrase. */
export const knows = (key) => key in words;

/** How many records, in words. */
export const records = (n) => (n === 1 ? say("one") : say("many", number(n)));

/** The years of a record; one that began and of which no end is told goes on. */
export const years = ({ from, to }) => (from && !to ? say("ongoing", from) : !from || from === to ? `${to ?? ""}` : `${from}–${to}`);

/** An element with attributes and children. */
export function make(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** An element of a picture. */
export function draw(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Puts other things into an element. A reader who was at one of the old stays at the new one in its place; where nothing is
 *  left, at what the page says of the set. */
export function renew(place, ...children) {
  const all = () => [...place.querySelectorAll("a[href], button, input, summary")];
  const at = all().indexOf(document.activeElement);
  place.replaceChildren(...children);
  if (at >= 0) (all()[Math.min(at, all().length - 1)] ?? document.getElementById("at-status")).focus();
}

/** Waits until the typing rests. */
export function rested(run) {
  let timer;
  return (event) => (clearTimeout(timer), (timer = setTimeout(() => run(event), 160)));
}
