import type { HourQuarantine, HourRows, TransformedBlock } from '../../core/blockTransform.ts';
import { releaseBytes } from '../../core/columns/byteWriter.ts';
import { partition, quarantineKey, rawKey } from '../../core/lake/keys.ts';
import { type PlacedRowGroup, parquetFooter, parquetMagic } from '../../core/parquet/parquetFile.ts';
import type { SchemaColumn } from '../../core/parquet/types.ts';
import { createdBy } from '../../core/version.ts';
import type { LakeFolder, PartFile } from './lakeFolder.ts';

/** A Parquet file that is being written. */
interface RowsFile {
  readonly part: PartFile;
  readonly columns: readonly SchemaColumn[];
  readonly rowGroups: PlacedRowGroup[];
  readonly firstSequenceNumber: string;
  lastSequenceNumber: string;
  readonly layouts: Set<string>;
  bytes: number;
}

/**
 * The files of a source. Each hour of arrival has one Parquet file, with a row group for each block that has rows of the
 * hour, and one quarantine file. A file is named after its first row or entry, and gets its name when it is complete.
 */
export class HourFiles {
  readonly #folder: LakeFolder;
  readonly #sourceId: string;
  readonly #rows = new Map<number, RowsFile>();
  readonly #quarantines = new Map<number, PartFile>();
  /** All files, in the order of their first lines. */
  readonly #parts: PartFile[] = [];
  /** Resolved when the pages of all blocks, and of all blocks except the last one, are written. */
  #written: Promise<unknown> = Promise.resolve();
  #writtenBefore: Promise<unknown> = this.#written;

  constructor(folder: LakeFolder, sourceId: string) {
    this.#folder = folder;
    this.#sourceId = sourceId;
  }

  /** Adds the next block. Its pages are written in the background, and then their memory is freed. */
  add({ hours }: TransformedBlock): void {
    const writes: (() => Promise<void>)[] = [];
    for (const { hour, rows, quarantine } of hours) {
      if (rows !== undefined) writes.push(this.#addRows(hour, rows));
      if (quarantine !== undefined) this.#addQuarantine(hour, quarantine);
    }
    this.#writtenBefore = this.#written;
    this.#written = this.#writtenBefore.then(async () => {
      // One after another: a block can have more hours than a process may have open files.
      for (const write of writes) await write();
    });
    // An error is thrown where the writes are awaited.
    this.#written.catch(() => {});
  }

  /** Waits until at most one block is not written. */
  async keepUp(): Promise<void> {
    await this.#writtenBefore;
  }

  /**
   * Completes all files.
   *
   * @returns their keys, in the order of their first lines
   */
  async finish(): Promise<string[]> {
    await this.#written;
    for (const [hour, file] of this.#rows) file.part.append(this.#footer(hour, file));
    for (const part of this.#parts) part.finish();
    return this.#parts.map(({ key }) => key);
  }

  /** Deletes all incomplete files. */
  async abandon(): Promise<void> {
    await this.#written.catch(() => {});
    for (const part of this.#parts) part.abandon();
  }

  /** Returns a function that writes the pages. */
  #addRows(hour: number, rows: HourRows): () => Promise<void> {
    const file = this.#rows.get(hour) ?? this.#startRows(hour, rows);
    file.rowGroups.push({ ...rows.rowGroup, start: file.bytes });
    file.bytes += rows.pages.length;
    file.lastSequenceNumber = rows.lastSequenceNumber;
    for (const layout of rows.layouts) file.layouts.add(layout);
    return async () => {
      await file.part.appendInBackground(rows.pages);
      releaseBytes(rows.pages);
    };
  }

  #startRows(hour: number, { columns, firstSequenceNumber }: HourRows): RowsFile {
    const part = this.#folder.start(rawKey(hour, this.#sourceId, firstSequenceNumber));
    this.#parts.push(part);
    part.append(parquetMagic);
    const file: RowsFile = {
      part,
      columns,
      rowGroups: [],
      firstSequenceNumber,
      lastSequenceNumber: firstSequenceNumber,
      layouts: new Set(),
      bytes: parquetMagic.length,
    };
    this.#rows.set(hour, file);
    return file;
  }

  #footer(hour: number, file: RowsFile): Buffer {
    return parquetFooter(file.columns, file.rowGroups, {
      createdBy,
      metadata: {
        shard_id: this.#sourceId,
        first_sequence_number: file.firstSequenceNumber,
        last_sequence_number: file.lastSequenceNumber,
        arrival: partition(hour),
        layouts: [...file.layouts].join(' '),
      },
    });
  }

  #addQuarantine(hour: number, { firstSequenceNumber, body }: HourQuarantine): void {
    let part = this.#quarantines.get(hour);
    if (part === undefined) {
      part = this.#folder.start(quarantineKey(hour, this.#sourceId, firstSequenceNumber));
      this.#quarantines.set(hour, part);
      this.#parts.push(part);
    }
    part.append(body);
  }
}
