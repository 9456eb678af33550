import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { bundleFunction } from '../../../bundle/bundleFunction.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import { startDeliveryStream } from '../../../emulator/destinations/deliveryStream.ts';
import { startDirectDelivery } from '../../../emulator/destinations/directDelivery.ts';
import { ensureBucket, ensureStream, putLayouts } from '../../../emulator/resources.ts';
import { type ServiceEndpoints, startServiceEndpoints } from '../../../emulator/serviceEndpoints.ts';
import { sendRecords } from '../../../emulator/traffic.ts';
import { readExample } from '../../support/examples.ts';
import { type ReceivingServer, startReceiver } from '../../support/receivingServer.ts';

const { fields, lines } = readExample('website-46-fields');
const policy = defaultSensitivityPolicy;
const polling = { maximumBatchingWindowSeconds: 0, pollInterval: 20, retryDelay: 1 };
const folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
const bundle = (name: string) =>
  bundleFunction({
    entryFile: resolve(import.meta.dirname, `../../../lambda/${name}/index.ts`),
    outputFolder: join(folder, name),
  }).file;

let endpoints: ServiceEndpoints;
let server: ReceivingServer;
let source: Parameters<typeof startDirectDelivery>[0];
beforeAll(async () => {
  endpoints = await startServiceEndpoints({ folder: join(folder, 'buckets'), environment: {} });
  server = await startReceiver();
  const client = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const kinesis = new KinesisClient({ ...client, endpoint: endpoints.kinesisUrl });
  const s3 = new S3Client({ ...client, endpoint: endpoints.s3Url });
  source = { kinesis, s3, streamName: 'logs', lakeBucket: 'lake', endpoints };
  await Promise.all([
    ensureStream(kinesis, 'logs', 1),
    ensureBucket(s3, 'lake'),
    ensureBucket(s3, 'lake-failures'),
  ]);
  await putLayouts(s3, 'lake', expectedLayouts(fields));
  await sendRecords([...lines.slice(0, 30), 'no record'], source);
});
afterAll(async () => {
  source.kinesis.destroy();
  source.s3.destroy();
  await Promise.all([endpoints.close(), server.close()]);
  rmSync(folder, { recursive: true });
});

const requestIds = lines.slice(0, 30).map((line) => line.split('\t')[fields.indexOf('x-edge-request-id')]);
const idsOf = (documents: readonly string[]) => documents.map((text) => JSON.parse(text).x_edge_request_id);

describe('the deployed functions on this machine', () => {
  it('deliver with an emulated delivery stream, which stores records that are not transformed', async () => {
    server.reply = ({ headers }, number) => ({
      status: number === 1 ? 500 : 200,
      body: JSON.stringify({ requestId: headers['x-amz-firehose-request-id'] }),
    });
    const delivery = await startDeliveryStream(source, {
      name: 'log-service',
      bundleFile: bundle('transformation'),
      settings: { format: 'generic', policy },
      target: { type: 'http', url: server.url },
      polling,
    });
    await delivery.drain();
    await delivery.stop();

    expect([delivery.counts, delivery.lastError]).toEqual([
      { delivered: 30, failed: 0, unreadable: 1 },
      'status 500',
    ]);
    const taken = JSON.parse(server.received[1].text).records.map(({ data }: { data: string }) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(idsOf(taken).sort()).toEqual(requestIds.toSorted());
    const errors = join(folder, 'buckets/lake-failures/destinations/log-service/processing-failed');
    const [{ rawData }] = readdirSync(errors).map((name) =>
      JSON.parse(readFileSync(join(errors, name), 'utf8')),
    );
    expect(Buffer.from(rawData, 'base64').toString()).toBe('no record\n');
  });

  it('deliver directly', async () => {
    server.received.length = 0;
    server.reply = (_, number) => ({ status: number === 1 ? 400 : 200 });
    const delivery = await startDirectDelivery(source, {
      bundleFile: bundle('delivery'),
      eventSource: { ...polling, bisectBatchOnFunctionError: false },
      settings: {
        destination: 'log-service',
        receiver: 'http',
        url: server.url,
        format: 'generic',
        secretArn: undefined,
        index: undefined,
        rotation: 'OneDay',
        failureSeconds: 0,
        policy,
      },
    });
    await delivery.drain();
    await delivery.stop();

    expect([delivery.counts, delivery.lastError]).toEqual([
      { delivered: 30, failed: 0, unreadable: 1 },
      expect.stringContaining('got status 400'),
    ]);
    expect(idsOf(server.received[1].text.trimEnd().split('\n')).sort()).toEqual(requestIds.toSorted());
  });
});
