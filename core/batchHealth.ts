import { noValue } from './columns/codes.ts';
import type { Numbers } from './metrics/plausibleValues.ts';
import type { TrafficColumns } from './metrics/trafficColumns.ts';
import type { Batch } from './records/batch.ts';

/** Counts of a batch and its results. */
export interface BatchHealth {
  /** Number of records of the stream. */
  readonly records: number;
  /** Total size of the records, in bytes. */
  readonly recordBytes: number;
  readonly rows: number;
  /** Number of entries in quarantine files. An entry is a line, or neighboring lines of one record. */
  readonly quarantined: number;
  /** Number of quarantined entries that could have been read if their layout were known. */
  readonly ofUnknownLayout: number;
  /** Number of values that don't parse as their column's type. Their rows are in the lake. */
  readonly malformedValues: number;
  /** Number of values that metrics ignore because they are above their bounds. They are in the lake. */
  readonly implausibleValues: number;
  /**
   * Number of rows with a suspect field: nearly all its values don't have its type or form. The rows are in the lake.
   */
  readonly suspectRows: number;
  /** Names of the suspect fields. */
  readonly suspectFields: readonly string[];
  /** Number of rows by layout. A layout's name is the positions of its fields in the catalog. */
  readonly rowsByLayout: Readonly<Record<string, number>>;
  /** Earliest event of the rows, in epoch milliseconds; undefined if no row has a timestamp. */
  readonly oldestEvent: number | undefined;
  /** Mean time of the rows' events, in epoch milliseconds; undefined if no row has a timestamp. */
  readonly meanEvent: number | undefined;
}

/** Adds up the results of a batch. */
export class HealthTally {
  readonly #batch: Batch;
  readonly #rowsByLayout = new Map<string, number>();
  #rows = 0;
  #quarantined = 0;
  #ofUnknownLayout = 0;
  #malformedValues = 0;
  #implausibleValues = 0;
  #suspectRows = 0;
  readonly #suspectFields = new Set<string>();
  #oldestEvent = Number.POSITIVE_INFINITY;
  #eventSum = 0;
  #events = 0;

  constructor(batch: Batch) {
    this.#batch = batch;
  }

  addRows(
    rowsByLayout: ReadonlyMap<string, number>,
    malformedValues: number,
    { timestamp, implausibleValues }: Pick<TrafficColumns, 'timestamp' | 'implausibleValues'>,
  ): void {
    for (const [layout, rows] of rowsByLayout) {
      this.#rowsByLayout.set(layout, (this.#rowsByLayout.get(layout) ?? 0) + rows);
      this.#rows += rows;
    }
    this.#malformedValues += malformedValues;
    this.#implausibleValues += implausibleValues;
    if (timestamp !== undefined) this.#addEvents(timestamp);
  }

  /**
   * @param fields the suspect fields of these rows: nearly all values don't have the type or form. Empty if there are
   * none
   */
  addSuspects(rows: number, fields: readonly string[]): void {
    if (fields.length > 0) this.#suspectRows += rows;
    for (const field of fields) this.#suspectFields.add(field);
  }

  addQuarantined({ ofUnknownLayout }: { readonly ofUnknownLayout: boolean }): void {
    this.#quarantined++;
    if (ofUnknownLayout) this.#ofUnknownLayout++;
  }

  health(): BatchHealth {
    const hasEvents = this.#events > 0;
    return {
      records: this.#batch.count,
      recordBytes: this.#batch.byteLength,
      rows: this.#rows,
      quarantined: this.#quarantined,
      ofUnknownLayout: this.#ofUnknownLayout,
      malformedValues: this.#malformedValues,
      implausibleValues: this.#implausibleValues,
      suspectRows: this.#suspectRows,
      suspectFields: [...this.#suspectFields],
      rowsByLayout: Object.fromEntries(this.#rowsByLayout),
      oldestEvent: hasEvents ? this.#oldestEvent : undefined,
      meanEvent: hasEvents ? this.#eventSum / this.#events : undefined,
    };
  }

  #addEvents({ codes, rows, values }: Numbers): void {
    let oldest = this.#oldestEvent;
    let sum = this.#eventSum;
    let events = this.#events;
    for (let row = 0; row < rows; row++) {
      const code = codes[row];
      if (code === noValue) continue;
      const time = values[code];
      if (time < oldest) oldest = time;
      sum += time;
      events++;
    }
    this.#oldestEvent = oldest;
    this.#eventSum = sum;
    this.#events = events;
  }
}
