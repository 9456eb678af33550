/** A frequent key and its weight. */
export interface HeavyHitter {
  readonly key: string;
  /** The weight: at least the true weight, and at most `error` more. */
  readonly weight: number;
  /** The part of the weight that may belong to other keys; 0 if the weight is exact. */
  readonly error: number;
}

interface Entry {
  readonly key: string;
  weight: number;
  error: number;
  /** Index in the heap. */
  place: number;
}

/**
 * Finds the keys with the largest weights in bounded memory: Space-Saving (Metwally, Agrawal, and El Abbadi, 2005).
 *
 * Weights are exact while there are no more keys than the capacity. After that, no weight is too small, none is
 * more than `total / capacity` too large, and every key with a larger weight than that is kept.
 */
export class HeavyHitters {
  readonly #capacity: number;
  readonly #entries = new Map<string, Entry>();
  /** The entries as a binary heap, with the smallest weight first. */
  readonly #heap: Entry[] = [];
  #total = 0;

  /** @param capacity number of keys to keep */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Total weight of all keys. */
  get total(): number {
    return this.#total;
  }

  /** Number of keys that are kept. */
  get size(): number {
    return this.#heap.length;
  }

  /** The largest weight that a dropped key can have; 0 if no key was dropped. */
  get largestLost(): number {
    return this.#heap.length < this.#capacity ? 0 : (this.#heap[0]?.weight ?? 0);
  }

  /** Adds to the weight of a key. A weight of 0 or less changes nothing. */
  add(key: string, weight = 1): void {
    if (!(weight > 0)) return;
    this.#total += weight;
    this.#put(key, weight, 0);
  }

  /**
   * Adds another instance's weights. The errors add up: no weight is too small, and none is more than the sum of
   * both bounds too large.
   */
  merge(other: HeavyHitters): void {
    const lost = other.largestLost;
    const others = new Map(other.top(other.size).map((hitter) => [hitter.key, hitter]));
    const ownLost = this.largestLost;
    const merged = [...this.#entries.values()].map(({ key, weight, error }) => {
      const same = others.get(key);
      others.delete(key);
      return same === undefined
        ? { key, weight: weight + lost, error: error + lost }
        : { key, weight: weight + same.weight, error: error + same.error };
    });
    for (const { key, weight, error } of others.values()) {
      merged.push({ key, weight: weight + ownLost, error: error + ownLost });
    }
    const total = this.#total + other.#total;
    this.#entries.clear();
    this.#heap.length = 0;
    merged.sort((a, b) => b.weight - a.weight);
    for (const { key, weight, error } of merged.slice(0, this.#capacity)) this.#put(key, weight, error);
    this.#total = total;
  }

  /** Returns the keys with the largest weights, in descending order. */
  top(count: number): HeavyHitter[] {
    return [...this.#heap]
      .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
      .slice(0, count)
      .map(({ key, weight, error }) => ({ key, weight, error }));
  }

  #put(key: string, weight: number, error: number): void {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      known.weight += weight;
      this.#sink(known);
      return;
    }
    if (this.#heap.length < this.#capacity) {
      const entry = { key, weight, error, place: this.#heap.length };
      this.#entries.set(key, entry);
      this.#heap.push(entry);
      this.#rise(entry);
      return;
    }
    const smallest = this.#heap[0];
    this.#entries.delete(smallest.key);
    const entry = { key, weight: smallest.weight + weight, error: smallest.weight + error, place: 0 };
    this.#entries.set(key, entry);
    this.#heap[0] = entry;
    this.#sink(entry);
  }

  #rise(entry: Entry): void {
    while (entry.place > 0) {
      const parent = this.#heap[(entry.place - 1) >> 1];
      if (parent.weight <= entry.weight) return;
      this.#exchange(entry, parent);
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#heap[2 * entry.place + 1];
      const right = this.#heap[2 * entry.place + 2];
      const child = right !== undefined && left !== undefined && right.weight < left.weight ? right : left;
      if (child === undefined || child.weight >= entry.weight) return;
      this.#exchange(entry, child);
    }
  }

  #exchange(a: Entry, b: Entry): void {
    [a.place, b.place] = [b.place, a.place];
    this.#heap[a.place] = a;
    this.#heap[b.place] = b;
  }
}
