import type { Layout } from './layout.ts';
import { printLayouts } from './layoutsDocument.ts';

/** Shortest time between two reads because of records that match no layout, in milliseconds. */
const shortestInterval = 60_000;

/** Provides the layouts for reading records. */
export interface LayoutSource {
  readonly layouts: readonly Layout[];
  /**
   * Reads layouts that were added since the last read.
   *
   * @param now epoch milliseconds
   * @param signal aborts the read
   * @returns whether the layouts have changed
   */
  refresh(now: number, signal?: AbortSignal): Promise<boolean>;
}

/** Returns a source of layouts that never change. */
export function fixedLayouts(layouts: readonly Layout[]): LayoutSource {
  return { layouts, refresh: async () => false };
}

/**
 * A source of layouts to which layouts can be added while it is in use. Layouts are read at the first refresh, and then
 * at most once per minute. The first read doesn't count for that minute, because a layout may be registered right after
 * it.
 */
export class GrowingLayouts implements LayoutSource {
  readonly #read: (signal: AbortSignal | undefined) => Promise<readonly Layout[]>;
  #layouts: readonly Layout[] = [];
  #readAgainAt = Number.NEGATIVE_INFINITY;

  /** @param read reads all known layouts */
  constructor(read: (signal: AbortSignal | undefined) => Promise<readonly Layout[]>) {
    this.#read = read;
  }

  /** The layouts of the last read; none before the first refresh. */
  get layouts(): readonly Layout[] {
    return this.#layouts;
  }

  /**
   * Reads the layouts, unless they were refreshed less than a minute ago. If reading fails, the known layouts
   * stay in use.
   *
   * @param now epoch milliseconds
   * @throws the error of `read` if no layouts are known yet
   */
  async refresh(now: number, signal?: AbortSignal): Promise<boolean> {
    if (now - this.#readAgainAt < shortestInterval) return false;
    const known = this.#layouts.length > 0;
    if (known) this.#readAgainAt = now;
    try {
      const layouts = await this.#read(signal);
      if (printLayouts(layouts) === printLayouts(this.#layouts)) return false;
      this.#layouts = layouts;
      return true;
    } catch (error) {
      if (known) return false;
      throw error;
    }
  }
}
