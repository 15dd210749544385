/** Columns of the rows: which of them a question needs, filters, counts of what could be chosen, orders. */

import { breathe, newClock } from "./pace.js";

export const PLACE = "tinh"; // the one facet that needs no column: the rows of a province are neighbours
export const VALID = "con-hieu-luc";
const COLUMNS = {
  loai: ["type"], xa: ["commune"], "tinh-cu": ["former_province"], "linh-vuc": ["sector"], "loai-hinh": ["kind"], nhom: ["group"],
  sao: ["stars"], "con-hieu-luc": ["stars", "valid_until"], "chung-nhan": ["certificate"], "mua-vu": ["season"], "tinh-trang": ["status"],
  "chuyen-muc": ["category"], nam: ["year"],
};
const SORT_COLUMNS = { ten: ["name"], sao: ["stars"], moi: ["day"] };
const TYPES = [["hop-tac-xa", "Hợp tác xã"], ["san-pham", "Sản phẩm"], ["tin-tuc", "Tin tức"], ["trang", "Trang"]];
const IN_ORDER = ["loai", "sao", "mua-vu", "nam"]; // facets that are not ordered by count
const MOST_STARS = 5;
const MOST_RANK = 15;
const UNKNOWN = 99; // more demands than there are
const CELLS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY = 86400000; // ms
const ROOM = 2 ** 20; // more rows than there are
const MOST_SCORE = 2 ** 12;
const LAST_DAY = 2 ** 16;
const BINS = 4096;

/** The columns of a table by name, and the rows they are about. */
export function decodeTable({ head, body }) {
  const columns = Object.entries(head.columns).map(([name, { type, at, values, labels }]) => {
    const bytes = body.slice(at, at + head.rows * CELLS[type].BYTES_PER_ELEMENT);
    const cells = new CELLS[type](bytes.buffer);
    if (cells.length !== head.rows) throw new RangeError(name);
    return [name, { cells, values, labels }];
  });
  return { start: head.start, count: head.rows, columns: new Map(columns) };
}

/** Load these columns: a chosen province's own table where there is one, else the files that hold them. */
export async function loadTable(index, names, state, signal) {
  if (!names.length) return newTable(index);
  const chosen = state.filters[PLACE] ?? [];
  const [code, , , , hash] = chosen.length === 1 ? (index.manifest.provinces.find(([known]) => known === chosen[0]) ?? []) : [];
  const files = hash ? [`p/${code}.${hash}`] : names.map((name) => `c/${index.manifest.columns[name]}`);
  const tables = await Promise.all([...new Set(files)].map((file) => index.store.load(`${file}.bin`, decodeTable, signal)));
  return { ...tables[0], columns: new Map(tables.flatMap(({ columns }) => [...columns])) };
}

/** A table of all rows that knows nothing of them but their places. */
export function newTable({ manifest }) {
  return { start: 0, count: manifest.rows, columns: new Map() };
}

/** The names of the columns that filters and order of a state need; `more` are facets to be counted. */
export function listColumns(state, more = []) {
  const params = [...listTests(state).map(([param]) => param), ...more];
  return [...new Set([...params.flatMap((param) => COLUMNS[param] ?? []), ...(SORT_COLUMNS[state.sort] ?? [])])];
}

/** All facets that can be counted without fetching the thousands of communes of a whole country. */
export function listFacets(index, state) {
  const isLocal = state.filters[PLACE]?.length === 1 || !index.isLarge;
  return ["loai", PLACE, ...Object.keys(COLUMNS).slice(isLocal ? 1 : 2)];
}

/** What a state demands of rows: [facet, the chosen values]. */
function listTests({ filters, valid }) {
  const tests = Object.entries(filters).filter(([, values]) => values.length);
  return valid ? [...tests, [VALID, ["1"]]] : tests;
}

/** The demands of a state with their names: [facet, value, label]. What no row of the whole index has is left out. */
export function listChosen(state, index, table) {
  const isWhole = table.count === index.manifest.rows;
  return listTests(state).flatMap(([param, chosen]) => {
    const { codes, labels } = readFacet(param, index, table);
    const known = new Set(codes.flat());
    return chosen.filter((value) => known.has(value) || !isWhole).map((value) => [param, value, labels[value] ?? value]);
  });
}

/** A facet as cells, the codes that each cell stands for, and the codes' labels. */
function readFacet(param, index, table) {
  if (param === PLACE) return index.places;
  if (param === VALID) return { cells: findValid(table), codes: [[], ["1"]], labels: { 1: "Còn hiệu lực" } };
  const { cells, values, labels } = table.columns.get(COLUMNS[param]?.[0]) ?? { cells: [], values: [] };
  if (param === "loai") return { cells, codes: TYPES.map(([code]) => [code]), labels: Object.fromEntries(TYPES) };
  if (param === "sao") return { cells, ...listStars() };
  if (Array.isArray(labels)) return { cells, codes: values.map((code) => (code ? [code] : [])), labels: pairLabels(values, labels) };
  return { cells, codes: values, labels };
}

function pairLabels(values, labels) {
  return Object.fromEntries(values.map((code, number) => [code, labels[number]]));
}

