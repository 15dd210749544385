/** What a word weighs in each row: by the field it stands in, by its tone, by how much it tells. */

import { readPostings } from "./shard.js";

export const NAME_END = 64; // `where` below it: in the name; from OWN_END on in its shared part
export const OWN_END = 56;
const FIELD_WEIGHTS = [3, 2.5, 1, 0.4]; // name, other name, key field, text
const CLASS_WEIGHTS = [1, 1.3, 1.2, 1, 1, 1, 1, 1.5]; // key fields: other, place, former place, maker, label, person, product, number
const AT_START = 1; // a name that begins with the word
const SHARED = 2; // in the part that many names share, or far back
const IN_NUMBER = 0.5; // letters of a document's number
const STARS_HELD = 3; // stars of the row's own, and what its text tells of others
const STARS_TOLD = 0.8;
const SAME_TONE = 1.25;
const OTHER_TONE = 0.55;
const TRUSTED_PLAIN = 1.1; // a word without marks in a query that has some
const LABEL = 0x84;
const NUMBER = 0x87;
const WORD_WEIGHTS = Float32Array.from({ length: 256 }, (_, where) => (where === NUMBER ? IN_NUMBER : weighWhere(where)));
const NUMBER_WEIGHTS = Float32Array.from({ length: 256 }, (_, where) => weighWhere(where));
const STAR_WEIGHTS = Float32Array.from({ length: 256 }, (_, where) => (where === LABEL ? STARS_HELD : STARS_TOLD));
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** What has been weighed for one query, for all plans that are tried for it. */
export function newScale(rowCount, signal) {
  return { rowCount, signal, units: new Map(), marks: null };
}

function weighWhere(where) {
  if (where >> 6 === 2) return CLASS_WEIGHTS[where & 7];
  if (where < 8) return FIELD_WEIGHTS[0] + AT_START;
  return where >= OWN_END && where < NAME_END ? SHARED : FIELD_WEIGHTS[where >> 6];
}

/** The weight of a unit as the scale remembers it: plans for the same query share most words. */
export function weighOnce(unit, scale) {
  const name = [unit.form, unit.trusted, ...unit.sources.map(({ term, factor }) => term.key + factor)].join();
  if (!scale.units.has(name)) scale.units.set(name, weighUnit(unit, scale));
  return scale.units.get(name);
}

/** What a unit adds to each row, where it stands there best, and how much it tells. */
function weighUnit(unit, { rowCount }) {
  const idf = Math.log(1 + rowCount / Math.min(rowCount, countRows(unit)));
  const weighed = { gain: new Float32Array(rowCount), where: new Uint8Array(rowCount), idf };
  for (const { term, factor, whole } of unit.sources) {
    const weights = /^\dsao$/.test(term.key) ? STAR_WEIGHTS : /\d/.test(term.key) ? NUMBER_WEIGHTS : WORD_WEIGHTS;
    for (const form of term.forms) addPostings(weighed, form, weights, idf * factor * rateTone(unit, form.form, whole));
  }
  return weighed;
}

/** How many rows have a word. */
export function countRows({ count, sources }) {
  return count ?? sources.reduce((sum, { term }) => sum + term.count, 0);
}

function addPostings({ gain, where: best }, form, weights, weight) {
  const { rows, where } = readPostings(form);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place];
    const value = weight * weights[where[place]];
    if (value > gain[row]) {
      gain[row] = value;
      best[row] = where[place];
    }
  }
}

/** How far a spelling is the one that was typed. A word that has only begun may still lack its tone. */
function rateTone(unit, form, whole) {
  if (!unit.marked && !unit.trusted) return 1;
  const same = whole ? form === unit.form : form.startsWith(unit.form) || stripTone(form).startsWith(unit.form);
  if (!unit.marked) return same ? TRUSTED_PLAIN : 1;
  return same ? SAME_TONE : OTHER_TONE;
}

function stripTone(form) {
  return form.normalize("NFD").replace(TONES, "").normalize();
}

/** All postings of a unit. */
export function listPostings({ sources }) {
  return sources.flatMap(({ term }) => term.forms.map(readPostings));
}
