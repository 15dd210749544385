/** Terms and their postings: which shard holds a key, what stands in it, which rows a spelling has. */

const LAST = "\uffff"; // sorts behind whatever a key may go on with

/** One text index: its shards are loaded as keys are asked for, then read without waiting. */
export class Tier {
  constructor(store, folder, borders) {
    this.store = store;
    this.folder = folder;
    this.borders = borders;
    this.shards = new Map(); // number → shard that has come
  }

  /** The number of the shard that would hold a key; -1 before the first. */
  locate(key) {
    let low = 0;
    let high = this.borders.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.borders.keys[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The numbers of the shards that these keys need and that have not come yet. */
  listMissing(keys) {
    const numbers = new Set(keys.map((key) => this.locate(key)));
    return [...numbers].filter((number) => number >= 0 && !this.shards.has(number));
  }

  /** Make sure that `find` answers for these keys. */
  load(keys, signal) {
    return this.loadShards(this.listMissing(keys), signal);
  }

  async loadShards(numbers, signal) {
    await Promise.all(numbers.map((number) => this.loadShard(number, signal)));
  }

  async loadShard(number, signal) {
    const path = `${this.folder}/${this.borders.parts[number]}.bin`;
    this.shards.set(number, await this.store.load(path, decodeShard, signal));
  }

  /** The term of a key whose shard has come; nothing for one that stands nowhere. */
  find(key) {
    return this.shards.get(this.locate(key))?.terms.get(key);
  }

  /** Numbers of the shards in which words beginning so may stand. */
  listRange(prefix) {
    const first = Math.max(0, this.locate(prefix));
    return Array.from({ length: this.locate(prefix + LAST) - first + 1 }, (_, place) => first + place);
  }

  /** The words beginning so in the shards that have come, without the key itself; the most frequent first. */
  complete(prefix) {
    const found = [];
    for (const number of this.listRange(prefix)) {
      for (const [key, term] of this.shards.get(number)?.terms ?? []) {
        if (key > prefix && key.startsWith(prefix) && !key.includes(" ")) found.push(term);
      }
    }
    return found.sort((one, other) => other.count - one.count);
  }
}

/** The terms of a shard by key, in order; their postings stay packed until they are asked for. */
export function decodeShard({ head, body }) {
  const terms = new Map();
  let at = 0;
  for (const [key, ...rest] of head.terms) {
    const term = { key, count: 0, forms: [] };
    for (let place = 0; place < rest.length; place += 3) {
      const [form, count, size] = rest.slice(place, place + 3);
      term.forms.push({ form: form || key, count, packed: body.subarray(at, at + size + count), size });
      term.count += count;
      at += size + count;
    }
    terms.set(key, term);
  }
  if (at !== body.length) throw new RangeError("postings");
  return { terms };
}

/** The postings of one spelling: rows in order, and beside each where the word stands. */
export function readPostings(form) {
  form.postings ??= unpackPostings(form);
  return form.postings;
}

function unpackPostings({ count, packed, size }) {
  const rows = new Int32Array(count);
  let row = -1;
  let at = 0;
  for (let place = 0; place < count; place += 1) {
    let gap = 0;
    let shift = 0;
    while (packed[at] > 127) {
      gap |= (packed[at++] & 127) << shift;
      shift += 7;
    }
    row += (gap | (packed[at++] << shift)) + 1;
    rows[place] = row;
  }
  return { rows, where: packed.subarray(size) };
}
