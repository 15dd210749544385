/** One query from its text to scored rows: which parts are fetched when, and what is tried when little is found. */

import { correctMatch } from "./correct.js";
import { buildPlan, decodeGlued, isKnown, listPairs, listUnits, readWords } from "./query.js";
import { scorePlan } from "./score.js";
import { newScale } from "./weigh.js";

const FEW = 10; // hits below which more is looked for
const MUCH_BETTER = 1.5; // a row without some of the words, before the few that have all of them somewhere in a long text
const BETTER = 1.05; // words that go on, before those that end where the typing does
const POOR = 2; // the fit of an answer whose words only stand somewhere in long texts
const BEGUN = 0.6; // a word of which only the beginning was typed
const LONG_TEXT = 0.4; // a word that stands only in a long text, beside one of the summary
const MOST_SHARDS = 6; // of terms for one query, unless its own words need more
const MOST_COMPLETIONS = 32;
const MOST_NEIGHBOURS = 2; // shards fetched only for completions
const SHORTEST_BEGUN = 2; // letters

/** The rows that answer a text, with everything the page has to say about how they were found. */
export async function matchText(index, text, signal) {
  const glued = decodeGlued(text);
  if (!glued) return new Match(index, text, signal).run();
  const isCode = glued.corrected.length === 1 && (await new Match(index, text, signal).runPlain()).glued;
  const decoded = isCode ? { count: 0 } : await new Match(index, glued.text, signal).run();
  if (!decoded.count) return new Match(index, text, signal).run();
  return { ...decoded, corrected: [...glued.corrected, ...decoded.corrected] };
}

/** One try at a query; `words` and `plan` change as it is understood better. */
class Match {
  constructor(index, text, signal) {
    this.index = index;
    this.signal = signal;
    this.words = readWords(text, index.rules, index.dense);
    this.scale = newScale(index.manifest.rows, signal);
    this.terms = index.terms;
    this.texts = index.texts;
    this.usesTexts = this.completes = false;
  }

  /** First what was typed; then beginnings of words, long texts, corrections; at last fewer words. */
  async run() {
    let result = await this.runPlain();
    const isLost = !result.count || (result.fit < POOR && this.plan.slots.some((slot) => this.isMisspelled(slot)));
    if (!this.plan.slots.length || (result.count >= FEW && !isLost)) return this.describe(result);
    if (result.count < FEW) result = await this.searchTexts();
    if (isLost && result.fit < POOR) result = (await correctMatch(this, result.fit * MUCH_BETTER)) ?? (await this.score());
    const { score, mask, share } = result.partial ?? { score: 0 };
    if (score * share * share > MUCH_BETTER * result.top) result = await this.relax(mask);
    return this.describe(result);
  }

  /** Whether a word was typed with marks that nobody gave it. */
  isMisspelled({ alternatives: [{ units }, ...others] }) {
    return !others.length && units.some(({ key, form, marked }) => marked && !this.terms.find(key)?.forms.some((known) => known.form === form));
  }

  /** Whole words; where these find little, the last one as the beginning of a word too. */
  async runPlain() {
    this.plan = await this.prepare(this.words, this.listDecoded());
    const words = this.understand();
    if (words !== this.words) await this.adopt(words);
    return this.searchBegun(await this.score());
  }

  /** Where whole words find little, or what has come offers a better end for the last one, count that as begun. */
  async searchBegun(result) {
    const isStump = /^[^aeiouy\d]+$/.test(this.plan.words.at(-1).key); // no syllable is without a vowel
    if (result.count < FEW || isStump) return (await this.loadCompletions()) ? this.score() : result;
    if (this.plan.words.length < 2 || !this.completeTyped()) return result;
    const begun = await this.score();
    if (begun.top > BETTER * result.top) return begun;
    this.completes = false;
    this.fill(this.plan);
    return result;
  }

  /** The plan for these words with its terms at hand; `more` are keys that may be wanted next. */
  async prepare(words, more = []) {
    const plan = buildPlan(words, this.index.rules);
    this.spareShards(plan);
    const needed = listUnits(plan).map(({ key }) => key);
    const kept = [...plan.soft, ...plan.pairs].filter((unit) => !unit.spared).map(({ key }) => key);
    const { terms, texts, signal } = this;
    const loads = [this.index.loadMarks(signal), terms.load([...needed, ...kept, ...more], signal), this.usesTexts && texts.load(needed, signal)];
    [this.scale.marks] = await Promise.all(loads);
    return this.fill(plan);
  }

  /** Words and pairs that only add to the score are left out where they would take too many shards more; frequent words first. */
  spareShards(plan) {
    const wanted = new Set(listUnits(plan).map(({ key }) => this.terms.locate(key)));
    const frequency = ({ key }) => this.index.dense.get(key) ?? 0;
    for (const unit of [...plan.pairs, ...plan.soft].sort((one, other) => frequency(one) - frequency(other))) {
      const shard = this.terms.locate(unit.key);
      unit.spared = !wanted.has(shard) && wanted.size >= MOST_SHARDS;
      if (!unit.spared) wanted.add(shard);
    }
  }

  /** Give each unit of a plan the terms that have come. */
  fill(plan) {
    for (const unit of [...listUnits(plan), ...plan.soft, ...plan.pairs]) {
      unit.sources = unit.spared ? [] : this.find(unit.key);
      unit.count = this.index.dense.get(unit.key);
    }
    if (this.completes) for (const unit of listBegun(plan)) unit.sources.push(...this.complete(unit));
    plan.groups = plan.pairs.filter((pair) => pair.sources.length).map((pair) => maskPair(plan, pair));
    return plan;
  }

