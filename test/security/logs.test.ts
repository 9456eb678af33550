import type { KinesisStreamEvent } from 'aws-lambda';
import { readConsumerSettings } from '../../core/consumerSettings.ts';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { printLayouts } from '../../core/layouts/layoutsDocument.ts';
import type { Clients } from '../../lambda/consumer/clients.ts';
import { createHandler } from '../../lambda/consumer/handler.ts';
import { type RecordingClient, recordingClient } from '../lambda/consumer/recordingClient.ts';
import { cloudWatchError, s3Error } from '../lambda/consumer/serviceErrors.ts';
import { recordsOf, shardId } from '../support/batches.ts';
import { fields46 } from '../support/fieldLists.ts';
import { canary, hostileTexts, obeyed, viewerTexts } from '../support/hostile.ts';
import { asLogged } from '../support/logging.ts';
import { lineOf } from '../support/records.ts';

/**
 * Maximum size of a CloudWatch Logs event in bytes (CloudWatch Logs user guide, 'Quotas', before the increase
 * in 2025).
 */
const longestLine = 256 * 1024;

const timestamp = '1795179600.123';
const now = Date.parse('2026-11-20T13:00:10Z');

const hostileLines = hostileTexts.flatMap((text) => {
  const values = Object.fromEntries(viewerTexts.map((field) => [field, asLogged(text)]));
  return [
    lineOf(fields46, { timestamp, ...values }),
    lineOf(fields46, { timestamp, ...values, 'sc-content-len': asLogged(text) }),
    text,
    `${canary}${'\t'.repeat(45)}`,
    `${canary}${'x'.repeat(300_000)}`,
  ];
});

function eventOf(lines: readonly string[]): KinesisStreamEvent {
  const Records = recordsOf(lines).map(({ data, sequenceNumber }) => ({
    eventID: `${shardId}:${sequenceNumber}`,
    kinesis: {
      data: Buffer.from(data as string).toString('base64'),
      sequenceNumber,
      approximateArrivalTimestamp: now / 1000,
    },
  }));
  return { Records } as KinesisStreamEvent;
}

/** A lake with configurable answers to puts. */
function createLake(put: () => unknown = () => ({})): RecordingClient {
  return recordingClient(({ name }) =>
    name === 'GetObjectCommand'
      ? { Body: { transformToString: async () => printLayouts(expectedLayouts(fields46)) } }
      : put(),
  );
}

let logged: string[];

beforeEach(() => {
  logged = [];
  jest.spyOn(Date, 'now').mockReturnValue(now);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest
      .spyOn(console, method)
      .mockImplementation((...texts) => void logged.push(texts.map(String).join(' ')));
  }
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged.push(...String(text).replace(/\n$/, '').split('\n'));
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

async function consume(s3: RecordingClient, cloudWatch = recordingClient()): Promise<void> {
  const clients = { s3, cloudWatch } as unknown as Clients;
  const handler = createHandler(readConsumerSettings({ LAKE_BUCKET: 'lake' }), clients);
  await handler(eventOf(hostileLines), { getRemainingTimeInMillis: () => 60_000 });
}

describe("the consumer's log", () => {
  it('contains nothing that a viewer sends, and no line that exceeds the limit of the log', async () => {
    await consume(createLake());
    expect(logged.length).toBeGreaterThan(0);
    for (const line of logged) {
      expect(line).not.toContain(canary);
      expect(line).not.toMatch(obeyed);
      expect(Buffer.byteLength(line)).toBeLessThan(longestLine);
    }
  });

  it('contains any response of CloudWatch in one line', async () => {
    const refusing = recordingClient(() => {
      throw cloudWatchError('InvalidParameterValue', 400, 'The value\n{"level":"ERROR"}\x1b[2J is invalid.');
    });
    await consume(createLake(), refusing);
    const told = logged.filter((line) => line.includes('did not reach CloudWatch'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/The value \{"level":"ERROR"\} \[2J is invalid\.$/);
  });

  it('contains the reason for a failed batch in one line, for any response of S3', async () => {
    const refusing = createLake(() => {
      throw s3Error('AccessDenied', 403, 'Denied\r\nforged\u009b');
    });
    const error = await consume(refusing).catch((reason: Error) => reason);
    expect((error as Error).message).toMatch(/\(AccessDenied: Denied forged\)/);
    expect((error as Error).message).not.toMatch(obeyed);
  });

  it('never contains the hash key', () => {
    const environment = { HASH_KEY: canary, LAKE_BUCKET: '', ADDRESSES: 'hsah', METRIC_SERIES: '{' };
    expect(() => readConsumerSettings(environment)).toThrow(/LAKE_BUCKET: expected/);
    expect(() => readConsumerSettings(environment)).not.toThrow(canary);
  });
});
