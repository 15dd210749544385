/** What was typed → a plan: which words must be found, what may stand for each, which only add to the score. */

import { decodeKeys } from "./keys.js";
import { fold, listWords } from "./text.js";

const SYNONYM = 0.7;
const SOFT = 0.3;
const TYPE_NAMES = ["hop tac xa|to hop tac|quy tin dung", "san pham", "tin tuc"]; // what people call the types of rows
const WHOLE_NUMBER = 10; // digits of a mobile number and of a tax code
const LONG_NUMBER = 6; // digits from which a number may be a part of a phone number or a code

/** The rules of a manifest, its phrases cut into words; the longest first, so that «mua ở đâu» is seen before «mua». */
export function readRules(rules) {
  const cut = (text) => listWords(text, rules);
  const synonyms = rules.synonyms.map((group) => group.map(cut));
  return {
    cut,
    questions: rules.questions.map(cut).sort((one, other) => other.length - one.length),
    common: Object.values(rules.abbreviations).map(cut).sort((one, other) => other.length - one.length),
    synonyms: synonyms.flatMap((group) => group.map((words) => ({ words, others: group.filter((other) => other !== words) }))),
  };
}

/**
 * The words of a query, each with its role: `need` must be found, `soft` and `dense` only add to the score, `gone` is left out.
 * `dense` are the keys that stand nearly everywhere; such phrases as have an abbreviation, `common`, are not even looked up.
 */
export function readWords(text, rules, dense) {
  const words = rules.cut(text).map((word) => ({ ...word, role: "need" }));
  const trusted = words.some((word) => isMarked(word.raw));
  words.forEach((word, place) => {
    word.trusted = trusted;
    word.glued = text.toLowerCase().includes(words[place - 1]?.raw + word.raw);
    word.decoded = decodeWord(word);
  });
  dropQuestions(words, rules.questions);
  spareDense(words, rules.common, dense);
  spareTypes(words);
  spareLetter(words);
  return words;
}

/** A plan for these words: slots in their order, the words that only add to the score, and neighbours that may be one name. */
export function buildPlan(words, rules) {
  const slots = [];
  for (let start = 0; start < words.length; ) {
    const slot = words[start].role === "need" ? buildSlot(words, start, rules) : null;
    if (slot) slots.push(slot);
    start += slot?.words.length ?? 1;
  }
  const open = !slots.length; // nothing was typed but words that stand nearly everywhere
  const soft = words
    .filter(({ role }) => role === "soft" || role === "dense" || (open && role === "common"))
    .map((word) => ({ ...newUnit(word, words.indexOf(word)), share: word.role === "soft" ? SOFT : 1 }));
  return { words, slots, open, soft, pairs: listPairs(words), type: words.find((word) => "type" in word)?.type };
}

/** All units of a plan's slots. */
export function listUnits(plan) {
  return plan.slots.flatMap((slot) => slot.alternatives.flatMap((alternative) => alternative.units));
}

/** Whether a slot can be met at all. */
export function isKnown(slot) {
  return slot.alternatives.some(({ units }) => units.every((unit) => unit.sources.length));
}

/** Neighbours among words. `glued` words were typed as one, such as «st25». */
export function listPairs(words) {
  return words.slice(1).flatMap((second, place) => {
    const first = words[place];
    if (![first, second].every((word) => /need|soft|dense/.test(word.role) && !isLongNumber(word))) return [];
    const pair = { key: `${first.key} ${second.key}`, form: `${first.form} ${second.form}`, trusted: first.trusted };
    return [{ ...newUnit(pair, place), first, second }];
  });
}

/** A word on trial, at its place in the query. `sources` are the terms that count as it; `begun` says that it may go on. */
function newUnit({ key, form, trusted, glued }, place) {
  return { key, form, trusted, glued, place, marked: form !== key, begun: isLongNumber({ key }), sources: [] };
}

function isMarked(text) {
  return /[^\0-\x7f]/.test(text);
}

function isNumber(word) {
  return /^\d+$/.test(word.key);
}

function isLongNumber(word) {
  return word.key.length >= LONG_NUMBER && isNumber(word);
}

/** What a word means if it was typed in Telex with no keyboard driver at work. */
function decodeWord(word) {
  const form = isMarked(word.raw) || isNumber(word) || fold(word.raw) !== word.key ? "" : decodeKeys(word.raw);
  return form ? { ...word, form, key: fold(form), typed: word.raw, shown: form, decoded: null } : null;
}

