/** Inflates zlib streams in browsers without DecompressionStream("deflate"); loaded by them alone. */

const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST = 258;
const END = 256;
const ADLER = 65521;

let source; // bytes, read up to `at`; `held` bits of the next number are in `hold`
let at;
let hold;
let held;
let target; // bytes, written up to `end`
let end;

/** The bytes that a zlib stream holds. Throws RangeError for anything else. */
export function inflateZlib(bytes) {
  [source, at, hold, held, target, end] = [bytes, 2, 0, 0, new Uint8Array(bytes.length * 4), 0];
  check((bytes[0] & 15) === 8 && ((bytes[0] << 8) | bytes[1]) % 31 === 0);
  for (let isLast = 0; !isLast; ) {
    isLast = takeBits(1);
    const kind = takeBits(2);
    check(kind < 3);
    if (kind) copyCoded(...(kind > 1 ? readTrees() : [buildTree(fixLength, 288), buildTree(() => 5, 30)]));
    else copyStored();
  }
  takeBits(held & 7);
  let sum = 0;
  for (let count = 0; count < 4; count += 1) sum = sum * 256 + takeBits(8);
  check(sum === sumTarget());
  return target.slice(0, end);
}

function check(isRight) {
  if (!isRight) throw new RangeError();
}

/** The next bits as a number, the first one lowest. */
function takeBits(count) {
  for (; held < count; held += 8) {
    check(at < source.length);
    hold |= source[at++] << held;
  }
  const bits = hold & ((1 << count) - 1);
  hold >>>= count;
  held -= count;
  return bits;
}

/** How many bits a symbol has in a block that brings no trees. */
function fixLength(symbol) {
  return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
}

/** A canonical Huffman code: the symbols of each length, in order. */
function buildTree(lengthOf, count) {
  const tree = Array.from({ length: 16 }, () => []);
  for (let symbol = 0; symbol < count; symbol += 1) tree[lengthOf(symbol)].push(symbol);
  return tree;
}

function takeSymbol(tree) {
  for (let length = 1, code = 0; length < 16; length += 1) {
    code = 2 * code + takeBits(1);
    if (code < tree[length].length) return tree[length][code];
    code -= tree[length].length;
  }
  throw new RangeError();
}

/** The two trees that a block brings with it. */
function readTrees() {
  const counts = [takeBits(5) + 257, takeBits(5) + 1];
  const sizes = new Uint8Array(19);
  for (const symbol of CODE_ORDER.slice(0, takeBits(4) + 4)) sizes[symbol] = takeBits(3);
  const tree = buildTree((symbol) => sizes[symbol], 19);
  const lengths = [];
  while (lengths.length < counts[0] + counts[1]) {
    const symbol = takeSymbol(tree);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol < 17) lengths.push(...Array(takeBits(2) + 3).fill(lengths[lengths.length - 1]));
    else lengths.push(...Array(symbol < 18 ? takeBits(3) + 3 : takeBits(7) + 11).fill(0));
  }
  return [buildTree((symbol) => lengths[symbol], counts[0]), buildTree((symbol) => lengths[symbol + counts[0]], counts[1])];
}

/** Write the symbols of a block: bytes, and copies of what came before. */
function copyCoded(literals, distances) {
  for (let symbol; (symbol = takeSymbol(literals)) !== END; ) {
    makeRoom(LONGEST);
    if (symbol < END) target[end++] = symbol;
    else {
      const length = symbol > 284 ? LONGEST : takeValue(symbol - 257, 2) + 3;
      const from = end - takeValue(takeSymbol(distances), 1) - 1;
      check(from >= 0);
      for (let step = 0; step < length; step += 1) target[end++] = target[from + step];
    }
  }
}

/** The value of a code of lengths or distances: 2 to the power of `bits` codes share a number of extra bits. */
function takeValue(code, bits) {
  const extra = (code >> bits) - 1;
  const size = 1 << bits;
  return extra > 0 ? (((code & (size - 1)) + size) << extra) + takeBits(extra) : code;
}

/** A block that was not worth compressing. */
function copyStored() {
  takeBits(held & 7);
  const size = takeBits(16);
  check((takeBits(16) ^ size) === 0xffff);
  makeRoom(size);
  for (let count = 0; count < size; count += 1) target[end++] = takeBits(8);
}

function makeRoom(count) {
  if (end + count <= target.length) return;
  const grown = new Uint8Array(2 * target.length + count);
  grown.set(target);
  target = grown;
}

/** Adler-32 of all that was written. */
function sumTarget() {
  let low = 1;
  let high = 0;
  for (let place = 0; place < end; place += 1) {
    low = (low + target[place]) % ADLER;
    high = (high + low) % ADLER;
  }
  return high * 65536 + low;
}