  find(key) {
    const [term, text] = [this.terms.find(key), this.usesTexts && this.texts.find(key)];
    return [...(term ? [{ term, factor: 1, whole: true }] : []), ...(text ? [{ term: text, factor: LONG_TEXT, whole: true }] : [])];
  }

  complete({ key }) {
    return this.terms.complete(key).slice(0, MOST_COMPLETIONS).map((term) => ({ term, factor: BEGUN, whole: false }));
  }

  score(plan = this.plan, need = undefined) {
    return scorePlan(plan, this.scale, need, FEW);
  }

  listDecoded() {
    const words = this.words.map((word) => word.decoded ?? word);
    return words.some((word) => word.typed) ? [...words, ...listPairs(words)].map(({ key }) => key) : [];
  }

  /**
   * The words again where the index tells more of them: keys of Telex are read, a question word that is part of a name is needed,
   * and beside a phone number or a code that is known nothing else is.
   */
  understand() {
    const known = new Set(this.plan.pairs.filter((pair) => pair.sources.length).flatMap(({ first, second }) => [first, second]));
    const numbers = new Set(this.plan.slots.filter(isFoundNumber).flatMap((slot) => slot.words));
    const words = this.words.map((word) => {
      if (word.role === "soft" && known.has(word) && !("type" in word)) return { ...word, role: "need" };
      if (word.role === "need" && numbers.size && !numbers.has(word)) return { ...word, role: "soft" };
      return word.decoded && !this.terms.find(word.key) && this.terms.find(word.decoded.key) ? word.decoded : word;
    });
    return words.some((word, place) => word !== this.words[place]) ? words : this.words;
  }

  /** Fetch what may go on behind the words that have only begun. Tells whether anything may. */
  async loadCompletions() {
    const units = listBegun(this.plan).filter(({ key }) => key.length >= SHORTEST_BEGUN);
    for (const { key } of units) {
      const missing = this.terms.listRange(key).filter((number) => !this.terms.shards.has(number));
      const chosen = missing.length > MOST_NEIGHBOURS ? await this.chooseShards(key) : missing;
      await this.terms.loadShards(chosen, this.signal);
    }
    return this.completeTyped();
  }

  /** Let the completions that have come count. Tells whether there are any. */
  completeTyped() {
    this.completes = listBegun(this.plan).some((unit) => unit.key.length >= SHORTEST_BEGUN && this.complete(unit).length);
    if (this.completes) this.fill(this.plan);
    return this.completes;
  }

  /** Of the shards that hold words beginning so, those of the most frequent ones. */
  async chooseShards(prefix) {
    const words = await this.index.loadWords(this.signal);
    const begun = [...words].filter(([key]) => key.startsWith(prefix)).sort((one, other) => other[1] - one[1]);
    return this.terms.listMissing(begun.slice(0, MOST_COMPLETIONS).map(([key]) => key)).slice(0, MOST_NEIGHBOURS);
  }

  /** Look into long texts too; for words that stand nowhere else first, because a slip of a finger stands nowhere at all. */
  async searchTexts() {
    this.usesTexts = true;
    const lost = this.plan.slots.filter((slot) => !isKnown(slot));
    if (lost.length) await Promise.all([this.loadTexts(lost), this.index.loadWords(this.signal)]);
    if (this.fill(this.plan).slots.every(isKnown)) await this.loadTexts(this.plan.slots);
    this.fill(this.plan);
    return this.score();
  }

  loadTexts(slots) {
    return this.texts.load(listUnits({ slots }).map(({ key }) => key), this.signal);
  }

  /** Go on with other words. */
  async adopt(words) {
    this.words = words;
    this.plan = await this.prepare(words);
  }

  /** What most of the words find together, at least half of them. */
  async relax(mask) {
    this.dropped = this.plan.slots.filter((_, number) => !(mask & (1 << number))).flatMap((slot) => slot.words.map((word) => word.typed ?? word.raw));
    return this.score(this.plan, mask);
  }

  describe(result) {
    const { plan, words } = this;
    const corrected = words.filter((word) => word.typed).map((word) => [word.typed, word.shown]);
    const units = [...listUnits(plan), ...plan.soft].flatMap((unit) => unit.sources.map(({ term }) => term.key));
    const common = words.filter((word) => word.role === "common").map((word) => word.key);
    return { ...result, open: plan.open, terms: [...new Set([...units, ...common])], dropped: [...new Set(this.dropped)], corrected };
  }
}

/** The words that may go on: the one being typed, and parts of long numbers. */
function listBegun(plan) {
  const last = plan.slots.at(-1);
  const typing = last && last.words.at(-1) === plan.words.at(-1) && !last.words[0].typed ? last.alternatives[0].units.at(-1) : null;
  return listUnits(plan).filter((unit) => unit.begun || unit === typing);
}

/** Whether a slot is a long number that stands in the index. */
function isFoundNumber(slot) {
  return slot.alternatives.some(({ units }) => units[0].begun && units[0].sources.length);
}

/** The slots of two words that are one name, as a mask: they are only worth anything together. */
function maskPair(plan, { first, second }) {
  return plan.slots.reduce((mask, { words }, number) => (words.includes(first) || words.includes(second) ? mask | (1 << number) : mask), 0);
}