/** Whether the words from `start` on are those of a phrase; what was typed with marks, and all where `strict`, must be spelled so. */
function agrees(words, start, phrase, strict) {
  return phrase.every((wanted, step) => {
    const word = words[start + step];
    if (word?.role !== "need") return false;
    return strict || word.form !== word.key ? word.form === wanted.form : word.key === wanted.key;
  });
}

/** Phrases that ask rather than name go; a single such word, spelled out, may be part of a name, so it still adds to the score. */
function dropQuestions(words, questions) {
  for (let start = 0; start < words.length; start += 1) {
    const phrase = questions.find((question) => agrees(words, start, question, question.length === 1));
    for (const word of words.slice(start, start + (phrase?.length ?? 0))) word.role = phrase.length > 1 ? "gone" : "soft";
  }
  if (!words.some((word) => word.role === "need")) for (const word of words) word.role = "need";
}

function spareDense(words, phrases, dense) {
  for (const [start, word] of words.entries()) {
    if (word.role !== "need" || !dense.has(word.key)) continue;
    const phrase = phrases.find((wanted) => wanted.every(({ key }) => dense.has(key)) && agrees(words, start, wanted, false));
    for (const known of phrase ? words.slice(start, start + phrase.length) : [word]) known.role = phrase ? "common" : "dense";
  }
}

/** The name of a type says which rows are wanted rather than what stands in them. */
function spareTypes(words) {
  const named = TYPE_NAMES.flatMap((names, type) => names.split("|").map((name) => [name.split(" "), type]));
  const rest = (from, to) => words.some((word, place) => word.role === "need" && (place < from || place >= to));
  words.forEach((_, start) => {
    const found = named.find(([keys]) => keys.every((key, step) => words[start + step]?.key === key));
    if (!found || !rest(start, start + found[0].length)) return;
    const [keys, type] = found;
    for (const word of words.slice(start, start + keys.length)) Object.assign(word, { role: word.role === "need" ? "soft" : word.role, type });
  });
}

/** A single letter at the end is a word that has only begun. */
function spareLetter(words) {
  const last = words.at(-1);
  const others = words.some((word) => word.role === "need" && word !== last);
  if (others && last.role === "need" && last.key.length === 1 && !isNumber(last)) last.role = "soft";
}

/** The slot that begins here: a number typed in pieces, a phrase that has synonyms, or the word alone. Any alternative meets it. */
function buildSlot(words, start, rules) {
  const number = joinNumber(words, start);
  if (number) return number;
  const found = rules.synonyms.filter((synonym) => agrees(words, start, synonym.words, words[start].trusted));
  const length = Math.max(1, ...found.map((synonym) => synonym.words.length));
  const own = words.slice(start, start + length);
  const others = found.filter((synonym) => synonym.words.length === length).flatMap((synonym) => synonym.others);
  const alternatives = others.map((other) => newAlternative(other, start, SYNONYM));
  return { words: own, alternatives: [newAlternative(own, start, 1), ...alternatives, ...restoreZero(own[0], start)] };
}

function newAlternative(words, start, weight) {
  return { weight, units: words.map((word, step) => newUnit(word, start + step)) };
}

/** A phone number or code that was typed with spaces between its parts. */
function joinNumber(words, start) {
  let end = start;
  while (words[end]?.role === "need" && isNumber(words[end])) end += 1;
  const run = words.slice(start, end);
  const key = run.map((word) => word.key).join("");
  if (run.length < 2 || !isLongNumber({ key })) return null;
  const number = { key, form: key };
  return { words: run, alternatives: [newAlternative(run, start, 1), newAlternative([number], start, 1), ...restoreZero(number, start)] };
}

/** A phone number or tax code whose leading zero a spreadsheet ate. */
function restoreZero({ key }, start) {
  const isCut = isLongNumber({ key }) && key[0] !== "0" && key.length < WHOLE_NUMBER;
  return isCut ? [newAlternative([{ key: `0${key}`, form: `0${key}` }], start, SYNONYM)] : [];
}

/** The text with its VNI keys read («che2» → «chè»), and what was read; nothing where there are none. */
export function decodeGlued(text) {
  const corrected = [];
  const decoded = text.toLowerCase().replace(/[a-z]+\d[a-z\d]*/g, (typed) => {
    const form = decodeKeys(typed);
    if (form) corrected.push([typed, form]);
    return form || typed;
  });
  return corrected.length ? { text: decoded, corrected } : null;
}
