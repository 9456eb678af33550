import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expectedLayouts } from '../../core/layouts/layout.ts';
import { printLayouts } from '../../core/layouts/layoutsDocument.ts';
import type { Endpoint } from '../../emulator/endpoints/endpoint.ts';
import { startS3Endpoint } from '../../emulator/endpoints/s3/s3Endpoint.ts';
import { UsageError } from '../../terminal/usageError.ts';
import { s3Client } from '../emulator/fixtures/clients.ts';
import { askLake, filesIn } from '../support/lakeFolders.ts';
import { linesOf } from '../support/records.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { runCfrl, runInProcess } from './runInProcess.ts';
import { type StackServer, startStackServer } from './stackServer.ts';

const fields = ['timestamp', 'c-ip', 'cs-uri-stem', 'x-edge-request-id'];
const folder = temporaryFolder();
let s3Endpoint: Endpoint;
let aws: StackServer;
let environment: Record<string, string>;

/** A failed batch in the format in which Lambda stores it. */
const failure = JSON.stringify({
  requestContext: { condition: 'RetryAttemptsExhausted' },
  payload: JSON.stringify({
    Records: linesOf(fields, 3, () => ({ 'cs-uri-stem': '/?token=secret' })).map((line, index) => ({
      kinesis: {
        data: Buffer.from(line).toString('base64'),
        sequenceNumber: `4959${index}`,
        approximateArrivalTimestamp: 1795179900.123,
      },
      eventID: `shardId-000000000001:4959${index}`,
    })),
  }),
});

beforeAll(async () => {
  s3Endpoint = await startS3Endpoint({ folder });
  aws = await startStackServer({ lakeBucket: 'lake', failureBucket: 'failures' }, { ADDRESSES: 'truncate' });
  environment = { ...aws.environment, AWS_ENDPOINT_URL_S3: s3Endpoint.url };
  const s3 = s3Client(s3Endpoint.url);
  for (const Bucket of ['lake', 'failures']) await s3.send(new CreateBucketCommand({ Bucket }));
  for (const [Bucket, Key, Body] of [
    ['lake', 'config/layouts.json', printLayouts(expectedLayouts(fields))],
    ['failures', 'aws/lambda/a', failure],
    ['failures', 'aws/lambda/b', 'no batch'],
  ]) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }
  s3.destroy();
});

afterAll(async () => {
  aws.close();
  await s3Endpoint.close();
});

describe('cfrl replay', () => {
  it('prints what would be restored, and restores the same files as the consumer, once', async () => {
    const failed = {
      status: 1,
      stderr: '1 object could not be replayed, see above; nothing was deleted\n',
    };
    const notReplayed =
      '  ✗ aws/lambda/b: expected an invocation record of Lambda, got no batch\nQuarantine files: none\n';

    expect(await runCfrl(['replay', '--dry-run'], environment)).toEqual({
      ...failed,
      stdout: `Failed batches: 2 found, 1 to replay, 1 not replayed
  3 records: 3 rows would be restored\n${notReplayed}`,
    });
    expect(filesIn(join(folder, 'lake'))).toEqual(['config/layouts.json']);

    expect(await runCfrl(['replay'], environment)).toEqual({
      ...failed,
      stdout: `Failed batches: 2 found, 1 replayed, 1 not replayed
  3 records: 3 rows restored\n${notReplayed}`,
    });
    expect(await askLake(join(folder, 'lake'), 'SELECT DISTINCT c_ip, cs_uri_stem FROM $files')).toEqual({
      c_ip: ['192.0.2.0'],
      cs_uri_stem: ['/?token=REDACTED'],
    });

    const { stdout } = await runCfrl(['replay', '--only', 'batches', '--json'], environment);
    expect(JSON.parse(stdout)).toMatchObject({
      batches: { found: 2, before: 1, replayed: 0 },
      quarantine: { found: 0 },
    });
  });

  it('rejects an invalid kind of objects', async () => {
    const run = runInProcess(['replay', '--only', 'rows']);

    await expect(run).rejects.toThrow(new UsageError("--only: expected batches or quarantine, got 'rows'"));
  });
});
