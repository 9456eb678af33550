import { CreateStreamCommand, type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { systemClock } from '../../../cli/stream/clock.ts';
import { type TailSettings, tailRecords } from '../../../cli/tail/tailRecords.ts';
import { parseCondition } from '../../../cli/tail/where/parseCondition.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { fixedLayouts, GrowingLayouts } from '../../../core/layouts/layoutSource.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import { startKinesisEndpoint } from '../../../emulator/endpoints/kinesis/kinesisEndpoint.ts';
import { kinesisClient } from '../../emulator/fixtures/clients.ts';
import { type LoggedValues, lineOf } from '../../support/records.ts';
import { ManualClock } from '../stream/manualClock.ts';

const streamName = 'logs';
const fields = ['timestamp', 'sc-status', 'cs-uri-stem'];
const moreFields = [...fields, 'c-country'];

let clock: ManualClock;
let endpoint: Endpoint;
let kinesis: KinesisClient;

beforeEach(async () => {
  clock = new ManualClock(new Date().toISOString());
  endpoint = await startKinesisEndpoint();
  kinesis = kinesisClient(endpoint.url);
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 2 }));
});

afterEach(async () => {
  kinesis.destroy();
  await endpoint.close();
});

async function put(lines: readonly string[]): Promise<void> {
  const Records = lines.map((line, index) => ({
    Data: Buffer.from(`${line}\n`),
    PartitionKey: `key ${index}`,
  }));
  await kinesis.send(new PutRecordsCommand({ StreamName: streamName, Records }));
}

const requestOf = (path: string, values: LoggedValues = {}) =>
  lineOf(fields, { 'cs-uri-stem': path, ...values });

/** Runs tail until a number of lines or messages is printed. */
async function tail(count: number, settings: Partial<TailSettings> = {}) {
  const stop = new AbortController();
  const lines: string[] = [];
  const notes: string[] = [];
  const endWhenDone = () => {
    if (lines.length + notes.length >= count) stop.abort();
  };
  await tailRecords({
    kinesis,
    streamName,
    start: { since: new Date(clock.now() - 60_000) },
    layouts: fixedLayouts(expectedLayouts(fields)),
    policy: defaultSensitivityPolicy,
    condition: undefined,
    format: (records, record) => String(records.value(record, 'cs-uri-stem')),
    async write(more) {
      lines.push(...more);
      endWhenDone();
    },
    note(text) {
      notes.push(text);
      endWhenDone();
    },
    clock,
    signal: stop.signal,
    ...settings,
  });
  return { lines, notes };
}

describe('tailRecords', () => {
  it('shows the requests of all shards in order', async () => {
    const paths = Array.from({ length: 20 }, (_, index) => `/${String(index).padStart(2, '0')}`);
    await put(
      paths
        .map((path, index) => requestOf(path, { timestamp: `17951799${String(index).padStart(2, '0')}.000` }))
        .toReversed(),
    );

    expect((await tail(20, { clock: systemClock })).lines).toEqual(paths);
  });

  it('shows records that meet the condition, which is tested with the shown values', async () => {
    await put([
      requestOf('/api/a?token=abc', { 'sc-status': '502' }),
      requestOf('/api/b', { 'sc-status': '200' }),
      requestOf('/c', { 'sc-status': '503' }),
      requestOf('/api/d?token=abd', { 'sc-status': '500' }),
    ]);

    const condition = parseCondition('sc-status>=500 and cs-uri-stem^=/api/', fields);
    expect((await tail(2, { condition })).lines.toSorted()).toEqual([
      '/api/a?token=REDACTED',
      '/api/d?token=REDACTED',
    ]);
    const secret = parseCondition('cs-uri-stem*=token=abc or cs-uri-stem=/c', fields);
    expect((await tail(1, { condition: secret })).lines).toEqual(['/c']);
  });

  it('reports an unreadable record once, and continues', async () => {
    await put(['a\tb', 'c\td', '', requestOf('/good')]);

    const { lines, notes } = await tail(3);

    expect(lines).toEqual(['/good']);
    expect(notes.toSorted()).toEqual([
      "a record isn't shown: expected a record of 3 fields, got 2",
      "a record isn't shown: expected a record, got an empty line",
    ]);
  });

  it('reads records of a layout that became known in the meantime', async () => {
    let known = expectedLayouts(fields);
    const layouts = new GrowingLayouts(async () => known);
    await layouts.refresh(clock.now());
    known = [...known, ...expectedLayouts(moreFields)];
    await put([lineOf(moreFields, { 'cs-uri-stem': '/new' }), requestOf('/old')]);

    const { lines, notes } = await tail(2, { layouts });

    expect(lines.toSorted()).toEqual(['/new', '/old']);
    expect(notes).toEqual([]);
  });

  it('reads layouts at most once a minute, and continues if they cannot be read', async () => {
    let reads = 0;
    const layouts = new GrowingLayouts(async () => {
      if (++reads > 1) throw new Error('AccessDenied');
      return expectedLayouts(fields);
    });
    await layouts.refresh(clock.now());
    await put([lineOf(moreFields), lineOf(moreFields), lineOf(moreFields), requestOf('/old')]);

    const { lines } = await tail(2, { layouts });

    expect(lines).toEqual(['/old']);
    expect(reads).toBe(2);
  });
});
