/** How well each row answers a plan: what its words weigh where they stand, words side by side, names that are covered, static rank. */

import { newPace } from "./pace.js";
import { listUnits } from "./query.js";
import { readPostings } from "./shard.js";

const NAME_END = 64; // `where` below it: in the name; from OWN_END on in the part that many names share, or far back
const OWN_END = 56;
const KEY_FIELDS = 128; // from here on in a field, or in a text
const FIELD_WEIGHTS = [3, 2.5, 1, 0.25]; // name, other name, key field, text
const CLASS_WEIGHTS = [1, 1.3, 1.2, 1, 1, 1, 1, 1.5]; // key fields: other, place, former place, maker, label, person, product, number
const SHARED = 2; // in the part that many names share, or far back
const AT_START = 4; // a name that begins with the word
const STARS = /^\dsao$/;
const STARS_HELD = 3; // stars of the row's own, and what its text tells of others
const STARS_TOLD = 0.8;
const LABEL = 0x84;
const PLACE_TODAY = 0x81;
const WEIGHTS = Array.from({ length: 256 }, (_, where) => {
  if (where < 8) return AT_START;
  if (where >> 6 === 2) return CLASS_WEIGHTS[where & 7];
  return where >> 3 === 7 ? SHARED : FIELD_WEIGHTS[where >> 6];
});
const STAR_WEIGHTS = WEIGHTS.map((_, where) => (where === LABEL ? STARS_HELD : STARS_TOLD));
const SAME_TONE = 1.25;
const OTHER_TONE = 0.55;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const SIDE_BY_SIDE = 1; // two words that follow each other in a name
const PHRASE_WEIGHTS = [0, 3, 2.5, 0.8, 0.8, 0.8, 0, 0]; // two words that are one name in a key field, by its class
const TORN = 0.6; // taken from two words that are the name of a place and stand apart
const COVERED = 1.2; // a name that is nothing but the query
const LENGTHS = [1, 2, 3, 4, 5.5, 7.5, 10.5, 14]; // words in a name, by its class
const RANK = 0.03; // a point of the static rank: 0, 4, 8 or 12
const TYPE_WEIGHTS = [1, 1, 0.85, 0.9]; // cooperatives, products, news, pages
const NAMED_TYPE = 1.3; // rows of the type that the query names
const HALF = 0.5; // of the words, at least, that a row must have to be shown where no row has all
const POOR = 2; // the fit of an answer whose words only stand somewhere in long texts
const CHUNK = 1024; // rows between two looks at the clock

/** How many rows are so few that more is looked for. */
export const FEW = 10;

/** Few rows, none of which has the words in its name or in that of its place. */
export function isPoor({ rows, fit }) {
  return rows.length < FEW && fit < POOR;
}

/**
 * The rows that answer a plan, with their scores; `need` is a mask of the slots that must be met, all of them at first.
 * `fit` says how well the best row does for what was typed; `partial` is the best row without some words, looked for where the answer is poor.
 */
export async function scorePlan(plan, { index: { marks }, signal, weighed }, need = (1 << plan.slots.length) - 1, isTrial = false) {
  const breathe = newPace(signal);
  for (const unit of [...listUnits(plan), ...plan.pairs]) {
    const name = unit.form + unit.sources.map(({ term, weight }) => term.key + weight);
    if (unit.sources.length) Object.assign(unit, (weighed[name] ??= weighUnit(unit, marks.length)));
    await breathe();
  }
  const scorer = new Scorer(plan, marks);
  const eachRow = async (leads, act) => {
    for (let row = 0; plan.words.length && row < marks.length; row += 1) {
      if (row % CHUNK === 0) await breathe();
      if (leads.some((gain) => !gain || gain[row])) act(row, scorer.findUnits(row));
    }
  };
  const result = { rows: [], scores: [], top: 0, fit: 0, partial: { score: 0 } };
  await eachRow(need ? listLeads(plan, need) : [null], (row, mask) => {
    if ((mask & need) !== need) return;
    const score = scorer.score(row);
    result.rows.push(row);
    result.scores.push(score);
    result.top = Math.max(result.top, score);
  });
  result.fit = result.top && result.top / scorer.told;
  if (isPoor(result) && !isTrial) {
    await eachRow([null], (row, mask) => {
      const share = countBits(mask) / plan.slots.length;
      const score = (mask & need) !== need && share >= HALF && scorer.score(row);
      if (score > result.partial.score) result.partial = { score, share, mask };
    });
  }
  return result;
}

/** Of the slots that must be met the one that the fewest rows have: what its alternatives add to each row. */
function listLeads({ slots }, need) {
  const count = ({ alternatives }) => alternatives.reduce((sum, { units }) => sum + units[0].sources.reduce((own, { term }) => own + term.count, 0), 0);
  const needed = slots.filter((_, number) => (need >> number) & 1).sort((one, other) => count(one) - count(other));
  return needed[0].alternatives.flatMap(({ units }) => units[0].gain ?? []);
}

