import type { Layout } from '../../core/layouts/layout.ts';

/** Milliseconds between two readings for records that fit no layout. */
const shortestInterval = 60_000;

/** The layouts by which the records of a stream are read. */
export interface LayoutSource {
  readonly layouts: readonly Layout[];
  /**
   * Looks for layouts that have become known since, at most once a minute.
   *
   * @param now milliseconds since 1970
   * @returns whether there are any
   */
  refresh(now: number): Promise<boolean>;
}

/** Layouts that are given and stay. */
export function fixedLayouts(layouts: readonly Layout[]): LayoutSource {
  return { layouts, refresh: async () => false };
}

/**
 * Layouts that grow.
 *
 * @param read reads all that are known
 * @param now milliseconds since 1970
 * @throws whatever the first reading throws; later ones only leave things as they are
 */
export async function growingLayouts(
  read: () => Promise<readonly Layout[]>,
  now: number,
): Promise<LayoutSource> {
  let layouts = await read();
  let readAt = now;
  return {
    get layouts() {
      return layouts;
    },
    async refresh(time) {
      if (time - readAt < shortestInterval) return false;
      readAt = time;
      const found = await read().catch(() => layouts);
      const changed = JSON.stringify(found) !== JSON.stringify(layouts);
      layouts = found;
      return changed;
    },
  };
}
