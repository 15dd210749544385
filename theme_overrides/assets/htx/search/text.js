// Text → words by the rules of generator/search/words.py: numbers joined, tones in one place, abbreviations written out.
// Cases that both sides run stand in tests/search/text_cases.yml. No lookbehind: Safari before 16.4 would refuse the whole file.

const UNSEEN = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u2122\u2120]/g;
const MARK = /\p{M}/gu;
const SPACES = "[ \\t\\n\\r]*";
const BREAK = "(?:[ .-]|\\)[ .-]?|[ .-]?\\()?"; // between two digits of one phone number
const DATE = "(?:[0-9]{1,2}[.-][0-9]{1,2}[.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})";
// Letters; then in this order: stars, a date (whose numbers stay apart), a tax code with its branch, a mobile number, any other phone number, thousands.
const TEXT_TOKEN = new RegExp(
  [
    "\\p{L}+",
    `[1-5]${SPACES}(?:sao(?!\\p{L})|\\*(?![0-9])|★|⭐)`,
    `${DATE}(?![0-9])`,
    "[0-9]{10}-[0-9]{3}(?![0-9])",
    `(?:\\+84|0)${BREAK}[35789](?:${BREAK}[0-9]){8}(?![0-9])`,
    `(?:\\+84|0)(?:${BREAK}[0-9]){8,10}(?![0-9])`,
    "[0-9]{1,3}(?:\\.[0-9]{3})+(?![0-9])",
    "[0-9]+",
  ].join("|"),
  "gu",
);
const WHOLE_DATE = new RegExp(`^${DATE}$`);
const COUNTRY = /^(?:\+84|84(?=[0-9]{9}$))/;
const TONE_PLACES = listTonePlaces();
const MISPLACED = new RegExp([...TONE_PLACES.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

/** Each spelling of a pair of vowels with a tone → how it is spelled at the end of a syllable and before another letter. */
function listTonePlaces() {
  const places = new Map();
  for (const tone of "\u0300\u0301\u0303\u0309\u0323") {
    for (const [first, second] of ["oa", "oe", "uy"]) {
      const spellings = [first + tone + second, first + second + tone].map((pair) => pair.normalize());
      for (const spelling of spellings) places.set(spelling, spellings);
    }
    for (const vowel of "aeêiyơâă") { // the u of «qu» never carries the tone
      const spelling = `qu${vowel}${tone}`.normalize();
      for (const other of [spelling, `qu${tone}${vowel}`.normalize()]) places.set(other, [spelling, spelling]);
    }
  }
  return places;
}

/** Lower case and composed; no mark is left that no letter took, nothing that is never seen. */
function cleanText(text) {
  const composed = text.replace(UNSEEN, "").normalize("NFKC").toLowerCase().replace(/[ðɖ]/g, "đ");
  return composed.replace(MARK, "").normalize();
}

/** Lower case without marks and with đ as d: `Tân Cương` → `tan cuong`. */
export function fold(text) {
  return stripMarks(cleanText(text));
}

/** The same for a form, which is clean already. */
export function stripMarks(form) {
  return form.normalize("NFD").replace(MARK, "").replace(/đ/g, "d");
}

/** A word in lower case with its tone where we write it: `hoà` → `hòa`, `hòang` → `hoàng`, `qúy` → `quý`. */
export function placeTone(word) {
  return word.replace(MISPLACED, (found, at) => TONE_PLACES.get(found)[at + found.length < word.length ? 1 : 0]);
}

/** The words of a text in their order: `form` as written today, `key` without marks, `raw` the token as it was typed. */
export function listWords(text, { abbreviations }) {
  return (cleanText(text).match(TEXT_TOKEN) || []).flatMap((raw) => {
    const forms = splitToken(raw).flatMap((form) => (Object.hasOwn(abbreviations, form) ? abbreviations[form].split(" ") : form));
    return forms.map((form) => ({ form, key: stripMarks(form), raw }));
  });
}

/** The forms of one token: a run of letters, a number, stars, or the three numbers of a date. */
function splitToken(token) {
  if (!/^[0-9+]/.test(token)) return [placeTone(token)];
  return WHOLE_DATE.test(token) ? token.split(/[.-]/) : [formatNumber(token)];
}

/** The digits alone; the country's code before a phone number becomes 0, stars become one word: `4 ★` → `4sao`. */
function formatNumber(token) {
  if (!/[0-9]$/.test(token)) return `${token[0]}sao`;
  const digits = token.replace(COUNTRY, "").replace(/[^0-9]/g, "");
  return COUNTRY.test(token) ? `0${digits.replace(/^0+/, "")}` : digits;
}
