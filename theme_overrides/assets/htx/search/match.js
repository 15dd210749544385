/** One query from its text to scored rows: which parts are fetched when, and what is tried when little is found. */

import { decodeKeys } from "./keys.js";
import { buildPlan, decodeGlued, isKnown, isLong, listUnits, readWords } from "./query.js";
import { FEW, isPoor, scorePlan } from "./score.js";
import { fold } from "./text.js";

const MUCH_BETTER = 1.5; // a row without some of the words, before the few that have all of them somewhere in a long text
const BETTER = 1.05; // words that go on, before those that end where the typing does
const SURE = 4; // the fit of an answer whose words are a name
const BEGUN = 0.6; // a word of which only the beginning was typed
const MOST_SHARDS = 6; // of terms for one query, unless its own words need more
const MOST_COMPLETIONS = 32;
const MOST_FETCHED = 3; // shards only for completions, or for corrections
const MOST_TRIED = 10; // corrections that are scored
const LETTERS = "abcdeghiklmnopqrstuvxy";
const SWAPPED = 1; // how likely a slip is
const EDITED = 0.8;
const SPLIT = 0.9;
const PER_DOUBLING = 0.12; // more likely for each doubling of the rows that have a word

/** The rows that answer a text, with everything the page has to say about how they were found. */
export async function matchText(index, text, signal) {
  const { decoded, corrected } = decodeGlued(text);
  const typed = newMatch(index, text, signal, []);
  if (!corrected.length) return answer(typed);
  const read = await answer(newMatch(index, decoded, signal, corrected));
  // «xom5» could be keys of VNI, but is xóm 5; two such words are keys for sure.
  const isCode = !read.fit || (corrected.length < 2 && (await searchPlain(typed)).fit > read.fit);
  return isCode ? answer(typed) : read;
}

/** One try at a query; its words and their plan change as it is understood better. */
function newMatch(index, text, signal, corrected) {
  return { index, signal, corrected, words: readWords(text, index.rules, index.dense), weighed: {} };
}

/** First what was typed; then beginnings of words, corrections, long texts; at last fewer words. */
async function answer(match) {
  let result = await searchPlain(match);
  if (match.plan.slots.length && isPoor(result) && !match.isNumber) result = await searchOn(match);
  const { plan, words, corrected } = match;
  const { score, share, mask } = result.partial;
  const isWhole = !(score * share * share > MUCH_BETTER * result.top);
  if (!isWhole) result = await scoreMatch(match, mask);
  const dropped = plan.slots.flatMap((slot) => (isWhole || mask & slot.bit ? [] : slot.words.map(({ raw }) => raw)));
  for (const { form, key, raw } of words) { // «bưỡi» is no word, but «bưởi» was found
    const forms = match.index.terms.find(key)?.forms;
    if (form !== key && forms && !match.completes && !forms.some((known) => known.form === form)) corrected.push([raw, key]);
  }
  const found = [...listUnits(plan).flatMap(({ sources }) => sources.map(({ term }) => term)), ...words.filter(({ share: left }) => left === 0)];
  return { ...result, isOpen: !plan.slots.length, terms: [...new Set(found.map(({ key }) => key))], corrected, dropped: [...new Set(dropped)] };
}

/** Whole words, read anew where keys of Telex tell more; where they find little, the last one as a beginning too. */
async function searchPlain(match) {
  const { terms } = match.index;
  const meant = match.words.map(({ raw, key }) => (raw === key ? decodeKeys(raw) : ""));
  await readMatch(match, match.words, meant.map(fold));
  const typed = match.words.flatMap(({ key }, start) => {
    return meant[start] && !terms.find(key) && terms.find(fold(meant[start])) ? [{ start, count: 1, keys: [meant[start]] }] : [];
  });
  if (typed.length) await correctWords(match, typed);
  // Beside a phone number or a code that is known nothing else is needed.
  const numbers = match.plan.slots.filter((slot) => listUnits({ slots: [slot] }).some((unit) => isLong(unit) && unit.sources.length));
  match.isNumber = numbers.length;
  if (match.isNumber) match.plan.slots = numbers;
  return searchBegun(match, await scoreMatch(match));
}

