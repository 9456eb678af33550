import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { printQuarantine } from '../../core/lake/quarantine.ts';
import { startS3Endpoint } from '../../emulator/endpoints/s3/s3Endpoint.ts';
import { copyLake, Lake } from '../../emulator/lake.ts';
import { s3Client } from './fixtures/clients.ts';

const folder = mkdtempSync(join(tmpdir(), "lake's-"));
let lake: Lake | undefined;

afterEach(() => lake?.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the result of a SELECT to a Parquet file in a lake. */
async function writeParquet(key: string, select: string): Promise<void> {
  const file = join(folder, key);
  mkdirSync(dirname(file), { recursive: true });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${select}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
}

describe('Lake', () => {
  it('reads files with different columns as one table, with missing columns as NULL and unknown ones last', async () => {
    await writeParquet(
      'raw/arrival_day=2026-11-20/arrival_hour=09/a.parquet',
      "SELECT 200 AS sc_status, 'x' AS asn_name",
    );
    await writeParquet(
      'raw/arrival_day=2026-11-20/arrival_hour=13/b.parquet',
      "SELECT 404 AS sc_status, '/' AS cs_uri_stem",
    );

    lake = await Lake.open(folder);

    const sql = `SELECT sc_status, cs_uri_stem, asn_name, r_host, arrival_day, arrival_hour
      FROM requests_raw WHERE arrival_hour >= 9 ORDER BY sc_status`;
    expect(await lake.ask(sql)).toEqual([
      {
        sc_status: 200,
        cs_uri_stem: null,
        asn_name: 'x',
        r_host: null,
        arrival_day: '2026-11-20',
        arrival_hour: 9,
      },
      {
        sc_status: 404,
        cs_uri_stem: '/',
        asn_name: null,
        r_host: null,
        arrival_day: '2026-11-20',
        arrival_hour: 13,
      },
    ]);
    expect(await lake.countRows()).toBe(2);
    expect(lake.parquetFiles().files).toBe(2);
  });

  it('counts the records in quarantine', async () => {
    const file = join(folder, 'quarantine/arrival_day=2026-11-20/arrival_hour=09/a.ndjson.gz');
    mkdirSync(dirname(file), { recursive: true });
    const entry = {
      reason: 'columns',
      shardId: 's',
      sequenceNumber: '1',
      arrival: '2026-11-20T09:00:00Z',
      data: '',
    };
    writeFileSync(file, printQuarantine([entry, entry]));

    lake = await Lake.open(folder);

    expect(lake.countQuarantined()).toBe(2);
  });

  it('is an empty table without files', async () => {
    lake = await Lake.open(join(folder, 'absent'));

    expect([await lake.countRows(), lake.countQuarantined(), lake.parquetFiles()]).toEqual([
      0,
      0,
      { files: 0, bytes: 0 },
    ]);
  });
});

describe('copyLake', () => {
  it('copies every object of a bucket', async () => {
    const endpoint = await startS3Endpoint({ folder: join(folder, 's3') });
    const client = s3Client(endpoint.url);

    await client.send(new CreateBucketCommand({ Bucket: 'lake' }));
    for (const Key of ['raw/a b.txt', 'config/layouts.json']) {
      await client.send(new PutObjectCommand({ Bucket: 'lake', Key, Body: Key }));
    }

    await copyLake(client, 'lake', join(folder, 'copy'));

    expect(readFileSync(join(folder, 'copy/raw/a b.txt'), 'utf8')).toBe('raw/a b.txt');
    expect(readFileSync(join(folder, 'copy/config/layouts.json'), 'utf8')).toBe('config/layouts.json');
    client.destroy();
    await endpoint.close();
  });
});
