// The search engine of the page: WebAssembly that answers, and the fetching of the blocks it asks for.

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The index is damaged or of another version. */
export class Broken extends Error {}
/** A file could not be fetched. */
export class Offline extends Error {}

/** The bytes at an address; one that breaks off on the way is as good as not there. */
async function fetched(address, options) {
  let response;
  try {
    response = await fetch(address, options);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Offline(address, { cause: error });
  }
  throw response.status >= 500 ? new Offline(address) : new Broken(address);
}

async function compiled(address) {
  const bytes = await fetched(address);
  return WebAssembly.compile(bytes).catch((error) => Promise.reject(new Broken(address, { cause: error })));
}

/** Lets the browser draw and heed the reader before the work goes on. */
export const breath = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));

export class Engine {
  /** Opens the index at an address that ends in a slash. */
  static async open(base) {
    const [module, entry] = await Promise.all([
      compiled(`${base}engine.wasm`),
      fetched(`${base}entry.bin`, { cache: "no-cache" }),
    ]);
    const engine = new Engine();
    engine.base = base;
    engine.wasm = (await WebAssembly.instantiate(module, {})).exports;
    await breath();
    if (engine.guarded(() => engine.wasm.open(...engine.given(entry))) !== 0) throw new Broken(base);
    return engine;
  }

  /** What the index is about, in a language. */
  about(language) {
    const about = JSON.parse(this.taken(this.wasm.about(...this.given(encoder.encode(language)))));
    this.hash = about.hash;
    return about;
  }

  /** The answer to an address, the part after the question mark. */
  async ask(address) {
    this.hash ?? this.about("");
    for (let round = 0; round < 64; round++) {
      const answer = this.guarded(() => this.taken(this.wasm.ask(...this.given(encoder.encode(address)))));
      if (answer === "!") throw new Broken(address);
      if (!answer.startsWith("?")) return JSON.parse(answer);
      await Promise.all(answer.slice(1).trim().split(" ").map((name) => this.fetch(name)));
    }
    throw new Broken(address);
  }

  async fetch(name) {
    const bytes = await fetched(`${this.base}${this.hash}/${name}`);
    const [file, block] = name.split(".")[0].split("-").map(Number);
    if (this.wasm.put(file, block, ...this.given(bytes)) !== 0) throw new Broken(name);
  }

  /** Runs the engine; whatever makes it stop is a damaged index. */
  guarded(run) {
    try {
      return run();
    } catch (error) {
      throw error instanceof WebAssembly.RuntimeError ? new Broken(error.message) : error;
    }
  }

  given(bytes) {
    const at = this.wasm.alloc(bytes.length);
    new Uint8Array(this.wasm.memory.buffer, at, bytes.length).set(bytes);
    return [at, bytes.length];
  }

  taken(at) {
    at >>>= 0;
    const length = new DataView(this.wasm.memory.buffer).getUint32(at, true);
    const text = decoder.decode(new Uint8Array(this.wasm.memory.buffer, at + 4, length));
    this.wasm.free(at, length + 4);
    return text;
  }
}
