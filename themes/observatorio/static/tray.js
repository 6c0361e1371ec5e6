// The tray of records to compare: kept in this browser, shown on every page for as long as it holds any. No module, for
// browsers load none from disk; the modules of other pages find it as `tray`.

globalThis.tray = (() => {
  const place = document.getElementById("at-tray");
  const words = Object.fromEntries([...place.content.querySelectorAll("[data-word]")].map((w) => [w.dataset.word, w.textContent]));
  const root = new URL(place.dataset.root, location);
  const prefix = place.dataset.prefix;
  const key = `atalaya:${root.pathname}`;
  const trail = `atalaya:trail:${root.pathname}`;

  /** How many records stand side by side at most. */
  const MOST = 6;

  /** A record's address below the site, the same in every language; nothing for what lies elsewhere. */
  function named(href) {
    const { origin, pathname } = new URL(href, location);
    if (origin !== root.origin || !pathname.startsWith(root.pathname)) return "";
    const path = decodeURI(pathname.slice(root.pathname.length)).replace(/index\.html$/, "");
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  }

  /** Where a record's page in this language lies. */
  const page = (name) => new URL(`${prefix}${name}index.html`, root).href;

  /** Where an address on another page leads, whoever shows it; what lies on this host is told without the host. */
  function below(href, page) {
    const url = new URL(href, page);
    return url.origin === location.origin ? url.href.slice(url.origin.length) : url.href;
  }

  /** Whether a name is that of a page of this site and of nothing else. */
  const sound = (name) => /^[\p{L}\p{N}_-]+(\/[\p{L}\p{N}_-]+)*\/$/u.test(name);

  /** What the tray holds. */
  function held() {
    try {
      const list = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(list) ? list.filter((name) => typeof name === "string" && sound(name)).slice(0, MOST) : [];
    } catch {
      return [];
    }
  }

  /** Puts other records into the tray. */
  function hold(names) {
    try {
      localStorage.setItem(key, JSON.stringify(names));
    } catch {
      // A browser that keeps nothing: the choice then lasts as long as the address.
    }
    show();
  }

  function toggle(name) {
    const names = held();
    if (names.includes(name)) hold(names.filter((other) => other !== name));
    else if (names.length < MOST) hold([...names, name]);
  }

  /** Gives a record that is named on the page a button that takes it into the tray. */
  function offer(link, where, title = link.textContent) {
    const name = named(link.href);
    if (!sound(name) || where.querySelector(".to-tray")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "to-tray";
    button.dataset.record = name;
    button.setAttribute("aria-label", `${words.compare}: ${title}`);
    button.textContent = words.compare;
    button.addEventListener("click", () => toggle(name));
    where.append(button);
    mark(button, held());
  }

  function mark(button, names) {
    const chosen = names.includes(button.dataset.record);
    button.setAttribute("aria-pressed", chosen);
    button.disabled = !chosen && names.length >= MOST;
    button.title = button.disabled ? words.full : "";
  }

  function bar(names) {
    const aside = document.createElement("aside");
    aside.className = "tray";
    aside.setAttribute("aria-label", words.compare);
    const text = document.createElement("p");
    text.setAttribute("role", "status");
    text.textContent = names.length === 1 ? words.one : words.many.replace("{n}", names.length);
    const see = document.createElement("a");
    see.href = `${place.dataset.page}?${new URLSearchParams(names.map((name) => ["f", name]))}`;
    see.textContent = words.see;
    const empty = document.createElement("button");
    empty.type = "button";
    empty.textContent = words.empty;
    empty.addEventListener("click", () => hold([]));
    aside.append(text, see, empty);
    return aside;
  }

  function show() {
    const names = held();
    document.querySelectorAll(".to-tray").forEach((button) => mark(button, names));
    document.querySelector(".tray")?.remove();
    document.body.classList.toggle("has-tray", names.length > 0);
    if (names.length && !document.getElementById("at-compare")) document.body.append(bar(names));
  }

  document.querySelectorAll(".card").forEach((card) => {
    const link = card.querySelector(".card-title a");
    if (link) offer(link, card.querySelector(".card-facts") ?? card);
  });
  const record = document.querySelector("article.record .record-head");
  if (record) offer(location, record, record.querySelector("h1")?.textContent);

  // Another language shows the same: the switch takes along what the page is asked, and where the reader is on it.
  for (const turning of ["pointerdown", "focusin"]) {
    document.addEventListener(turning, ({ target }) => {
      const link = target.closest?.(".languages a");
      if (link) [link.search, link.hash] = [location.search, location.hash];
    });
  }

  // From disk no browser lets a page search.
  if (location.protocol === "file:") document.querySelectorAll(".served").forEach((link) => link.remove());

  addEventListener("storage", (event) => event.key === key && show());
  addEventListener("pageshow", show);
  show();

  // The way through the set one came from is asked for only where one came from a set.
  if (record && came()) {
    const script = document.createElement("script");
    script.src = new URL("trail.js", document.currentScript.src);
    document.head.append(script);
  }

  function came() {
    try {
      return sessionStorage.getItem(trail) !== null;
    } catch {
      return false;
    }
  }

  return { MOST, trail, named, sound, page, below, held, hold, offer };
})();
