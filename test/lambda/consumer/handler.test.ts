import type { KinesisStreamEvent } from 'aws-lambda';
import { readConsumerSettings } from '../../../core/consumerSettings.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import type { Clients } from '../../../lambda/consumer/clients.ts';
import { type ConsumerHandler, createHandler } from '../../../lambda/consumer/handler.ts';
import { arrivalOfBatches, recordsOf, shardId } from '../../support/batches.ts';
import { linesOf } from '../../support/records.ts';
import { valuesOf, writtenMetrics } from '../../support/writtenMetrics.ts';
import { type RecordingClient, recordingClient, type SentCommand, slowly } from './recordingClient.ts';
import { cloudWatchError, s3Error } from './serviceErrors.ts';

const knownFields = ['timestamp', 'sc-status', 'x-edge-request-id', 'x-host-header'];
const newFields = [...knownFields, 'asn'];

let now = Date.parse('2026-11-20T13:05:10Z');
let warnings: jest.SpyInstance;

beforeEach(() => {
  now = Date.parse('2026-11-20T13:05:10Z');
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  warnings = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** Records of the current minute. Every fourth is a failure of the origin. */
function records(fields: readonly string[], count: number): string[] {
  const timestamp = (Date.parse(arrivalOfBatches) / 1000).toFixed(3);
  return linesOf(fields, count, (index) => ({ timestamp, 'sc-status': index % 4 === 0 ? '502' : '200' }));
}

function eventOf(lines: readonly string[]): KinesisStreamEvent {
  const Records = recordsOf(lines).map(({ data, sequenceNumber, arrival }) => ({
    eventID: `${shardId}:${sequenceNumber}`,
    kinesis: {
      data: Buffer.from(data as string).toString('base64'),
      sequenceNumber,
      approximateArrivalTimestamp: Date.parse(arrival) / 1000,
    },
  }));
  return { Records } as KinesisStreamEvent;
}

/** A bucket with the layouts of these fields, and configurable responses to puts. */
function createLake(fields: readonly string[], put: (command: SentCommand) => unknown = () => ({})) {
  const lake = {
    fields,
    client: recordingClient((command) =>
      command.name === 'GetObjectCommand'
        ? { Body: { transformToString: async () => printLayouts(expectedLayouts(lake.fields)) } }
        : put(command),
    ),
  };
  return lake;
}

function listPutKeys({ sent }: RecordingClient): string[] {
  return sent.filter(({ name }) => name === 'PutObjectCommand').map(({ input }) => input.Key);
}

function readings({ sent }: RecordingClient): number {
  return sent.filter(({ name }) => name === 'GetObjectCommand').length;
}

function handlerOf(s3: RecordingClient, cloudWatch: RecordingClient = recordingClient()): ConsumerHandler {
  const clients = { s3, cloudWatch } as unknown as Clients;
  return createHandler(readConsumerSettings({ LAKE_BUCKET: 'lake', PIPELINE_NAME: 'web' }), clients);
}

const minute = { getRemainingTimeInMillis: () => 60_000 };

/** Runs an invocation, and returns the metrics that it writes to its log. */
async function invoke(handler: ConsumerHandler, lines: readonly string[], context = minute) {
  return valuesOf(await writtenMetrics(() => handler(eventOf(lines), context)));
}

describe('handler', () => {
  it('puts a batch into the lake, then its metrics, and logs health metrics', async () => {
    const order: string[] = [];
    const { client } = createLake(knownFields, async ({ input, signal }) => {
      await slowly(10, signal);
      order.push(input.Key);
    });
    const cloudWatch = recordingClient(({ input }) => order.push(input.Namespace));
    const lines = [...records(knownFields, 8), 'no record'];
    const written = await invoke(handlerOf(client, cloudWatch), lines);

    const hour = 'arrival_day=2026-11-20/arrival_hour=13';
    expect(order.toSorted()).toEqual([
      'CloudFront/RealtimeLogs',
      `quarantine/${hour}/${shardId}-4959${'8'.padStart(52, '0')}.ndjson.gz`,
      `raw/${hour}/${shardId}-4959${'0'.padStart(52, '0')}.parquet`,
    ]);
    expect(order.at(-1)).toBe('CloudFront/RealtimeLogs');
    expect(written).toMatchObject({
      'Records service=web': [9],
      'Rows service=web': [8],
      'QuarantinedRecords service=web': [1],
      'LostMetrics service=web': [0],
      'DeliveryDelay service=web': [10_000],
      'Requests service=web': [8],
      '5xxCount service=web': [2],
    });
    expect(warnings).not.toHaveBeenCalled();
  });

  it('fails completely if an object cannot be put: no metrics, no logs, no calls in progress', async () => {
    const { client } = createLake(knownFields, async ({ input, signal }) => {
      if (input.Key.startsWith('raw/'))
        throw s3Error('InternalError', 500, 'We encountered an internal error.');
      await slowly(10, signal);
    });
    const cloudWatch = recordingClient();
    const handler = handlerOf(client, cloudWatch);
    const written = await writtenMetrics(async () => {
      await expect(handler(eventOf([...records(knownFields, 4), 'no record']), minute)).rejects.toThrow(
        /^expected all 2 objects to be put into s3:\/\/lake, got failures of raw\/.* \(InternalError: /,
      );
    });
    expect(written).toEqual([]);
    expect(cloudWatch.sent).toEqual([]);
    expect(client.inFlight).toBe(0);
  });

  it('writes the same objects when the batch is retried', async () => {
    let refusals = 1;
    const { client } = createLake(knownFields, () => {
      if (refusals-- > 0) throw s3Error('SlowDown', 503, 'Please reduce your request rate.');
    });
    const handler = handlerOf(client);
    await expect(handler(eventOf(records(knownFields, 4)), minute)).rejects.toThrow('SlowDown');
    now += 5000;
    await invoke(handler, records(knownFields, 4));
    const [first, second] = client.sent.filter(({ name }) => name === 'PutObjectCommand');
    expect(second.input).toEqual(first.input);
  });

  it('does not fail if metrics are lost, and logs their number and the reason', async () => {
    const { client } = createLake(knownFields);
    const cloudWatch = recordingClient(() => {
      throw cloudWatchError('InvalidParameterValue', 400, 'The value is NaN');
    });
    const written = await invoke(handlerOf(client, cloudWatch), records(knownFields, 4));
    const lost = cloudWatch.sent[0].input.MetricData.length;
    expect(lost).toBeGreaterThan(0);
    expect(written).toMatchObject({ 'Rows service=web': [4], 'LostMetrics service=web': [lost] });
    expect(warnings.mock.calls).toEqual([
      [`${lost} of ${lost} metrics did not reach CloudWatch: InvalidParameterValue: The value is NaN`],
    ]);
  });

  it('stops puts two seconds before the deadline, and fails', async () => {
    const { client } = createLake(knownFields, ({ signal }) => slowly(60_000, signal));
    const handler = handlerOf(client);
    const context = { getRemainingTimeInMillis: () => 2_050 };
    await expect(handler(eventOf(records(knownFields, 1)), context)).rejects.toThrow(
      'AbortError: Request aborted',
    );
    expect(client.inFlight).toBe(0);
  });

  it('stops metrics two seconds before the deadline, and succeeds', async () => {
    const { client } = createLake(knownFields);
    const cloudWatch = recordingClient(({ signal }) => slowly(60_000, signal));
    const context = { getRemainingTimeInMillis: () => 2_050 };
    const written = await invoke(handlerOf(client, cloudWatch), records(knownFields, 1), context);
    expect(written['LostMetrics service=web']).not.toEqual([0]);
    expect(listPutKeys(client)).toHaveLength(1);
    expect(cloudWatch.inFlight).toBe(0);
  });

  it('reads the layouts once for all batches that match them', async () => {
    const { client } = createLake(knownFields);
    const handler = handlerOf(client);
    await invoke(handler, records(knownFields, 2));
    now += 3_600_000;
    await invoke(handler, records(knownFields, 2));
    expect(readings(client)).toBe(1);
  });

  it('reads the layouts again for records that match none, and reads these records with the new layouts', async () => {
    const lake = createLake(knownFields);
    const handler = handlerOf(lake.client);
    await invoke(handler, records(knownFields, 1));
    lake.fields = newFields;
    now += 60_000;
    expect(await invoke(handler, records(newFields, 3))).toMatchObject({
      'Rows service=web': [3],
      'QuarantinedRecords service=web': [0],
    });
    expect(listPutKeys(lake.client).filter((key) => key.startsWith('quarantine/'))).toEqual([]);
  });

  it('reads the layouts at most once a minute while records match none and are quarantined', async () => {
    const { client } = createLake(knownFields);
    const handler = handlerOf(client);
    for (let batch = 0; batch < 4; batch++) {
      expect(await invoke(handler, records(newFields, 2))).toMatchObject({
        'QuarantinedRecords service=web': [2],
      });
      now += 29_000;
    }
    // At the start, at the first such record, and more than a minute later.
    expect(readings(client)).toBe(3);
  });

  it('does not read the layouts again for lines that cannot be records', async () => {
    const { client } = createLake(knownFields);
    const handler = handlerOf(client);
    await invoke(handler, records(knownFields, 1));
    now += 120_000;
    await invoke(handler, ['\u0000\u0001', '']);
    expect(readings(client)).toBe(1);
  });

  it('fails if the layouts cannot be read, and reads them again in the next attempt', async () => {
    let missing = true;
    const client = recordingClient(({ name }) => {
      if (name !== 'GetObjectCommand') return {};
      if (missing) throw s3Error('NoSuchKey', 404, 'The specified key does not exist.');
      return { Body: { transformToString: async () => printLayouts(expectedLayouts(knownFields)) } };
    });
    const handler = handlerOf(client);
    await expect(handler(eventOf(records(knownFields, 1)), minute)).rejects.toThrow(
      /^expected the known layouts at s3:\/\/lake\/config\/layouts.json, got NoSuchKey/,
    );
    missing = false;
    expect(await invoke(handler, records(knownFields, 1))).toMatchObject({ 'Rows service=web': [1] });
  });

  it('rejects an event that is not from a stream', async () => {
    const { client } = createLake(knownFields);
    const event = { detail: {} } as unknown as KinesisStreamEvent;
    await expect(handlerOf(client)(event, minute)).rejects.toThrow(
      new Error('expected an event of a Kinesis stream, got {"detail":{}}'),
    );
    expect(client.sent).toEqual([]);
  });

  it('leaves no active timer', async () => {
    const { client } = createLake(knownFields);
    const clear = jest.spyOn(globalThis, 'clearTimeout');
    const set = jest.spyOn(globalThis, 'setTimeout');
    await invoke(handlerOf(client), records(knownFields, 1));
    const timers = set.mock.results.map(({ value }) => value);
    expect(clear.mock.calls.map(([timer]) => timer)).toEqual(expect.arrayContaining(timers));
  });
});
