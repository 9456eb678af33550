import { existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { lateMarkOf, lateMarksPrefix, markOf } from '../../core/lake/compaction/lateMarks.ts';
import { dayAndHour } from '../../core/lake/keys.ts';
import { type NumberedRequest, type RawFile, type RowKind, rawObject } from './numberedRequests.ts';

/** A raw file in the bucket. */
export interface PutFile {
  readonly key: string;
  readonly hour: number;
  readonly shard: number;
  readonly kind: RowKind;
  readonly requests: readonly NumberedRequest[];
  /** Whether every reader must find its rows. The rows of a late file can be missing until its mark is deleted. */
  readonly isSettled: boolean;
}

/** Puts raw files and their marks into a folder, as the consumer, commands, and earlier versions do. */
export class LakeBucket {
  readonly #folder: string;
  readonly #connection: DuckDBConnection;
  readonly #files = new Map<string, PutFile>();

  constructor(folder: string, connection: DuckDBConnection) {
    this.#folder = folder;
    this.#connection = connection;
  }

  /** Returns all files, with the current state of their marks. */
  files(): readonly PutFile[] {
    for (const [key, file] of this.#files)
      if (!file.isSettled && !this.#isMarked(file)) this.#files.set(key, { ...file, isSettled: true });
    return [...this.#files.values()];
  }

  /**
   * Puts a file, and a mark if it is late.
   *
   * @param now epoch milliseconds
   * @param isByCommand whether a command puts the file. Commands mark all files
   */
  async put(file: Omit<PutFile, 'key' | 'isSettled'>, now: number, isByCommand = false): Promise<void> {
    const kind = file.kind === 'unidentified' ? 'identified' : file.kind;
    const object = rawObject({ ...file, kind } satisfies RawFile);
    const key =
      file.kind === 'unidentified' ? object.key.replace(/shardId-0+/, 'shardId-of-old-') : object.key;
    const before = this.files().find((each) => each.key === key);
    this.#write(key, object.body);
    if (file.kind === 'unidentified') await this.#removeIdentities(key);
    const mark = isByCommand ? markOf(key, now) : lateMarkOf(key, now);
    if (mark !== undefined) this.#write(mark, Buffer.of());
    this.#files.set(key, { ...file, key, isSettled: before?.isSettled ?? mark === undefined });
  }

  /** Removes the raw files of an hour whose rows are read from the compacted table. */
  async removeHour(hour: number): Promise<void> {
    for (const { key } of this.#files.values())
      if (this.#files.get(key)?.hour === hour) rmSync(join(this.#folder, key));
  }

  /** Rewrites a file without the columns that identify its rows. */
  async #removeIdentities(key: string): Promise<void> {
    const path = join(this.#folder, key);
    await this.#connection.run(
      `CREATE OR REPLACE TEMP TABLE old_rows AS SELECT * EXCLUDE (x_edge_request_id)
       FROM read_parquet('${path}', hive_partitioning = false)`,
    );
    await this.#connection.run(`COPY old_rows TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
  }

  #write(key: string, body: Uint8Array): void {
    const path = join(this.#folder, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
  }

  #isMarked({ key, hour }: PutFile): boolean {
    const folder = join(this.#folder, lateMarksPrefix, ...dayAndHour(hour));
    return existsSync(folder) && globSync(join(folder, `${basename(key)}.*`)).length > 0;
  }
}
