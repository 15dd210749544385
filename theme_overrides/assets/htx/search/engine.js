/** The search as the interface knows it: an index is opened, asked for results, asked for counts. */

import { matchText } from "./match.js";
import { newPace, pause } from "./pace.js";
import { PartStore, SearchError, loadManifest } from "./parts.js";
import { readRules } from "./query.js";
import { Tier } from "./shard.js";
import { PLACE, buildPlaces, countFacet, listChosen, listFacets, listOptions, listTests, loadTable, orderRows, sieveRows } from "./table.js";

const EMPTY_ROW = { type: 0, title: "", url: "", facts: "", text: "", stars: 0, valid: "", day: "", mark: "", source: -1 };

/** Open the index in the folder `base`; `manifest` is its manifest if the page already has it. */
export async function openIndex(base, manifest) {
  await pause();
  return new Index(base, manifest ?? (await loadManifest(base, "no-cache")));
}

/** One index on a server; it follows when the server has a newer one. */
class Index {
  constructor(base, manifest) {
    this.base = base;
    this.take(manifest);
  }

  take(manifest) {
    this.manifest = manifest;
    this.store = new PartStore(this.base, manifest);
    this.rules = readRules(manifest.rules);
    this.dense = new Map(Object.entries(manifest.dense));
    this.terms = new Tier(this.store, "t", manifest.terms);
    this.texts = new Tier(this.store, "u", manifest.texts);
    this.places = buildPlaces(manifest);
    this.marks = buildMarks(manifest);
    this.isLarge = manifest.provinces.some((province) => province[4]);
    this.last = {};
  }

  /** The hits of one page for a state, and what is to be said about them. */
  search(state, { size = 10, signal } = {}) {
    return this.attempt(() => searchIndex(this, state, size, signal));
  }

  /** For each facet the values that could be chosen, with the number of hits each would leave. */
  facets(state, { signal } = {}) {
    return this.attempt(() => countIndex(this, state, signal));
  }

  /** Answer; once more from the beginning if the index on the server turns out to be another one. */
  async attempt(answer, isLast = false) {
    const { store } = this;
    try {
      return await answer();
    } catch (error) {
      if (error?.reason !== "stale") throw error; // browsers before 2022 give no reason to what was overtaken
      if (isLast) throw new SearchError("missing");
      if (this.store === store) this.take(error.manifest);
      return this.attempt(answer, true);
    }
  }

  /** The rows of a state before filters; the last answer is kept, for the next page, another filter, the counts. */
  async findRows(text, signal) {
    if (!text) return { rows: new Int32Array(this.manifest.rows).map((_, row) => row), terms: [], dropped: [], corrected: [] };
    let { last } = this;
    if (last.text !== text || last.signal) { // what somebody may still give up is theirs alone
      last = this.last = { text, signal, found: matchText(this, text, signal) };
      last.found.then(() => (last.signal = null), () => (last.text = ""));
    }
    return last.found;
  }

  /** Every known word with its frequency, as the power of two. */
  loadWords(signal) {
    const decode = ({ head, body }) => new Map(head.words.split(" ").map((word, number) => [word, body[number]]));
    return this.store.load(`w/${this.manifest.words}.bin`, decode, signal);
  }

  /** What is shown of a row. */
  async loadRow(row, signal) {
    const { block, group, display } = this.manifest;
    const number = Math.floor(row / block);
    const rows = await this.store.load(`d/${display[Math.floor(number / group)]}/${number}.bin`, ({ head }) => head.rows, signal);
    return Object.fromEntries(Object.entries(EMPTY_ROW).map(([name, empty], place) => [name, rows[row % block][place] ?? empty]));
  }
}

/** A byte a row: its type in the high four bits, its static rank in the low ones. */
function buildMarks({ rows, marks }) {
  const cells = new Uint8Array(rows);
  for (let at = 0, row = 0; at < marks.length; at += 2) cells.fill(marks[at], row, (row += marks[at + 1]));
  return cells;
}

async function searchIndex(index, state, size, signal) {
  await pause(); // a slow phone has just read the rules, or drawn the page
  const text = state.q.trim();
  const isOrdered = text || (index.isLarge && state.filters[PLACE]?.length !== 1);
  const params = [...listTests(state).map(([param]) => param), ...(state.sort ? [state.sort] : []), ...(isOrdered ? [] : ["rank", "name"])];
  const [found, table] = await Promise.all([index.findRows(text, signal), loadTable(index, params, state, signal)]);
  const { rows, scores, isOpen, terms, dropped, corrected } = found;
  const sieve = await sieveRows(rows, table, state, signal);
  const byProvince = countFacet(PLACE, rows, sieve, table).counts;
  const { total, shown } = orderRows(found, sieve, table, state.sort, state.page * size);
  const places = shown.slice((state.page - 1) * size);
  const hits = await Promise.all(places.map(async (place) => ({ ...(await index.loadRow(rows[place], signal)), row: rows[place], score: scores?.[place] ?? 0 })));
  const most = isOpen ? Math.min(...terms.flatMap((key) => index.dense.get(key) ?? [])) : total;
  return { total: Math.min(total, most), exact: !isOpen, hits, terms, dropped, corrected, chosen: listChosen(state, index, table), byProvince };
}

async function countIndex(index, state, signal) {
  const params = listFacets(index, state);
  const tested = listTests(state).map(([param]) => param);
  const [{ rows }, table] = await Promise.all([index.findRows(state.q.trim(), signal), loadTable(index, [...params, ...tested], state, signal)]);
  const sieve = await sieveRows(rows, table, state, signal);
  // A province's own table tells nothing of the others; how many hits these have is known as long as nothing else is demanded.
  const free = `${tested}` === PLACE ? index.places : table;
  const freeSieve = await sieveRows(rows, free, state, signal);
  const breathe = newPace(signal);
  const groups = [];
  for (const param of params) {
    await breathe();
    const counted = param === PLACE ? countFacet(param, rows, freeSieve, free) : countFacet(param, rows, sieve, table);
    groups.push({ param, options: listOptions(param, counted, state.filters[param]) });
  }
  return { groups, total: sieve.misses.filter((misses) => !misses).length };
}
