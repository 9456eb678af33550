import { S3Objects } from '../../../cli/replay/s3Objects.ts';
import { readEvent } from '../../../core/records/event.ts';
import type { Invoke } from '../../../emulator/eventSource/invocation.ts';
import { type MappingFixture, mappingFixture } from '../../emulator/fixtures/mapping.ts';
import { newBatch } from '../../support/batches.ts';
import { lineOf, requestId } from '../../support/records.ts';
import { newTransform } from '../../support/transforming.ts';
import { createTestLake, fields } from './testLake.ts';

const lake = createTestLake();
let mapping: MappingFixture;

beforeEach(async () => {
  mapping = await mappingFixture(2);
});

afterEach(() => mapping.close());

// The partition key is the start of a line.
const lineOfRequest = (number: number, path = '/') =>
  lineOf(fields, {
    timestamp: `${1795179600 + number}.000`,
    'x-edge-request-id': requestId(number),
    'cs-uri-stem': path,
  });

const transform = newTransform(fields);

/** A consumer that writes batches to the lake. If a record requests it, the consumer fails after writing. */
function consumer(): Invoke {
  return async (text) => {
    const event = JSON.parse(text);
    const batch = newBatch();
    readEvent(event, batch);
    await lake.putAll(transform.transform(batch, 0).objects);
    const fails = batch.bytes.toString('latin1', 0, batch.byteLength).includes('/poison');
    return { requestId: 'request', ...(fails && { functionError: 'Unhandled' }) };
  };
}

/** Sends lines through an event source mapping that stores failed batches without retries. */
async function consume(lines: readonly string[], options = {}): Promise<void> {
  await mapping.put(...lines.map((line) => `${line}\n`));
  const source = await mapping.start({
    s3: lake.s3,
    invoke: consumer(),
    onFailureBucket: 'failures',
    maximumRetryAttempts: 0,
    ...options,
  });
  await source.drain();
}

/** 60 requests. Every tenth makes its batch fail. */
const lines = Array.from({ length: 60 }, (_, number) =>
  lineOfRequest(number, number % 10 === 5 ? '/poison' : '/'),
);
const ids = lines.map((_, number) => requestId(number)).sort();

describe('replaying failed batches', () => {
  it.each([
    ['whole batches', { bisectBatchOnFunctionError: false }],
    ['pieces of a bisected batch, an object each', { batchSize: 7, consolidateFailures: false }],
    ['pieces of a bisected batch in one object', { consolidateFailures: true }],
  ])('restores every record once: %s', async (_, options) => {
    await consume(lines, options);

    const { batches, quarantine } = await lake.replay();

    expect(batches).toMatchObject({ before: 0, replayed: batches.found, unreadable: 0, failures: [] });
    expect(batches.found).toBeGreaterThan(0);
    expect(batches.rows).toBe(batches.records);
    expect(quarantine.found).toBe(0);
    expect(await lake.ids()).toEqual(ids);
  });

  it('changes nothing when it is repeated', async () => {
    await consume(lines);
    const { batches } = await lake.replay();
    const contents = lake.contents();

    expect((await lake.replay()).batches).toMatchObject({
      found: batches.found,
      before: batches.found,
      replayed: 0,
      records: 0,
    });
    expect(lake.contents()).toEqual(contents);
  });

  it('writes the same files again if it ended before its marks were put', async () => {
    await consume(lines);
    const { signal } = new AbortController();
    const dying = new S3Objects(lake.s3, 'lake', signal);
    const put = dying.put.bind(dying);
    dying.put = async (key, body, type) => {
      if (key.startsWith('replayed/')) throw new Error('killed');
      await put(key, body, type);
    };

    await expect(lake.replay({ lake: dying })).rejects.toThrow('killed');
    const { batches } = await lake.replay();

    expect(batches.before).toBe(0);
    expect(await lake.ids()).toEqual(ids);
  });

  it('writes no mark if an object could not be put', async () => {
    await consume(lines, { bisectBatchOnFunctionError: false });
    const { signal } = new AbortController();
    const full = new S3Objects(lake.s3, 'lake', signal);
    full.put = () => Promise.reject(new Error('AccessDenied'));

    await expect(lake.replay({ lake: full })).rejects.toThrow('AccessDenied');

    expect(lake.keys().filter((key) => key.startsWith('replayed/'))).toEqual([]);
    expect((await lake.replay()).batches.before).toBe(0);
  });

  it('writes nothing in a dry run, and reports what would be restored', async () => {
    await consume(lines, { bisectBatchOnFunctionError: false });
    const contents = lake.contents();

    const { batches } = await lake.replay({ dryRun: true });

    expect(batches).toMatchObject({ records: 60, rows: 60 });
    expect(lake.contents()).toEqual(contents);
  });

  it('quarantines unreadable records, and reports them', async () => {
    await consume([...lines.slice(0, 10), 'no\trecord']);

    const { batches, quarantine } = await lake.replay();

    expect(batches.rows + batches.unreadable).toBe(batches.records);
    expect(await lake.ids()).toEqual(ids.slice(0, 10));
    expect(quarantine).toMatchObject({ found: 1, rows: 0, unreadable: 1 });
  });

  it('reports objects that Lambda did not write, and replays the rest', async () => {
    await consume(lines, { bisectBatchOnFunctionError: false });
    await lake.put('failures', 'aws/lambda/0', 'something else');

    const { batches } = await lake.replay();

    expect(batches.failures).toEqual([
      { key: 'aws/lambda/0', reason: 'expected an invocation record of Lambda, got something else' },
    ]);
    expect(await lake.ids()).toEqual(ids);
    expect((await lake.replay()).batches.failures).toHaveLength(1);
  });

  it('reports that a batch without sequence numbers cannot be replayed', async () => {
    const record = {
      eventID: 'shardId-000000000001:../x',
      kinesis: { data: '', sequenceNumber: '../x', approximateArrivalTimestamp: 1795179900 },
    };
    await consume(lines, { bisectBatchOnFunctionError: false });
    await lake.put('failures', 'aws/lambda/0', JSON.stringify({ payload: { Records: [record] } }));

    expect((await lake.replay()).batches.failures).toHaveLength(1);
    expect(await lake.ids()).toEqual(ids);
  });

  it('stops after an object when it is aborted, and continues when repeated', async () => {
    await consume(lines, { bisectBatchOnFunctionError: false });
    const stop = new AbortController();

    const stopped = lake.replay({ signal: stop.signal, onProgress: (done) => done === 1 && stop.abort() });

    await expect(stopped).rejects.toThrow();
    const { batches } = await lake.replay();
    expect(batches).toMatchObject({ found: 2, replayed: 1, before: 1 });
    expect(await lake.ids()).toEqual(ids);
  });
});
