import { beginWithTimestamp } from '../../captures/eventTime.ts';
import { longestLineRead } from '../../captures/readLines.ts';
import type { Source } from '../../captures/source.ts';
import type { BlockTransformSettings, TransformedBlock } from '../../core/blockTransform.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { BlockPool } from './blockPool.ts';
import { HourFiles } from './hourFiles.ts';
import type { LakeFolder } from './lakeFolder.ts';
import { LongLineError, readAhead, readBlocks } from './readBlocks.ts';

/** Settings of `Converter`. */
export interface ConverterSettings extends BlockTransformSettings {
  /** Maximum number of threads that convert and compress. The written files don't depend on it. */
  readonly threads: number;
  /** Size of all inputs in bytes; NaN if one is a pipe. */
  readonly inputBytes: number;
  /** Bytes of lines that are converted together. They become one row group for each hour. Default: 32 MiB. */
  readonly blockBytes?: number;
  /** Stops the conversion after the current block. */
  readonly signal: AbortSignal;
}

/** Result of a conversion. `records` is the sum of `written` and `quarantined`. */
export interface ConvertReport {
  /** Number of records. */
  readonly records: number;
  /** Number of rows in the Parquet files. */
  readonly written: number;
  readonly quarantined: number;
  /** Number of values that don't parse as their column's type. The column `malformed_values` contains them. */
  readonly malformedValues: number;
  /** Number of skipped blank lines. */
  readonly blankLines: number;
  /** Keys of the written files, in the order of their first lines. */
  readonly files: readonly string[];
}

/**
 * Converts sources one after another, in blocks of consecutive lines. The same lines always result in the same blocks,
 * and therefore in the same files, even if they are read in other chunks.
 */
export class Converter {
  readonly #folder: LakeFolder;
  readonly #settings: ConverterSettings;
  readonly #pool: BlockPool;
  readonly #files: string[] = [];
  #current: HourFiles | undefined;
  #written = 0;
  #quarantined = 0;
  #malformedValues = 0;
  #blankLines = 0;
  #completeRecords = 0;

  constructor(settings: ConverterSettings, folder: LakeFolder) {
    this.#folder = folder;
    this.#settings = settings;
    this.#pool = new BlockPool({ ...settings, onConverted: (block) => this.#add(block) });
  }

  /** Number of converted records. */
  get records(): number {
    return this.#written + this.#quarantined;
  }

  /** Number of records whose files are complete. */
  get completeRecords(): number {
    return this.#completeRecords;
  }

  /**
   * Converts all lines of a source.
   *
   * @param onProgress called whenever a part of the source has been read
   */
  async convert(source: Source, onProgress: () => void): Promise<void> {
    const { layouts, threads, signal } = this.#settings;
    // With several threads, some thread always has a block of a text that isn't plain. A pipe may have no data for a
    // long time, and can't be closed while it is read.
    const readsAhead = source.isPlain || (threads === 1 && !source.input.once);
    const files = new HourFiles(this.#folder, source.id);
    this.#current = files;
    this.#pool.startText(source.isPlain);
    const blocks = readBlocks(
      {
        id: source.id,
        firstArrival: source.firstArrival,
        hasTimestamps: beginWithTimestamp(layouts),
        open: () => source.open(),
      },
      () => this.#pool.takeMemory(),
      onProgress,
    );
    try {
      for await (const block of readsAhead ? readAhead(blocks) : blocks) {
        signal.throwIfAborted();
        await this.#pool.convert(block);
        await files.keepUp();
      }
      await this.#pool.drain();
      signal.throwIfAborted();
      this.#files.push(...(await files.finish()));
      this.#completeRecords = this.records;
      onProgress();
    } catch (error) {
      if (!(error instanceof LongLineError)) throw error;
      throw new UsageError(
        `expected a file of records, got '${source.input.name}': line ${this.#pool.nextLine} is longer than ${longestLineRead} bytes`,
      );
    } finally {
      this.#current = undefined;
      await files.abandon();
    }
  }

  /** Stops the threads. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** Returns the result for all sources converted until now. */
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

  #add(block: TransformedBlock): void {
    this.#current?.add(block);
    this.#written += block.rows;
    this.#quarantined += block.quarantined;
    this.#malformedValues += block.malformedValues;
    this.#blankLines += block.blankLines;
  }
}
