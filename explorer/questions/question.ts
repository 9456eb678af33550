/** Values of a facet to keep or to leave out; null is an absent value. */
export interface Filter {
  /** Id of the facet. */
  readonly facet: string;
  /** Only requests with one of these. Empty keeps every value. */
  readonly include: readonly (string | null)[];
  /** No request with one of these. */
  readonly exclude: readonly (string | null)[];
}

/** Which requests a page is about. */
export interface Question {
  /** Start of the window in epoch milliseconds, included. */
  readonly from: number;
  /** End of the window in epoch milliseconds, not included. */
  readonly to: number;
  /** At most one filter a facet. */
  readonly filters: readonly Filter[];
}

/** What a click does to a value of a facet. */
export type FilterChange = 'include' | 'exclude';

/**
 * The filters after a click: a value that is already included or excluded that way is released, else it is added,
 * and taken off the other side.
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

/** The filters with one put in the place of that facet's; an empty one is dropped. */
export function replaceFilter(filters: readonly Filter[], next: Filter): Filter[] {
  const isEmpty = next.include.length === 0 && next.exclude.length === 0;
  const known = filters.some(({ facet }) => facet === next.facet);
  const replaced = known
    ? filters.map((filter) => (filter.facet === next.facet ? next : filter))
    : [...filters, next];
  return isEmpty ? replaced.filter(({ facet }) => facet !== next.facet) : replaced;
}
