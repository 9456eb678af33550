import { ByteWriter } from './columns/byteWriter.ts';
import { TextColumn } from './columns/textColumn.ts';
import { printQuarantine } from './lake/quarantine.ts';
import { parquetColumnsOf, quarantineEntries } from './lakeContents.ts';
import type { Layout } from './layouts/layout.ts';
import type { Compression } from './parquet/compression.ts';
import {
  compressRowGroup,
  type EncodedRowGroup,
  encodeRowGroup,
  type RowGroup,
  writeRowGroup,
} from './parquet/rowGroup.ts';
import type { ParquetColumn, SchemaColumn } from './parquet/types.ts';
import { type ArrivalHour, BatchReader } from './records/batchReader.ts';
import type { TextBlock } from './records/textBlock.ts';
import type { SensitivityPolicy } from './sensitivity/policy.ts';

export interface BlockTransformSettings {
  /** The known layouts of records. */
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
}

/** The rows of one hour of a block, which become a row group of the hour's Parquet file. */
interface HourRowsInfo {
  readonly columns: readonly SchemaColumn[];
  readonly firstSequenceNumber: string;
  readonly lastSequenceNumber: string;
  /** Layouts of the rows. A layout's name is the positions of its fields in the catalog. */
  readonly layouts: readonly string[];
}

/** The rows of one hour whose pages are not compressed yet. */
export interface EncodedHourRows extends HourRowsInfo {
  readonly encoded: EncodedRowGroup;
}

/** The rows of one hour as a finished row group. */
export interface HourRows extends HourRowsInfo {
  readonly rowGroup: RowGroup;
  /** The bytes of the row group. */
  readonly pages: Uint8Array<ArrayBuffer>;
}

/** The unreadable lines of one hour of a block: a part of the hour's quarantine file. */
export interface HourQuarantine {
  readonly firstSequenceNumber: string;
  /** The compressed entries. The concatenation of all parts is a file. */
  readonly body: Uint8Array;
}

interface BlockHour<Rows> {
  /** The hour of arrival, in hours since the epoch. */
  readonly hour: number;
  readonly rows: Rows | undefined;
  readonly quarantine: HourQuarantine | undefined;
}

interface BlockOf<Rows> {
  readonly hours: readonly BlockHour<Rows>[];
  /** Number of rows. */
  readonly rows: number;
  readonly quarantined: number;
  readonly malformedValues: number;
  readonly blankLines: number;
}

/** A block whose pages are not compressed yet. Plain data, which one thread can send to another. */
export type EncodedBlock = BlockOf<EncodedHourRows>;

/** The result of a block. Plain data, which one thread can send to another. */
export type TransformedBlock = BlockOf<HourRows>;

type RowsWriter<Rows> = (info: HourRowsInfo, columns: readonly ParquetColumn[], rows: number) => Rows;

// Row groups are assembled here and then copied, so that the next one can reuse the memory.
const groupScratch = new ByteWriter(1 << 20);

/**
 * Converts blocks of lines to row groups of Parquet files and parts of quarantine files, by hour of arrival. The
 * same block always results in the same bytes, regardless of earlier blocks.
 */
export class BlockTransform {
  readonly #settings: BlockTransformSettings;
  readonly #reader: BatchReader;
  readonly #noSequenceNumbers = new TextColumn({ write: () => false });

  constructor(settings: BlockTransformSettings) {
    this.#settings = settings;
    this.#reader = new BatchReader(settings.layouts, settings.policy);
  }

  transform(block: TextBlock): TransformedBlock {
    return this.#read(block, (info, columns, rows) =>
      finishRows(info, (out) => writeRowGroup(out, columns, rows, this.#settings.compression)),
    );
  }

  /**
   * The first step of `transform`: everything except compression, which `compressBlock` does.
   *
   * @param pages memory for the pages. The result is valid until it is used again
   */
  encode(block: TextBlock, pages: ByteWriter): EncodedBlock {
    pages.length = 0;
    return this.#read(block, (info, columns, rows) => ({
      ...info,
      encoded: encodeRowGroup(pages, columns, rows),
    }));
  }

  #read<Rows>(block: TextBlock, writeRows: RowsWriter<Rows>): BlockOf<Rows> {
    const hours: BlockHour<Rows>[] = [];
    let rows = 0;
    let quarantined = 0;
    let malformedValues = 0;
    for (const read of this.#reader.read(block)) {
      hours.push({
        hour: read.hour,
        rows: read.rows.length === 0 ? undefined : this.#writeRows(block, read, writeRows),
        quarantine: read.unreadable.length === 0 ? undefined : this.#writeQuarantine(block, read),
      });
      rows += read.rows.length;
      quarantined += read.unreadable.length;
      malformedValues += read.malformedValues;
    }
    return { hours, rows, quarantined, malformedValues, blankLines: block.blankLines };
  }

  #writeRows<Rows>(block: TextBlock, read: ArrivalHour, writeRows: RowsWriter<Rows>): Rows {
    const { lines } = this.#reader;
    const { rows, rowsByLayout } = read;
    const columns = parquetColumnsOf({ ...read, sequenceNumbers: this.#sequenceNumbersOf(read) });
    const info = {
      columns: columns.map(({ name, type }) => ({ name, type })),
      firstSequenceNumber: lines.sequenceNumber(block, rows[0]),
      lastSequenceNumber: lines.sequenceNumber(block, rows.at(-1) as number),
      layouts: [...rowsByLayout.keys()],
    };
    return writeRows(info, columns, rows.length);
  }

  /** All row groups of a file have the same columns, so this column exists even if no row needs it. */
  #sequenceNumbersOf({ rows, sequenceNumbers }: ArrivalHour): TextColumn {
    if (sequenceNumbers !== undefined) return sequenceNumbers;
    this.#noSequenceNumbers.reset(rows.length);
    this.#noSequenceNumbers.fillAbsent(rows.length);
    return this.#noSequenceNumbers;
  }

  #writeQuarantine(block: TextBlock, { unreadable }: ArrivalHour): HourQuarantine {
    const { lines } = this.#reader;
    return {
      firstSequenceNumber: lines.sequenceNumber(block, unreadable[0].firstLine),
      body: printQuarantine(quarantineEntries(block, lines, unreadable)),
    };
  }
}

/** The second step of `transform`, on any thread: compresses the pages of a block. */
export function compressBlock(block: EncodedBlock, compression: Compression): TransformedBlock {
  return {
    ...block,
    hours: block.hours.map(({ rows, ...hour }) => ({
      ...hour,
      rows: rows && compressRows(rows, compression),
    })),
  };
}

function compressRows({ encoded, ...info }: EncodedHourRows, compression: Compression): HourRows {
  return finishRows(info, (out) => compressRowGroup(out, encoded, compression));
}

function finishRows(info: HourRowsInfo, write: (out: ByteWriter) => RowGroup): HourRows {
  groupScratch.length = 0;
  const rowGroup = write(groupScratch);
  return { ...info, rowGroup, pages: new Uint8Array(groupScratch.used()) };
}
