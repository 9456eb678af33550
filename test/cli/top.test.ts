import { CreateStreamCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { Endpoint } from '../../emulator/endpoints/endpoint.ts';
import { startKinesisEndpoint } from '../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { kinesisClient } from '../emulator/fixtures/clients.ts';
import { readExample } from '../support/examples.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';

const layout = 'examples/website-20-fields.fields.txt';
const source = ['--stream', 'realtime-logs', '--layout', layout];
const { fields, lines } = readExample('website-20-fields');
const sent = lines.slice(0, 400);
let endpoint: Endpoint;
let environment: Record<string, string>;

beforeAll(async () => {
  endpoint = await startKinesisEndpoint();
  environment = { AWS_ENDPOINT_URL_KINESIS: endpoint.url };
  const kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'realtime-logs', ShardCount: 2 }));
  const Records = sent.map((line, index) => ({
    Data: Buffer.from(`${line}\n`),
    PartitionKey: `key ${index}`,
  }));
  await kinesis.send(new PutRecordsCommand({ StreamName: 'realtime-logs', Records }));
  kinesis.destroy();
});

afterAll(() => endpoint.close());

/** Counts each logged value of a field in the sent records. */
function frequencies(field: string): [string, number][] {
  const column = fields.indexOf(field);
  const values = Map.groupBy(sent, (line) => line.split('\t')[column]);
  return [...values]
    .map(([value, own]): [string, number] => [value, own.length])
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

describe('cfrl top', () => {
  it('prints the last minutes of the stream once, as JSON', async () => {
    const { status, stdout, stderr } = await runCfrl(
      ['top', ...source, '--once', '--json', '--window', '10m', '--rows', '3'],
      environment,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { requests, partRead, shards, ranking, lists } = JSON.parse(stdout);
    expect({ requests, partRead, shards, ranking }).toEqual({
      requests: 400,
      partRead: 1,
      shards: { all: 2, incomplete: 0 },
      ranking: 'requests',
    });
    for (const [facet, field] of [
      ['country', 'c-country'],
      ['behavior', 'cache-behavior-path-pattern'],
    ] as const) {
      expect(lists[facet]).toEqual(
        frequencies(field)
          .slice(0, 3)
          .map(([value, count]) => ({ value, count, error: 0, share: Number((count / 400).toPrecision(6)) })),
      );
    }
  });

  it('ranks requests that meet a condition by another measure, as text', async () => {
    const args = ['top', ...source, '--once', '--window', '10m', '--by', '4xx', '--where', 'sc-status=404'];
    const { stdout } = await runCfrl(args, environment);
    const column = fields.indexOf('sc-status');
    const missing = sent.filter((line) => line.split('\t')[column] === '404').length;
    expect(stdout).toMatch(new RegExp(`^${missing} requests in 600 s until `));
    expect(stdout).toMatch(/ 4xx 100\.0%, 5xx 0\.0%, /);
  });

  it.each([
    [source, 'expected a terminal for the live screen, got none; use --once or --json'],
    [['--stream', 'x', '--once'], '--stream: expected --layout too, got no --layout'],
    [
      ['--window', '1h', '--once'],
      "--window: expected at most 10m, got '1h'; for longer windows, use 'cfrl query' or 'cfrl explain'",
    ],
  ])('rejects %j in one sentence', async (args, message) => {
    const run = runInProcess(['top', ...args]);
    await expect(run).rejects.toThrow(new UsageError(message));
  });
});