/** Make these the words of a match, with the terms of their plan at hand. */
async function readMatch(match, words, more = []) {
  const { index, signal } = match;
  const { terms, texts, dense, rules } = index;
  const isFirst = !match.plan; // words put right do without phrases and synonyms that have not come
  match.words = words;
  match.plan = buildPlan(words, rules);
  const needed = match.plan.slots.flatMap(({ alternatives }) => alternatives.slice(0, isFirst ? alternatives.length : 1).flatMap(({ units }) => units.map(({ key }) => key)));
  // What only adds to the score must not take too many shards more; frequent words last.
  const keys = [...needed, ...more];
  const extras = listUnits({ slots: match.plan.extras }).sort((one, other) => dense.get(one.key) - dense.get(other.key));
  for (const { key } of [...match.plan.pairs, ...extras]) if (terms.listMissing([...keys, key]).length <= isFirst * MOST_SHARDS) keys.push(key);
  const begun = listBegun(match.plan).map(({ key }) => terms.listRange(key));
  for (const range of begun) if (range.length < MOST_FETCHED) keys.push(...range);
  const loads = [terms.load(keys, signal), match.usesTexts && texts.load(needed, signal)];
  index.loadWords().catch(() => {}); // nobody waits for them yet
  await Promise.all(loads);
  fillPlan(match);
}

/** Give each unit of a plan the terms that have come. */
function fillPlan(match, plan = match.plan) {
  const { terms, texts, dense } = match.index;
  const list = (term, weight) => (term ? [{ term, weight }] : []);
  for (const unit of [...listUnits(plan), ...plan.pairs]) {
    unit.count = dense.get(unit.key);
    unit.sources = [...list(terms.find(unit.key), 1), ...list(match.usesTexts && texts.find(unit.key), 1)];
  }
  if (!match.completes) return plan;
  for (const unit of listBegun(plan)) {
    unit.sources.push(...terms.complete(unit.key).slice(0, MOST_COMPLETIONS).flatMap((term) => list(term, BEGUN)));
  }
  return plan;
}

function scoreMatch(match, need) {
  return scorePlan(match.plan, match, need);
}

/** The units that may go on: that of the word being typed, and parts of long numbers. */
function listBegun({ words, slots }) {
  return slots.flatMap(({ alternatives, words: own }) => {
    const isLast = own[own.length - 1] === words[words.length - 1];
    return alternatives.flatMap(({ units }, other) => units.filter((unit, place) => isLong(unit) || (isLast && !other && !units[place + 1] && unit.key.length > 1)));
  });
}

/** Where whole words find little, or what has come offers a better end for the query, let its last word go on. */
async function searchBegun(match, result) {
  const isWhole = result.rows.length >= FEW && /[aeiouy\d][^ ]*$/.test(match.words.map(({ key }) => key).join(" ")); // no syllable is without a vowel
  const begun = listBegun(match.plan);
  if (!begun.length || (isWhole && match.words.length < 2)) return result;
  if (!isWhole && result.fit < SURE) for (const { key } of begun) await loadBegun(match, key);
  match.completes = true;
  fillPlan(match);
  const found = await scoreMatch(match);
  if (!isWhole || found.top > BETTER * result.top) return found;
  match.completes = false;
  fillPlan(match);
  return result;
}

/** Fetch a few shards of what begins so: of numbers the first, of words those of the most frequent. */
async function loadBegun({ index, signal }, key) {
  const { terms } = index;
  const known = /\d/.test(key) ? [] : await index.loadWords(signal).catch(() => []); // without the list: what stands next
  const likely = [...known].filter(([word]) => word.startsWith(key)).sort((one, other) => other[1] - one[1]).map(([word]) => word);
  if (!likely.length) likely.push(...terms.listRange(key));
  await terms.loadShards(terms.listMissing(likely).slice(0, MOST_FETCHED), signal);
}

