// What was found as a set: taken along in four formats, and cited by an address that says later what has changed.

const data = (page, name) => new URL(`${page.dataset.root}${page.dataset.data}${name}`, location).href;

async function got(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** Every record of the set, by the address of its page below the site, sorted. */
export async function members(engine, question, total) {
  const hits = [];
  for (let from = 0; from < total; from += 1000) {
    const asked = new URLSearchParams(question);
    for (const [key, value] of [["n", 1000], ["pasar", from], ["cuentas", 0], ["grupos", 0]]) asked.set(key, value);
    hits.push(...(await engine.ask(asked.toString())).hits);
  }
  return hits.map(({ url, title }) => ({ url, title })).sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0));
}

/** The cells of a table in which quoted cells may hold anything. */
function* lines(text) {
  let quoted = false, start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === "\n" && !quoted) {
      yield text.slice(start, at + 1);
      start = at + 1;
    }
  }
  if (start < text.length) yield text.slice(start);
}

/** The rows of the whole table that belong to the set: as they are, formulas made harmless already. */
async function table(page, set) {
  const wanted = new Set(set.map(({ url }) => url));
  const [head, ...rows] = lines(await (await got(data(page, "fichas.csv"))).text());
  const column = head.split(",").indexOf("url");
  const own = (row) => {
    // The address may be whole: what stands below the site is one of its ends.
    const whole = row.split(",", column + 1)[column] ?? "";
    if (wanted.has(whole)) return true;
    for (let rest = whole, at; (at = rest.indexOf("/")) >= 0; ) {
      rest = rest.slice(at + 1);
      if (wanted.has(rest)) return true;
    }
    return false;
  };
  return head + rows.filter(own).join("");
}

/** The files beside the records of this observatory, a few at a time, in the order of the set. */
async function beside(page, everything, name) {
  const texts = [];
  const set = everything.filter(({ url }) => !url.includes("://"));
  for (let at = 0; at < set.length; at += 8) {
    const some = set.slice(at, at + 8).map(({ url }) => got(new URL(`${page.dataset.root}${url}${name}`, location)).then((answer) => answer.text()));
    texts.push(...(await Promise.all(some)));
  }
  return texts.map((text) => text.trim());
}

/** The formats: name, type, and what makes the text. */
export const FORMATS = {
  csv: ["text/csv", table],
  json: ["application/json", async (page, set) => `[\n${(await beside(page, set, "ficha.json")).join(",\n")}\n]\n`],
  bib: ["application/x-bibtex", async (page, set) => `${(await beside(page, set, "cita.bib")).join("\n\n")}\n`],
  ris: ["application/x-research-info-systems", async (page, set) => `${(await beside(page, set, "cita.ris")).join("\n\n")}\n`],
};

/** Hands the reader a file. */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A short name for a text: FNV-1a, 48 of its 64 bits. It tells sets apart; it keeps no secret. */
export function short(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0").slice(4);
}

/** What every record says today, as hashes by address. */
const hashes = async (page) => (await (await got(data(page, "huellas.json"))).json()).fichas;

const LISTED = 80;

/** What the address of a cited set says after its question: the edition, the records, and a hash of what they say. */
export async function seal(page, set) {
  const now = await hashes(page);
  const said = set.map(({ url }) => `${url} ${now[url]?.hash}\n`).join("");
  const seal = new URLSearchParams({ edicion: page.dataset.edition, total: set.length, huella: short(said) });
  if (set.length <= LISTED) seal.set("fichas", set.map(({ url }) => url.replace(/\/$/, "")).join(" "));
  return seal;
}

/** What has changed since a set was cited: records that came, went or say something else now. */
export async function changes(page, cited, set) {
  const fresh = await seal(page, set);
  const same = fresh.get("huella") === cited.get("huella");
  const before = cited.has("fichas") ? cited.get("fichas").split(" ").filter(Boolean).map((name) => `${name}/`) : null;
  const now = new Set(set.map(({ url }) => url));
  const added = before ? set.filter(({ url }) => !before.includes(url)) : [];
  const removed = before ? before.filter((url) => !now.has(url)) : [];
  const edited = same ? [] : await edits(page, cited.get("edicion"), set.filter((one) => !added.includes(one)));
  return { same, added, removed, edited, total: Number(cited.get("total")) };
}

/** The records that say something else than in an edition that was frozen; nothing is known where none was. */
async function edits(page, edition, set) {
  const name = edition.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const answer = await fetch(new URL(`${page.dataset.root}ediciones/${name}.json`, location));
  if (!answer.ok) return null;
  const [{ fichas: then }, now] = [await answer.json(), await hashes(page)];
  return set.filter(({ url }) => now[url] && then[now[url].ficha] && then[now[url].ficha].hash !== now[url].hash);
}

const braced = (text) => `{${text.replace(/[{}\\]/g, "")}}`;

/** The citation of a set in four shapes. */
export function citations({ site, publisher, edition, date, title, address, accessed }) {
  const year = date.slice(0, 4);
  const author = publisher || site;
  return {
    text: `${author} (${year}). ${title}. ${site}, ${edition}. ${address}`,
    bib: `@misc{conjunto-${short(address).slice(0, 8)},\n  author = {${braced(author)}},\n  title = {${braced(title)}},\n  year = {${year}},\n  howpublished = {${braced(`${site}, ${edition}`)}},\n  url = {${address}},\n  urldate = {${accessed}}\n}\n`,
    ris: `TY  - DATA\r\nAU  - ${author}\r\nPY  - ${year}\r\nTI  - ${title}\r\nPB  - ${site}\r\nET  - ${edition}\r\nUR  - ${address}\r\nY2  - ${accessed.replaceAll("-", "/")}\r\nER  - \r\n`,
    csl: `${JSON.stringify([{ id: `conjunto-${short(address).slice(0, 8)}`, type: "dataset", title, author: [{ literal: author }], publisher: site, version: edition, issued: { "date-parts": [[Number(year)]] }, accessed: { "date-parts": [accessed.split("-").map(Number)] }, URL: address }], null, 2)}\n`,
  };
}
