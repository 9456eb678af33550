import { noValue } from './columns/codes.ts';
import type { NumberColumn } from './columns/numberColumn.ts';
import type { RecordBatch } from './records/recordBatch.ts';

/** What a batch held and what became of it. */
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
  /** Values that are no values of their column's type; their rows are in the lake. */
  readonly malformedValues: number;
  /** Rows by layout, named by its fields' positions in the catalogue. */
  readonly rowsByLayout: Readonly<Record<string, number>>;
  /** Earliest event of the rows, milliseconds since 1970; undefined where no row has a timestamp. */
  readonly oldestEvent: number | undefined;
  /** Mean time of the rows' events, milliseconds since 1970; undefined where no row has a timestamp. */
  readonly meanEvent: number | undefined;
}

/** Adds up what became of a batch. */
export class HealthTally {
  readonly #batch: RecordBatch;
  readonly #rowsByLayout = new Map<string, number>();
  #rows = 0;
  #quarantined = 0;
  #ofUnknownLayout = 0;
  #malformedValues = 0;
  #oldestEvent = Number.POSITIVE_INFINITY;
  #eventSum = 0;
  #events = 0;

  constructor(batch: RecordBatch) {
    this.#batch = batch;
  }

  addRows(
    rowsByLayout: ReadonlyMap<string, number>,
    malformedValues: number,
    timestamps: NumberColumn | undefined,
  ): void {
    for (const [layout, rows] of rowsByLayout) {
      this.#rowsByLayout.set(layout, (this.#rowsByLayout.get(layout) ?? 0) + rows);
      this.#rows += rows;
    }
    this.#malformedValues += malformedValues;
    if (timestamps !== undefined) this.#addEvents(timestamps);
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
      rowsByLayout: Object.fromEntries(this.#rowsByLayout),
      oldestEvent: hasEvents ? this.#oldestEvent : undefined,
      meanEvent: hasEvents ? this.#eventSum / this.#events : undefined,
    };
  }

  #addEvents({ codes, rows, values }: NumberColumn): void {
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
