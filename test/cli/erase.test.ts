import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { filesIn } from '../support/lakeFolders.ts';
import { askDuckDb, readByHyparquet } from '../support/parquetReaders.ts';
import { lineOf, requestId } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { transformLines } from '../support/transforming.ts';
import { type LocalStack, stackFields, startLocalStack } from './localStack.ts';
import { runForLines } from './runInProcess.ts';

const erasedAddress = '192.0.2.7';
const others = '192.0.2.70';
const line = (number: number, address: string, forwarded = '-') =>
  lineOf(stackFields, {
    'c-ip': address,
    'x-forwarded-for': forwarded,
    'x-edge-request-id': requestId(number),
  });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const failure = (...lines: string[]) =>
  JSON.stringify({
    payload: JSON.stringify({ Records: lines.map((text) => ({ kinesis: { data: base64(text) } })) }),
  });

const folder = temporaryFolder();
let stacks = 0;
let stack: LocalStack;
beforeEach(async () => {
  stack = await startLocalStack(join(folder, String(stacks++)), () => 0);
  const lines = [
    line(1, erasedAddress),
    line(2, others),
    line(3, others, `198.51.100.4,${erasedAddress}`),
    `\t${erasedAddress}\t`,
  ];
  for (const { key, body } of transformLines(stackFields, lines).objects) {
    stack.put(stack.lakeFolder, key, body);
    if (key.startsWith('raw/')) stack.put(stack.lakeFolder, 'compacted/day=2026-11-20/0.parquet', body);
  }
  stack.put(stack.failureFolder, 'aws/lambda/batch', failure(line(4, erasedAddress), line(5, others)));
  stack.put(
    stack.failureFolder,
    'destinations/search/failed',
    `{"rawData":"${base64(line(6, erasedAddress))}"}\n{"a":1}\n`,
  );
  stack.put(stack.lakeFolder, 'query-results/a.csv', `"c_ip"\n"${erasedAddress}"\n`);
  stack.put(stack.lakeFolder, 'query-results/b.csv', `"c_ip"\n"${others}"\n`);
});
afterEach(() => stack.close());

const files = () => [
  ...filesIn(stack.lakeFolder).map((key) => join(stack.lakeFolder, key)),
  ...filesIn(stack.failureFolder).map((key) => join(stack.failureFolder, key)),
];
const rawFile = () => files().find((file) => /raw.*parquet$/.test(file)) as string;

/** Returns all text in all files, decoded with code that isn't used for erasing. */
async function decodedTexts(): Promise<string> {
  const texts = await Promise.all(
    files().map(async (file) => {
      const body = readFileSync(file);
      if (file.endsWith('.parquet')) return JSON.stringify(Object.values(await readByHyparquet(body)));
      return (file.endsWith('.gz') ? gunzipSync(body) : body).toString();
    }),
  );
  return texts
    .join('\n')
    .replaceAll('\\', '')
    .replaceAll(/"([A-Za-z0-9+/]{16,}={0,2})"/g, (_, text) => Buffer.from(text, 'base64').toString());
}

