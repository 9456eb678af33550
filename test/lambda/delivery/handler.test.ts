import { gunzipSync } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamEvent } from 'aws-lambda';
import type { DeliverySettings } from '../../../core/destinations/deliverySettings.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { printLayouts } from '../../../core/layouts/layoutsDocument.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { authorizationOf } from '../../../lambda/delivery/authorization.ts';
import { createHandler, type DeliveryClock } from '../../../lambda/delivery/handler.ts';
import { Receiver } from '../../../lambda/delivery/receiver.ts';
import { PolicySource } from '../../../lambda/sensitivity/policySource.ts';
import { arrivalOfBatches, recordsOf, shardId } from '../../support/batches.ts';
import { type Received, type ReceivingServer, startReceiver } from '../../support/receivingServer.ts';
import { recordingClient } from '../consumer/recordingClient.ts';

const fields = ['timestamp', 'sc-status', 'x-edge-request-id'];
const line = (id: number) => `1795179600.123\t200\tRequest-id-${String(id).padStart(6, '0')}-of-a-test`;
const idOf = (id: number) => `Request-id-${String(id).padStart(6, '0')}-of-a-test`;

let server: ReceivingServer;
let warnings: jest.SpyInstance;
beforeEach(async () => {
  server = await startReceiver();
  warnings = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(async () => {
  await server.close();
  jest.restoreAllMocks();
});

/** Returns a handler, and the objects that it puts into S3. */
function delivery(options: Partial<DeliverySettings> = {}, clock?: DeliveryClock) {
  const settings: DeliverySettings = {
    destination: 'search',
    lakeBucket: 'lake',
    failureBucket: 'failures',
    receiver: 'opensearch',
    url: server.url,
    format: 'opensearch',
    secretArn: undefined,
    index: 'requests',
    rotation: 'OneDay',
    failureSeconds: 0,
    policy: defaultSensitivityPolicy,
    ...options,
  };
  const s3 = recordingClient(({ name }) =>
    name === 'GetObjectCommand'
      ? { Body: { transformToString: async () => printLayouts(expectedLayouts(fields)) } }
      : {},
  );
  const secrets = recordingClient(() => ({ SecretString: '{"api_key":"k3y","hec_token":"t0ken"}' }));
  const authorization = authorizationOf(settings, {
    region: 'eu-central-1',
    credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    secrets: secrets as never,
  });
  const handler = createHandler(
    settings,
    s3 as unknown as S3Client,
    authorization,
    new PolicySource(settings.policy, secrets as never),
    clock,
  );
  const deliver = (lines: readonly string[]) =>
    handler(eventOf(lines), { getRemainingTimeInMillis: () => 60_000 });
  return { deliver, s3, secrets };
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

/** Returns the IDs of the documents in a bulk request. */
function idsIn({ text }: Received): string[] {
  const lines = text.trimEnd().split('\n');
  return lines.filter((_, place) => place % 2 === 0).map((action) => JSON.parse(action).index._id);
}

/** Returns a response to a bulk request, with a status for each document. */
function bulk(request: Received, statusOf: (id: string) => number) {
  const items = idsIn(request).map((id) => {
    const status = statusOf(id);
    return {
      index: { status, ...(status >= 300 && { error: { type: 'test', reason: `status ${status}` } }) },
    };
  });
  return { status: 200, body: JSON.stringify({ items }) };
}

describe('documents for OpenSearch', () => {
  it('are sent in bulk, with the ID of the row and the index of the arrival day', async () => {
    server.reply = (request) => bulk(request, () => 201);
    const { deliver, s3 } = delivery();
    await deliver([line(1), line(2)]);
    expect(server.received).toHaveLength(1);
    const [{ text, headers }] = server.received;
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((one) => JSON.parse(one)),
    ).toEqual(
      [1, 2].flatMap((id) => [
        { index: { _index: `requests-${arrivalOfBatches.slice(0, 10)}`, _id: idOf(id) } },
        { '@timestamp': '2026-11-20T13:00:00.123Z', sc_status: 200, x_edge_request_id: idOf(id) },
      ]),
    );
    expect(headers).toMatchObject({ 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' });
    expect(s3.sent.map(({ name }) => name)).toEqual(['GetObjectCommand']);
  });

  it('are sent again individually if the node rejects some of them because of load', async () => {
    server.reply = (request, number) => bulk(request, (id) => (number === 1 && id === idOf(2) ? 429 : 201));
    await delivery().deliver([line(1), line(2), line(3)]);
    expect(server.received.map(idsIn)).toEqual([[idOf(1), idOf(2), idOf(3)], [idOf(2)]]);
  });

  it('are stored in the failure bucket if they are rejected permanently, and the others are delivered', async () => {
    server.reply = (request) => bulk(request, (id) => (id === idOf(2) ? 400 : 201));
    const { deliver, s3 } = delivery();
    await deliver([line(1), line(2)]);
    const put = s3.sent.find(({ name }) => name === 'PutObjectCommand')?.input;
    expect(put).toMatchObject({
      Bucket: 'failures',
      Key: expect.stringMatching(/^destinations\/search\/refused\/shardId-000000000001-4959\d+\.ndjson\.gz$/),
    });
    expect(JSON.parse(gunzipSync(put.Body).toString())).toEqual({
      id: idOf(2),
      reason: '{"type":"test","reason":"status 400"}',
      document: { '@timestamp': '2026-11-20T13:00:00.123Z', sc_status: 200, x_edge_request_id: idOf(2) },
    });
    expect(warnings.mock.calls).toEqual([
      [
        '1 documents were rejected permanently and stored in the failure bucket: {"type":"test","reason":"status 400"}',
      ],
    ]);
  });

  it('are split if the request is too large', async () => {
    server.reply = (request) => (idsIn(request).length > 2 ? { status: 413 } : bulk(request, () => 201));
    await delivery().deliver([1, 2, 3, 4, 5].map(line));
    const taken = server.received.map(idsIn).filter((ids) => ids.length <= 2);
    expect(taken.flat().toSorted()).toEqual([1, 2, 3, 4, 5].map(idOf));
  });

  it.each([
    ['an answer that is no JSON', { status: 200, body: 'ok' }],
    ['an answer with too few items', { status: 200, body: '{"items":[]}' }],
  ])('fail the batch after %s', async (_, reply) => {
    server.reply = () => reply;
    await expect(delivery().deliver([line(1)])).rejects.toThrow('expected a result for each of 1 documents');
  });
});

describe('a batch', () => {
  const generic = { receiver: 'http', format: 'generic', index: undefined } as const;

  it('succeeds after the receiver was busy, and after a connection broke', async () => {
    server.reply = (_, number) => {
      if (number === 1) return { status: 429, headers: { 'retry-after': '0' } };
      return number === 2 ? 'close' : { status: 202 };
    };
    await delivery(generic).deliver([line(1)]);
    expect(server.received).toHaveLength(3);
    expect(new Set(server.received.map(({ text }) => text)).size).toBe(1);
  });

  it.each([
    400, 401, 403, 404, 429, 500, 503,
  ])('fails if the receiver always responds with %d', async (status) => {
    server.reply = () => ({ status, body: 'no\nroom', headers: { 'retry-after': '0' } });
    await expect(delivery(generic).deliver([line(1)])).rejects.toThrow(
      new RegExp(`^expected 127\\.0\\.0\\.1:\\d+ to accept the documents, got status ${status}: no room$`),
    );
  });

  it('is sent again within the invocation, which fails after at least a minute', async () => {
    server.reply = () => ({ status: 500 });
    let now = 0;
    const clock = {
      now: () => now,
      async pause(milliseconds: number) {
        now += milliseconds;
      },
    };
    await expect(delivery({ ...generic, failureSeconds: 60 }, clock).deliver([line(1)])).rejects.toThrow(
      'got status 500',
    );
    expect([now, server.received.length]).toEqual([60_000, 8]);
  });

  it('is delivered if the receiver recovers within the invocation', async () => {
    server.reply = (_, number) => ({ status: number < 4 ? 500 : 200 });
    const clock = { now: () => 0, pause: async () => {} };
    const answer = await delivery({ ...generic, failureSeconds: 60 }, clock).deliver(['no record', line(1)]);
    expect(answer).toEqual({ delivered: 1, refused: 0, unreadable: 1 });
  });

  it('stores a single document that is too large in the failure bucket', async () => {
    server.reply = () => ({ status: 413 });
    const { deliver, s3 } = delivery(generic);
    await deliver([line(1)]);
    expect(s3.sent.map(({ name }) => name)).toEqual(['GetObjectCommand', 'PutObjectCommand']);
  });

  it('is delivered without lines that the consumer quarantines', async () => {
    await delivery(generic).deliver(['no record', line(1)]);
    expect(server.received.map(({ text }) => JSON.parse(text).x_edge_request_id)).toEqual([idOf(1)]);
    expect(warnings).toHaveBeenCalledWith(
      '1 lines match no known layout; the consumer stores them in quarantine.',
    );
  });

  it.each([
    ['generic', 'authorization', 'Bearer k3y'],
    ['datadog', 'dd-api-key', 'k3y'],
    ['newrelic', 'api-key', 'k3y'],
    ['splunk', 'authorization', 'Splunk t0ken'],
  ] as const)('in the format %s has the key in the secret, which is read once', async (format, header, value) => {
    const receiver = format === 'splunk' ? 'splunk' : 'http';
    const { deliver, secrets } = delivery({ ...generic, receiver, format, secretArn: 'arn' });
    await deliver([line(1), line(2)]);
    await deliver([line(3)]);
    expect(server.received[0].headers[header]).toBe(value);
    expect(secrets.sent).toHaveLength(1);
  });

  it('reads the secret again after it was denied', async () => {
    server.reply = (_, number) => ({ status: number === 1 ? 403 : 200 });
    const { deliver, secrets } = delivery({ ...generic, secretArn: 'arn' });
    await expect(deliver([line(1)])).rejects.toThrow('got status 403');
    await deliver([line(1)]);
    expect(secrets.sent).toHaveLength(2);
  });

  it.each(['datadog', 'newrelic'] as const)('in the format %s is one array of JSON', async (format) => {
    await delivery({ ...generic, format }).deliver([line(1), line(2)]);
    const [{ text, headers }] = server.received;
    expect(JSON.parse(text)).toHaveLength(2);
    expect(headers['content-type']).toBe('application/json');
  });
});

describe('a receiver that responds late', () => {
  it('fails the request, which is delivered again later', async () => {
    server.reply = () => 'never';
    const settings = { receiver: 'http', format: 'generic', url: server.url } as DeliverySettings;
    const authorization = { headers: async () => ({}), onDenied: () => {} };
    const receiver = new Receiver(settings, authorization, async () => {}, 10);
    const document = { document: Buffer.from('{}'), id: 'a', arrival: 0 };
    await expect(receiver.send([document], new AbortController().signal)).rejects.toThrow(
      'got none: it took too long',
    );
  });
});

describe('requests to OpenSearch in AWS', () => {
  it('are signed', () => {
    const { sign } = authorizationOf(
      { receiver: 'opensearch', url: 'https://search.example.com/_bulk' } as DeliverySettings,
      {
        region: 'eu-central-1',
        credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
        secrets: {} as never,
      },
    );
    return expect(
      sign?.({ url: 'https://search.example.com/_bulk', headers: {}, body: Buffer.from('a') }),
    ).resolves.toMatchObject({ authorization: expect.stringContaining('/eu-central-1/es/aws4_request') });
  });
});
