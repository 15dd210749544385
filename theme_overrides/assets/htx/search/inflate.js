/** Inflates zlib streams in browsers without DecompressionStream("deflate"); loaded by them alone. */

const LENGTH_BASES = listBases(3, 28, 4);
const DISTANCE_BASES = listBases(1, 30, 2);
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const FIXED_LENGTHS = [...Array(144).fill(8), ...Array(112).fill(9), ...Array(24).fill(7), ...Array(8).fill(8)];
const LONGEST = 258;

/** The bytes that a zlib stream holds. Throws RangeError for anything else. */
export function inflateZlib(bytes) {
  if ((bytes[0] & 15) !== 8 || ((bytes[0] << 8) | bytes[1]) % 31 || bytes[1] & 32) throw new RangeError("zlib");
  const reader = { bytes, at: 2, hold: 0, held: 0 };
  const writer = { bytes: new Uint8Array(bytes.length * 4), at: 0 };
  for (let last = 0; !last; ) {
    last = takeBits(reader, 1);
    const kind = takeBits(reader, 2);
    if (kind === 0) copyStored(reader, writer);
    else if (kind === 1) readCodes(reader, writer, buildTree(FIXED_LENGTHS), buildTree(Array(30).fill(5)));
    else if (kind === 2) readCodes(reader, writer, ...readTrees(reader));
    else throw new RangeError("block");
  }
  const found = writer.bytes.slice(0, writer.at);
  const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(reader.at - (reader.held >> 3));
  if (sum !== sumAdler(found)) throw new RangeError("checksum");
  return found;
}

/** The first value of each code of lengths or distances; `step` of them share a number of extra bits. */
function listBases(first, count, step) {
  const bases = [];
  let base = first;
  for (let code = 0; code < count; code += 1) {
    const extra = Math.max(0, Math.floor(code / step) - 1);
    bases.push([base, extra]);
    base += 1 << extra;
  }
  return bases;
}

/** The next bits as a number, the first one lowest. */
function takeBits(reader, count) {
  while (reader.held < count) {
    if (reader.at >= reader.bytes.length) throw new RangeError("end");
    reader.hold |= reader.bytes[reader.at++] << reader.held;
    reader.held += 8;
  }
  const bits = reader.hold & ((1 << count) - 1);
  reader.hold >>>= count;
  reader.held -= count;
  return bits;
}

/** A canonical Huffman code: how many codes there are of each length, and their symbols in order. */
function buildTree(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) if (length) counts[length] += 1;
  const places = new Uint16Array(16);
  for (let length = 1; length < 15; length += 1) places[length + 1] = places[length] + counts[length];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => length && (symbols[places[length]++] = symbol));
  return { counts, symbols };
}

function takeSymbol(reader, { counts, symbols }) {
  let code = 0;
  let first = 0;
  let place = 0;
  for (let length = 1; length < 16; length += 1) {
    code |= takeBits(reader, 1);
    const count = counts[length];
    if (code - first < count) return symbols[place + code - first];
    place += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new RangeError("code");
}

/** The two trees that a block brings with it. */
function readTrees(reader) {
  const literals = takeBits(reader, 5) + 257;
  const distances = takeBits(reader, 5) + 1;
  const codes = Array(19).fill(0);
  for (let count = takeBits(reader, 4) + 4, place = 0; place < count; place += 1) codes[CODE_ORDER[place]] = takeBits(reader, 3);
  const tree = buildTree(codes);
  const lengths = [];
  while (lengths.length < literals + distances) {
    const symbol = takeSymbol(reader, tree);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths.at(-1), takeBits(reader, 2) + 3);
    else repeat(lengths, 0, symbol === 17 ? takeBits(reader, 3) + 3 : takeBits(reader, 7) + 11);
  }
  return [buildTree(lengths.slice(0, literals)), buildTree(lengths.slice(literals, literals + distances))];
}

function repeat(lengths, length, count) {
  for (let left = count; left > 0; left -= 1) lengths.push(length);
}

/** The symbols of a block: bytes, and copies of what came before. */
function readCodes(reader, writer, literals, distances) {
  for (;;) {
    makeRoom(writer, LONGEST);
    const symbol = takeSymbol(reader, literals);
    if (symbol === 256) return;
    if (symbol < 256) writer.bytes[writer.at++] = symbol;
    else copyBack(reader, writer, symbol - 257, distances);
  }
}

function copyBack(reader, writer, code, distances) {
  const length = code === 28 ? LONGEST : takeExtra(reader, LENGTH_BASES, code);
  const from = writer.at - takeExtra(reader, DISTANCE_BASES, takeSymbol(reader, distances));
  if (from < 0) throw new RangeError("distance");
  for (let step = 0; step < length; step += 1) writer.bytes[writer.at + step] = writer.bytes[from + step];
  writer.at += length;
}

function takeExtra(reader, bases, code) {
  if (!bases[code]) throw new RangeError("extra");
  const [base, extra] = bases[code];
  return base + takeBits(reader, extra);
}

/** A block that was not worth compressing. */
function copyStored(reader, writer) {
  takeBits(reader, reader.held & 7);
  const size = takeBits(reader, 16);
  if ((takeBits(reader, 16) ^ size) !== 0xffff) throw new RangeError("stored");
  makeRoom(writer, size);
  for (let left = size; left > 0; left -= 1) writer.bytes[writer.at++] = takeBits(reader, 8);
}

function makeRoom(writer, count) {
  if (writer.at + count <= writer.bytes.length) return;
  const grown = new Uint8Array(2 * writer.bytes.length + count);
  grown.set(writer.bytes);
  writer.bytes = grown;
}

function sumAdler(bytes) {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; ) {
    for (const end = Math.min(bytes.length, at + 3800); at < end; at += 1) {
      low += bytes[at];
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return ((high << 16) | low) >>> 0;
}
