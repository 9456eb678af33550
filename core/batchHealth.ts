import { noValue } from './columns/codes.ts';
import type { Numbers } from './metrics/plausibleValues.ts';
import type { TrafficColumns } from './metrics/trafficColumns.ts';
import type { Batch } from './records/batch.ts';

/** What a batch contained, and the result. */
export interface BatchHealth {
  /** Records of the stream. */
  readonly records: number;
  /** Bytes of the records. */
  readonly recordBytes: number;
  readonly rows: number;
  /** Entries in quarantine files: each a line, or neighboring lines of one record. */
  readonly quarantined: number;
  /** Quarantined entries that would have been rows if their layout were known. */
  readonly ofUnknownLayout: number;
  /** Values that don't parse as their column's type; their rows are in the lake. */
  readonly malformedValues: number;
  /** Numbers of rows that metrics leave out because they are above their bounds; they are in the lake. */
  readonly implausibleValues: number;
  /** Rows with a field whose values nearly all lack its type or form; the rows are in the lake. */
  readonly suspectRows: number;
  /** Names of those fields. */
  readonly suspectFields: readonly string[];
  /** Rows by layout, named by its fields' positions in the catalog. */
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

  /** @param fields the fields whose values in these rows nearly all lack the type or form; empty if there are none */
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
