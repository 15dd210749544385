/** Words that nobody wrote so: one letter wrong, two exchanged, words run together or torn apart. */

import { buildPlan, isKnown } from "./query.js";

const MOST_TRIED = 10; // candidates that are scored
const MOST_FETCHED = 3; // shards for candidates
const MOST_PIECES = 4; // words in one that was typed without spaces
const SHORTEST = 2; // letters of a word that may be wrong, and of a piece
const SWAPPED = 1;
const EDITED = 0.8;
const SPLIT = 0.9;
const OTHER_START = 0.8; // few people miss the first letter
const ALIKE = ["sx", "ln", "drv", "ckq", "iy"]; // first letters that sound the same somewhere in the country
const PER_WEIGHT = 0.12; // for each doubling of the rows that have a word

/** What a match finds with corrected words, which it then holds; nothing where none fits better than `least`. */
export async function correctMatch(match, least) {
  const known = await match.index.loadWords(match.signal);
  const lost = match.words.filter((word) => isLost(match.plan, word));
  for (const word of lost) await correctWords(match, listCandidates(match.words, match.words.indexOf(word), known), 0);
  if (!match.plan.slots.every(isKnown)) return null;
  let result = await match.score();
  if (!lost.length || !result.count) {
    const doubtful = match.words.filter((word) => isDoubtful(match, word));
    const candidates = doubtful.flatMap((word) => listCandidates(match.words, match.words.indexOf(word), known));
    if (await correctWords(match, candidates, least)) result = await match.score();
  }
  return result.count ? result : null;
}

/** Whether a word is demanded and stands nowhere. */
function isLost(plan, word) {
  return plan.slots.some((slot) => slot.words.includes(word) && !isKnown(slot));
}

/** Whether a word that is known may still be wrong: nothing says that it is meant as it stands. */
function isDoubtful({ plan, index }, word) {
  const named = plan.pairs.some((pair) => pair.sources.length && (pair.first === word || pair.second === word));
  const spelled = word.form !== word.key && index.terms.find(word.key)?.forms.some(({ form }) => form === word.form);
  return word.role === "need" && !named && !spelled && !word.typed;
}

/** Take the candidate with which the whole query is answered best. Tells whether any helped. */
async function correctWords(match, candidates, least) {
  let best = null;
  for (const { words, weight } of await fetchCandidates(match, candidates)) {
    const plan = match.fill(buildPlan(words, match.index.rules));
    const need = plan.slots.reduce((mask, slot, number) => (isKnown(slot) ? mask | (1 << number) : mask), 0);
    const { fit } = await match.score(plan, need);
    if (fit > least && fit * weight > (best?.value ?? 0)) best = { value: fit * weight, words };
  }
  if (best) await match.adopt(best.words);
  return Boolean(best);
}

/** The likeliest candidates, as far as a few more shards go. */
async function fetchCandidates({ index: { terms }, signal }, candidates) {
  const wanted = new Set();
  const likely = candidates.sort((one, other) => other.weight - one.weight).filter(({ keys }) => {
    const missing = terms.listMissing(keys).filter((number) => !wanted.has(number));
    if (wanted.size + missing.length > MOST_FETCHED) return false;
    for (const number of missing) wanted.add(number);
    return true;
  });
  await terms.loadShards([...wanted], signal);
  return likely.slice(0, MOST_TRIED);
}

/** The words again with another one, or others, in place of the one at this place: each with a weight and its new keys. */
function listCandidates(words, at, known) {
  const { key, glued } = words[at];
  if (key.length < SHORTEST || /\d/.test(key) || glued || words[at + 1]?.glued) return []; // «st25» is a code, not a slip
  const found = [];
  const add = (start, count, keys, weight) => {
    const frequency = Math.min(...keys.map((part) => known.get(part)));
    found.push({ words: replaceWords(words, start, count, keys), keys, weight: weight * (1 + PER_WEIGHT * frequency) });
  };
  for (const other of known.keys()) {
    const weight = Math.abs(other.length - key.length) < 2 ? rateEdit(key, other) : 0;
    if (weight) add(at, 1, [other], weight);
  }
  for (const pieces of listPieces(key, known, MOST_PIECES)) add(at, 1, pieces, SPLIT);
  for (const start of [at - 1, at]) {
    const joined = (words[start]?.key ?? "-") + (words[start + 1]?.key ?? "-");
    if (known.has(joined)) add(start, 2, [joined], SPLIT);
  }
  return found;
}

/** How likely one key was meant by the other: they differ by a letter more, less or another, or by two exchanged; 0 for all else. */
function rateEdit(typed, meant) {
  const most = Math.min(typed.length, meant.length);
  let start = 0;
  while (start < most && typed[start] === meant[start]) start += 1;
  let end = 0;
  while (end < most - start && typed.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const one = typed.slice(start, typed.length - end);
  const other = meant.slice(start, meant.length - end);
  const swapped = one.length === 2 && one === other[1] + other[0];
  if (!swapped && (one.length > 1 || other.length > 1 || one === other)) return 0;
  const alike = start || swapped || ALIKE.some((letters) => letters.includes(one) && letters.includes(other));
  return (swapped ? SWAPPED : EDITED) * (alike ? 1 : OTHER_START);
}

/** All ways to cut a key into two or more known words. */
function listPieces(key, known, most) {
  const found = [];
  for (let cut = SHORTEST; cut <= key.length - SHORTEST && most > 1; cut += 1) {
    const first = key.slice(0, cut);
    if (!known.has(first)) continue;
    const rest = key.slice(cut);
    for (const pieces of [...(known.has(rest) ? [[rest]] : []), ...listPieces(rest, known, most - 1)]) found.push([first, ...pieces]);
  }
  return found;
}

/** The words with `count` of them replaced; the first of the new ones remembers what was typed. */
function replaceWords(words, start, count, keys) {
  const typed = words.slice(start, start + count).map((word) => word.typed ?? word.raw).join(" ");
  const added = keys.map((key) => ({ key, form: key, raw: key, role: "need", trusted: false }));
  Object.assign(added[0], { typed, shown: keys.join(" ") });
  return [...words.slice(0, start), ...added, ...words.slice(start + count)];
}
