/** Values of a facet to include or exclude; null is an absent value. */
export interface Filter {
  /** Id of the facet. */
  readonly facet: string;
  /** Keep only requests with one of these values. Empty: keep every value. */
  readonly include: readonly (string | null)[];
  /** Leave out requests with one of these values. */
  readonly exclude: readonly (string | null)[];
}

/** The requests that the page shows: a time window and filters. */
export interface Question {
  /** Start of the window in epoch milliseconds, included. */
  readonly from: number;
  /** End of the window in epoch milliseconds, not included. */
  readonly to: number;
  /** At most one filter per facet. */
  readonly filters: readonly Filter[];
}

/** What a click on a facet value does. */
export type FilterChange = 'include' | 'exclude';

/**
 * Returns the filters after a click on a value. If the filter already includes (or excludes) the value, the
 * click removes it. Otherwise, the click adds it, and removes it from the opposite list.
 */
export function toggleValue(
  filters: readonly Filter[],
  facet: string,
  value: string | null,
  change: FilterChange,
): Filter[] {
  const { include = [], exclude = [] } = filters.find((filter) => filter.facet === facet) ?? {};
  const without = (values: readonly (string | null)[]) => values.filter((one) => one !== value);
  const toggled = (values: readonly (string | null)[]) =>
    values.includes(value) ? without(values) : [...values, value];
  const next: Filter =
    change === 'include'
      ? { facet, include: toggled(include), exclude: without(exclude) }
      : { facet, include: without(include), exclude: toggled(exclude) };
  return replaceFilter(filters, next);
}

/** Replaces the filter of one facet. An empty filter is removed. */
export function replaceFilter(filters: readonly Filter[], next: Filter): Filter[] {
  const isEmpty = next.include.length === 0 && next.exclude.length === 0;
  const known = filters.some(({ facet }) => facet === next.facet);
  const replaced = known
    ? filters.map((filter) => (filter.facet === next.facet ? next : filter))
    : [...filters, next];
  return isEmpty ? replaced.filter(({ facet }) => facet !== next.facet) : replaced;
}

/**
 * Returns the filters after a group of requests is chosen: only requests with all of the values are shown, or requests
 * with one of the values are left out, too.
 */
export function chooseValues(
  filters: readonly Filter[],
  values: readonly { readonly facet: string; readonly value: string }[],
  change: FilterChange,
): readonly Filter[] {
  return values.reduce((before: readonly Filter[], { facet, value }) => {
    const { include = [], exclude = [] } = before.find((filter) => filter.facet === facet) ?? {};
    return replaceFilter(
      before,
      change === 'include'
        ? { facet, include: [value], exclude: [] }
        : { facet, include, exclude: [...exclude, value] },
    );
  }, filters);
}
