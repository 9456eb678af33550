import { setImmediate } from 'node:timers/promises';
import { type DuckDBConnection, DuckDBInstance, listValue } from '@duckdb/node-api';
import { type Facet, facets } from '../../facets/facets.ts';
import type { AnswerPart } from '../../questions/answer.ts';
import type { MetricName, TimeSpan } from '../../questions/pageState.ts';
import type { Filter, Question } from '../../questions/question.ts';
import { explainSelection } from '../../table/explainSelection.ts';
import { RequestTable, type TableSpan } from '../../table/requestTable.ts';
import type { ExportedFile, ExportFormat, Source, SourceMeta, StripItem } from '../source.ts';
import { duckdbReason } from './duckdbReason.ts';
import { exportRequests, maxExported } from './exportRequests.ts';
import { type LakeFile, listFiles } from './lakeFiles.ts';
import { loadFiles } from './loadFiles.ts';
import { FolderQueries } from './queryFolder.ts';
import { readRequest } from './readRequest.ts';

/** Rows per segment: many enough for fast loops, few enough that the page shows progress while it loads. */
const batchRows = 250_000;

/** Options of a folder source. */
export interface FolderSourceOptions {
  /** Folder with the Parquet files. */
  readonly folder: string;
  /** The files of the folder, if they are already listed. @default the folder is listed */
  readonly files?: readonly LakeFile[];
  /** Name that the page shows. */
  readonly name: string;
  /** @default folder */
  readonly kind?: 'folder' | 'live';
  /** Maximum rows in memory, about 73 bytes each. @default 10,000,000 */
  readonly maxRows?: number;
  /** Returns numbers about the pipeline that fills the folder. @default none */
  readonly strip?: () => readonly StripItem[];
}

/** Requests from a folder of Parquet files, held in memory. */
export class FolderSource implements Source {
  readonly #options: Required<Omit<FolderSourceOptions, 'files'>>;
  readonly #connection: DuckDBConnection;
  readonly #table = new RequestTable(facets.map(({ id }) => id));
  readonly #known = new Map<string, string>();
  readonly #paths: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #unreadable = new Map<string, string>();
  #facets: readonly Facet[] = [];
  #rowsToLoad = 0;
  #loading: Promise<void> = Promise.resolve();
  #closed = false;
  #queries: Promise<FolderQueries> | undefined;
  readonly #exports: DuckDBConnection;
  #exporting: Promise<unknown> = Promise.resolve();

  private constructor(options: FolderSourceOptions, connection: DuckDBConnection, exports: DuckDBConnection) {
    this.#exports = exports;
    this.#options = { kind: 'folder', maxRows: 10_000_000, strip: () => [], ...options };
    this.#connection = connection;
  }

  /** Opens a folder and starts loading its files, the latest first. */
  static async open(options: FolderSourceOptions): Promise<FolderSource> {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    // Each file is read only once, so a file cache would only use memory.
    await connection.run('SET enable_external_file_cache = false');
    // Exports use a separate connection, because they can take long while other files are being loaded.
    const exports = await instance.connect();
    await exports.run("SET TimeZone = 'UTC'");
    const source = new FolderSource(options, connection, exports);
    source.#loading = source.#load(options.files);
    return source;
  }

  /** Finds new and rewritten files, and loads them. Resolves when they are loaded. */
  refresh(): Promise<void> {
    this.#loading = this.#loading.then(() => this.#load());
    return this.#loading;
  }

  /** Time span of the loaded rows. */
  span(): TableSpan {
    return this.#table.span();
  }

  meta(): SourceMeta {
    const { from, to, rows } = this.#table.span();
    const { name, kind, strip } = this.#options;
    const lacking = this.#unreadable.size;
    return {
      name,
      kind,
      from,
      to,
      rows,
      rowsToLoad: this.#rowsToLoad,
      sampledOneOf: this.#table.sampledOneOf,
      warnings:
        lacking === 0
          ? []
          : [`Files that can't be read: ${lacking}. First error: ${[...this.#unreadable.values()][0]}`],
      strip: strip(),
      facets: this.#facets.map(({ id, label, isHidden }) => ({ id, label, isHidden })),
    };
  }

  /** Answers cost nothing here, so the page always requests complete answers. */
  async overview(): Promise<null> {
    return null;
  }

