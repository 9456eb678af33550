import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { readConsumerSettings } from '../../../core/consumerSettings.ts';
import { resolveMetricExport } from '../../../core/otlp/metricExport.ts';
import type { OtlpMetrics } from '../../../core/otlp/otlpMetrics.ts';
import type { Clients } from '../../../lambda/consumer/clients.ts';
import { createOtlpExport } from '../../../lambda/consumer/otlpExport.ts';
import { otlpTarget } from '../../../lambda/consumer/otlpTarget.ts';
import { batchOf } from '../../support/batches.ts';
import { decodeOtlp } from '../../support/otlp.ts';
import { linesOf } from '../../support/records.ts';
import { newTransform } from '../../support/transforming.ts';

const fields = ['timestamp', 'sc-status', 'x-edge-request-id', 'x-host-header'];
const secretArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:otlp-AbCdEf';

let server: Server;
let received: { authorization: string | undefined; encoding: string | undefined; body: Buffer }[] = [];
let statuses: number[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { authorization, 'content-encoding': encoding } = request.headers;
    received.push({ authorization, encoding, body: Buffer.concat(parts) });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  received = [];
  statuses = [];
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/metrics`;
const signal = new AbortController().signal;

function exportTo(endpoint: string, headers?: readonly Record<string, string>[]) {
  const remaining = [...(headers ?? [])];
  const secrets = { send: async () => ({ SecretString: JSON.stringify(remaining.shift()) }) };
  const cloudWatch = { config: { region: async () => 'us-east-1', credentials: async () => ({}) } };
  const option = { endpoint, ...(headers && { headersSecretArn: secretArn }) };
  const settings = readConsumerSettings({ LAKE_BUCKET: 'lake', METRIC_EXPORT: JSON.stringify(option) });
  const made = createOtlpExport(settings, { secrets, cloudWatch } as unknown as Clients);
  if (made === undefined) throw new Error('expected an export, got none');
  return made;
}

/** Returns the OTLP requests of eight records. */
function requestsOf(otlp: OtlpMetrics): readonly Uint8Array[] {
  const timestamp = (Date.parse('2026-11-20T13:05:00Z') / 1000).toFixed(3);
  const lines = linesOf(fields, 8, () => ({ timestamp }));
  return newTransform(fields, { otlp }).transform(batchOf(lines), Date.parse('2026-11-20T13:05:10Z'))
    .otlpRequests;
}

describe('the OTLP export', () => {
  it('does not exist unless it is configured', () => {
    expect(createOtlpExport(readConsumerSettings({ LAKE_BUCKET: 'lake' }), {} as Clients)).toBeUndefined();
  });

  it('sends the metrics of the batch, compressed, with the headers in the secret', async () => {
    const made = exportTo(url(), [{ authorization: 'Bearer one' }]);
    const bodies = requestsOf(made.metrics);
    expect(await made.send(bodies, signal)).toEqual({ lost: 0 });
    expect(await made.send(bodies, signal)).toEqual({ lost: 0 });
    expect(received.map(({ authorization, encoding }) => [authorization, encoding])).toEqual([
      ['Bearer one', 'gzip'],
      ['Bearer one', 'gzip'],
    ]);
    const [{ points, resource }] = received.map(({ body }) => decodeOtlp(gunzipSync(body)));
    expect(resource['service.name']).toBe('cloudfront-realtime-logs');
    const requests = points.filter(({ metric }) => metric === 'cloudfront.requests');
    expect(requests.reduce((sum, { value = 0 }) => sum + value, 0)).toBe(8);
  });

  it('reads the secret again after a request was denied', async () => {
    const made = exportTo(url(), [{ authorization: 'Bearer old' }, { authorization: 'Bearer new' }]);
    const bodies = requestsOf(made.metrics);
    statuses = [401];
    expect(await made.send(bodies, signal)).toEqual({ lost: 1, reason: 'status 401: ' });
    expect(await made.send(bodies, signal)).toEqual({ lost: 0 });
    expect(received.map(({ authorization }) => authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('reports lost requests, and throws nothing, if the endpoint is unreachable or the secret is invalid', async () => {
    const away = exportTo('http://127.0.0.1:1/v1/metrics');
    expect(await away.send([new Uint8Array(1)], signal)).toEqual({
      lost: 1,
      reason: 'expected a response from 127.0.0.1:1, got none: bad port',
    });
    const secrets = { send: async () => ({ SecretString: 'token' }) };
    const settings = readConsumerSettings({
      LAKE_BUCKET: 'lake',
      METRIC_EXPORT: JSON.stringify({ endpoint: url(), headersSecretArn: secretArn }),
    });
    const cloudWatch = { config: { region: async () => 'us-east-1', credentials: async () => ({}) } };
    const wrong = createOtlpExport(settings, { secrets, cloudWatch } as unknown as Clients);
    expect(await wrong?.send([new Uint8Array(1)], signal)).toEqual({
      lost: 1,
      reason: `expected the secret ${secretArn} to contain a JSON object of header names and values, got something else`,
    });
  });
});

describe('otlpTarget', () => {
  it.each([
    ['us-east-1', 'https://monitoring.us-east-1.amazonaws.com/v1/metrics'],
    ['cn-north-1', 'https://monitoring.cn-north-1.amazonaws.com.cn/v1/metrics'],
  ])("is CloudWatch's endpoint in %s, signed", (region, expected) => {
    const option = resolveMetricExport('cloudwatch-otlp');
    if (typeof option === 'string') throw new Error(option);
    const services = { region, credentials: async () => ({ accessKeyId: '', secretAccessKey: '' }) };
    const target = otlpTarget(option, { ...services, secrets: { send: async () => ({}) } as never });
    expect([target.url, typeof target.sign]).toEqual([expected, 'function']);
  });
});
