// The set a reader came from, kept in this tab: a list, a term, a search, a place. A record's page then leads on within
// it; without it, or without scripts, it leads on within its collection.

(() => {
  const { named, page, trail } = globalThis.tray;

  /** The links that lead from a set to its records. */
  const LINKS = ".card .card-title a, .lines a, .places ul a";

  /** Keeps the records of this page, in its order and each once, with what the page is called. */
  function keep() {
    const records = new Map([...document.querySelectorAll(LINKS)].map((link) => [named(link.href), link.textContent.trim()]));
    const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
    try {
      sessionStorage.setItem(trail, JSON.stringify({ title, href: location.href, records: [...records] }));
    } catch {
      // A browser that keeps nothing: the way then leads through the collection.
    }
  }

  /** The set that was kept, if this record is of it, with its place. */
  function kept() {
    try {
      const { title, href, records } = JSON.parse(sessionStorage.getItem(trail));
      const place = records.findIndex(([name]) => name === named(location.href));
      return place < 0 ? undefined : { title, href, records, place };
    } catch {
      return undefined;
    }
  }

  /** Leads on within the set, in place of the collection. */
  function lead(nav, { title, href, records, place }) {
    const words = document.getElementById("at-trail").content;
    const text = words.querySelector("[data-word=position]").textContent;
    const set = document.createElement("a");
    [set.href, set.textContent] = [href, title];
    const [before, after] = text.replace("{a}", place + 1).replace("{b}", records.length).split("{set}");
    nav.querySelector(".position").replaceChildren(before, set, after ?? "");
    const ways = [["previous", records[place - 1]], ["next", records[place + 1]]];
    nav.querySelector("ul").replaceChildren(...ways.filter(([, record]) => record).map(([way, [name, called]]) => {
      const item = words.querySelector(`li.${way}`).cloneNode(true);
      item.querySelector("a").href = page(name);
      item.querySelector("a").lastElementChild.textContent = called;
      return item;
    }));
  }

  const nav = document.querySelector("article.record .neighbours");
  const set = nav && kept();
  if (set) lead(nav, set);
  document.addEventListener("click", (event) => event.target.closest?.(LINKS) && keep());
})();
