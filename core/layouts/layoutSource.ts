import type { Layout } from './layout.ts';
import { printLayouts } from './layoutsDocument.ts';

/** Milliseconds between two readings for records that fit no layout. */
const shortestInterval = 60_000;

/** The layouts by which records are read. */
export interface LayoutSource {
  readonly layouts: readonly Layout[];
  /**
   * Looks for layouts that have become known since the last reading.
   *
   * @param now epoch milliseconds
   * @param signal stops the reading
   * @returns whether the layouts have changed
   */
  refresh(now: number, signal?: AbortSignal): Promise<boolean>;
}

/** Layouts that are given and never change. */
export function fixedLayouts(layouts: readonly Layout[]): LayoutSource {
  return { layouts, refresh: async () => false };
}

/**
 * Layouts that can become more while they are in use. They are read at the first refresh, and again at most once a
 * minute. The first reading doesn't count for that minute, because a layout may be registered right after it.
 */
export class GrowingLayouts implements LayoutSource {
  readonly #read: (signal: AbortSignal | undefined) => Promise<readonly Layout[]>;
  #layouts: readonly Layout[] = [];
  #readAgainAt = Number.NEGATIVE_INFINITY;

  /** @param read reads all known layouts */
  constructor(read: (signal: AbortSignal | undefined) => Promise<readonly Layout[]>) {
    this.#read = read;
  }

  /** The layouts as last read; none before the first refresh. */
  get layouts(): readonly Layout[] {
    return this.#layouts;
  }

  /**
   * Reads the layouts, unless they were read again less than a minute ago. If the reading fails, the layouts that are
   * known stay in use.
   *
   * @param now epoch milliseconds
   * @throws whatever the reading throws, if no layouts are known yet
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
