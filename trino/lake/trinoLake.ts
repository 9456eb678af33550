import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CatalogTable, CompactionCalls } from '../../core/lake/compaction/compactionCalls.ts';
import { type CompactionTarget, compactionTarget } from '../../core/lake/compaction/target.ts';
import type { SqlEngine } from '../../emulator/compaction/compactor.ts';
import { LakeFiles } from '../../emulator/compaction/lakeFiles.ts';
import type { Answer, AskOptions, TrinoClient } from '../server/trinoClient.ts';
import { replaceLocation } from './deployment.ts';
import { type MetastoreEntry, metastoreEntry, type TableInput, viewColumns } from './glueEntry.ts';

/** A row of a result, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** A separate lake on a Trino server: a schema, and a folder that replaces the bucket. */
export class TrinoLake implements SqlEngine {
  readonly schema: string;
  /** Folder that replaces the bucket. */
  readonly folder: string;
  readonly calls: Omit<CompactionCalls, 'readProof' | 'hasEarlierExecution'>;
  readonly #client: TrinoClient;
  readonly #metastore: string;
  readonly #signal: AbortSignal;

  /**
   * @param lakeFolder folder with the server's lakes
   * @param signal after it is aborted, no statement is started
   */
  constructor(client: TrinoClient, lakeFolder: string, schema: string, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
    this.schema = schema;
    this.folder = join(lakeFolder, schema);
    this.#metastore = join(lakeFolder, 'metastore', schema);
    const files = new LakeFiles(this.folder);
    this.calls = {
      findTable: async (name) => this.#findTable(name),
      listFiles: (prefix, max) => files.listFiles(prefix, max),
      listFolders: (prefix) => files.listFolders(prefix),
      deleteFiles: (keys) => files.deleteFiles(keys),
    };
  }

  /** Locations of the tables' files. */
  get locations() {
    return { compacted: `${this.#location}/compacted/`, hourly: `${this.#location}/hourly/` };
  }

  get #location(): string {
    return `local:///${this.schema}`;
  }

  /** Creates the schema, and the raw table as in Glue. */
  async create(table: TableInput): Promise<void> {
    mkdirSync(join(this.folder, 'raw'), { recursive: true });
    await this.run(`CREATE SCHEMA hive.${this.schema} WITH (location = 'local:///metastore/${this.schema}')`);
    this.putTable(table);
  }

  /** Writes a table's metastore entry, as a deployment creates or updates a Glue table. */
  putTable(table: TableInput): void {
    const entry = metastoreEntry(table, replaceLocation(this.#location));
    const file = this.#entryFile(table.Name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(entry));
  }

  /** Deletes all entries of the metastore, as CloudFormation deletes a database. Files remain. */
  forgetTables(): void {
    for (const name of readdirSync(this.#metastore)) rmSync(join(this.#metastore, name), { recursive: true });
  }

  /** Names that the compaction's statements use. */
  target(columns: readonly string[], removed: readonly string[] = []): CompactionTarget {
    return compactionTarget('trino', columns, removed, this.schema);
  }

  async run(sql: string, options: AskOptions = {}): Promise<Row[]> {
    const { columns, values } = await this.ask(sql, options);
    return values.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));
  }

  /** Runs a statement, and returns its result with statistics. */
  async ask(sql: string, options: AskOptions = {}): Promise<Answer> {
    this.#signal.throwIfAborted();
    return this.#client.ask(sql, { schema: this.schema, ...options });
  }

  /** Deletes the lake. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.#metastore, { recursive: true, force: true });
  }

  /** Returns the metastore entry of a table or view. */
  readEntry(name: string): MetastoreEntry | undefined {
    const file = this.#entryFile(name);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  }

  #findTable(name: string): CatalogTable | undefined {
    const entry = this.readEntry(name);
    if (entry === undefined) return undefined;
    const { viewOriginalText: viewText } = entry;
    const columns =
      viewText === undefined ? entry.dataColumns.map((column) => column.name) : viewColumns(viewText);
    return { columns, viewText };
  }

  #entryFile(name: string): string {
    return join(this.#metastore, name, '.trinoSchema');
  }
}
