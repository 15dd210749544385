// Telex and VNI keys that reached the box as they were typed, because the keyboard's Vietnamese was off: `chef` → chè, `d9a85c` → đặc.

import { placeTone } from "./text.js";

const VARIANTS = { a: "aăâ", e: "eê", i: "i", o: "oôơ", u: "uư", y: "y" };
const TELEX_TONES = { f: "\u0300", s: "\u0301", x: "\u0303", r: "\u0309", j: "\u0323" };
const VNI_TONES = { 2: "\u0300", 1: "\u0301", 4: "\u0303", 3: "\u0309", 5: "\u0323" };
const ONSET = /^(?:b|ch?|d|đ|gh?|gi|h|kh?|kr|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?$/;
const RHYME = new RegExp(
  `^(?:${[
    "(?:a|oa)(?:c|ch|m|n|ng|nh|p|t)?",
    "(?:e|oe|o|ô|u|ư)(?:c|m|n|ng|p|t)?",
    "ơ[mnpt]?",
    "(?:ê|i|y|uê|uy)(?:ch|m|n|nh|p|t)?",
    "(?:ă|â|oă|uâ|iê|yê|uô|ươ)(?:c|m|n|ng|p|t)",
    "uyê[nt]|ăk", // Đắk Lắk
    "[aoôơuư]i|[aâ][uy]|[aeo]o|êu|i[au]|[iy]êu|oa[iy]|oao|oeo|u[aơ]|uây|uôi|uy[au]|ư[au]|ươ[iu]",
  ].join("|")})$`,
);

/** The word behind raw keys, in lower case; empty when nothing was hidden in them or it would be no Vietnamese syllable. */
export function decodeKeys(raw) {
  const typed = raw.toLowerCase();
  if (!/^[a-z][a-z0-9]{2,11}$/.test(typed)) return ""; // «of» and «A1» are no ò and á
  const keys = readKeys(typed);
  if (!keys.isDecoded || !keys.vowels) return "";
  const { onset, vowels, coda, tone, marks } = keys;
  const isGi = onset === "g" && /^i[^i]/.test(vowels); // già is gi + a, but giếng is g + iê
  return (isGi && spellSyllable("gi", vowels.slice(1), coda, tone, marks)) || spellSyllable(onset, vowels, coda, tone, marks);
}

/** The syllable of these parts; empty when there is none. */
function spellSyllable(onset, vowels, coda, tone, marks) {
  const found = listSpellings(vowels).find((marked) => hasMarks(marked, marks) && isSyllable(onset, marked, coda, tone));
  return found ? placeTone(onset + addTone(found, coda, tone) + coda) : "";
}

/** Onset, plain vowels and coda of a typed word, and the keys for tone and marks that stood among them. */
function readKeys(typed) {
  const keys = { onset: "", vowels: "", coda: "", tone: "", marks: "", isDecoded: false };
  const readMark = /[0-9]/.test(typed) ? readVni : readTelex;
  for (const key of typed) {
    if (readMark(keys, key)) keys.isDecoded = true;
    else if (!(key in VARIANTS)) keys[keys.vowels ? "coda" : "onset"] += key;
    else if (key === "u" && keys.onset === "q" && !keys.vowels) keys.onset = "qu";
    else keys[keys.coda ? "coda" : "vowels"] += key; // a vowel behind a consonant: another syllable, which no rhyme has
  }
  return keys;
}

/** Whether a key of Telex made a tone or mark here: `ddawcj` → đặc, also `dacdwj`. */
function readTelex(keys, key) {
  if (key === "d" && keys.onset === "d") keys.onset = "đ";
  else if (keys.vowels && key in TELEX_TONES) keys.tone += TELEX_TONES[key];
  else if (key === "w") {
    if (!keys.vowels) keys.vowels = "u"; // `nhw` → như
    keys.marks += key;
  } else if ("aeo".includes(key) && keys.vowels.includes(key) && !/^o[ae]o$/.test(keys.vowels + key)) keys.marks += key;
  else return false;
  return true;
}

/** Whether a key of VNI made a tone or mark here: `cuo7ng` → cương. */
function readVni(keys, key) {
  if (key === "9" && keys.onset === "d") keys.onset = "đ";
  else if (keys.vowels && key in VNI_TONES) keys.tone += VNI_TONES[key];
  else if ("678".includes(key)) keys.marks += key;
  else return false;
  return true;
}

/** All ways to put marks on plain vowels: `uo` → uo, uô, uơ, ưo … */
function listSpellings(vowels) {
  return [...vowels].reduce((spellings, vowel) => spellings.flatMap((start) => [...VARIANTS[vowel]].map((letter) => start + letter)), [""]);
}

/** Whether these marked vowels are what the typed marks ask for; one `w` or `7` is enough for both letters of ươ. */
function hasMarks(vowels, marks) {
  const hats = vowels.replace(/[^âêô]/g, "").normalize("NFD").replace(/\u0302/g, "");
  const hooks = vowels.replace(/[^ăơư]/g, "").replace(/ă/g, "8").replace(/[ơư]/g, "7");
  const typedHats = marks.replace(/[^aeo6]/g, "");
  const typedHooks = marks.replace(/[^w78]/g, "");
  const areHooksRight = !hooks === !typedHooks && typedHooks.length <= hooks.length && [...typedHooks].every((key) => key === "w" || key === hooks[0]);
  return areHooksRight && (typedHats === hats || (typedHats === "6" && hats.length === 1));
}

/** Whether the parts make a syllable as Vietnamese spells it. */
function isSyllable(onset, vowels, coda, tone) {
  const isFront = /^[ieêy]/.test(vowels);
  if (!ONSET.test(onset) || !RHYME.test(vowels + coda) || tone.length > 1) return false;
  if (/^(?:c|ng)$/.test(onset) && isFront) return false;
  if (onset === "g" && /^[eêy]/.test(vowels)) return false;
  if (/^n?gh$/.test(onset) && !isFront) return false;
  if (vowels[0] === "y" && (coda || vowels.length > 1) && onset && onset !== "qu") return false;
  return !/^(?:c|ch|p|t)$/.test(coda) || /[\u0301\u0323]/.test(tone); // a stop has only these two tones
}

/** The vowels with the tone on the letter that carries it. */
function addTone(vowels, coda, tone) {
  const marked = vowels.search(/[ăâêôơư][^ăâêôơư]*$/);
  const plain = coda ? vowels.length - 1 : vowels.length === 3 ? 1 : 0;
  const at = (marked < 0 ? plain : marked) + 1;
  return (vowels.slice(0, at) + tone + vowels.slice(at)).normalize();
}
