/** The number of different items of a key. */
export interface DistinctCount {
  readonly key: string;
  /** Number of added items, including repeated ones. */
  readonly items: number;
  /** Number of different items: exact up to the size of the sketch, an estimate beyond it. */
  readonly distinct: number;
}

interface Sketch {
  items: number;
  /** The smallest hashes of the items, in ascending order. */
  hashes: number[];
}

const hashes = 2 ** 32;

/**
 * Counts the different items of keys in bounded memory. Keeps the smallest hashes of each key's items (k minimum
 * values, by Bar-Yossef and others, 2002). Up to `size` different items, the count is exact except for collisions of
 * 32-bit hashes; beyond that, its standard error is `1 / sqrt(size - 2)`, which is 8% with the default.
 *
 * If there are more keys than the capacity, the key with the fewest different items is dropped. A key that
 * returns starts again at 0, so its count can be too low, but not too high.
 */
export class DistinctCounts {
  readonly #capacity: number;
  readonly #size: number;
  readonly #sketches = new Map<string, Sketch>();

  /**
   * @param capacity number of keys to keep
   * @param size number of hashes to keep for each key
   */
  constructor(capacity: number, size = 160) {
    this.#capacity = capacity;
    this.#size = size;
  }

  /** Adds an item of a key. */
  add(key: string, item: string): void {
    this.addHash(key, hashOf(item));
  }

  /** Adds an item of a key by its hash. */
  addHash(key: string, hash: number): void {
    const sketch = this.#sketchOf(key);
    sketch.items++;
    this.#insert(sketch, hash);
  }

  /** Adds another instance's counts. */
  merge(other: DistinctCounts): void {
    for (const [key, { items, hashes: added }] of other.#sketches) {
      const sketch = this.#sketchOf(key);
      sketch.items += items;
      for (const hash of added) this.#insert(sketch, hash);
    }
  }

  /** Returns the keys with the most different items, in descending order. */
  top(count: number): DistinctCount[] {
    return [...this.#sketches]
      .map(([key, sketch]) => ({ key, items: sketch.items, distinct: this.#distinct(sketch) }))
      .sort((a, b) => b.distinct - a.distinct || (a.key < b.key ? -1 : 1))
      .slice(0, count);
  }

  /** The standard error of a count of different items; 0 if it is exact. */
  standardError(distinct: number): number {
    return distinct < this.#size ? 0 : Math.ceil(distinct / Math.sqrt(this.#size - 2));
  }

  #sketchOf(key: string): Sketch {
    const known = this.#sketches.get(key);
    if (known !== undefined) return known;
    if (this.#sketches.size >= this.#capacity) this.#sketches.delete(this.#smallest());
    const sketch = { items: 0, hashes: [] };
    this.#sketches.set(key, sketch);
    return sketch;
  }

  #smallest(): string {
    let [smallest, fewestItems] = ['', Number.POSITIVE_INFINITY];
    for (const [key, sketch] of this.#sketches) {
      const distinct = this.#distinct(sketch);
      if (distinct < fewestItems) [smallest, fewestItems] = [key, distinct];
    }
    return smallest;
  }

  #insert({ hashes: kept }: Sketch, hash: number): void {
    const largest = kept.at(-1);
    if (kept.length === this.#size && hash >= (largest as number)) return;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (kept[middle] < hash) low = middle + 1;
      else high = middle;
    }
    if (kept[low] === hash) return;
    kept.splice(low, 0, hash);
    if (kept.length > this.#size) kept.pop();
  }

  #distinct({ hashes: kept }: Sketch): number {
    if (kept.length < this.#size) return kept.length;
    return Math.round(((this.#size - 1) * hashes) / ((kept.at(-1) as number) + 1));
  }
}

/**
 * Returns a 32-bit hash: FNV-1a over UTF-16 units, then the finalizer of MurmurHash3, because FNV alone distributes
 * short texts badly.
 */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
