import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { layoutsKey } from '../../../core/lake/keys.ts';
import type { Layout } from '../../../core/layouts/layout.ts';
import { registerLayouts } from '../../../core/layouts/layoutRegistry.ts';
import { parseLayouts } from '../../../core/layouts/layoutsDocument.ts';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import { startS3Endpoint } from '../../../emulator/endpoints/s3/s3Endpoint.ts';
import { LayoutsStore } from '../../../lambda/layouts/layoutsStore.ts';
import { s3Client } from '../../emulator/fixtures/clients.ts';
import { neverAborted } from '../consumer/recordingClient.ts';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

const now = Date.parse('2026-11-20T13:00:00Z');
let folder: string;
let endpoint: Endpoint;
let s3: S3Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'layouts-'));
  endpoint = await startS3Endpoint({ folder });
  s3 = s3Client(endpoint.url);
  await s3.send(new CreateBucketCommand({ Bucket: 'lake' }));
});
afterEach(async () => {
  s3.destroy();
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

function stored(): Layout[] {
  return parseLayouts(readFileSync(join(folder, 'lake', layoutsKey), 'utf8'));
}

describe('LayoutsStore with the real client', () => {
  it('loses no layout of deployments that register at the same time', async () => {
    const lists = ['c-ip', 'c-ip,asn', 'c-ip,asn,c-port', 'c-ip,asn,c-port,c-country'].map((list) =>
      list.split(','),
    );
    await Promise.all(
      lists.map((fields) =>
        new LayoutsStore(s3, 'lake').change((known) => registerLayouts(known, [fields], now), neverAborted()),
      ),
    );
    const names = stored().map(({ fields }) => fields.length);
    expect(names.toSorted()).toEqual([1, 2, 3, 4]);
  });
});
