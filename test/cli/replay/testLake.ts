import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { emptyReport, type ReplaySettings, replayAll } from '../../../cli/replay/replayAll.ts';
import type { ReplayReport } from '../../../cli/replay/replayReport.ts';
import { S3Objects } from '../../../cli/replay/s3Objects.ts';
import type { LakeObject } from '../../../core/lake/lakeObject.ts';
import { expectedLayouts } from '../../../core/layouts/layout.ts';
import { defaultSensitivityPolicy } from '../../../core/sensitivity/policy.ts';
import type { Endpoint } from '../../../emulator/endpoints/endpoint.ts';
import { startS3Endpoint } from '../../../emulator/endpoints/s3/s3Endpoint.ts';
import { s3Client } from '../../emulator/fixtures/clients.ts';
import { askLake, filesIn } from '../../support/lakeFolders.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** Fields of the replayed records. */
export const fields = ['timestamp', 'sc-status', 'cs-uri-stem', 'x-edge-request-id'];

/** A lake and a failure bucket on this machine, with functions to replay. */
export interface LakeOfTest {
  readonly s3: S3Client;
  /** Puts an object into the lake or the failure bucket. */
  put(bucket: 'lake' | 'failures', key: string, body: string | Buffer): Promise<void>;
  putAll(objects: readonly LakeObject[]): Promise<void>;
  replay(settings?: Partial<ReplaySettings>, report?: ReplayReport): Promise<ReplayReport>;
  /** Returns the lake's keys and their contents. */
  contents(): Record<string, string>;
  keys(): string[];
  /** Changes when an object of the lake was last modified, in epoch milliseconds. */
  setModified(key: string, modifiedAt: number): void;
  /** Returns the request IDs of all rows, sorted. */
  ids(): Promise<string[]>;
}

/** Creates an empty lake, which is deleted after the tests of the file. */
export function createTestLake(): LakeOfTest {
  const root = temporaryFolder();
  let folder = '';
  let count = 0;
  let endpoint: Endpoint;
  let s3: S3Client;

  beforeEach(async () => {
    folder = join(root, String(count++));
    endpoint = await startS3Endpoint({ folder });
    s3 = s3Client(endpoint.url);
    for (const Bucket of ['lake', 'failures']) await s3.send(new CreateBucketCommand({ Bucket }));
  });

  afterEach(async () => {
    s3.destroy();
    await endpoint.close();
  });

  const lake = () => join(folder, 'lake');
  return {
    get s3() {
      return s3;
    },
    async put(bucket, key, body) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
    async putAll(objects) {
      for (const { key, body } of objects) await this.put('lake', key, body);
    },
    replay(settings = {}, report = emptyReport()) {
      const { signal } = new AbortController();
      return replayAll(
        {
          lake: new S3Objects(s3, 'lake', signal),
          failures: new S3Objects(s3, 'failures', signal),
          layouts: expectedLayouts(fields),
          policy: defaultSensitivityPolicy,
          compression: 'zstd',
          kinds: ['batches', 'quarantine'],
          dryRun: false,
          onProgress() {},
          signal,
          ...settings,
        },
        report,
      );
    },
    contents() {
      return Object.fromEntries(
        filesIn(lake()).map((path) => [path, readFileSync(join(lake(), path)).toString('base64')]),
      );
    },
    keys: () => filesIn(lake()),
    setModified(key, modifiedAt) {
      utimesSync(join(lake(), key), modifiedAt / 1000, modifiedAt / 1000);
    },
    async ids() {
      const { id = [] } = await askLake(lake(), 'SELECT x_edge_request_id AS id FROM $files ORDER BY 1');
      return id as string[];
    },
  };
}
