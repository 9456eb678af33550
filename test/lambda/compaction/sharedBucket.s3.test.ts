import { join } from 'node:path';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { bucketStore } from '../../../cli/erase/objectStore.ts';
import { S3Objects } from '../../../cli/replay/s3Objects.ts';
import { useLakeFolders } from '../../../core/aws/lakeFolders.ts';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import { startS3Endpoint } from '../../../emulator/endpoints/s3/s3Endpoint.ts';
import { AwsCompactionCalls } from '../../../lambda/compaction/awsCalls.ts';
import type { Clients } from '../../../lambda/compaction/clients.ts';
import { putObjects } from '../../../lambda/consumer/putObjects.ts';
import { s3Client } from '../../emulator/fixtures/clients.ts';
import { filesIn } from '../../support/lakeFolders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const { signal } = new AbortController();
const hour = 'raw/arrival_day=2026-11-20/arrival_hour=13';
let endpoint: Endpoint;
let s3: S3Client;

beforeAll(async () => {
  endpoint = await startS3Endpoint({ folder });
  s3 = useLakeFolders(s3Client(endpoint.url));
  await s3.send(new CreateBucketCommand({ Bucket: 'shared' }));
});

afterAll(async () => {
  s3.destroy();
  await endpoint.close();
});

it('keeps two lakes in one bucket apart: what is written, listed, read, and deleted', async () => {
  const lakes = ['shared/web', 'shared/video/cf'];
  const calls = lakes.map(
    (lakeBucket) => new AwsCompactionCalls({ s3 } as Clients, { lakeBucket, database: 'logs' }),
  );
  for (const lake of lakes) {
    const object = {
      key: `${hour}/a.parquet`,
      body: Buffer.from(lake),
      contentType: 'text/plain',
      records: 1,
    };
    await putObjects(s3, lake, [object], signal);
  }
  expect(filesIn(join(folder, 'shared'))).toEqual([`video/cf/${hour}/a.parquet`, `web/${hour}/a.parquet`]);
  expect((await new S3Objects(s3, 'shared/video/cf', signal).get(`${hour}/a.parquet`)).toString()).toBe(
    'shared/video/cf',
  );

  await bucketStore(s3, 'shared/video/cf', signal).remove(`${hour}/a.parquet`);

  expect(await calls[1]?.listFiles('')).toEqual([]);
  expect(await calls[0]?.listFiles('raw/')).toEqual([{ key: `${hour}/a.parquet`, bytes: 10 }]);
});