describe.each([
  ['a folder', () => [['--lake', stack.lakeFolder], {}] as const],
  ['a stack', () => [[], stack.environment] as const],
])('cfrl erase over %s', (where, source) => {
  const erase = (...args: string[]) => {
    const [options, environment] = source();
    return runForLines(['erase', ...args, ...options], environment);
  };

  it('prints what it would erase, and erases nothing without --yes', async () => {
    const before = files().map((file) => readFileSync(file));
    const { lines, error } = await erase('--address', erasedAddress);
    expect(error).toBeUndefined();
    expect(lines).toEqual(
      expect.arrayContaining([
        `Whose data  the address ${erasedAddress}`,
        expect.stringMatching(/^ {2}raw files {2,}2 in 1 of 1 file$/),
        expect.stringMatching(/^ {2}compacted files {2,}2 in 1 of 1 file$/),
        expect.stringMatching(/^ {2}quarantine {2,}1 in 1 of 1 file$/),
        expect.stringMatching(/^ {2}failed batches {2,}1 in 1 of 1 file$/),
        expect.stringMatching(/^ {2}failed deliveries {2,}1 in 1 of 1 file$/),
        expect.stringMatching(/^ {2}query results {2,}1 in 1 of 2 files$/),
        'Not removed',
        '  - hashes with earlier keys: find each with --hash',
      ]),
    );
    expect(lines.some((text) => text.includes('records in the stream'))).toBe(where === 'a stack');
    expect(lines.at(-1)).toBe('Nothing was erased. To erase this data, add --yes.');
    expect(files().map((file) => readFileSync(file))).toEqual(before);
  });

  it('removes the address from all files, and nothing else', async () => {
    const footer = () =>
      askDuckDb(
        readFileSync(rawFile()),
        'SELECT decode(key) AS k, decode(value) AS v FROM parquet_kv_metadata($file) ORDER BY 1',
      );
    const kept = async () => {
      const columns = await readByHyparquet(readFileSync(rawFile()));
      return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.at(1)]));
    };
    const [footerBefore, rowBefore] = [await footer(), await kept()];
    expect((await decodedTexts()).match(/192\.0\.2\.7(?!0)/g)).toHaveLength(8);
    expect((await erase('--address', erasedAddress, '--yes')).lines.at(-1)).toMatch(
      /read again: none contains the address/,
    );
    expect(await decodedTexts()).not.toMatch(/192\.0\.2\.7(?!0)/);
    expect(await footer()).toEqual(footerBefore);
    const columns = await readByHyparquet(readFileSync(rawFile()));
    expect(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values]))).toEqual(
      Object.fromEntries(Object.entries(rowBefore).map(([name, value]) => [name, [value]])),
    );
    expect(JSON.parse(readFileSync(join(stack.failureFolder, 'aws/lambda/batch'), 'utf8'))).toEqual(
      JSON.parse(failure(line(5, others))),
    );
    expect(existsSync(join(stack.lakeFolder, 'query-results/b.csv'))).toBe(true);
    expect((await erase('--address', erasedAddress)).lines).toContainEqual(
      expect.stringMatching(/raw files +nothing/),
    );
  });

  it('erases requests that meet a condition, including failed records that a known layout reads', async () => {
    const { lines, error } = await erase('--where', `c-ip=${erasedAddress}`, '--yes');
    expect([error, lines.at(-1)]).toEqual([
      undefined,
      expect.stringContaining(`read again: none contains requests with c-ip=${erasedAddress}`),
    ]);
    expect((await readByHyparquet(readFileSync(rawFile())))['c_ip']).toEqual([others, others]);
    expect(JSON.parse(readFileSync(join(stack.failureFolder, 'aws/lambda/batch'), 'utf8'))).toEqual(
      JSON.parse(failure(line(5, others))),
    );
    expect(filesIn(stack.lakeFolder).filter((key) => key.startsWith('query-results/'))).toEqual([]);
  });
});

describe('cfrl erase', () => {
  it('does not change files of an Iceberg table that is missing in the catalog', async () => {
    stack.put(stack.lakeFolder, 'compacted/metadata/00001.metadata.json', '{}');
    const { error } = await runForLines(['erase', '--address', erasedAddress, '--yes'], stack.environment);
    expect(error).toMatch(
      /^expected the table requests_compacted in the catalog, got only its files in compacted\/; register it/,
    );
    expect((await decodedTexts()).match(/192\.0\.2\.7(?!0)/g)).toHaveLength(8);
  });

  it('names a file that it cannot read', async () => {
    const key = 'raw/arrival_day=2026-11-20/arrival_hour=13/a.parquet';
    stack.put(stack.lakeFolder, key, 'text');
    const { error } = await runForLines(['erase', '--address', erasedAddress, '--lake', stack.lakeFolder]);
    expect(error).toBe(`expected to read '${key}' (raw files), got: the file too small to be a Parquet file`);
  });

  it.each([
    [[], 'expected one of --address, --hash, and --where, got none'],
    [['--address', erasedAddress, '--where', 'asn=1'], 'got --address and --where'],
    [['--address', '192.0.2'], "--address: expected an IPv4 or IPv6 address, got '192.0.2'"],
    [['--hash', 'abc'], "--hash: expected 32 hexadecimal digits in lowercase, got 'abc'"],
    [
      ['--address', erasedAddress, '--lake', '/absent'],
      "--lake: expected the folder of a lake, got '/absent', which isn't a folder",
    ],
    [
      ['--address', erasedAddress, '--lake', 'test', '--stack', 'logs'],
      '--lake: expected no --stack, got both; remove one of them',
    ],
  ])('rejects %j in one sentence', async (args, sentence) => {
    expect((await runForLines(['erase', ...args])).error).toContain(sentence);
  });
});
