import { MissedQueryCounts } from '../cacheBusting/missedQueries.ts';
import type { Facet, FacetName, ReadValue } from '../facets/facets.ts';
import { amountOf, type Measure } from '../measures.ts';
import type { InsightWindows } from './insightSql.ts';
import type { FacetCodes, InsightRows } from './rowSource.ts';
import { noWindow } from './rowSource.ts';

/** What to collect. */
export interface CollectorSettings {
  readonly measure: Measure;
  /** Field that the measure is computed from, if any. */
  readonly measureField: string | undefined;
  readonly facets: readonly Facet[];
  readonly windows: InsightWindows;
  /**
   * Selects the requests of the window that are the selection; the others are the baseline. Both windows must be equal.
   * Default: the window is the selection.
   */
  readonly isInSet?: ((read: ReadValue) => boolean) | undefined;
  /** Field of the result type, if query strings of cache misses are counted. */
  readonly resultField?: string | undefined;
}

/** The facet that names clients. */
const clientFacet = 'client' satisfies FacetName;

/** Collects records of the stream for an explanation. Keeps and converts each distinct value of a field once. */
export class RowCollector {
  readonly #settings: CollectorSettings;
  readonly #windows: number[] = [];
  readonly #amounts: number[] = [];
  readonly #columns: readonly FacetColumn[];
  readonly #queries: MissedQueryCounts | undefined;

  constructor(settings: CollectorSettings) {
    this.#settings = settings;
    const { resultField } = settings;
    this.#queries = resultField === undefined ? undefined : new MissedQueryCounts(resultField);
    this.#columns = settings.facets.map((facet) => new FacetColumn(facet));
  }

  /** Number of records kept. */
  get rows(): number {
    return this.#windows.length;
  }

  /** Keeps a record if its time is in one of the windows. */
  add(read: ReadValue): void {
    const { measure, measureField } = this.#settings;
    const window = this.#windowOf(read);
    if (window === noWindow) return;
    const amount = amountOf(measure.name, measureField === undefined ? null : read(measureField));
    this.#windows.push(window);
    this.#amounts.push(amount ?? Number.NaN);
    this.#queries?.add(read, window === 0);
    for (const column of this.#columns) column.add(read(column.facet.field.name));
  }

  /** Returns the number of a record's window, as in `InsightRows.windows`. */
  #windowOf(read: ReadValue): number {
    const { windows, isInSet } = this.#settings;
    const time = read('timestamp');
    if (typeof time !== 'number') return noWindow;
    const isSelected = isWithin(time, windows) && (isInSet === undefined || isInSet(read));
    return isSelected ? 0 : stretchOf(time, windows);
  }

  /** Returns the records as columns. */
  finish(): InsightRows {
    const facets = new Map(this.#columns.map((column) => [column.facet.name, column.finish()]));
    return {
      rows: this.rows,
      windows: Uint8Array.from(this.#windows),
      stretches: this.#settings.windows.stretches,
      amounts: Float64Array.from(this.#amounts),
      facets,
      clients: facets.get(clientFacet),
      queries: this.#queries?.finish(),
    };
  }
}

const isWithin = (time: number, { from, to }: InsightWindows) => time >= from && time < to;

/** Returns the number of a time's stretch of the baseline, from 1. */
function stretchOf(time: number, { baselineFrom, baselineTo, stretches }: InsightWindows): number {
  if (time < baselineFrom || time >= baselineTo) return noWindow;
  return (
    1 + Math.min(stretches - 1, Math.floor((stretches * (time - baselineFrom)) / (baselineTo - baselineFrom)))
  );
}

class FacetColumn {
  readonly facet: Facet;
  readonly #codes: number[] = [];
  readonly #values: string[] = [];
  readonly #codesOfValues = new Map<string, number>();
  readonly #codesOfRaw = new Map<string | number | null, number>();

  constructor(facet: Facet) {
    this.facet = facet;
  }

  add(raw: string | number | null): void {
    let code = this.#codesOfRaw.get(raw);
    if (code === undefined) {
      code = this.#codeOf(this.facet.read(raw));
      this.#codesOfRaw.set(raw, code);
    }
    this.#codes.push(code);
  }

  finish(): FacetCodes {
    return { codes: Int32Array.from(this.#codes), values: this.#values };
  }

  #codeOf(value: string | null): number {
    if (value === null) return -1;
    const known = this.#codesOfValues.get(value);
    if (known !== undefined) return known;
    this.#codesOfValues.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }
}
