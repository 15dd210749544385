/** Columns of the rows: which of them a question needs, filters, counts of what could be chosen, orders. */

import { newPace } from "./pace.js";
import { COLUMNS } from "./state.js";

export const PLACE = "tinh"; // the one facet that needs no column: the rows of a province are neighbours
const VALID = "con-hieu-luc";
const PLAIN_CODES = { loai: ["hop-tac-xa", "san-pham", "tin-tuc", "trang"], sao: ["", "1", "2", "3", "4", "5"], [VALID]: ["", "1"] };
const PLAIN_LABELS = { loai: ["Đơn vị", "Sản phẩm", "Tin tức", "Trang thông tin"], sao: ["", "1 sao", "2 sao", "3 sao", "4 sao", "5 sao"], [VALID]: ["", "Còn hiệu lực"] };
const IN_ORDER = /^(loai|mua-vu|nam)$/; // facets that are not ordered by count
const CELLS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array };
const MOST_OPTIONS = 200;
const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY = 86400000; // ms
const FAILS_ALL = 99;
const ROOM = 2 ** 20; // for a row's place behind its key, in one number
const STEPS = 2 ** 12; // of a score behind another key

/** The columns of a table by name, and the rows they are about: `start` and `count`. */
function decodeTable({ head, body }) {
  const table = { start: head.start, count: head.rows };
  for (const [name, { type, at, values, labels }] of Object.entries(head.columns)) {
    const cells = new CELLS[type](body.slice(at, at + head.rows * CELLS[type].BYTES_PER_ELEMENT).buffer);
    if (cells.length !== head.rows) throw new RangeError();
    table[name] = { cells, values, labels: labels?.map ? pairLabels(values, labels) : labels };
  }
  return table;
}

function pairLabels(values, labels) {
  return Object.fromEntries(values.map((value, cell) => [value, labels[cell]]));
}

/** Each row's province, as a column of a table of all rows. */
export function buildPlaces({ rows, provinces }) {
  const cells = new Uint8Array(rows);
  provinces.forEach(([, , start, count], number) => cells.fill(number + 1, start, start + count));
  return { start: 0, count: rows, "": { cells, values: ["", ...provinces.map(([code]) => code)], labels: Object.fromEntries(provinces) } };
}

/** Load what these facets and orders need beside places: a chosen province's own table where there is one, else files of all rows. */
export async function loadTable({ manifest, places, store }, params, { filters }, signal) {
  const names = params.map((param) => COLUMNS[param] ?? param).filter(Boolean);
  const chosen = filters[PLACE] ?? [];
  const province = chosen.length === 1 && manifest.provinces.find(([code]) => code === chosen[0]);
  const [code, , , , hash] = province || [];
  const files = new Set([...names, ...(names.includes("valid_until") ? ["stars"] : [])].map((name) => (hash ? `p/${code}.${hash}` : `c/${manifest.columns[name]}`)));
  const tables = await Promise.all([...files].map((file) => store.load(`${file}.bin`, decodeTable, signal)));
  return Object.assign({}, places, ...tables);
}

/** All facets that can be counted without fetching the thousands of communes of a whole country. */
export function listFacets({ isLarge }, { filters }) {
  return Object.keys(COLUMNS).slice(0, -2).filter((param) => param !== "xa" || !isLarge || filters[PLACE]?.length === 1);
}

/** What a state demands of rows: the values chosen of each facet. */
export function listTests({ filters, valid }) {
  return Object.entries({ ...filters, [VALID]: valid ? ["1"] : [] }).filter(([, values]) => values.length);
}

/** The filters in use with their names: [facet, value, label]. What no row of the whole index has is left out. */
export function listChosen(state, { manifest }, table) {
  const isWhole = table.count === manifest.rows;
  return listTests(state).flatMap(([param, chosen]) => {
    const { codes, labels } = readFacet(param, table);
    return chosen.filter((value) => !isWhole || codes.some((held) => held.includes(value))).map((value) => [param, value, labels[value] ?? value]);
  });
}

