/** The parts of an index on their way here: fetched once, unpacked, kept; what goes wrong with them has one of three names. */

import { newAbortError } from "./pace.js";

const PATIENCE = 15000; // ms for one request; a dead line must not look like a slow search
const GRACE = 150; // ms that a request nobody waits for may go on: the next key stroke often wants the same part

/** Why a search cannot be answered: `reason` is "offline", "missing" or "damaged". */
export class SearchError extends Error {
  constructor(reason, path) {
    super(`${reason}: ${path}`);
    this.name = "SearchError";
    this.reason = reason;
  }
}

/** The server now has another index than the one in hand: the search must begin again with `manifest`. */
export class StaleIndex extends Error {
  constructor(manifest) {
    super("stale");
    this.manifest = manifest;
  }
}

/** Fetch the manifest; `cache` says how fresh it must be. */
export async function loadManifest(base, cache, signal) {
  const bytes = await fetchBytes(base + "manifest.json", cache, signal);
  return decodeOrBlame("manifest.json", () => {
    const manifest = JSON.parse(new TextDecoder().decode(bytes));
    if (manifest.format !== 1) throw new RangeError("format");
    return manifest;
  });
}

/** Every part of one index by its path, each asked for once. */
export class PartStore {
  constructor(base, manifest) {
    this.base = base;
    this.manifest = manifest;
    this.entries = new Map();
  }

  /** The part at this path as `decode({head, body})` makes it. Rejects with AbortError as soon as `signal` says so. */
  load(path, decode, signal) {
    let entry = this.entries.get(path);
    if (!entry) {
      const controller = new AbortController();
      entry = { controller, waiting: 0, settled: false, value: this.fetch(path, decode, controller.signal) };
      this.entries.set(path, entry);
      const settle = () => (entry.settled = true);
      entry.value.then(settle, () => this.entries.delete(path, settle()));
    }
    return this.wait(path, entry, signal);
  }

  /** A part that others may wait for too: whoever leaves takes nothing from them. */
  wait(path, entry, signal) {
    if (!signal) {
      entry.waiting = Infinity;
      return entry.value;
    }
    entry.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(newAbortError());
        entry.waiting -= 1;
        setTimeout(() => this.forget(path, entry), GRACE);
      };
      if (signal.aborted) return leave();
      signal.addEventListener("abort", leave, { once: true });
      entry.value.then(resolve, reject).then(() => signal.removeEventListener("abort", leave));
    });
  }

  /** Stop a request that nobody waits for any more. */
  forget(path, entry) {
    if (entry.waiting || entry.settled) return;
    entry.controller.abort();
    if (this.entries.get(path) === entry) this.entries.delete(path);
  }

  /** A part that is missing or damaged is fetched once more past all caches, unless the whole index has changed. */
  async fetch(path, decode, signal) {
    try {
      return await this.fetchOnce(path, decode, "force-cache", signal);
    } catch (error) {
      if (!(error instanceof SearchError) || error.reason === "offline") throw error;
      await this.checkManifest();
      return this.fetchOnce(path, decode, "reload", signal);
    }
  }

  async fetchOnce(path, decode, cache, signal) {
    const bytes = await fetchBytes(this.base + path, cache, signal);
    return decodeOrBlame(path, async () => decode(splitPayload(await inflatePart(bytes))));
  }

  /** Throws StaleIndex when the server has another manifest; parts that fail together ask once. */
  async checkManifest() {
    this.checking ??= loadManifest(this.base, "reload").finally(() => (this.checking = null));
    const manifest = await this.checking;
    if (JSON.stringify(manifest) !== JSON.stringify(this.manifest)) throw new StaleIndex(manifest);
  }
}

async function fetchBytes(url, cache, signal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, PATIENCE);
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(url, { cache, signal: controller.signal });
    if (!response.ok) throw new SearchError(response.status < 500 ? "missing" : "offline", url);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw newAbortError();
    throw error instanceof SearchError ? error : new SearchError("offline", url);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** Bytes that cannot be read as what they should be are a damaged part, whatever the reader tripped over. */
async function decodeOrBlame(path, decode) {
  try {
    return await decode();
  } catch {
    throw new SearchError("damaged", path);
  }
}

/** The payload of a part: a zlib stream. Browsers before 2023 get an inflater of our own. */
export async function inflatePart(bytes) {
  if (typeof DecompressionStream === "undefined") return (await import("./inflate.js")).inflateZlib(bytes);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Header and body of a payload. */
function splitPayload(payload) {
  const end = 4 + new DataView(payload.buffer).getUint32(0, true);
  return { head: JSON.parse(new TextDecoder().decode(payload.subarray(4, end))), body: payload.subarray(end) };
}
