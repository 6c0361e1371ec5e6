// Reloads the page when the site has changed, and shows over it what is wrong with the newest reading.
"use strict";
(() => {
  const reading = Number(document.currentScript.dataset.reading);
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  let dismissed = "";

  const element = (name, text, type) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (type) made.className = type;
    return made;
  };

  const finding = (found, words) => {
    const item = element("li", "", found.severity);
    const head = element("p", "", "head");
    head.append(element("strong", words[found.severity]), " ", element("code", found.rule));
    item.append(head);
    if (found.file) item.append(element("p", [found.file, found.line, found.column].filter(Boolean).join(":"), "place"));
    item.append(element("p", found.message, "message"));
    if (found.excerpt) item.append(element("pre", found.excerpt));
    if (found.hint) {
      const hint = element("p", "", "hint");
      hint.append(element("b", words.hint + ": "), found.hint);
      item.append(hint);
    }
    return item;
  };

  const panel = (found, text) => {
    const box = element("section", "", found.errors ? "wrong" : "doubtful");
    box.setAttribute("role", "alert");
    const close = element("button", "×");
    close.type = "button";
    close.setAttribute("aria-label", found.words.close);
    close.addEventListener("click", () => {
      dismissed = text;
      host.remove();
    });
    const list = element("ol");
    list.append(...found.findings.map((one) => finding(one, found.words)));
    const details = element("details");
    details.open = found.errors > 0;
    details.append(element("summary", found.summary));
    if (found.errors) details.append(element("p", found.words.kept, "kept"));
    details.append(list);
    box.append(close, details);
    return box;
  };

  const show = (found, text) => {
    if (!found.findings.length || text === dismissed) return host.remove();
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/_atalaya/overlay.css";
    root.replaceChildren(style, panel(found, text));
    document.documentElement.append(host);
  };

  new EventSource("/_atalaya/events").addEventListener("message", (event) => {
    const { good, found } = JSON.parse(event.data);
    if (good !== reading) return location.reload();
    show(found, event.data);
  });
})();