/** What a unit adds to each row (`gain`), where it stands there best (`where`) and how much it tells (`idf`). */
function weighUnit({ key, form, count, sources }, rowCount) {
  const gain = new Float32Array(rowCount);
  const best = new Uint8Array(rowCount);
  const found = count ?? sources.reduce((sum, { term }) => sum + term.count, 0);
  const idf = Math.log(1 + rowCount / Math.min(rowCount, found));
  const weights = STARS.test(key) ? STAR_WEIGHTS : WEIGHTS;
  const isMeant = (spelled, term) => form === key || isSame(form, spelled.form, term.key !== key);
  const isKnown = sources.some(({ term }) => term.forms.some((spelled) => isMeant(spelled, term)));
  for (const { term, weight } of sources) {
    for (const spelled of term.forms) {
      const isExact = isMeant(spelled, term);
      if (!isExact && term.key !== key) continue; // «gà» goes on to «gàu», not to «gạo»
      const { rows, where } = readPostings(spelled);
      const tone = form === key ? 1 : isExact ? SAME_TONE : OTHER_TONE;
      const end = isExact || !isKnown ? 256 : KEY_FIELDS; // with marks typed rightly, other words count in names alone
      for (let place = 0; place < rows.length; place += 1) {
        if (where[place] >= end) continue;
        const value = idf * weight * tone * weights[where[place]];
        if (value <= gain[rows[place]]) continue;
        gain[rows[place]] = value;
        best[rows[place]] = where[place];
      }
    }
  }
  return { gain, where: best, idf };
}

/** Whether a spelling is what was typed; a word that has only begun may still lack its tone. */
function isSame(typed, form, isBegun) {
  return isBegun ? form.startsWith(typed) || form.normalize("NFD").replace(TONES, "").normalize().startsWith(typed) : form === typed;
}

/** Scores rows one by one. */
class Scorer {
  constructor(plan, marks) {
    this.plan = plan;
    this.marks = marks;
    this.slots = [...plan.slots, ...plan.extras].sort((one, other) => one.place - other.place); // in the order of the query
    this.length = plan.words.filter(({ share }) => share !== 0).length;
    this.pairs = [];
    for (const pair of plan.pairs) {
      this.pairs[pair.place] = pair;
      pair.isPlace = pair.where?.includes(PLACE_TODAY);
    }
    this.told = 0; // by a row that has everything
    plan.slots.forEach((slot, number) => (slot.bit = 1 << number));
    for (const { alternatives } of this.slots) {
      const told = alternatives.map(({ units }) => units.reduce((sum, { idf = 0 }) => sum + idf, 0));
      // Rarer words than those typed do not tell more than those do.
      alternatives.forEach((other, place) => (other.worth = other.weight * (told[0] ? Math.min(1, told[0] / told[place]) : 1)));
      this.told += Math.max(...told);
    }
    this.units = []; // what the present row has of the query, in its order; `count` of them, and what each adds
    this.gains = [];
  }

  /** See what a row has of the query; returns the mask of the slots it meets. */
  findUnits(row) {
    let mask = 0;
    this.count = 0;
    for (const { alternatives, bit } of this.slots) {
      const best = chooseAlternative(alternatives, row);
      if (!best) continue;
      mask |= bit;
      for (const unit of best.units) {
        this.units[this.count] = unit;
        this.gains[this.count++] = best.worth * unit.gain[row];
      }
    }
    return mask;
  }

  /** The score of the row that was seen last. */
  score(row) {
    let total = 0;
    let own = 0;
    let shared = 0;
    let told = 0;
    let size = 0;
    for (let place = 0; place < this.count; place += 1) {
      const { idf, where } = this.units[place];
      total += this.gains[place] + (place ? this.rateLink(row, place) : 0);
      if (where[row] < OWN_END) {
        own += 1;
        told += idf;
        size = LENGTHS[where[row] & 7];
      } else if (where[row] < NAME_END) shared += 1;
    }
    // A name counts the more, the less there is in its own part or in the query that the other lacks.
    const share = own && Math.min(1, own / Math.max(size, this.length - shared));
    const type = this.marks[row] >> 4;
    const wanted = this.plan.words.type === type ? NAMED_TYPE : TYPE_WEIGHTS[type];
    return (total + COVERED * told * share * share) * wanted + (this.marks[row] & 15) * RANK;
  }

  /** What two words add by being neighbours in the row as they are in the query: in its name, or in the name of a place, maker … */
  rateLink(row, count) {
    const [unit, next] = [this.units[count - 1], this.units[count]];
    if (next.place !== unit.place + 1) return 0;
    const told = unit.idf + next.idf;
    if (follows(unit.where[row], next.where[row])) return told * SIDE_BY_SIDE;
    const pair = this.pairs[unit.place];
    if (pair?.gain?.[row]) return (told * PHRASE_WEIGHTS[pair.where[row] & 7] * pair.gain[row]) / pair.idf;
    return pair?.isPlace ? -TORN * (this.gains[count - 1] + this.gains[count]) : 0;
  }
}

/** Whether one place in a name is right behind another. In the shared part places are not told apart. */
function follows(one, other) {
  if (one >= NAME_END || other >= NAME_END) return false;
  return one < OWN_END ? other >> 3 === (one >> 3) + 1 : other < 8 || other >= OWN_END;
}

/** The alternative that gives a row most; nothing where none is there. */
function chooseAlternative(alternatives, row) {
  let best = null;
  let most = 0;
  for (const alternative of alternatives) {
    let sum = 0;
    for (const { gain } of alternative.units) sum = gain?.[row] ? sum + gain[row] * alternative.worth : -Infinity;
    if (sum <= most) continue;
    best = alternative;
    most = sum;
  }
  return best;
}

function countBits(mask) {
  return mask && 1 + countBits(mask & (mask - 1));
}
