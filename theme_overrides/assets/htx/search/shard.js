/** Terms and their postings: which shard holds a key, what stands in it, which rows a spelling has. */

/** One text index: its shards are loaded as keys are asked for, then read without waiting. */
export class Tier {
  constructor(store, folder, { keys, parts }) {
    this.store = store;
    this.folder = folder;
    this.keys = keys; // the first one of each shard
    this.parts = parts;
    this.shards = []; // those that have come, by number
  }

  /** The number of the shard that would hold a key. */
  locate(key) {
    let low = 0;
    for (let high = this.keys.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (this.keys[middle] <= key) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The numbers of the shards that these keys need and that have not come yet. */
  listMissing(keys) {
    return [...new Set(keys.map((key) => this.locate(key)))].filter((number) => this.parts[number] && !this.shards[number]);
  }

  /** Make sure that `find` answers for these keys. */
  load(keys, signal) {
    return this.loadShards(this.listMissing(keys), signal);
  }

  loadShards(numbers, signal) {
    return Promise.all(numbers.map(async (number) => {
      this.shards[number] = await this.store.load(`${this.folder}/${this.parts[number]}.bin`, decodeShard, signal);
    }));
  }

  /** The term of a key whose shard has come; nothing for one that stands nowhere. */
  find(key) {
    return this.shards[this.locate(key)]?.get(key);
  }

  /** First keys of the shards in which words beginning so may stand. */
  listRange(prefix) {
    return [prefix, ...this.keys.filter((key) => key.startsWith(prefix))];
  }

  /** The words beginning so in the shards that have come, without the word itself; the most frequent first. */
  complete(prefix) {
    const terms = this.listRange(prefix).flatMap((key) => [...(this.shards[this.locate(key)]?.values() ?? [])]);
    const begun = new Set(terms.filter(({ key }) => key !== prefix && key.startsWith(prefix) && !key.includes(" ")));
    return [...begun].sort((one, other) => other.count - one.count);
  }
}

/** The terms of a shard by key; their postings stay packed until they are asked for. */
function decodeShard({ head, body }) {
  const terms = new Map();
  let at = 0;
  for (const [key, ...entry] of head.terms) {
    const term = { key, count: 0, forms: [] };
    while (entry.length) {
      const [form, count, size] = entry.splice(0, 3);
      term.forms.push({ form: form || key, count, size, packed: body.subarray(at, (at += size + count)) });
      term.count += count;
    }
    terms.set(key, term);
  }
  if (at !== body.length) throw new RangeError();
  return terms;
}

/** The postings of one spelling: rows in order, and beside each where the word stands. */
export function readPostings(form) {
  return (form.postings ??= unpackPostings(form));
}

function unpackPostings({ count, size, packed }) {
  const rows = new Int32Array(count);
  let row = -1;
  for (let place = 0, at = 0; place < count; place += 1) {
    let gap = 0;
    let shift = 0;
    for (; packed[at] > 127; shift += 7) gap |= (packed[at++] & 127) << shift;
    rows[place] = row += (gap | (packed[at++] << shift)) + 1;
  }
  return { rows, where: packed.subarray(size) };
}
