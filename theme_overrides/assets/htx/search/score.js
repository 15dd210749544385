/** How well each row answers a plan: words side by side, names that are covered, the type that was named, static rank. */

import { breathe, newClock } from "./pace.js";
import { listUnits } from "./query.js";
import { NAME_END, OWN_END, countRows, listPostings, weighOnce } from "./weigh.js";

const SIDE_BY_SIDE = 1; // two words that follow each other in a name
const PHRASE_WEIGHTS = [0, 3, 2.5, 0.8, 0.8, 0.8, 0, 0]; // two words that are one name in a key field, by its class
const LOOSE = 0.8; // taken from a syllable that stands without the one it belongs to
const SCATTERED = 0.6; // a phrase that stands in for another, its words not side by side
const COVERED = 1.2; // a name that is nothing but the query
const RANK = 0.03; // a step of the static rank, of which there are 15
const TYPE_WEIGHTS = [1, 1, 0.85, 0.9]; // cooperatives, products, news, pages
const NAMED_TYPE = 1.3; // rows of the type that the query names
const HALF = 0.5; // of the words, at least, that a row must have to be shown where no row has all
const LENGTHS = [1, 2, 3, 4, 5.5, 7.5, 10.5, 14]; // words in a name, by its class

const CHUNK = 1024; // rows between two looks at the clock

/**
 * The rows that answer a plan, with their scores; `need` is a mask of the slots that must be met, all of them at first.
 * `fit` says how well the best row does for what was typed, `partial` is the best row without some of the words.
 */
export async function scorePlan(plan, scale, need = (1 << plan.slots.length) - 1, few = 0) {
  const clock = newClock(scale.signal);
  for (const unit of [...listUnits(plan), ...plan.soft, ...plan.pairs]) {
    if (!unit.sources.length) continue;
    Object.assign(unit, weighOnce(unit, scale));
    await breathe(clock);
  }
  for (const slot of plan.slots) for (const alternative of slot.alternatives) alternative.worth = weighAlternative(alternative, slot);
  const scorer = new Scorer(plan, scale);
  await breathe(clock);
  const rows = plan.slots.length ? scorer.listRows(need) : scorer.listSoftRows();
  await breathe(clock);
  const scores = new Float32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    scores[place] = scorer.score(rows[place]);
    if (place % CHUNK === CHUNK - 1) await breathe(clock);
  }
  const { glued } = scorer;
  const partial = rows.length < few ? await findPartial(scorer, scale, need, clock) : null;
  let top = 0;
  for (let place = 0; place < scores.length; place += 1) top = Math.max(top, scores[place]);
  return { rows, scores, count: rows.length, top, fit: top && top / scorer.told, glued, partial };
}

/** The best row that meets at least half of the demands, but not all. */
async function findPartial(scorer, { rowCount }, need, clock) {
  let best = { score: 0, mask: 0, share: 0 };
  for (let row = 0; row < rowCount; row += 1) {
    if (row % CHUNK === 0) await breathe(clock);
    const score = scorer.score(row);
    const mask = scorer.dropTorn(scorer.mask);
    const share = countBits(mask) / scorer.plan.slots.length;
    if (score > best.score && share >= HALF && (mask & need) !== need) best = { score, mask, share };
  }
  return best;
}

/** Scores rows one by one; after each, `mask` tells which demands it meets. */
class Scorer {
  constructor(plan, { rowCount, marks }) {
    this.plan = plan;
    this.marks = marks;
    this.rowCount = rowCount;
    this.demands = listDemands(plan);
    this.pairs = listStrengths(plan);
    this.length = plan.words.filter(({ role }) => role !== "gone" && role !== "common").length;
    this.told = this.demands.reduce((sum, { slot, unit }) => sum + (unit ? unit.idf ?? 0 : Math.max(...slot.alternatives.map(sumTold))), 0);
    this.units = []; // what the present row has of the query, in its order; `count` of them
    this.gains = [];
    this.count = this.mask = this.glued = 0;
  }

  /** The rows that meet these demands. */
  listRows(need) {
    const met = new Uint8Array(this.rowCount);
    const slots = this.plan.slots.filter((_, number) => need & (1 << number));
    slots.forEach((slot, number) => {
      for (const { units } of slot.alternatives) {
        if (units.some(({ sources }) => !sources.length)) continue;
        for (const { rows } of listPostings(units[0])) {
          for (let place = 0; place < rows.length; place += 1) {
            const row = rows[place];
            if (met[row] === number && (units.length === 1 || units.every(({ gain }) => gain[row]))) met[row] = number + 1;
          }
        }
      }
    });
    return listPlaces(met, slots.length);
  }

  /** Where nothing is demanded: the rows that have any of the words. */
  listSoftRows() {
    const met = new Uint8Array(this.rowCount);
    for (const { rows } of this.plan.soft.flatMap(listPostings)) for (let place = 0; place < rows.length; place += 1) met[rows[place]] = 1;
    return listPlaces(met, 1);
  }

  /** Of the words that are one name, a row that lacks some has none. */
  dropTorn(mask) {
    return this.plan.groups.reduce((left, group) => ((left & group) === group ? left : left & ~group), mask);
  }

