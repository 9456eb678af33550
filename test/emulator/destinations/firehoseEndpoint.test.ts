import type { Deliverable } from '../../../core/destinations/deliverable.ts';
import { deliverOnce } from '../../../emulator/destinations/firehoseEndpoint.ts';
import { type Received, type ReceivingServer, startReceiver } from '../../support/receivingServer.ts';

const documents: readonly Deliverable[] = ['a', 'b'].map((id) => ({
  id,
  arrival: Date.UTC(2026, 10, 20, 13),
  document: Buffer.from(`{"id":"${id}"}`),
}));
const requestIdOf = ({ text }: Received): string => JSON.parse(text).requestId;

let server: ReceivingServer;
beforeEach(async () => {
  server = await startReceiver();
});
afterEach(() => server.close());

const reasonsOf = async (timeout?: number) => [
  ...(await deliverOnce({ type: 'http', url: server.url, accessKey: 'k3y' }, documents, timeout)),
];

describe("a delivery with Firehose's HTTP protocol", () => {
  it('sends the documents in one request, and succeeds if the response contains the request id', async () => {
    server.reply = (request) => ({
      status: 200,
      body: JSON.stringify({ requestId: requestIdOf(request), timestamp: 1 }),
    });

    expect(await reasonsOf()).toEqual([]);

    const [{ text, headers }] = server.received;
    const { requestId, records } = JSON.parse(text);
    expect(headers).toMatchObject({
      'x-amz-firehose-request-id': requestId,
      'x-amz-firehose-access-key': 'k3y',
      'x-amz-firehose-protocol-version': '1.0',
    });
    expect(records.map(({ data }: { data: string }) => Buffer.from(data, 'base64').toString())).toEqual([
      '{"id":"a"}',
      '{"id":"b"}',
    ]);
  });

  it.each([429, 500, 413, 202, 301])('fails after status %d', async (status) => {
    server.reply = (request) => ({ status, body: JSON.stringify({ requestId: requestIdOf(request) }) });
    expect(await reasonsOf()).toEqual([
      [0, `status ${status}`],
      [1, `status ${status}`],
    ]);
  });

  it.each([
    ['another id', '{"requestId":"other"}', 'got other'],
    ['no id', '{}', 'got none'],
    ['no JSON', 'ok', 'got none'],
  ])('fails after a response with %s', async (_, body, end) => {
    server.reply = () => ({ status: 200, body });
    expect(await reasonsOf()).toEqual([0, 1].map((place) => [place, expect.stringContaining(end)]));
  });

  it('fails if the connection is closed, or if there is no response in time', async () => {
    server.reply = () => 'close';
    expect(await reasonsOf()).toHaveLength(2);
    server.reply = () => 'never';
    expect(await reasonsOf(20)).toEqual([0, 1].map((place) => [place, expect.stringContaining('timeout')]));
  });
});

describe('a delivery to OpenSearch', () => {
  it('sends ids and the index of the arrival day, and reports rejected documents', async () => {
    const items = [{ index: { status: 201 } }, { index: { status: 400, error: 'no number' } }];
    server.reply = () => ({ status: 200, body: JSON.stringify({ items }) });
    const target = {
      type: 'opensearch',
      url: new URL(server.url).origin,
      index: 'requests',
      rotation: 'OneDay',
    } as const;

    expect([...(await deliverOnce(target, documents))]).toEqual([[1, '"no number"']]);

    const [{ path, text }] = server.received;
    const lines = text.trimEnd().split('\n');
    expect([path, ...lines.map((line) => JSON.parse(line))]).toEqual([
      '/_bulk',
      { index: { _index: 'requests-2026-11-20', _id: 'a' } },
      { id: 'a' },
      { index: { _index: 'requests-2026-11-20', _id: 'b' } },
      { id: 'b' },
    ]);
  });
});
