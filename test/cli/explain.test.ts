import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { Endpoint } from '../../emulator/endpoints/endpoint.ts';
import { startKinesisEndpoint } from '../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { kinesisClient } from '../emulator/fixtures/clients.ts';
import { hostileTexts, obeyed } from '../support/hostile.ts';
import { asLogged } from '../support/logging.ts';
import { linesOf } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { transformLines } from '../support/transforming.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';

const folder = temporaryFolder();
const lake = join(folder, 'lake');
const fields = [
  'timestamp',
  'c-ip',
  'sc-status',
  'cs-uri-stem',
  'x-edge-request-id',
  'x-edge-detailed-result-type',
  'c-country',
  'cache-behavior-path-pattern',
  'r-host',
];
const start = Date.parse('2026-11-20T12:00:00Z') / 1000;
const window = ['--from', '2026-11-20T13:00Z', '--to', '2026-11-20T13:15Z'];
const behaviors = ['/api/*', '/images/*', '*'];

/** 75 minutes of requests. In the last 15, a cache behavior with its own origin fails. */
const lines = linesOf(fields, 5_000, (index) => {
  const behavior = behaviors[index % 3];
  const time = start + index * 0.9;
  const fails = behavior === '/api/*' && time >= start + 3600 ? index % 4 === 0 : index % 500 === 0;
  return {
    timestamp: time.toFixed(3),
    'c-ip': `192.0.2.${index % 250}`,
    'cs-uri-stem': behavior === '/api/*' ? `/api/orders/${index}` : '/index.html',
    'cache-behavior-path-pattern': behavior,
    'r-host': behavior === '/api/*' ? 'b.example.com' : 'a.example.com',
    'c-country': ['DE', 'FR', 'US', 'JP'][(index >> 3) % 4],
    ...(fails && { 'sc-status': '502', 'x-edge-detailed-result-type': 'OriginConnectError' }),
  };
});

/** 75 minutes of requests. In the last 15, every other request fails: its behavior, path, and origin have this name. */
function failure(index: number, name: string) {
  const time = start + index * 4.5;
  const fails = time >= start + 3600 && index % 2 === 0;
  return {
    timestamp: time.toFixed(3),
    'c-ip': `192.0.2.${index % 249}`,
    ...(fails && {
      'sc-status': '502',
      'cs-uri-stem': name,
      'cache-behavior-path-pattern': name,
      'r-host': name,
    }),
  };
}

function writeLake(folder: string, lines: readonly string[]): void {
  for (const { key, body } of transformLines(fields, lines).objects) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    writeFileSync(join(folder, key), body);
  }
}

let endpoint: Endpoint;
let environment: Record<string, string>;

beforeAll(async () => {
  writeLake(lake, lines);
  writeFileSync(join(folder, 'fields.txt'), fields.join('\n'));
  endpoint = await startKinesisEndpoint();
  environment = { AWS_ENDPOINT_URL_KINESIS: endpoint.url };
  const kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'logs', ShardCount: 16 }));
  for (let at = 0; at < lines.length; at += 500) {
    const Records = lines
      .slice(at, at + 500)
      .map((line, index) => ({ Data: Buffer.from(`${line}\n`), PartitionKey: `key ${index}` }));
    await kinesis.send(new PutRecordsCommand({ StreamName: 'logs', Records }));
  }
  kinesis.destroy();
});

afterAll(() => endpoint.close());

