import { ByteWriter } from './columns/byteWriter.ts';
import { TextColumn } from './columns/textColumn.ts';
import { printQuarantine } from './lake/quarantine.ts';
import { parquetColumnsOf, quarantineEntries } from './lakeContents.ts';
import type { Layout } from './layouts/layout.ts';
import type { Compression } from './parquet/compression.ts';
import { type RowGroup, writeRowGroup } from './parquet/rowGroup.ts';
import type { SchemaColumn } from './parquet/types.ts';
import { type ArrivalHour, BatchReader } from './records/batchReader.ts';
import type { TextBlock } from './records/textBlock.ts';
import type { SensitivityPolicy } from './sensitivity/policy.ts';

export interface BlockTransformSettings {
  /** The known layouts of records. */
  readonly layouts: readonly Layout[];
  readonly policy: SensitivityPolicy;
  readonly compression: Compression;
}

/** The rows of one hour of a block: a row group of the hour's Parquet file. */
export interface HourRows {
  readonly columns: readonly SchemaColumn[];
  readonly rowGroup: RowGroup;
  /** The bytes of the row group. */
  readonly pages: Uint8Array<ArrayBuffer>;
  readonly firstSequenceNumber: string;
  readonly lastSequenceNumber: string;
  /** Layouts of the rows. A layout's name is the positions of its fields in the catalog. */
  readonly layouts: readonly string[];
}

/** The unreadable lines of one hour of a block: a part of the hour's quarantine file. */
export interface HourQuarantine {
  readonly firstSequenceNumber: string;
  /** The compressed entries. The concatenation of all parts is a file. */
  readonly body: Uint8Array;
}

export interface TransformedHour {
  /** The hour of arrival, in hours since the epoch. */
  readonly hour: number;
  readonly rows: HourRows | undefined;
  readonly quarantine: HourQuarantine | undefined;
}

/** The result of a block. Plain data, which one thread can send to another. */
export interface TransformedBlock {
  readonly hours: readonly TransformedHour[];
  /** Number of rows. */
  readonly rows: number;
  readonly quarantined: number;
  readonly malformedValues: number;
  readonly blankLines: number;
}

/**
 * Converts blocks of lines to row groups of Parquet files and parts of quarantine files, by hour of arrival. The
 * same block always results in the same bytes, regardless of earlier blocks.
 */
export class BlockTransform {
  readonly #settings: BlockTransformSettings;
  readonly #reader: BatchReader;
  readonly #pages = new ByteWriter(1 << 20);
  readonly #noSequenceNumbers = new TextColumn({ write: () => false });

  constructor(settings: BlockTransformSettings) {
    this.#settings = settings;
    this.#reader = new BatchReader(settings.layouts, settings.policy);
  }

  transform(block: TextBlock): TransformedBlock {
    const hours: TransformedHour[] = [];
    let rows = 0;
    let quarantined = 0;
    let malformedValues = 0;
    for (const read of this.#reader.read(block)) {
      hours.push({
        hour: read.hour,
        rows: read.rows.length === 0 ? undefined : this.#writeRows(block, read),
        quarantine: read.unreadable.length === 0 ? undefined : this.#writeQuarantine(block, read),
      });
      rows += read.rows.length;
      quarantined += read.unreadable.length;
      malformedValues += read.malformedValues;
    }
    return { hours, rows, quarantined, malformedValues, blankLines: block.blankLines };
  }

  #writeRows(block: TextBlock, read: ArrivalHour): HourRows {
    const { lines } = this.#reader;
    const { rows } = read;
    const columns = parquetColumnsOf({ ...read, sequenceNumbers: this.#sequenceNumbersOf(read) });
    this.#pages.length = 0;
    const rowGroup = writeRowGroup(this.#pages, columns, rows.length, this.#settings.compression);
    return {
      columns: columns.map(({ name, type }) => ({ name, type })),
      rowGroup,
      pages: new Uint8Array(this.#pages.used()),
      firstSequenceNumber: lines.sequenceNumber(block, rows[0]),
      lastSequenceNumber: lines.sequenceNumber(block, rows.at(-1) as number),
      layouts: [...read.rowsByLayout.keys()],
    };
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