  async *ask(question: Question, signal: AbortSignal): AsyncGenerator<AnswerPart> {
    const startedAt = performance.now();
    const ids = this.#facets.filter(({ isHidden }) => !isHidden).map(({ id }) => id);
    let busy = 0;
    let since = startedAt;
    for (const part of this.#table.answer(question, ids)) {
      busy += performance.now() - since;
      yield part;
      // Lets the server send the part and notice that the page has sent another question.
      await setImmediate();
      if (signal.aborted) return;
      since = performance.now();
    }
    yield { part: 'end', milliseconds: busy, sampledOneOf: this.#table.sampledOneOf };
  }

  async facetValues(question: Question, facet: string, max: number, text: string) {
    return this.#table.facetValues(question, facet, max, text);
  }

  explain(filters: readonly Filter[], selected: TimeSpan, metric: MetricName) {
    return explainSelection(this.#table, this.#facets, filters, selected, metric);
  }

  async request(key: string) {
    const [file, row] = key.split('.').map(Number);
    const path = this.#paths[file];
    return path === undefined ? undefined : readRequest(this.#connection, path, row);
  }

  async query(sql: string, signal: AbortSignal) {
    this.#queries ??= FolderQueries.open(this.#options.folder).catch((error) => {
      // The next query tries again, because files can arrive in the meantime.
      this.#queries = undefined;
      throw error;
    });
    return (await this.#queries).ask(sql, signal);
  }

  endOfSavedQueries(): number {
    return this.#table.span().to + 1;
  }

  export(question: Question, format: ExportFormat) {
    const places = new Map<string, number[]>();
    for (const { file, row } of this.#table.places(question, maxExported)) {
      const path = this.#paths[file];
      const rows = places.get(path);
      if (rows === undefined) places.set(path, [row]);
      else rows.push(row);
    }
    if (places.size === 0)
      return Promise.reject(new Error('No requests match, so there is nothing to export.'));
    this.#exporting = this.#exporting
      .catch(() => {})
      .then(() => exportRequests(this.#exports, places, format));
    return this.#exporting as Promise<ExportedFile>;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#exporting.catch(() => {});
    this.#exports.closeSync();
    await this.#queries?.then(
      (queries) => queries.close(),
      () => {},
    );
    await this.#loading.catch(() => {});
    this.#connection.closeSync();
  }

  async #load(files?: readonly LakeFile[]): Promise<void> {
    const listed = files ?? listFiles(this.#options.folder, this.#known);
    const changed = listed.filter(({ path, version }) => this.#known.get(path) !== version);
    this.#forget(listed);
    if (changed.length === 0) return;
    const rows = await this.#countRows(changed);
    const total = [...rows.values()].reduce((sum, count) => sum + count, 0);
    if (this.#options.kind === 'folder' && this.#paths.length === 0) {
      this.#table.sampledOneOf = Math.max(1, Math.ceil(total / this.#options.maxRows));
    }
    this.#rowsToLoad = total;
    for (const batch of batches(changed, rows)) {
      if (this.#closed) return;
      await this.#loadBatch(batch);
      this.#rowsToLoad -= batch.reduce((sum, { path }) => sum + (rows.get(path) ?? 0), 0);
    }
    this.#rowsToLoad = 0;
    this.#table.mergeSmall(batchRows / 4);
    this.#table.limitRows(this.#options.maxRows);
  }

  /** Removes the rows of deleted files. */
  #forget(listed: readonly LakeFile[]): void {
    const paths = new Set(listed.map(({ path }) => path));
    for (const path of this.#known.keys()) {
      if (paths.has(path)) continue;
      this.#known.delete(path);
      this.#unreadable.delete(path);
      this.#table.removeFile(this.#numberOf(path));
    }
  }

  async #loadBatch(batch: readonly LakeFile[]): Promise<void> {
    for (const { path, version } of batch) {
      if (this.#known.has(path)) this.#table.removeFile(this.#numberOf(path));
      this.#known.set(path, version);
    }
    try {
      const found = await loadFiles(this.#connection, this.#table, {
        files: batch.map(({ path }) => path),
        numberOf: (path) => this.#numberOf(path),
        oneOf: this.#table.sampledOneOf,
      });
      for (const { path } of batch) this.#unreadable.delete(path);
      const ids = new Set([...this.#facets, ...found].map(({ id }) => id));
      this.#facets = facets.filter(({ id }) => ids.has(id));
    } catch (error) {
      if (batch.length > 1) {
        for (const file of batch) await this.#loadBatch([file]);
      } else {
        this.#unreadable.set(batch[0].path, duckdbReason(error));
      }
    }
  }

  async #countRows(files: readonly LakeFile[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    const count = async (paths: readonly string[]): Promise<void> => {
      try {
        const answer = await this.#connection.runAndReadAll(
          'SELECT file_name, num_rows::double FROM parquet_file_metadata($1)',
          [listValue([...paths])],
        );
        for (const [path, rows] of answer.getRowsJS()) counts.set(path as string, rows as number);
      } catch {
        // A file that can't be read counts as empty here and is reported when it is loaded.
        if (paths.length > 1) for (const path of paths) await count([path]);
      }
    };
    await count(files.map(({ path }) => path));
    return counts;
  }

  #numberOf(path: string): number {
    const known = this.#numbers.get(path);
    if (known !== undefined) return known;
    this.#numbers.set(path, this.#paths.length);
    return this.#paths.push(path) - 1;
  }
}

function* batches(files: readonly LakeFile[], rows: ReadonlyMap<string, number>): Generator<LakeFile[]> {
  let batch: LakeFile[] = [];
  let count = 0;
  for (const file of files) {
    batch.push(file);
    count += rows.get(file.path) ?? 0;
    if (count < batchRows) continue;
    yield batch;
    batch = [];
    count = 0;
  }
  if (batch.length > 0) yield batch;
}