function listStars() {
  const codes = [[], ...Array.from({ length: MOST_STARS }, (_, number) => [String(number + 1)])];
  return { codes, labels: Object.fromEntries(codes.flat().map((code) => [code, `${code} sao`])) };
}

/** 1 for each row whose stars hold on the day it is for the visitor. */
function findValid(table) {
  const now = new Date();
  const today = (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - FIRST_DAY) / DAY;
  const until = table.columns.get("valid_until").cells;
  const stars = table.columns.get("stars").cells;
  const cells = new Uint8Array(stars.length);
  for (let row = 0; row < cells.length; row += 1) cells[row] = stars[row] && until[row] >= today ? 1 : 0;
  return cells;
}

/** Each row's province as a facet. */
export function placeRows({ rows, provinces }) {
  const cells = new Uint8Array(rows);
  provinces.forEach(([, , start, count], number) => cells.fill(number + 1, start, start + count));
  return { cells, codes: [[], ...provinces.map(([code]) => [code])], labels: Object.fromEntries(provinces) };
}

/** For each row the number of demands it fails, and which one failed last. Rows that the table does not know fail them all. */
export async function sieveRows(rows, index, table, state, signal) {
  const clock = newClock(signal);
  const misses = new Uint8Array(rows.length);
  const missed = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) if (!covers(table, rows[place])) misses[place] = UNKNOWN;
  const tests = listTests(state);
  for (const [number, [param, chosen]] of tests.entries()) {
    await breathe(clock);
    const { cells, codes } = readFacet(param, index, table);
    const allowed = Uint8Array.from(codes, (held) => held.some((code) => chosen.includes(code)));
    const start = param === PLACE ? 0 : table.start;
    for (let place = 0; place < rows.length; place += 1) {
      if (allowed[cells[rows[place] - start]]) continue;
      misses[place] += 1;
      missed[place] = number;
    }
  }
  return { misses, missed, params: tests.map(([param]) => param) };
}

function covers({ start, count }, row) {
  return row >= start && row < start + count;
}

/** How many rows each code of a facet would leave, the other demands being what they are. */
export function countFacet(param, rows, { misses, missed, params }, index, table) {
  const { cells, codes, labels } = readFacet(param, index, table);
  const own = params.indexOf(param);
  const start = param === PLACE ? 0 : table.start;
  const byCell = new Uint32Array(codes.length);
  for (let place = 0; place < rows.length; place += 1) {
    if (!misses[place] || (misses[place] === 1 && missed[place] === own)) byCell[cells[rows[place] - start]] += 1;
  }
  const counts = new Map();
  codes.forEach((held, cell) => held.forEach((code) => counts.set(code, (counts.get(code) ?? 0) + byCell[cell])));
  return { counts, labels };
}

/** A counted facet as options; those that leave nothing are shown only if they are chosen. */
export function listOptions(param, { counts, labels }, chosen = []) {
  const options = [...counts].filter(([code, count]) => count || chosen.includes(code)).map(([value, count]) => ({ value, label: labels[value] ?? value, count }));
  if (param === "sao") return options.reverse();
  return IN_ORDER.includes(param) ? options : options.sort((one, other) => other.count - one.count);
}

/**
 * The first `count` places into `rows` in the order that is asked for: by score where words were typed, else by static rank and
 * name where the table knows them, else as the rows stand; equals always as they stand.
 */
export function orderRows(places, { rows, scores }, table, sort, count) {
  const read = (name) => table.columns.get(name)?.cells;
  const [rank, name, stars, day] = ["rank", "name", "stars", "day"].map(read);
  const at = (place) => rows[place] - table.start;
  let second = () => 0;
  if (scores) second = (place) => MOST_SCORE - scores[place];
  else if (rank && name) second = (place) => MOST_RANK - rank[at(place)] + name[at(place)] / ROOM;
  if (sort === "ten") return selectFirst(places, (place) => name[at(place)], count);
  if (sort === "sao") return selectFirst(places, (place) => (MOST_STARS - stars[at(place)]) * MOST_SCORE + second(place), count);
  if (sort === "moi") return selectFirst(places, (place) => (LAST_DAY - day[at(place)]) * MOST_SCORE + second(place), count);
  return selectFirst(places, second, count);
}

/** The places with the smallest keys, in order. Keys are counted by their size first, so that only a few need to be sorted. */
function selectFirst(places, keyOf, count) {
  const keys = new Float64Array(places.length);
  let [least, most] = [Infinity, -Infinity];
  for (let place = 0; place < keys.length; place += 1) {
    const key = (keys[place] = keyOf(places[place]));
    least = Math.min(least, key);
    most = Math.max(most, key);
  }
  const scale = (BINS - 1) / (most - least || 1);
  const bins = new Uint32Array(BINS);
  for (let place = 0; place < keys.length; place += 1) bins[Math.floor((keys[place] - least) * scale)] += 1;
  let last = 0;
  for (let sum = bins[0]; sum < count && last < BINS - 1; sum += bins[last]) last += 1;
  const kept = [];
  for (let place = 0; place < keys.length; place += 1) if (Math.floor((keys[place] - least) * scale) <= last) kept.push(place);
  if (last < BINS - 1 || most > least) kept.sort((one, other) => keys[one] - keys[other]);
  return kept.slice(0, count).map((place) => places[place]);
}