describe('cfrl explain', () => {
  it('finds the values that account for a change, the same from a folder and from the stream', async () => {
    const args = ['explain', '--metric', '5xx', '--json', ...window];
    const ofStream = ['--stream', 'logs', '--layout', join(folder, 'fields.txt')];
    const [ofFolder, streamed] = await Promise.all([
      runCfrl([...args, '--lake', lake]),
      runCfrl([...args, ...ofStream], environment),
    ]);

    expect({ status: ofFolder.status, stderr: ofFolder.stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(ofFolder.stdout)).toEqual({
      change: {
        metric: '5xx',
        unit: 'share of requests',
        from: '2026-11-20T13:00:00.000Z',
        to: '2026-11-20T13:15:00.000Z',
        baseline: { from: '2026-11-20T12:00:00.000Z', to: '2026-11-20T13:00:00.000Z' },
        before: 0.002,
        after: 0.084,
        requests: { before: 4000, after: 1000 },
      },
      findings: [
        {
          facets: {
            behavior: '/api/*',
            path: '/api/orders/{id}',
            origin: 'b.example.com',
            status: '502',
            'detailed-result': 'OriginConnectError',
          },
          share: 1,
          direction: 'more',
          before: expect.closeTo(0.002, 3),
          after: expect.closeTo(0.25, 2),
          requests: { before: 1334, after: 333 },
        },
      ],
      cacheBusting: [],
    });
    expect({ status: streamed.status, stderr: streamed.stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(streamed.stdout)).toEqual(JSON.parse(ofFolder.stdout));
  });

  it('compares a set of requests with the others of the window, the same from a folder and from the stream', async () => {
    const args = ['explain', '--metric', '5xx', '--from', '2026-11-20T12:00Z', '--to', '2026-11-20T13:15Z'];
    const set = ['--set', `timestamp>=${start + 3600}`];
    const ofStream = ['--stream', 'logs', '--layout', join(folder, 'fields.txt')];
    const [ofFolder, streamed, sentences] = await Promise.all([
      runInProcess([...args, ...set, '--json', '--lake', lake]),
      runCfrl([...args, ...set, '--json', ...ofStream], environment),
      runInProcess([...args, ...set, '--lake', lake]),
    ]);
    const { change, findings } = JSON.parse(ofFolder);

    expect(change).toEqual({
      metric: '5xx',
      unit: 'share of requests',
      from: '2026-11-20T12:00:00.000Z',
      to: '2026-11-20T13:15:00.000Z',
      baseline: { from: '2026-11-20T12:00:00.000Z', to: '2026-11-20T13:15:00.000Z' },
      set: set[1],
      before: 0.002,
      after: 0.084,
      requests: { before: 4000, after: 1000 },
    });
    expect(findings).toMatchObject([
      { facets: { behavior: '/api/*' }, share: 1, direction: 'more', requests: { before: 1334, after: 333 } },
    ]);
    expect(JSON.parse(streamed.stdout)).toEqual(JSON.parse(ofFolder));
    expect(sentences).toContain(
      `5xx responses: 8.4% of requests with ${set[1]}, 0.2% of requests without, from 2026-11-20 12:00:00 to`,
    );
    expect(sentences).toMatch(
      /^100% of the additional 5xx responses: behavior .*; 0\.\d+% of requests without, 2\d/m,
    );
  });

  it('does not explain a set by its own condition, or by values that all its requests have', async () => {
    const args = ['explain', '--metric', '5xx', '--lake', lake, ...window];
    expect(await runInProcess([...args, '--set', 'cache-behavior-path-pattern=/api/*'])).toContain(
      '\n\nNothing stands out: no value or pair of values accounts for more of the difference than chance explains.\n',
    );
  });

  it.each([
    [
      ['--metric', 'bytes', '--set', 'c-country=DE'],
      /--set: expected a metric that is a share of requests \(errors, /,
    ],
    [
      ['--metric', '5xx', '--set', 'c-country=DE', '--baseline', '1h'],
      /--set: expected no --baseline, got both/,
    ],
    [['--metric', '5xx', '--set', 'c-country'], /^--set: expected one of = != .* after c-country/],
  ])('refuses %j', async (args, message) => {
    await expect(runInProcess(['explain', '--lake', lake, ...args])).rejects.toThrow(message);
  });

  it('prints sentences and a table', async () => {
    const stdout = await runInProcess(['explain', '--metric', '5xx', '--lake', lake, ...window]);
    expect(stdout).toMatch(
      /^5xx responses: 8\.4% of requests from 2026-11-20 13:00:00 to 2026-11-20 13:15:00 UTC/,
    );
    expect(stdout).toMatch(/^100% of the additional 5xx responses: behavior \/api\/\*/m);
    expect(stdout).toMatch(/^share +before +after +requests +what$/m);
  });

  it('prints that nothing stands out', async () => {
    const stdout = await runInProcess(['explain', '--metric', '4xx', '--lake', lake, ...window]);
    expect(stdout).toMatch(/^Nothing stands out: /m);
  });

  it('uses only requests that meet a condition', async () => {
    const where = ['--where', 'cache-behavior-path-pattern=/images/* and not c-country=DE'];
    const stdout = await runInProcess(['explain', '--metric', '5xx', '--lake', lake, ...window, ...where]);
    expect(stdout).toMatch(/^Nothing stands out: /m);
  });

  it.each(hostileTexts)('prints %j as text only', async (text) => {
    const hostileLake = join(folder, 'hostile');
    rmSync(hostileLake, { recursive: true, force: true });
    writeLake(
      hostileLake,
      linesOf(fields, 1_000, (index) => failure(index, asLogged(text))),
    );

    const printed = await runInProcess(['explain', '--metric', '5xx', '--lake', hostileLake, ...window]);

    expect(printed).toMatch(/^100% of the additional 5xx responses: /m);
    expect(printed.split('\n').filter((line) => obeyed.test(line))).toEqual([]);
  });

  it.each([
    [['--lake', lake, '--live'], 'expected only one of --lake, --live, and --stream, got --lake and --live'],
    [
      ['--where', 'c-contry=DE'],
      "--where: expected a field that is logged (c-country), got 'c-contry' at character 1: ▶c-contry=DE",
    ],
    [['--stream', 'logs'], '--stream: expected --layout too, got no --layout'],
    [
      ['--lake', lake, '--max-gigabytes', '1'],
      '--lake: expected no --max-gigabytes, got both; remove one of them',
    ],
    [
      ['--lake', lake, '--where', 'sc-bytes>1'],
      "--where: expected a field that is logged (timestamp, c-ip, sc-status, cs-uri-stem, x-edge-detailed-result-type, c-country, cache-behavior-path-pattern, r-host), got 'sc-bytes' at character 1: ▶sc-bytes>1",
    ],
  ])('rejects %j in one sentence', async (args, message) => {
    const run = runInProcess(['explain', '--metric', '5xx', ...args]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });

  it('reports records of the stream that it cannot read', async () => {
    const args = ['explain', '--metric', '5xx', '--stream', 'logs', '--layout', 'timestamp,sc-status'];
    expect(await runCfrl(args, environment)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('There are no requests in the window.\n'),
      stderr: '5,000 records are not counted, because they match no known layout\n',
    });
  });

  it('rejects a stream that does not exist', async () => {
    const run = runInProcess(
      ['explain', '--metric', '5xx', '--stream', 'nothing', '--layout', 'timestamp,sc-status'],
      environment,
    );
    await expect(run).rejects.toThrow(
      new UsageError(
        "--stream: expected a stream in us-east-1, got 'nothing', which does not exist; list streams with 'aws kinesis list-streams'",
      ),
    );
  });

  it('prints the field that a metric needs', async () => {
    const run = runInProcess(['explain', '--metric', 'bytes', '--lake', lake]);
    await expect(run).rejects.toThrow(
      new UsageError("--metric: expected a metric whose field is logged, got 'bytes', which needs sc-bytes"),
    );
  });
});
