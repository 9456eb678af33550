import { type DuckDBConnection, type DuckDBDataChunk, listValue } from '@duckdb/node-api';
import { type Facet, pageFacetsOf } from '../../facets/facets.ts';
import { readFacet } from '../../facets/readFacet.ts';
import type { Dictionary } from '../../table/dictionary.ts';
import { bucketOf } from '../../table/latencyBuckets.ts';
import type { RequestTable } from '../../table/requestTable.ts';
import type { Codes, Segment } from '../../table/segment.ts';
import { batchSql } from './batchSql.ts';

/** Number of codes that fit into a `Uint16Array`. */
const narrowCodes = 65_536;

const fixedColumns = 7;

/** Files to read, and options. */
export interface LoadRequest {
  readonly files: readonly string[];
  /** Returns a file's number in the table. */
  readonly numberOf: (file: string) => number;
  /** Read one in this many rows. */
  readonly oneOf: number;
}

/**
 * Reads Parquet files into a segment of the table.
 *
 * @returns the facets whose fields the files contain
 * @throws DuckDB's error if a file can't be read
 */
export async function loadFiles(
  connection: DuckDBConnection,
  table: RequestTable,
  { files, numberOf, oneOf }: LoadRequest,
): Promise<readonly Facet[]> {
  const list = [listValue([...files])];
  const described = await connection.runAndReadAll(
    'DESCRIBE SELECT * FROM read_parquet($1, union_by_name = true, hive_partitioning = false)',
    list,
  );
  const columns = new Set(described.getColumnsJS()[0] as string[]);
  const facets = pageFacetsOf(columns);
  const sources = [...new Set(facets.map(({ sql }) => sql))];
  await connection.run(`CREATE OR REPLACE TEMP TABLE batch AS ${batchSql(columns, sources, oneOf)}`, list);
  try {
    const values: string[][] = [];
    for (const number of sources.keys()) values.push(await distinctTexts(connection, `f_${number}`));
    const coded = facets.map((facet) => {
      const source = sources.indexOf(facet.sql);
      return { id: facet.id, source, remap: addTexts(facet, values[source], table.dictionary(facet.id)) };
    });
    const fileNumbers = (await distinctTexts(connection, 'file')).map(numberOf);
    const segment = await readSegment(connection, coded, sources.length, fileNumbers);
    if (segment.rows > 0) table.add(segment);
  } finally {
    await connection.run('DROP TABLE batch');
    for (const number of sources.keys()) await connection.run(`DROP TYPE IF EXISTS e_f_${number}`);
    await connection.run('DROP TYPE IF EXISTS e_file');
  }
  return facets;
}

/** A facet, the batch column that it is read from, and its code for each text of that column. */
interface CodedFacet {
  readonly id: string;
  readonly source: number;
  readonly remap: Uint32Array;
}

/**
 * Adds a facet's values to its dictionary. Returns their codes in the order of the batch's texts, after the
 * absent value.
 */
function addTexts(facet: Facet, texts: readonly string[], dictionary: Dictionary): Uint32Array {
  return Uint32Array.from([null, ...texts], (text) => dictionary.add(readFacet(facet, text)));
}

/** Creates an ENUM type that numbers the different texts of a batch column, and returns the texts. */
async function distinctTexts(connection: DuckDBConnection, column: string): Promise<string[]> {
  await connection.run(
    `CREATE TYPE e_${column} AS ENUM (SELECT DISTINCT ${column} FROM batch WHERE ${column} IS NOT NULL)`,
  );
  const answer = await connection.runAndReadAll(`SELECT unnest(enum_range(NULL::e_${column}))::varchar`);
  return (answer.getColumnsJS()[0] ?? []) as string[];
}

async function readSegment(
  connection: DuckDBConnection,
  facets: readonly CodedFacet[],
  sources: number,
  fileNumbers: readonly number[],
): Promise<Segment> {
  const counted = await connection.runAndReadAll('SELECT count(*)::integer FROM batch');
  const rows = Number(counted.getRowsJS()[0]?.[0] ?? 0);
  const times = new Float64Array(rows);
  const kinds = new Uint8Array(rows);
  const bytes = new Float64Array(rows);
  const firstByte = new Uint16Array(rows);
  const queries = new Uint32Array(rows);
  let hasQueries = false;
  const files = new Uint32Array(rows);
  const fileRows = new Uint32Array(rows);
  const codes = facets.map(({ remap }) => codesFor(remap, rows));
  const texts = Array.from(
    { length: sources },
    (_, number) => `coalesce(enum_code(f_${number}::e_f_${number})::uinteger + 1, 0)::uinteger`,
  );
  const stream = await connection.stream(
    `SELECT time, kind, bytes, first_byte, query_hash, enum_code(file::e_file)::uinteger, file_row${texts.map((sql) => `, ${sql}`).join('')} FROM batch`,
  );
  let at = 0;
  let firstTime = Number.POSITIVE_INFINITY;
  let lastTime = Number.NEGATIVE_INFINITY;
  for (let chunk = await nextChunk(stream); chunk !== null; chunk = await nextChunk(stream)) {
    const count = chunk.rowCount;
    const column = (index: number) =>
      chunk?.getColumnVector(index) as { getItem(row: number): number | null };
    const [time, kind, sent, first, query, file, fileRow] = Array.from({ length: fixedColumns }, (_, i) =>
      column(i),
    );
    for (let row = 0; row < count; row++) {
      const moment = time.getItem(row) ?? Number.NaN;
      times[at + row] = moment;
      if (moment < firstTime) firstTime = moment;
      if (moment > lastTime) lastTime = moment;
      kinds[at + row] = kind.getItem(row) as number;
      bytes[at + row] = sent.getItem(row) as number;
      firstByte[at + row] = bucketOf(first.getItem(row));
      const hash = query.getItem(row) as number;
      queries[at + row] = hash;
      hasQueries ||= hash !== 0;
      files[at + row] = fileNumbers[file.getItem(row) as number];
      fileRows[at + row] = fileRow.getItem(row) as number;
    }
    for (const [index, { source, remap }] of facets.entries()) {
      const from = column(fixedColumns + source);
      const to = codes[index];
      for (let row = 0; row < count; row++) to[at + row] = remap[from.getItem(row) as number];
    }
    at += count;
  }
  const byFacet = new Map(facets.map(({ id }, index) => [id, codes[index]]));
  return {
    rows,
    times,
    firstTime,
    lastTime,
    kinds,
    bytes,
    firstByte,
    queries: hasQueries ? queries : undefined,
    files,
    fileRows,
    codes: byFacet,
  };
}

function codesFor(remap: Uint32Array, rows: number): Codes {
  const isNarrow = remap.every((code) => code < narrowCodes);
  return isNarrow ? new Uint16Array(rows) : new Uint32Array(rows);
}

async function nextChunk(stream: {
  fetchChunk(): Promise<DuckDBDataChunk | null>;
}): Promise<DuckDBDataChunk | null> {
  const chunk = await stream.fetchChunk();
  return chunk === null || chunk.rowCount === 0 ? null : chunk;
}
