// A set on the map: the outlines that the site publishes, and marks that gather where they would overlap.

import { asked, changed, following } from "./asked.js";
import { spotsName } from "./naming.js";
import { draw, make, number, records, renew, say } from "./words.js";

/** The outlines and where they lie on the sheet; fetched once. */
let sheet;

async function outlines(page) {
  sheet ??= fetch(page.dataset.outlines).then(async (answer) => {
    if (!answer.ok) throw new Error(`${page.dataset.outlines}: ${answer.status}`);
    const svg = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
    const [left, top, scale] = ["left", "top", "scale"].map((name) => Number(svg.dataset[name]));
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    return { left, top, scale, width, height, paths: [...svg.querySelectorAll("path")] };
  });
  return sheet.catch((error) => {
    sheet = undefined;
    throw error;
  });
}

/** Miller's projection, as the build draws the outlines. */
function spot({ left, top, scale }, [lat, lon, kind, count]) {
  const phi = (Math.max(-85, Math.min(85, lat / 1000)) * Math.PI) / 180;
  const y = -((1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * phi))) * 180) / Math.PI;
  return { x: (lon / 1000 - left) * scale, y: (y - top) * scale, count, exact: kind % 2 === 1, members: [`${lat},${lon}`] };
}

/** What is seen of the sheet: all marks, with room around them, and nothing beyond its edges. */
function frame(sheet, spots) {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(sheet.width, Math.max(60, (x1 - x0) * 1.3, ((y1 - y0) * 1.3) / 1.3));
  const height = Math.min(sheet.height, Math.max(0.7 * width, (y1 - y0) * 1.3));
  const within = (middle, size, whole) => Math.max(0, Math.min(whole - size, middle - size / 2));
  return { x: within((x0 + x1) / 2, width, sheet.width), y: within((y0 + y1) / 2, height, sheet.height), width, height };
}

const radius = (count, unit) => Math.min(20, 5 + 1.7 * Math.sqrt(count)) * unit;

/** Joins marks until no two overlap. */
function gather(spots, unit) {
  const gathered = [];
  for (let own of spots) {
    for (let at; (at = gathered.findIndex((other) => Math.hypot(other.x - own.x, other.y - own.y) < radius(other.count, unit) + radius(own.count, unit) + unit)) >= 0; ) {
      own = joined(gathered.splice(at, 1)[0], own);
    }
    gathered.push(own);
  }
  return gathered.sort((a, b) => b.count - a.count);
}

function joined(a, b) {
  const count = a.count + b.count;
  const middle = (p, q) => (p * a.count + q * b.count) / count;
  return { x: middle(a.x, b.x), y: middle(a.y, b.y), count, exact: a.exact && b.exact, members: [...a.members, ...b.members] };
}

/** Shows the places of an answer; each mark leads to its records. */
export async function map(place, page, answer) {
  // Where nothing is anywhere, the site has no outlines.
  if (!answer.places.length) return place.replaceChildren(make("p", {}, say("nowhere-all")));
  const ground = await outlines(page);
  const spots = answer.places.map((one) => spot(ground, one)).sort((a, b) => b.count - a.count);
  const seen = frame(ground, spots), unit = Math.max(seen.width, seen.height / 1.2) / 420;
  const marks = gather(spots, unit).map((mark) => ({ ...mark, name: spotsName([...new Set(mark.members)]) }));
  const chosen = asked().getAll("lugar");
  const picture = draw("svg", { class: "figure map set-map", viewBox: [seen.x, seen.y, seen.width, seen.height].map((n) => n.toFixed(1)).join(" "), role: "group", "aria-label": say("map") }, ...ground.paths.map((path) => document.importNode(path, true)), ...marks.map((mark) => drawn(mark, unit, chosen)));
  picture.style.setProperty("--ratio", seen.width / seen.height);
  const items = marks.map((mark) => make("li", {}, make("a", { ...following(opening(mark, chosen)), "aria-current": isChosen(mark, chosen) ? "true" : false }, mark.name), " ", make("span", { class: "count" }, number(mark.count))));
  const lost = answer.nowhere ? [make("p", { class: "aside" }, make("a", following(changed((s) => (s.delete("lugar"), s.append("lugar", "sin-dato")))), say("nowhere")), `: ${records(answer.nowhere)}`)] : [];
  const figure = make("figure", {}, picture, make("figcaption", { class: "aside" }, say("map-key")));
  renew(place, make("div", { class: "on-map" }, figure, make("div", {}, make("h2", {}, say("map-places")), make("ul", { class: "counted map-places" }, ...items), ...lost)));
}

const isChosen = (mark, chosen) => mark.members.every((at) => chosen.includes(at));

/** What choosing a mark asks: its places alone; all places again where it was chosen. */
const opening = (mark, chosen) => changed((s) => {
  s.delete("lugar");
  if (!isChosen(mark, chosen)) [...new Set(mark.members)].sort().forEach((at) => s.append("lugar", at));
});

function drawn(mark, unit, chosen) {
  const quiet = chosen.length > 0 && !isChosen(mark, chosen);
  const r = radius(mark.count, unit);
  const circle = draw("circle", { cx: mark.x.toFixed(2), cy: mark.y.toFixed(2), r: r.toFixed(2) });
  circle.style.strokeWidth = 1.5 * unit;
  const text = draw("text", { class: "count", x: mark.x.toFixed(2), y: mark.y.toFixed(2), dy: "0.36em" }, mark.count > 1 ? String(mark.count) : "");
  text.style.fontSize = `${11 * unit}px`;
  return draw("a", { ...following(opening(mark, chosen)), class: `spot ${mark.exact ? "exact" : "territory"}${quiet ? " quiet" : ""}`, "aria-label": `${mark.name}: ${records(mark.count)}` }, draw("title", {}, `${mark.name}: ${records(mark.count)}`), circle, text);
}
