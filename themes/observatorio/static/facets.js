// The facets beside the results: OR inside one, AND across; counts as they would be.

import { changed, go, make, say } from "./search.js";

const FEW = 8;
const unfolded = new Set();

/** Shows the facets of an answer, keeping the focus where it was. */
export function facets(place, about, answer, state) {
  const focused = document.activeElement?.dataset?.key;
  const shown = about.facets.map((facet) => one(facet, answer.facets[facet.id] ?? {}, state)).filter(Boolean);
  place.replaceChildren(...shown);
  if (focused) place.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function one(facet, counts, state) {
  const chosen = state.getAll(facet.id);
  const refused = state.getAll(`no.${facet.id}`);
  const known = facet.terms.map(([id, label, broader]) => ({ id, label, broader, depth: depth(facet.terms, broader) }));
  const values = [...known, { id: "sin-dato", label: say("no-data"), broader: 0, depth: 0 }];
  const used = values.filter(({ id }) => counts[id] || chosen.includes(id) || refused.includes(id));
  if (used.filter(({ id }) => id !== "sin-dato").length < 1) return null;
  const list = arranged(facet, values, counts).filter(({ id }) => !(id === "sin-dato" && !counts[id] && !chosen.includes(id) && !refused.includes(id)));
  const open = unfolded.has(facet.id);
  const important = ({ id }, at) => at < FEW || chosen.includes(id) || refused.includes(id);
  const items = list.filter((value, at) => open || important(value, at)).map((value) => item(facet, value, counts[value.id] ?? 0, chosen, refused));
  const box = make("fieldset", { class: "facet" }, make("legend", {}, facet.label), make("ul", {}, ...items));
  if (list.length > FEW) box.append(more(facet, list.length, open, () => facetsAgain(box, facet, counts, state)));
  if (open && list.length > 15) box.insertBefore(narrow(facet, box), box.querySelector("ul"));
  if (chosen.length > 1) box.append(mode(facet, state));
  return box;
}

/** Replaces one facet in place. */
function facetsAgain(box, facet, counts, state) {
  const fresh = one(facet, counts, state);
  box.replaceWith(fresh);
  fresh.querySelector("button.unfold")?.focus();
}

const depth = (terms, broader) => (broader ? 1 + depth(terms, terms[broader - 1][2]) : 0);

/** Terms with an order of their own keep it, narrower ones stand under theirs, the others go by number. */
function arranged(facet, values, counts) {
  if (facet.ordinal || values.some(({ depth }) => depth > 0)) return values.filter(({ id, depth }) => depth === 0 || counts[id]);
  return [...values].sort((a, b) => (a.id === "sin-dato") - (b.id === "sin-dato") || (counts[b.id] ?? 0) - (counts[a.id] ?? 0) || a.label.localeCompare(b.label));
}

function item(facet, { id, label, depth }, count, chosen, refused) {
  const checked = chosen.includes(id);
  const out = refused.includes(id);
  const key = `${facet.id}=${id}`;
  const box = make("input", {
    type: "checkbox", checked, disabled: count === 0 && !checked, "data-key": key,
    onchange: () => go(changed((s) => (checked ? s.delete(facet.id, id) : (s.delete(`no.${facet.id}`, id), s.append(facet.id, id))))),
  });
  box.checked = checked;
  const exclude = make("button", {
    type: "button", class: "exclude", "aria-pressed": String(out), "aria-label": say("exclude", label), title: say("exclude", label), "data-key": `no.${key}`,
    onclick: () => go(changed((s) => (out ? s.delete(`no.${facet.id}`, id) : (s.delete(facet.id, id), s.append(`no.${facet.id}`, id))))),
  }, "−");
  const text = make("label", { class: count === 0 && !checked ? "none" : "" }, box, ` ${label} `, make("span", { class: "count" }, `(${count})`));
  return make("li", { class: depth ? "narrower" : "", "data-label": label.toLowerCase() }, text, count > 0 || out ? exclude : "");
}

function more(facet, total, open, again) {
  return make("button", {
    type: "button", class: "unfold", "aria-expanded": String(open),
    onclick: () => (open ? unfolded.delete(facet.id) : unfolded.add(facet.id), again()),
  }, open ? say("see-less") : say("see-all", total));
}

/** A field that narrows a long list of values. */
function narrow(facet, box) {
  const label = say("filter-in", facet.label);
  return make("input", {
    type: "search", class: "narrow", "aria-label": label, placeholder: label,
    oninput: ({ target }) => {
      const typed = target.value.toLowerCase();
      for (const li of box.querySelectorAll("li")) li.hidden = !li.dataset.label.includes(typed);
    },
  });
}

/** Whether one of the chosen values is enough or all are wanted. */
function mode(facet, state) {
  const all = state.getAll("todas").includes(facet.id);
  const option = (value, text) => {
    const button = make("input", { type: "radio", name: `mode-${facet.id}`, "data-key": `mode=${facet.id}=${value}`, onchange: () => go(changed((s) => (value ? s.append("todas", facet.id) : s.delete("todas", facet.id)))) });
    button.checked = all === value;
    return make("label", {}, button, ` ${text}`);
  };
  return make("p", { class: "mode" }, option(false, say("any")), " ", option(true, say("all")));
}
