// What was found as a set: taken along in four formats, and cited by an address that says later what has changed.

const data = (page, name) => new URL(`${page.dataset.root}${page.dataset.data}${name}`, location).href;

async function got(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** All results of a question, whatever else it asks of them. */
export async function everything(engine, question, total) {
  const hits = [];
  for (let from = 0; from < total; from += 1000) {
    const asked = new URLSearchParams(question);
    for (const [key, value] of [["n", 1000], ["pasar", from], ["cuentas", 0], ["grupos", 0]]) asked.set(key, value);
    hits.push(...(await engine.ask(asked.toString())).hits);
  }
  return hits;
}

/** Every record of the set, by the address of its page below the site, sorted. */
export async function members(engine, question, total) {
  const hits = await everything(engine, question, total);
  return hits.map(({ url, title }) => ({ url, title })).sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0));
}

/** The lines of a table in which quoted cells may hold anything. */
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

/** The cells of a row in which quoted cells may hold anything. */
const cells = (row) => [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,\n\r]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);

/** The rows of a table whose cell in a column is wanted: as they are, formulas made harmless already. */
export function tabled(text, column, wanted) {
  const [head, ...rows] = lines(text);
  const at = cells(head).indexOf(column);
  return head + rows.filter((row) => wanted(cells(row)[at] ?? "")).join("");
}

/** Whether an address is that of a record of the set: it may be whole, what stands below the site is one of its ends. */
function belonging(set) {
  const urls = new Set(set.map(({ url }) => url));
  return (address) => {
    for (let rest = address, at; ; rest = rest.slice(at + 1)) {
      if (urls.has(rest)) return true;
      if ((at = rest.indexOf("/")) < 0) return false;
    }
  };
}

/** The rows of the whole table that belong to the set. */
const table = async (page, set) => tabled(await (await got(data(page, "fichas.csv"))).text(), "url", belonging(set));

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

/** From so many records on, all are fetched at once and those of the set kept. */
const MANY = 60;

/** What the files of all records call those of the set: a name that every site has, whether or not it says its address. */
async function keys(page, set) {
  const names = await hashes(page);
  return new Set(set.map(({ url }) => names[url]?.ficha.replace("/", "-")));
}

/** The texts of the set: of few records from beside them, of many from the file of all, cut into pieces. */
async function texts(page, set, own, all, cut, key) {
  if (set.length <= MANY) return beside(page, set, own);
  const [wanted, whole] = await Promise.all([keys(page, set), got(data(page, all)).then((answer) => answer.text())]);
  const pieces = cut(whole).map((piece) => piece.trim());
  return pieces.filter((piece) => piece && wanted.has(key(piece)));
}

/** The texts as one file; none is no file. */
async function file(texts, join) {
  const some = await texts;
  if (!some.length) throw new Error("nothing of the set was found");
  return join(some);
}

const entries = (text) => text.split(/\n(?=@)/);
const sheets = (text) => text.split(/(?<=\nER {2}- ?\r?\n)/);
const found = (pattern) => (piece) => pattern.exec(piece)?.[1].trim();
const named = (line) => (({ coleccion, slug }) => `${coleccion}-${slug}`)(JSON.parse(line));
const apart = (some) => `${some.join("\n\n")}\n`;

/** The formats: type, and what makes the text. */
export const FORMATS = {
  csv: ["text/csv", table],
  json: ["application/json", (page, set) => file(texts(page, set, "ficha.json", "fichas.ndjson", (text) => text.split("\n"), named), (some) => `[\n${some.join(",\n")}\n]\n`)],
  bib: ["application/x-bibtex", (page, set) => file(texts(page, set, "cita.bib", "citas.bib", entries, found(/^@\w+\{([^,]*),/)), apart)],
  ris: ["application/x-research-info-systems", (page, set) => file(texts(page, set, "cita.ris", "citas.ris", sheets, found(/^ID {2}- (.*)$/m)), apart)],
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
  const own = ({ url }) => `${url.replace(/\/$/, "")}*${short(now[url]?.hash ?? "").slice(0, 5)}`;
  if (set.length <= LISTED) seal.set("fichas", set.map(own).join(" "));
  return seal;
}

/** The records that a seal names, with the mark of what each said. */
function sealed(seal) {
  const names = (seal.get("fichas") ?? "").split(" ").filter(Boolean).map((name) => name.split("*"));
  return new Map(names.map(([name, mark]) => [`${name}/`, mark]));
}

/** What has changed since a set was cited: records that came, went or say something else now. */
export async function changes(page, cited, set) {
  const fresh = await seal(page, set);
  const total = Number(cited.get("total"));
  if (fresh.get("huella") === cited.get("huella")) return { same: true, added: [], removed: [], edited: [], total };
  const [before, now] = [sealed(cited), sealed(fresh)];
  if (!before.size) return { same: false, added: [], removed: [], edited: await edits(page, cited.get("edicion"), set), total };
  const urls = new Set(set.map(({ url }) => url));
  const added = set.filter(({ url }) => !before.has(url));
  const removed = [...before.keys()].filter((url) => !urls.has(url));
  const kept = set.filter(({ url }) => before.has(url));
  const told = kept.every(({ url }) => before.get(url) && now.get(url));
  const edited = told ? kept.filter(({ url }) => before.get(url) !== now.get(url)) : await edits(page, cited.get("edicion"), kept);
  return { same: false, added, removed, edited, total };
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
