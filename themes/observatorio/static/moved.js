// A page that moved takes along what was asked of it: a question, a place on the page.

if (location.search || location.hash) {
  const [, to] = document.querySelector('meta[http-equiv="refresh"]').content.split("url=");
  location.replace(to + location.search + location.hash);
}
