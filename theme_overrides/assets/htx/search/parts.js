/** The parts of an index on their way here: each fetched once, unpacked and kept; what goes wrong with them has one of three names. */

const PATIENCE = 15000; // ms for one request; a dead line must not look like a slow search
const GRACE = 150; // ms that a request nobody waits for may go on: the next key stroke often wants the same part

/** Why a search cannot be answered: `reason` is "offline", "missing" or "damaged". Inside, "stale" brings the manifest that is new. */
export class SearchError extends Error {
  constructor(reason, manifest) {
    super(reason);
    this.reason = reason;
    this.manifest = manifest;
  }
}

/** Fetch the manifest; `cache` says how fresh it must be. */
export function loadManifest(base, cache) {
  return loadDecoded(`${base}manifest.json`, cache, new AbortController(), (bytes) => {
    const manifest = JSON.parse(decodeText(bytes));
    return manifest.format === 1 ? manifest : JSON.parse("");
  });
}

/** Every part of one index by its path. */
export class PartStore {
  constructor(base, manifest) {
    this.base = base;
    this.manifest = manifest;
    this.parts = new Map();
  }

  /** The part at this path as `decode({head, body})` makes it. Rejects with AbortError as soon as `signal` says so. */
  load(path, decode, signal) {
    let part = this.parts.get(path);
    if (!part) {
      const controller = new AbortController();
      part = { count: 0, controller, value: this.fetch(path, decode, controller) };
      this.parts.set(path, part);
      part.value.catch(() => this.parts.delete(path));
    }
    part.count += 1;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) reject(signal.reason);
      part.value.then(resolve, reject);
      signal?.addEventListener("abort", () => {
        reject(signal.reason);
        part.count -= 1;
        setTimeout(() => part.count || part.controller.abort(), GRACE);
      });
    });
  }

  /** A part that is missing or damaged is fetched once more past all caches, unless the whole index has changed. */
  async fetch(path, decode, controller) {
    const load = (cache) => loadDecoded(this.base + path, cache, controller, async (bytes) => decode(splitPayload(await inflate(bytes))));
    try {
      return await load("force-cache");
    } catch (error) {
      if (error.reason === "offline") throw error;
      this.checking ??= loadManifest(this.base, "reload").finally(() => (this.checking = null)); // parts that fail together ask once
      const manifest = await this.checking;
      if (JSON.stringify(manifest) !== JSON.stringify(this.manifest)) throw new SearchError("stale", manifest);
      return load("reload");
    }
  }
}

/** What a file holds. `reason` is at any time what it would mean if the next step failed. */
async function loadDecoded(url, cache, controller, decode) {
  const timer = setTimeout(() => controller.abort(), PATIENCE);
  let reason = "offline";
  try {
    const response = await fetch(url, { cache, signal: controller.signal });
    if (!response.ok) throw (reason = response.status < 500 ? "missing" : "offline");
    const bytes = new Uint8Array(await response.arrayBuffer());
    reason = "damaged";
    return await decode(bytes);
  } catch {
    throw new SearchError(reason);
  } finally {
    clearTimeout(timer);
  }
}

/** The payload of a part, which is a zlib stream. */
async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Header and body of a payload. */
function splitPayload(payload) {
  const end = 4 + new DataView(payload.buffer).getUint32(0, true);
  return { head: JSON.parse(decodeText(payload.subarray(4, end))), body: payload.subarray(end) };
}

function decodeText(bytes) {
  return new TextDecoder().decode(bytes);
}