/** Words that stand nowhere are put right; then long texts are looked into. */
async function searchOn(match) {
  const known = await match.index.loadWords(match.signal);
  const isStrange = (slot) => !isKnown(slot) && slot.words.some(({ key }) => /^\D*$/.test(key) && !known.has(key));
  for (let at = 0; at < match.words.length; at += 1) {
    const slot = match.plan.slots.find(({ place, words }) => place <= at && at < place + words.length);
    if (slot && !isKnown(slot)) await takeBest(match, listCandidates(match.words, at, known), isStrange(slot) ? 0 : SURE);
  }
  const result = await scoreMatch(match);
  if (!isPoor(result) || match.plan.slots.some(isStrange)) return result;
  match.usesTexts = true;
  await match.index.texts.load(listUnits({ slots: match.plan.slots }).map(({ key }) => key), match.signal);
  fillPlan(match);
  return scoreMatch(match);
}

/** Take the candidate with which the whole query is answered best, if any is better than `least`. */
async function takeBest(match, candidates, least) {
  const { terms, rules } = match.index;
  const likely = candidates.sort((one, other) => other.weight - one.weight).slice(0, MOST_TRIED);
  await terms.loadShards(terms.listMissing(likely.flatMap(({ keys }) => keys)).slice(0, MOST_FETCHED), match.signal);
  let best = null;
  let most = 0;
  for (const candidate of likely.filter(({ keys }) => keys.every((key) => terms.find(key)))) {
    const plan = fillPlan(match, buildPlan(replaceWords(match, [candidate]), rules));
    const need = plan.slots.reduce((mask, slot, number) => mask | (isKnown(slot) << number), 0);
    const { fit } = await scorePlan(plan, match, need, true);
    if (fit <= least || fit * candidate.weight <= most) continue;
    best = candidate;
    most = fit * candidate.weight;
  }
  if (best) await correctWords(match, [best]);
}

/** What may be meant by the word at this place: `keys` for `count` words from `start` on, with a weight. */
function listCandidates(words, at, known) {
  const { key } = words[at];
  const found = new Map();
  const add = (keys, weight, start = at, count = 1) => {
    const frequency = Math.min(...keys.map((part) => known.get(part) ?? NaN));
    if (frequency >= 0 && keys[0] !== key) found.set(keys.join(" "), { keys, start, count, weight: weight * (1 + PER_DOUBLING * frequency) });
  };
  if (key.length < 2 || /\d/.test(key + words[at + 1]?.key)) return []; // «st25» is a code, not a slip
  for (let cut = key.length; cut >= 0; cut -= 1) {
    const [head, tail] = [key.slice(0, cut), key.slice(cut)];
    for (const letter of LETTERS) for (const rest of [tail, tail.slice(1)]) add([head + letter + rest], EDITED);
    add([head + tail.slice(1)], EDITED);
    add([head + tail[1] + tail[0] + tail.slice(2)], SWAPPED);
    add([head, tail], SPLIT);
  }
  for (const start of [at - 1, at]) add([words[start]?.key + words[start + 1]?.key], SPLIT, start, 2);
  return [...found.values()];
}

/** The words with some replaced, and what that changes in the others. */
function replaceWords({ words, index }, changes) {
  const forms = words.map(({ form }) => form);
  for (const { start, count, keys } of changes) forms.fill("", start, start + count)[start] = keys.join(" ");
  return readWords(forms.join(" "), index.rules, index.dense, words.isMarked);
}

/** Go on with other words. */
function correctWords(match, changes) {
  for (const { start, count, keys } of changes) {
    const typed = match.words.slice(start, start + count).map(({ raw }) => raw);
    match.corrected.push([typed.join(" "), keys.join(" ")]);
  }
  return readMatch(match, replaceWords(match, changes));
}