  score(row) {
    this.findUnits(row);
    const { units, gains, count } = this;
    let total = 0;
    let linked = 0;
    for (let place = 0; place < count; place += 1) {
      const link = place + 1 < count ? this.rateLink(row, units[place], units[place + 1]) : 0;
      total += gains[place] * (link || linked ? 1 : this.rateLoose(units[place])) + link;
      linked = link;
    }
    const type = this.marks[row] >> 4;
    const wanted = this.plan.type === undefined ? TYPE_WEIGHTS[type] : this.plan.type === type ? NAMED_TYPE : 1;
    return (total + this.scoreCover(row)) * wanted + (this.marks[row] & 15) * RANK;
  }

  findUnits(row) {
    this.mask = this.count = 0;
    for (const { slot, bit, unit } of this.demands) {
      if (unit) {
        if (unit.gain?.[row]) this.add(unit, unit.share * unit.gain[row]);
        continue;
      }
      const best = chooseAlternative(slot, row);
      if (!best) continue;
      this.mask |= bit;
      for (const part of best.units) this.add(part, best.worth * part.gain[row]);
    }
  }

  add(unit, gain) {
    this.units[this.count] = unit;
    this.gains[this.count++] = gain;
  }

  /** What two words add by being neighbours in the row as they are in the query: in its name, or in the name of a place, maker … */
  rateLink(row, unit, next) {
    if (next.place !== unit.place + 1) return 0;
    const pair = this.pairs[unit.place]?.unit;
    const tone = pair?.gain?.[row] ? pair.gain[row] / pair.idf : 0;
    const isNamed = follows(unit.where[row], next.where[row]);
    if (next.glued && (isNamed || tone)) this.glued += 1;
    return (unit.idf + next.idf) * (isNamed ? SIDE_BY_SIDE : tone && tone * PHRASE_WEIGHTS[pair.where[row] & 7]);
  }

  /** What is left of a syllable whose neighbours in the query it belongs to, and that stands in the row without them. */
  rateLoose({ place }) {
    return 1 - LOOSE * Math.max(this.pairs[place - 1]?.strength ?? 0, this.pairs[place]?.strength ?? 0);
  }

  /** A name counts the more, the less there is in its own part or in the query that the other lacks. */
  scoreCover(row) {
    let own = 0;
    let shared = 0;
    let told = 0;
    let size = 0;
    for (let place = 0; place < this.count; place += 1) {
      const { idf, where } = this.units[place];
      if (where[row] < OWN_END) {
        own += 1;
        told += idf;
        size = LENGTHS[where[row] & 7];
      } else if (where[row] < NAME_END) shared += 1;
    }
    const share = own && Math.min(1, own / Math.max(size, this.length - shared));
    return COVERED * told * share * share;
  }
}

/** Whether one place in a name is right behind another. In the shared part places are not told apart. */
function follows(one, other) {
  if (one >= NAME_END || other >= NAME_END) return false;
  return one < OWN_END ? other >> 3 === (one >> 3) + 1 : other < 8 || other >= OWN_END;
}

/** Slots and words that only add to the score, in the order of the query. */
function listDemands(plan) {
  const slots = plan.slots.map((slot, number) => ({ slot, bit: 1 << number, place: slot.alternatives[0].units[0].place }));
  const soft = plan.soft.map((unit) => ({ unit, place: unit.place }));
  return [...slots, ...soft].sort((one, other) => one.place - other.place);
}

/** The places of the cells that hold a number. */
export function listPlaces(cells, wanted) {
  const places = new Int32Array(cells.length);
  let count = 0;
  for (let place = 0; place < cells.length; place += 1) if (cells[place] === wanted) places[count++] = place;
  return places.slice(0, count);
}

/** For each place in the query its pair with the next word, and how far the two belong together: 0 to 1. */
function listStrengths(plan) {
  const counts = new Map([...listUnits(plan), ...plan.soft].map((unit) => [unit.key, countRows(unit)]));
  const pairs = [];
  for (const unit of plan.pairs) {
    const most = Math.min(counts.get(unit.first.key) ?? 0, counts.get(unit.second.key) ?? 0);
    pairs[unit.place] = { unit, strength: most && Math.sqrt(Math.min(1, countRows(unit) / most)) };
  }
  return pairs;
}

function sumTold({ units }) {
  return units.reduce((sum, { idf = 0 }) => sum + idf, 0);
}

/** What an alternative's sum is worth: rarer words than those typed do not tell more than those do. */
function weighAlternative(alternative, { alternatives: [typed] }) {
  const [own, other] = [sumTold(typed), sumTold(alternative)];
  return own && own < other ? (alternative.weight * own) / other : alternative.weight;
}

/** The alternative that gives a row most; nothing where none is there. */
function chooseAlternative(slot, row) {
  let best = null;
  let most = 0;
  for (const alternative of slot.alternatives) {
    const sum = sumGains(alternative.units, row) * alternative.worth;
    if (sum > most) {
      best = alternative;
      most = sum;
    }
  }
  return best;
}

/** What a row has of an alternative, all of whose words must be there; less where a name has them scattered. */
function sumGains(units, row) {
  let sum = 0;
  let share = 1;
  for (let place = 0; place < units.length; place += 1) {
    const gain = units[place].gain?.[row];
    if (!gain) return 0;
    sum += gain;
    if (place && !follows(units[place - 1].where[row], units[place].where[row])) share = SCATTERED;
  }
  return sum * share;
}

function countBits(mask) {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
}