/** A facet's cell for each row from `start` on, the codes that each cell stands for, and the codes' labels. */
function readFacet(param, table) {
  const { cells, values = PLAIN_CODES[param], labels = pairLabels(values, PLAIN_LABELS[param]) } = table[COLUMNS[param]];
  const codes = values.map((code) => [code].flat().filter(Boolean));
  return { cells: param === VALID ? findValid(cells, table.stars.cells) : cells, codes, labels, start: param === PLACE ? 0 : table.start };
}

/** 1 for each row whose stars hold on the day it is for the visitor. */
function findValid(until, stars) {
  const now = new Date();
  const today = (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - FIRST_DAY) / DAY;
  return stars.map((count, row) => (count && until[row] >= today ? 1 : 0));
}

/** For each row the number of demands it fails, and which one failed last. Rows that the table does not know fail them all. */
export async function sieveRows(rows, table, state, signal) {
  const breathe = newPace(signal);
  const tests = listTests(state);
  const misses = new Uint8Array(rows.length);
  const missed = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    if (rows[place] < table.start || rows[place] >= table.start + table.count) misses[place] = FAILS_ALL;
  }
  for (const [number, [param, chosen]] of tests.entries()) {
    await breathe();
    const { cells, codes, start } = readFacet(param, table);
    const allowed = codes.map((held) => held.some((code) => chosen.includes(code)));
    for (let place = 0; place < rows.length; place += 1) {
      if (allowed[cells[rows[place] - start]]) continue;
      misses[place] += 1;
      missed[place] = number;
    }
  }
  return { misses, missed, params: tests.map(([param]) => param) };
}

/** How many rows each code of a facet would leave, the other demands being what they are, and the codes' labels. */
export function countFacet(param, rows, { misses, missed, params }, table) {
  const { cells, codes, labels, start } = readFacet(param, table);
  const own = params.indexOf(param);
  const found = new Uint32Array(codes.length);
  for (let place = 0; place < rows.length; place += 1) {
    if (!misses[place] || (misses[place] === 1 && missed[place] === own)) found[cells[rows[place] - start]] += 1;
  }
  const counts = new Map();
  codes.forEach((held, cell) => held.forEach((code) => counts.set(code, (counts.get(code) ?? 0) + found[cell])));
  return { counts, labels };
}

/** A counted facet as options; those that leave nothing are shown only if they are chosen, and more than anybody reads not at all. */
export function listOptions(param, { counts, labels }, chosen = []) {
  const options = [...counts].map(([value, count]) => ({ value, label: labels[value] ?? value, count }));
  const shown = options.filter(({ value, count }) => count || chosen.includes(value));
  if (shown.length > MOST_OPTIONS) return shown.filter(({ value }) => chosen.includes(value)); // the communes of a whole country, until a province or a query leaves fewer
  if (param === "sao") return shown.reverse();
  return IN_ORDER.test(param) ? shown : shown.sort((one, other) => other.count - one.count);
}

/**
 * The first `count` places into `rows` that fail no demand, in the order that is asked for: by score where words were typed, else by
 * static rank and name where the table knows them, else as the rows stand; equals always as they stand. `total` is how many there are.
 */
export function orderRows({ rows, scores }, { misses }, table, sort, count) {
  const read = (name, place) => table[name].cells[rows[place] - table.start];
  const readKey = (place) => {
    const first = sort === "ten" ? read("name", place) : sort && ROOM - read(COLUMNS[sort], place);
    if (scores) return first * STEPS + Math.round((STEPS - scores[place]) * (sort ? 1 : STEPS));
    return table.rank && !sort ? (STEPS - read("rank", place)) * ROOM + read("name", place) : first * STEPS;
  };
  // Key and place in one number sort ten times faster than by a comparison.
  const keys = new Float64Array(rows.length);
  let total = 0;
  for (let place = 0; place < rows.length; place += 1) if (!misses[place]) keys[total++] = readKey(place) * ROOM + place;
  const shown = Array.from(keys.subarray(0, total).sort().subarray(0, count), (key) => key % ROOM);
  return { total, shown };
}
