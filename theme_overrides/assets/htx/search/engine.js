/** The search as the interface knows it: an index is opened, asked for results, asked for counts. */

import { matchText } from "./match.js";
import { breathe, newAbortError, newClock } from "./pace.js";
import { PartStore, SearchError, StaleIndex, loadManifest } from "./parts.js";
import { readRules } from "./query.js";
import { listPlaces } from "./score.js";
import { Tier } from "./shard.js";
import { PLACE, VALID, countFacet, listChosen, listColumns, listFacets, listOptions, loadTable, newTable, orderRows, placeRows, sieveRows } from "./table.js";

const PAGE_SIZE = 10;

/** Open the index in the folder `base`; `manifest` is its manifest if the page already has it. */
export async function openIndex(base, manifest) {
  return new Index(base, manifest ?? (await loadManifest(base, "no-cache")));
}

/** One index on a server; it follows when the server has a newer one. */
class Index {
  constructor(base, manifest) {
    this.base = base;
    this.adopt(manifest);
  }

  adopt(manifest) {
    this.manifest = manifest;
    this.store = new PartStore(this.base, manifest);
    this.rules = readRules(manifest.rules);
    this.dense = new Map(Object.entries(manifest.dense));
    this.terms = new Tier(this.store, "t", manifest.terms);
    this.texts = new Tier(this.store, "u", manifest.texts);
    this.places = placeRows(manifest);
    this.isLarge = manifest.provinces.some(([, , , , hash]) => hash);
    this.last = null;
  }

  /** The hits of one page for a state, and what is to be said about them. */
  search(state, { size = PAGE_SIZE, signal } = {}) {
    return this.attempt((index) => searchIndex(index, state, size, signal), signal);
  }

  /** For each facet the values that could be chosen, with the number of hits each would leave. */
  facets(state, { signal } = {}) {
    return this.attempt((index) => countIndex(index, state, signal), signal);
  }

  /** Answer; once more from the beginning if the index on the server turns out to be another one. */
  async attempt(answer, signal) {
    const { store } = this;
    try {
      return await answer(this);
    } catch (error) {
      if (!(error instanceof StaleIndex)) throw error;
      if (signal?.aborted) throw newAbortError();
      if (this.store === store) this.adopt(error.manifest);
    }
    try {
      return await answer(this);
    } catch (error) {
      throw error instanceof StaleIndex ? new SearchError("missing", "manifest.json") : error;
    }
  }

  /** The rows that answer a text; the last answer is kept, for the next page, another filter, the counts. */
  async match(text, signal) {
    if (this.last?.text !== text) this.last = { text, found: matchText(this, text, signal) };
    const { found } = this.last;
    try {
      return await found;
    } catch (error) {
      if (this.last?.found === found) this.last = null;
      if (error.name !== "AbortError" || signal?.aborted) throw error;
      return this.match(text, signal);
    }
  }

  /** Every known word with its frequency, as the power of two. */
  loadWords(signal) {
    return this.store.load(`w/${this.manifest.words}.bin`, decodeWordList, signal);
  }

  /** A byte a row: its type in the high four bits, its static rank in the low ones. */
  loadMarks(signal) {
    return this.store.load(`m/${this.manifest.marks}.bin`, ({ body }) => body, signal);
  }

  loadBlock(number, signal) {
    const group = this.manifest.display[Math.floor(number / this.manifest.group)];
    return this.store.load(`d/${group}/${number}.bin`, ({ head }) => head.rows, signal);
  }
}

function decodeWordList({ head, body }) {
  return new Map(head.words.split(" ").map((word, number) => [word, body[number]]));
}

/** The rows of a state before filters; without words all of them, with nothing but dense words all of them, the best first. */
async function findRows(index, state, signal) {
  const text = state.q.trim();
  const found = text ? await index.match(text, signal) : { count: 0, terms: [], dropped: [], corrected: [] };
  if (text && !found.open) return { ...found, exact: true };
  const rows = new Int32Array(index.manifest.rows);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  if (!text) return { ...found, rows, exact: true };
  const scores = new Float32Array(rows.length);
  for (let place = 0; place < found.rows.length; place += 1) scores[found.rows[place]] = found.scores[place];
  const counts = found.terms.flatMap((key) => index.dense.get(key) ?? []);
  return { ...found, rows, scores, exact: false, most: Math.min(...counts) };
}

async function searchIndex(index, state, size, signal) {
  const isExplored = !state.q.trim();
  const isNear = !index.isLarge || state.filters[PLACE]?.length === 1;
  const names = [...listColumns(state), ...(isExplored && isNear ? ["rank", "name"] : [])];
  const [found, table] = await Promise.all([findRows(index, state, signal), loadTable(index, names, state, signal)]);
  const sieve = await sieveRows(found.rows, index, table, state, signal);
  const kept = listPlaces(sieve.misses, 0);
  const shown = orderRows(kept, found, table, state.sort, state.page * size).slice((state.page - 1) * size);
  return {
    total: Math.min(kept.length, found.most ?? kept.length),
    exact: found.exact,
    hits: await loadHits(index, shown, found, signal),
    terms: found.terms,
    dropped: found.dropped,
    corrected: found.corrected,
    chosen: listChosen(state, index, table),
    byProvince: countFacet(PLACE, found.rows, sieve, index, table).counts,
  };
}

/** What is shown of these hits: the display blocks that hold them, all at once. */
async function loadHits(index, places, { rows, scores }, signal) {
  const { block } = index.manifest;
  return Promise.all(places.map(async (place) => {
    const row = rows[place];
    const items = (await index.loadBlock(Math.floor(row / block), signal))[row % block];
    const [type, title, url, facts = "", text = "", stars = 0, valid = "", day = "", mark = "", source = -1] = items;
    return { row, type, title, url, facts, text, stars, valid, day, mark, source, score: scores?.[place] ?? 0 };
  }));
}

async function countIndex(index, state, signal) {
  const params = listFacets(index, state);
  const [found, table] = await Promise.all([findRows(index, state, signal), loadTable(index, listColumns(state, params), state, signal)]);
  const sieve = await sieveRows(found.rows, index, table, state, signal);
  const everywhere = newTable(index);
  const free = await sieveRows(found.rows, index, everywhere, { filters: { [PLACE]: state.filters[PLACE] ?? [] } }, signal);
  const clock = newClock(signal);
  const groups = [];
  for (const param of params) {
    await breathe(clock);
    const chosen = param === VALID && state.valid ? ["1"] : state.filters[param];
    // A province's own table tells nothing of the others; how many hits these have is known as long as nothing else is demanded.
    const isFree = param === PLACE && !listColumns(state).length;
    const counted = isFree ? countFacet(param, found.rows, free, index, everywhere) : countFacet(param, found.rows, sieve, index, table);
    groups.push({ param, options: listOptions(param, counted, chosen) });
  }
  return { groups, total: listPlaces(sieve.misses, 0).length };
}
