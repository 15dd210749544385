/** What was typed → a plan: which words must be found, what may stand for them, which only add to the score. */

import { decodeKeys } from "./keys.js";
import { listWords, stripMarks } from "./text.js";

const SYNONYM = 0.7;
const SOFT = 0.3; // of what a word weighs that only may be found
const MOST_WORDS = 24; // of a query; each needs a bit
const LONG_NUMBER = /^\d{6,}$/; // it may be a part of a phone number or of a code

/** The rules of a manifest, its phrases as words; the longest first, so that «mua ở đâu» is seen before «mua». */
export function readRules(rules) {
  const split = (phrase) => phrase.split(" ").map((form) => ({ form, key: stripMarks(form) }));
  const list = (phrases) => {
    return phrases.map(([phrase, meaning]) => ({ words: split(phrase), meaning })).sort((one, other) => other.words.length - one.words.length);
  };
  return {
    cut: (text) => listWords(text, rules).slice(0, MOST_WORDS),
    questions: list(rules.questions.map((phrase) => [phrase])),
    common: list(Object.values(rules.abbreviations).map((phrase) => [phrase])),
    types: list(rules.types),
    synonyms: list(rules.synonyms.flatMap((group) => group.map((phrase) => [phrase, group.filter((other) => other !== phrase).map(split)]))),
  };
}

/**
 * The words of a query. Those without a `share` must be found; the others add that much of what they weigh to the score.
 * `dense` are the keys that stand nearly everywhere; phrases of them that have an abbreviation are not even looked up.
 */
export function readWords(text, rules, dense, isMarked = /[^\0-\x7f]/.test(text)) {
  let words = rules.cut(text);
  const isNeeded = ({ share }) => share === undefined;
  eachPhrase(words, rules.questions, true, (found) => found.forEach((word) => (word.share = found.length > 1 ? 0 : SOFT)));
  words = words.some(isNeeded) ? words.filter(({ share }) => share !== 0) : rules.cut(text);
  eachPhrase(words, rules.types, false, (found, type) => {
    words.type = type;
    if (words.some((word) => isNeeded(word) && !found.includes(word))) for (const word of found) word.share = SOFT;
  });
  for (const word of words) if (isNeeded(word) && dense.has(word.key)) word.share = 1;
  eachPhrase(words, rules.common, false, (found) => {
    if (found.every(({ key }) => dense.has(key))) for (const word of found) word.share = 0;
  });
  const last = words[words.length - 1];
  if (/^\D$/.test(last?.key) && words.some((word) => isNeeded(word) && word !== last)) last.share = SOFT; // a word that has only begun
  return Object.assign(words, { isMarked });
}

/** Call `act(words, meaning)` for each run of words that is one of these phrases. */
function eachPhrase(words, phrases, isQuestion, act) {
  words.forEach((_, start) => {
    const found = phrases.find((phrase) => agrees(words, start, phrase.words, isQuestion && phrase.words.length < 2));
    if (found) act(words.slice(start, start + found.words.length), found.meaning);
  });
}

/** Whether the words from `start` on are those of a phrase; what was typed with marks, and all where `isStrict`, must be spelled so. */
function agrees(words, start, phrase, isStrict) {
  return phrase.every(({ key, form }, step) => {
    const word = words[start + step] ?? {};
    return isStrict || word.form !== word.key ? word.form === form : word.key === key;
  });
}

/** A plan for these words: slots that must be met, others that only add to the score, neighbours that may be one name. */
export function buildPlan(words, rules) {
  const plan = { words, slots: [], extras: [], pairs: [] };
  const isOpen = words.every(({ share }) => share >= 0); // with nothing but words that stand nearly everywhere, these decide
  let end = 0; // of the last slot
  words.forEach((word, place) => {
    const next = words[place + 1];
    if (word.share === undefined && place >= end) {
      const slot = buildSlot(words, place, rules);
      plan.slots.push(slot);
      end = place + slot.words.length;
    }
    const weight = isOpen ? 1 : word.share;
    if (weight) plan.extras.push({ place, alternatives: [{ weight, units: [newUnit(word, place)] }] });
    if (word.share !== 0 && next && next.share !== 0 && !isLong(word) && !isLong(next)) {
      plan.pairs.push(newUnit({ key: `${word.key} ${next.key}`, form: `${word.form} ${next.form}` }, place));
    }
  });
  return plan;
}

/** A word on trial at its place in the query; `sources` are the terms that count as it. */
function newUnit({ key, form }, place) {
  return { key, form, place, sources: [] };
}

/** Whether a word is a number that may be a part of a phone number or of a code. */
export function isLong({ key }) {
  return LONG_NUMBER.test(key);
}

/** The slot that begins here: a number typed in pieces, a phrase that has synonyms, or the word alone. Any alternative meets it. */
function buildSlot(words, place, rules) {
  const option = (phrase, weight) => ({ weight, units: phrase.map((word, step) => newUnit(word, place + step)) });
  const rest = words.slice(place);
  const end = rest.findIndex(({ key }) => !/^\d+$/.test(key));
  const run = end < 0 ? rest : rest.slice(0, end);
  const key = run.map((word) => word.key).join("");
  if (isLong({ key })) return { place, words: run, alternatives: [option(run, 1), option([{ key, form: key }], 1)] };
  const found = rules.synonyms.filter((synonym) => agrees(words, place, synonym.words, words.isMarked));
  const length = found[0]?.words.length ?? 1;
  const replaced = found.flatMap((synonym) => (synonym.words.length === length ? synonym.meaning : []));
  const own = rest.slice(0, length);
  return { place, words: own, alternatives: [option(own, 1), ...replaced.map((other) => option(other, SYNONYM))] };
}

/** All units of a plan, or of some slots alone. */
export function listUnits({ slots, extras = [] }) {
  return [...slots, ...extras].flatMap(({ alternatives }) => alternatives.flatMap(({ units }) => units));
}

/** Whether a slot can be met at all. */
export function isKnown({ alternatives }) {
  return alternatives.some(({ units }) => units.every(({ sources }) => sources.length));
}

/** The text with its VNI keys read («che2» → «chè»), and what was read. */
export function decodeGlued(text) {
  const corrected = [];
  const decoded = text.toLowerCase().replace(/[a-z]+\d[a-z\d]*/g, (typed) => {
    const form = decodeKeys(typed);
    if (form) corrected.push([typed, form]);
    return form || typed;
  });
  return { decoded, corrected };
}
