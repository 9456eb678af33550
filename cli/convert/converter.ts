import { beginWithTimestamp } from '../../captures/eventTime.ts';
import { longestLineRead } from '../../captures/readLines.ts';
import type { Source } from '../../captures/source.ts';
import type { BlockTransformSettings, TransformedBlock } from '../../core/blockTransform.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { BlockPool } from './blockPool.ts';
import { HourFiles } from './hourFiles.ts';
import type { LakeFolder } from './lakeFolder.ts';
import { LongLineError, readAhead, readBlocks } from './readBlocks.ts';

export interface ConverterSettings extends BlockTransformSettings {
  /** Threads that convert. The files are the same for any number. */
  readonly threads: number;
  /** Bytes of lines that are converted together, and become one row group for each hour. Default: 32 MiB. */
  readonly blockBytes?: number;
  /** Stops the conversion between two blocks. */
  readonly signal: AbortSignal;
}

/** The result for the records: `records` is the sum of `written` and `quarantined`. */
export interface ConvertReport {
  /** Records read. */
  readonly records: number;
  /** Rows of the Parquet files. */
  readonly written: number;
  readonly quarantined: number;
  /** Values of rows that don't parse as their column's type, see the column `malformed_values`. */
  readonly malformedValues: number;
  /** Blank lines, which are skipped. */
  readonly blankLines: number;
  /** Files written, as keys of the lake, in the order of their first lines. */
  readonly files: readonly string[];
}

/**
 * Converts sources one after another, in blocks of neighboring lines. The same lines give the same blocks,
 * and therefore the same files, in whatever chunks they are read.
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
  #recordsInPlace = 0;

  constructor(settings: ConverterSettings, folder: LakeFolder) {
    this.#folder = folder;
    this.#settings = settings;
    this.#pool = new BlockPool({ ...settings, onConverted: (block) => this.#add(block) });
  }

  /** Records that are converted. */
  get records(): number {
    return this.#written + this.#quarantined;
  }

  /** Records whose files are complete. */
  get recordsInPlace(): number {
    return this.#recordsInPlace;
  }

  /**
   * Converts all lines of a source.
   *
   * @param onProgress is called each time that some of it has been read
   */
  async convert(source: Source, onProgress: () => void): Promise<void> {
    const { layouts, threads, signal } = this.#settings;
    // Several threads are never all waiting for a block. A pipe may give nothing for long, and can't be closed meanwhile.
    const readsAhead = threads === 1 && !source.input.once;
    const files = new HourFiles(this.#folder, source.id);
    this.#current = files;
    this.#pool.startText();
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
      }
      await this.#pool.drain();
      signal.throwIfAborted();
      this.#files.push(...files.finish());
      this.#recordsInPlace = this.records;
      onProgress();
    } catch (error) {
      if (!(error instanceof LongLineError)) throw error;
      throw new UsageError(`line ${this.#pool.nextLine} is longer than ${longestLineRead} bytes`);
    } finally {
      files.abandon();
    }
  }

  /** Stops the threads. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** The result for the records of all sources so far. */
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
