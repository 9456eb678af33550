import { type EventTimeReader, eventTimeReader } from '../../captures/eventTime.ts';
import type { Source } from '../../captures/source.ts';
import type { Layout } from '../../core/layouts/layout.ts';
import type { Compression } from '../../core/parquet/compression.ts';
import { RecordBatch } from '../../core/records/recordBatch.ts';
import type { SensitivityPolicy } from '../../core/sensitivity/policy.ts';
import { Transform } from '../../core/transform.ts';
import type { LakeFolder } from './lakeFolder.ts';

/** Lines of a batch at most. */
const batchLines = 50_000;

/** Bytes of a batch at most: twice as many make files 3 % smaller, and 500 MB no more enough for lines of noise. */
const batchBytes = 32 * 1024 * 1024;

/** Digits of a line's number, so that names sort as lines do. */
const lineDigits = 12;

export interface ConverterSettings {
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
  /** Stops the conversion between two batches. */
  readonly signal: AbortSignal;
}

/** What became of the records: `records` is the sum of `written` and `quarantined`. */
export interface ConvertReport {
  /** Lines read. */
  readonly records: number;
  /** Rows of the Parquet files. */
  readonly written: number;
  readonly quarantined: number;
  /** Values of rows that are no values of their column's type, see the column `malformed_values`. */
  readonly malformedValues: number;
  /** Lines that hold nothing, left out. */
  readonly blankLines: number;
  /** Files written, as keys of the lake, in the order of writing. */
  readonly files: readonly string[];
}

/**
 * Converts sources one after the other, in batches of neighboring lines. The same lines make the same batches
 * whatever chunks they are read in, and so the same objects.
 */
export class Converter {
  readonly #folder: LakeFolder;
  readonly #transform: Transform;
  readonly #signal: AbortSignal;
  readonly #eventTime: EventTimeReader;
  readonly #batch = new RecordBatch(batchBytes);
  readonly #files: string[] = [];
  #written = 0;
  #quarantined = 0;
  #malformedValues = 0;
  #blankLines = 0;

  constructor(settings: ConverterSettings, folder: LakeFolder) {
    this.#folder = folder;
    this.#signal = settings.signal;
    this.#eventTime = eventTimeReader(settings.layouts);
    this.#transform = new Transform(settings);
  }

  /** Lines of which it is known what became of them. */
  get records(): number {
    return this.#written + this.#quarantined;
  }

  /**
   * Converts all lines of a source.
   *
   * @param onLines is called each time that some lines have been read
   */
  async convert(source: Source, onLines: () => void): Promise<void> {
    const batch = this.#batch;
    batch.reset(source.id);
    let number = 0;
    let arrival = source.firstArrival;
    for await (const lines of source.lines()) {
      for (const line of lines) {
        number++;
        if (line.length === 0) {
          this.#blankLines++;
          continue;
        }
        if (batch.count === batchLines || batch.byteLength + line.length > batchBytes) this.#flush();
        arrival = this.#eventTime(line) ?? arrival;
        batch.addBytes(line, String(number).padStart(lineDigits, '0'), arrival);
      }
      onLines();
    }
    this.#flush();
  }

  /** What became of the lines of all sources so far. */
  report(): ConvertReport {
    return {
      records: this.records,
      written: this.#written,
      quarantined: this.#quarantined,
      malformedValues: this.#malformedValues,
      blankLines: this.#blankLines,
      files: this.#files,
    };
  }

  #flush(): void {
    const batch = this.#batch;
    if (batch.count === 0) return;
    this.#signal.throwIfAborted();
    const { objects, health } = this.#transform.transform(batch, Date.now());
    for (const object of objects) {
      this.#folder.put(object);
      this.#files.push(object.key);
    }
    this.#written += health.rows;
    this.#quarantined += health.quarantined;
    this.#malformedValues += health.malformedValues;
    batch.reset(batch.shardId);
  }
}
