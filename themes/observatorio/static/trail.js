// The set a reader came from, kept in this tab: a list, a term, a search, a place. A record's page then leads on within
// it; without it, or without scripts, it leads on within its collection.

(() => {
  const { named, page, trail } = globalThis.tray;
  const language = document.documentElement.lang;

  /** The links that lead from a set to its records. */
  const LINKS = ".card .card-title a, .lines a, .places ul a, .set-table tbody th a, .entry h3 a";

  /** What a record is called here, and in which language. */
  const told = (link) => [named(link.href) || link.href, link.textContent.trim(), link.closest("[lang]").lang];

  /** Which part of a set this page shows: how many records the whole has, how many come before, and where it goes on; a
   *  page that asks the index knows it itself. */
  function part(own) {
    if (globalThis.tray.part) return globalThis.tray.part(own);
    const pager = document.querySelector(".pager");
    if (!pager) return { total: own, first: 0 };
    const [number, pages, total] = ["page", "pages", "total"].map((name) => Number(pager.dataset[name]));
    const [before, after] = ["prev", "next"].map((way) => pager.querySelector(`[rel=${way}]`)?.href);
    // All pages but the last show equally many; where a record may stand twice, nobody counts.
    return { before, after, ...(total && { total, first: number < pages ? (number - 1) * own : total - own }) };
  }

  /** Keeps the set in its order, each record once, with what the page is called. */
  function keep() {
    const shown = [...document.querySelectorAll(LINKS)].filter((link) => !link.closest("[hidden]")).map(told);
    const own = [...new Map(shown.map((record) => [record[0], record])).values()];
    const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
    const { href, search } = location;
    try {
      sessionStorage.setItem(trail, JSON.stringify({ title, language, href, place: named(href), search, records: own, ...part(own.length) }));
    } catch {
      // A browser that keeps nothing: the way then leads through the collection.
    }
  }

  /** Whether a reader came here from the set, from another of its records, or from this page in another language; where the
   *  browser does not tell, it is taken for true. */
  function came({ place, search, records }) {
    if (!document.referrer) return true;
    const from = named(document.referrer);
    const tongues = [...document.querySelectorAll(".languages a")].map((link) => named(link.href));
    return (from === place && new URL(document.referrer).search === search) || [...tongues, ...records.map(([name]) => name)].includes(from);
  }

  /** The set that was kept, if this record is of it and was reached from it, with its place. */
  function kept() {
    try {
      const set = JSON.parse(sessionStorage.getItem(trail));
      const at = set.records.findIndex(([name]) => name === named(location.href));
      return at >= 0 && came(set) ? { ...set, at } : undefined;
    } catch {
      return undefined;
    }
  }

  /** A link to something that is called so in a language. */
  function link(a, href, called, lang) {
    a.href = href;
    a.lastElementChild.textContent = called;
    if (lang !== language) a.lastElementChild.lang = lang;
  }

  /** Leads on within the set, in place of the collection. */
  function lead(nav, set) {
    const words = document.getElementById("at-trail").content;
    const word = (name) => words.querySelector(`[data-word=${name}]`).textContent;
    const { records, at, total, first } = set;
    // In another language the set has another name, which this page does not know.
    const own = set.language === language;
    const [title, back] = own ? [set.title, set.href] : [word("came"), page(set.place) + set.search];
    const name = document.createElement("a");
    [name.href, name.textContent] = [back, title];
    const text = total ? word("position").replace("{a}", (first + at + 1).toLocaleString(language)).replace("{b}", total.toLocaleString(language)) : word("part");
    const [before, after] = text.split("{set}");
    nav.querySelector(".position").replaceChildren(before, name, after ?? "");
    const item = (way, record, further) => {
      const item = words.querySelector(`li.${way}`).cloneNode(true);
      link(item.querySelector("a"), ...(record ? [address(record[0]), ...record.slice(1)] : [own ? further : back, title, language]));
      return item;
    };
    const ways = [["previous", records[at - 1], set.before], ["next", records[at + 1], set.after]];
    nav.querySelector("ul").replaceChildren(...ways.filter(([, record, further]) => record || further).map((way) => item(...way)));
  }

  /** Where a record lies: one of another observatory has its whole address. */
  const address = (name) => (name.includes("://") ? name : page(name));

  const nav = document.querySelector("article.record .neighbours");
  const set = nav && kept();
  if (set) lead(nav, set);
  document.addEventListener("click", (event) => event.target.closest?.(LINKS) && keep());
})();
