// A plain static server for the tests, with precompressed files, delays and failures on demand; and the browser.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2" };

export const folder = process.env.SITE;

/** Whether a path is fetched for the search alone: its modules, engine, index, titles and excerpts. */
export const isSearch = (path) => /^\/busqueda\/|^\/assets\/(search|engine|facets|set)\.js$/.test(path);

/** Serves the site, or another folder, in a folder `below` the host; `broken` may change what a path gives, `breaks` are those
 *  cut off, `delay` slows every answer (ms), `late` those of scripts some more, `compress` packs what is not packed already, as a host does. */
export async function serve({ delay = 0, late = 0, broken = {}, breaks = new Set(), below = "", compress = false, folder: root = folder } = {}) {
  const log = [];
  const server = createServer(async (request, response) => {
    const asked = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)).replace(/\/$/, "/index.html");
    const path = asked.startsWith(`/${below}`) ? asked.slice(below.length && below.length + 1) : "/404";
    await new Promise((resolve) => setTimeout(resolve, delay + (path.endsWith(".js") ? late : 0)));
    try {
      let bytes = broken[path] ? await broken[path](await readFile(join(root, path))) : undefined;
      const headers = { "content-type": TYPES[extname(path)] ?? "application/octet-stream" };
      if (!bytes && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
        bytes = await readFile(join(root, `${path}.br`)).catch(() => undefined);
        if (bytes) headers["content-encoding"] = "br";
      }
      bytes ??= await readFile(join(root, path));
      if (compress && !headers["content-encoding"] && /^(text|image\/svg|application\/json)/.test(headers["content-type"])) {
        [bytes, headers["content-encoding"]] = [brotliCompressSync(bytes), "br"];
      }
      log.push([path, bytes.length]);
      if (breaks.has(path)) {
        response.writeHead(200, { ...headers, "content-length": bytes.length }).write(bytes.subarray(0, 1000));
        return setTimeout(() => response.destroy(), 50);
      }
      response.writeHead(200, headers).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, log, breaks, close: () => (server.closeAllConnections(), server.close()) };
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
