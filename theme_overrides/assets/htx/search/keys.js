// Telex and VNI keys that reached the box as they were typed, because the keyboard's Vietnamese was off: `chef` → chè, `d9a85c` → đặc.

import { placeTone } from "./text.js";

const TELEX_TONES = { f: "\u0300", s: "\u0301", x: "\u0303", r: "\u0309", j: "\u0323" };
const VNI_TONES = { 2: "\u0300", 1: "\u0301", 4: "\u0303", 3: "\u0309", 5: "\u0323" };
const HATS = { a: "â", e: "ê", o: "ô" };
const HOOKS = [["uo(?=.)", "ươ"], ["uo", "uơ"], ["oa", "oă"], ["u", "ư"], ["o", "ơ"], ["a", "ă"]];
const PARTS_OF_SYLLABLE = /^(qu|gi(?=[aeiou])|[^aeiouy\d]{0,3})([aeiouy]{1,3})(ch?|n?[gh]?|[kmpt])$/; // the u of «qu» and the i of «già» are no vowels

/** The word behind raw keys, in lower case; empty when nothing was hidden in them. Whether there is such a word the index knows. */
export function decodeKeys(raw) {
  const typed = raw.toLowerCase();
  if (!/^[a-z][a-z\d]{2,11}$/.test(typed)) return ""; // «of» and «A1» are no ò and á
  const { letters, tone, hats, hooks } = readKeys(typed);
  const [, onset, vowels, coda] = PARTS_OF_SYLLABLE.exec(letters) || [];
  if (letters === typed || !vowels || tone.length > 1 || (/^[cpt]/.test(coda) && !/[\u0301\u0323]/.test(tone))) return ""; // a stop has two tones
  let rhyme = vowels + coda;
  for (const key of hats) rhyme = rhyme.replace(key === "6" ? /[aeo]/ : key, (vowel) => HATS[vowel]);
  const [hooked, spelled] = HOOKS.find(([plain]) => hooks && RegExp(plain).test(rhyme)) || ["$", ""];
  return placeTone(onset + addTone(rhyme.replace(RegExp(hooked), spelled), coda, tone));
}

/** The letters of a typed word, and the keys for tone and marks that stood among them; one `w` or `7` is enough for both letters of ươ. */
function readKeys(typed) {
  const keys = { letters: "", tone: "", hats: "", hooks: "" };
  const isVni = /\d/.test(typed);
  const tones = isVni ? VNI_TONES : TELEX_TONES;
  for (const key of typed) {
    const { letters } = keys;
    const hasVowel = /[aeiouy]/.test(letters);
    if (key === (isVni ? "9" : "d") && letters[0] === "d") keys.letters = `đ${letters.slice(1)}`;
    else if (hasVowel && tones[key]) keys.tone += tones[key];
    else if (isVni ? key === "6" && /[aeo]/.test(letters) : HATS[key] && letters.includes(key) && !/o[ae]$/.test(letters)) keys.hats += key;
    else if (isVni ? (key === "7" && /[ou]/.test(letters)) || (key === "8" && /a/.test(letters)) : key === "w") {
      if (!hasVowel) keys.letters += "u"; // `nhw` → như
      keys.hooks += key;
    } else keys.letters += key;
  }
  return keys;
}

/** A rhyme with the tone on the letter that carries it. */
function addTone(rhyme, coda, tone) {
  const vowels = rhyme.length - coda.length;
  const marked = rhyme.search(/[ăâêôơư][^ăâêôơư]*$/);
  const plain = coda ? vowels - 1 : vowels > 2 ? 1 : 0;
  const at = (marked < 0 ? plain : marked) + 1;
  return (rhyme.slice(0, at) + tone + rhyme.slice(at)).normalize();
}
